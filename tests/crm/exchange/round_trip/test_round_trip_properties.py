"""Whatever stands in a register: out and back shows no difference, and edits show as exactly those that were made."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from crm.commands import organisations as firms
from crm.commands import own_fields, own_values, tasks
from crm.commands import people as folk
from crm.exchange.round_trip import differences, editable, taking
from crm.queries.lists import fields
from crm.queries.lists.query import ListQuery
from crm.records.fields import storable
from crm.rules import names
from crm.store import opening
from crm.store.database import rows
from tests import new_register
from tests import sample as sample_cluster
from tests.crm.exchange.round_trip.test_round_trip import TODAY, back, sent

HARMLESS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cn", "Co"), exclude_characters="\ufffe\uffff")
TEXT = st.one_of(
    st.sampled_from(["=1+1", "+47 40 61 23 45", "-12", "@SUM(A1)", "'=cmd", "0041", "1.2", "ja", "3.11.2026", "_x0041_",
                     "a\r\nb", " Æ ø å ", "2026-11-03", "TRUE", "\u202eabc", "a\x0bb"]),
    st.text(HARMLESS, max_size=40),
).filter(storable)  # fmt: skip
NAME = TEXT.filter(lambda text: bool(text.strip()))
MONEY = st.integers(-(10**11), 10**11)
FIRM = st.fixed_dictionaries(
    {"name": NAME, "notes": TEXT, "city": TEXT, "street": TEXT},
    optional={
        "employees": st.integers(0, 10**6),
        "turnover": MONEY,
        "accounts_year": st.integers(1900, 2200),
        "founded_on": st.dates(date(1800, 1, 1), date(2100, 1, 1)),
        "in_group": st.booleans(),
        "segment": st.sampled_from(["", "biotech", "health"]),
    },
)
PERSON = st.fixed_dictionaries({"last_name": NAME, "first_name": TEXT, "notes": TEXT, "source": TEXT})
TASK = st.fixed_dictionaries({"title": NAME, "due_on": st.dates(date(1900, 1, 1), date(2099, 1, 1)), "notes": TEXT})
QUICK = settings(
    max_examples=4,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@contextmanager
def register(
    made: list[dict[str, Any]], of_them: list[dict[str, Any]], promised: list[dict[str, Any]]
) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        new_register.create(Path(folder) / "register.klynge")
        try:
            score = own_fields.add("organisation", "=Poeng", "number")
            for place, one in enumerate(made):
                values: dict[str, Any] = {
                    name: value[:90] if isinstance(value, str) else value for name, value in one.items()
                }
                id = firms.add(**values)
                own_values.put("organisation", id, {score: place * 12_345 or None})
            for one in of_them:
                folk.add(**{name: value[:90] for name, value in one.items()})
            for one in promised:
                tasks.add(one["title"][:90], due_on=one["due_on"], notes=one["notes"])
            yield Path(folder)
        finally:
            opening.close()


def unchanged(made: list[dict[str, Any]], of_them: list[dict[str, Any]], promised: list[dict[str, Any]]) -> None:
    with register(made, of_them, promised) as folder:
        for about in ("organisation", "person", "task"):
            every = tuple(field.key for field in fields.of(about))
            found = back(sent(folder / "ut.xlsx", about, keys=every))
            assert found.none and found.same == 0, found.cells
            # What Excel, or another program, writes anew is the same too.
            openpyxl.load_workbook(folder / "ut.xlsx").save(folder / "anew.xlsx")
            assert back(folder / "anew.xlsx").none


FIRMS, PEOPLE, TASKS = (st.lists(one, max_size=4) for one in (FIRM, PERSON, TASK))


@given(FIRMS, PEOPLE, TASKS)
@QUICK
def test_out_and_back_shows_no_difference(made: Any, of_them: Any, promised: Any) -> None:
    unchanged(made, of_them, promised)


@pytest.mark.soak
@given(FIRMS, PEOPLE, TASKS)
@settings(QUICK, max_examples=400)
def test_out_and_back_shows_no_difference_over_many_registers(made: Any, of_them: Any, promised: Any) -> None:
    unchanged(made, of_them, promised)


@given(
    st.lists(FIRM, min_size=2, max_size=4),
    st.lists(
        st.tuples(
            st.integers(0, 3), st.sampled_from(["city", "street", "notes"]), NAME.filter(lambda text: "_x" not in text)
        ),
        min_size=1,
        max_size=5,
    ),
)
@QUICK
def test_exactly_the_edits_that_were_made_show_and_taken_over_they_stand_there(made: Any, edits: Any) -> None:
    with register(made, [], []) as folder:
        ids = ListQuery("organisation", today=TODAY).ids()
        keys = ("name", "city", "street", "notes")
        path = sent(folder / "ut.xlsx", keys=keys)
        edited = openpyxl.load_workbook(path)
        sheet = edited.worksheets[0]
        wanted: dict[tuple[int, str], str] = {}
        for place, key, text in edits:
            row, text = place % len(ids), text.replace("\x0b", " ")
            cell = sheet.cell(row + 2, keys.index(key) + 1)
            cell.value = "".join(one for one in text if one >= " " or one in "\n\t")
            cell.data_type = "s"
            wanted[(ids[row], key)] = str(cell.value)
        edited.save(path)
        found = back(path)
        stood = ListQuery("organisation", today=TODAY).rows(ids, keys)

        def tidy(text: str) -> str:
            return names.without_unseen(text.replace("\r\n", "\n").replace("\r", "\n")).strip()

        other = {at: tidy(text) for at, text in wanted.items() if tidy(text) != tidy(stood[at[0]][at[1]])}
        assert {(one.id, one.field.key): one.value for one in found.cells} == other
        good = [one for one in found.cells if one.state == differences.CHANGED]
        taking.take(found, good, today=TODAY)
        now = ListQuery("organisation", today=TODAY).rows(ids, keys)
        assert {(one.id, one.field.key): now[one.id][one.field.key] for one in good} == {
            (one.id, one.field.key): one.value for one in good
        }


def test_what_went_out_brought_into_an_empty_file_gives_the_same_people_and_organisations(tmp_path: Path) -> None:
    sample_cluster.write(tmp_path / "sample.klynge")
    opening.open_register(tmp_path / "sample.klynge")
    before = told()
    for about in ("organisation", "person"):
        keys = [field.key for field in fields.of(about) if editable.is_editable(about, field)]
        sent(tmp_path / f"{about}.xlsx", about, keys=(*keys, "organisation"))
    opening.close()
    new_register.create(tmp_path / "new.klynge")
    try:
        for about in ("organisation", "person"):
            found = back(tmp_path / f"{about}.xlsx")
            assert not found.cells and not found.gone and not any(one.why for one in found.new)
            assert taking.take(found, (), found.new, today=TODAY).left == ()
            again = back(tmp_path / f"{about}.xlsx")
            assert {one.why for one in again.new} == {"Is here already."}
        after = told()
        for what in before:
            assert before[what] == after[what], what
    finally:
        opening.close()


def told() -> dict[str, list[Any]]:
    """What the lists of organisations and people tell, without ids."""
    found = {}
    for about in ("organisation", "person"):
        query = ListQuery(about, today=TODAY)
        keys = [field.key for field in fields.of(about) if editable.is_editable(about, field)]
        listed = query.rows(query.ids(), keys).values()
        found[about] = sorted(
            sorted((key, str(getattr(value, "name", value))) for key, value in row.items()) for row in listed
        )
    works = "SELECT p.first_name, p.last_name, o.name FROM position AS w JOIN person AS p ON p.id = w.person_id"
    works += " JOIN organisation AS o ON o.id = w.organisation_id WHERE w.is_primary AND w.to_on IS NULL"
    found["works"] = sorted(rows(f"{works} AND p.archived = 0"))
    return found
