"""Whatever a list holds, the plan and the tables agree (DESIGN.md section 6)."""

from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.commands import history
from crm.exchange import plan
from crm.exchange.carry_out import carry_out
from crm.exchange.choices import STRATEGIES, Door, Meeting, Refused
from crm.exchange.meetings import Attendance
from crm.store import soundness
from crm.store.database import database, rows
from tests import examples
from tests.crm.exchange.bringing import PEOPLE, TODAY, dump, planned, source

NAMES = st.sampled_from(["Kari", "Kåre", "Ola", "K.", ""])
SURNAMES = st.sampled_from(["Berg", "Ødegård", "Odegaard", "Lund", "x" * 101, ""])
ADDRESSES = st.sampled_from(
    ["kari@x.example", "KARI@x.example", "k@y.example; post@y.example", "k(at)x", "post@y.example", ""]
)
PHONES = st.sampled_from(["912 34 567", 91234567, "22 12 34 56 / 912 34 567", "ring", None])
TITLES = st.sampled_from(["Leder", "leder", "Forsker", None])
COMPANIES = st.sampled_from(["Nordlys AS", "NORDLYS", "Nordlys ASA", "Blåbær AS", "Kai 9", "", None])
NUMBERS = st.sampled_from([981575679, "923 609 016", "123", "999999999", None])
CITIES = st.sampled_from(["Tromsø", "Oslo", "", None])
COUNTS = st.sampled_from([12, "ti", None])
TAGS = st.sampled_from(["Styret", "styret; Messen", "x" * 61, "", None])
WISHES = st.sampled_from(["Ja", "nei", "kanskje", "", None])
CAME = st.sampled_from(["møtt", "avmeldt", "kanskje", "påmeldt", "", None])
SPOKEN = st.sampled_from(["Norsk", "en", "Klingon", None])
ROLES = st.sampled_from(["Forsker", "Styreleder", "Kokk", None])
FORMS = st.sampled_from(["AS", "aksjeselskap", "Bedriftsklynge", None])
DAYS = st.sampled_from([date(2024, 1, 1), "01.02.2024", "31.02.2024", "1/2/2024", None])
MESSY = st.lists(
    st.tuples(
        *(
            NAMES,
            SURNAMES,
            ADDRESSES,
            PHONES,
            TITLES,
            COMPANIES,
            NUMBERS,
            DAYS,
            DAYS,
            CITIES,
            COUNTS,
            TAGS,
            TAGS,
            WISHES,
            CAME,
            FORMS,
            DAYS,
            DAYS,
            SPOKEN,
            ROLES,
            DAYS,
        )
    ),
    max_size=5,
    min_size=1,
)
ROWS = st.integers(2, 6)
CHANGES = st.sampled_from(
    [
        *(("person", name) for name in ("first_name", "last_name", "notes", "language")),
        *(("contact_point", kind) for kind in ("email", "phone", "link")),
        *(("position", name) for name in ("organisation", "title", "role", "from_on")),
        *(("organisation", name) for name in ("name", "org_number", "city", "legal_form", "employees_on")),
        *(("tagging", "tag"), ("consent_record", "status")),
        *(("membership", name) for name in ("joined_on", "left_on", "category", "agreement_signed_on")),
    ]
)
CHOSEN = st.fixed_dictionaries(
    {
        "strategy": st.sampled_from(STRATEGIES),
        "strategies": st.dictionaries(ROWS, st.sampled_from(STRATEGIES), max_size=3),
        "refused": st.frozensets(
            st.builds(lambda row, change: Refused(row, *change), st.none() | ROWS, CHANGES), max_size=4
        ),
        "answers": st.dictionaries(ROWS, st.sampled_from(["new", "skip", 1, 2]), max_size=3),
        "edits": st.dictionaries(
            ROWS,
            st.dictionaries(
                st.sampled_from([*PEOPLE, "Poststed"]), st.sampled_from(["Lund", "Nordlys AS", "", "k@z.example"])
            ),
            max_size=2,
        ),
        "ends": st.dictionaries(
            st.sampled_from(["position", "membership"]),
            st.dictionaries(st.integers(1, 4), st.sampled_from(["2023-06-01", "2026-06-01"])),
        ),
        "door": st.builds(Door, st.sampled_from(["", "Messen"]), st.sampled_from(["", "consent"])),
        "meeting": st.builds(
            Meeting,
            st.just("Messen"),
            st.sampled_from(["", "2026-11-03", "2027-01-01"]),
            st.sampled_from(["", "phone"]),
        ),
        "erases": st.frozensets(
            st.sampled_from(
                ["Poststed", "Stilling", "Ansatte", "Org.form", "Ansatte per", "E-post", "Mobil", "Telefon", "Merknad"]
            )
        ),
        "constants": st.dictionaries(
            st.sampled_from(["organisation.city", "position.title", "person.email", "notes", "organisation.name"]),
            st.sampled_from(["Tromsø", "c@z.example", " "]),
            max_size=2,
        ),
    }
)
MESSY_FIELDS = dict(
    zip(
        [
            *PEOPLE,
            "Org.nr",
            "Innmeldt",
            "Utmeldt",
            "Poststed",
            "Ansatte",
            "Tags",
            "Bedriftstags",
            "Nyhetsbrev",
            "Oppmøte",
            "Org.form",
            "Ansatte per",
            "Avtale signert",
            "Språk",
            "Rolle",
            "I stillingen siden",
        ],
        [
            *("person.first_name", "person.last_name", "person.email", "person.mobile", "position.title"),
            *("organisation.name", "organisation.org_number", "membership.joined_on", "membership.left_on"),
            *("organisation.city", "organisation.employees", "tags", "organisation.tags", "consent.newsletter"),
            *("attendance", "organisation.legal_form", "organisation.employees_on", "membership.agreement_signed_on"),
            *("person.language", "position.role", "position.from_on"),
        ],
        strict=True,
    )
)


@settings(max_examples=examples.of(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=MESSY, after=MESSY, chosen=st.just({}) | CHOSEN)
def test_what_is_planned_is_what_is_done(
    register: Path, before: list[Any], after: list[Any], chosen: dict[str, Any]
) -> None:
    """Whatever the lists hold and whatever was chosen: the counts are those of the tables, and back is exactly back."""
    with database.atomic() as transaction:
        for lines in (before, after):
            start = dump()
            made = planned(
                *lines,
                header=list(MESSY_FIELDS),
                name="messy.xlsx",
                sha256=("1" if lines is after else "0") * 64,
                mapping=MESSY_FIELDS,
                **chosen,
            )
            counts = made.counts
            assert counts.rows == len(made.rows)
            assert counts.rows == counts.new + counts.changed + counts.same + counts.rejected + counts.questions
            done = carry_out(made)
            end = dump()
            assert len(end["person"]) - len(start["person"]) == counts.people_created
            assert len(end["organisation"]) - len(start["organisation"]) == counts.organisations_created
            assert touched(start, end, "person", "person_id") == counts.people_updated
            assert touched(start, end, "organisation", "organisation_id") == counts.organisations_updated
            assert took_part(made.attendance) == len(end["interaction_participant"]) - len(
                start["interaction_participant"]
            )
            assert len(end["interaction"]) - len(start["interaction"]) == len(made.writes.meetings) <= 1
            assert (done.step is None) == (start == end)
            if done.step is not None:
                history.undo()
                assert dump() == start
                history.redo()
                assert dump() == end
        transaction.rollback()


def took_part(told: Attendance | None) -> int:
    """How many the plan says that it notes as having taken part, and are not noted yet."""
    return told.counted - told.known if told is not None else 0


def touched(start: dict[str, list[Any]], end: dict[str, list[Any]], table: str, owner: str) -> int:
    """How many known people or organisations have another row of their own, or another row that hangs on them."""
    known = {line[0] for line in start[table]}
    found = {line[0] for line in set(end[table]) - set(start[table])}
    hanging = {
        "person": ("position", "contact_point", "tagging", "consent_record"),
        "organisation": ("contact_point", "membership", "tagging"),
    }[table]
    for other in hanging:
        at = [name for (name,) in rows("SELECT name FROM pragma_table_info(?)", (other,))].index(owner)
        found |= {line[at] for line in set(end[other]) - set(start[other])}
    return len(found & known)


WHOLE = st.lists(
    st.tuples(
        st.sampled_from(["Kari", "Kåre", "Ola"]),
        st.sampled_from(["Berg", "Ødegård"]),
        st.sampled_from(["", "22 12 34 57", "22 12 34 56"]),  # two with one mobile are asked about
        TITLES,
        st.sampled_from(["Nordlys AS", "NORDLYS", "Blåbær AS"]),
        st.sampled_from(["Tromsø", "Oslo", ""]),
    ),
    max_size=8,
    min_size=1,
)


@settings(max_examples=examples.of(100), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=WHOLE)
def test_the_same_list_again_is_always_the_same(register: Path, lines: list[Any]) -> None:
    with database.atomic() as transaction:
        whole = [
            [*line, f"{line[0]}.{line[1]}@x.example".lower().replace("å", "a").replace("ø", "o")] for line in lines
        ]
        header = ["Fornavn", "Etternavn", "Mobil", "Stilling", "Bedrift", "Poststed", "E-post"]
        made = plan.of_source(source(*whole, header=header), "liste.xlsx", today=TODAY)
        carry_out(made)
        again = plan.again(made, made.choices)
        assert again.counts.same == again.counts.rows
        assert soundness.problems() == []
        transaction.rollback()


def test_a_period_that_ends_earlier_makes_room_for_one_that_begins_then(register: Path) -> None:
    header = ["Bedrift", "Innmeldt", "Utmeldt"]
    mapping = dict(zip(header, ("organisation.name", "membership.joined_on", "membership.left_on"), strict=True))
    carry_out(planned(("Nordlys AS", date(2024, 1, 1), date(2024, 6, 30)), header=header, mapping=mapping))
    made = planned(
        ("Nordlys AS", date(2024, 1, 1), date(2024, 1, 31)),
        ("Nordlys AS", date(2024, 2, 1), None),
        header=header,
        mapping=mapping,
    )
    carry_out(made)
    assert rows("SELECT joined_on, left_on FROM membership ORDER BY id") == [
        ("2024-01-01", "2024-01-31"),
        ("2024-02-01", None),
    ]
