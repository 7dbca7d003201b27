"""Legal form, industry code, the day of the number of employees and the day of the agreement, from a list."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crm.commands import history
from crm.exchange import missing, plan
from crm.exchange.carry_out import carry_out
from crm.store.database import rows
from tests.crm.exchange.bringing import actions, brought, dump, only, planned

HEADER = ("Bedrift", "Org.form", "NACE", "Ansatte", "Ansatte per", "Innmeldt", "Avtale signert")
NORD = ("Nord AS", "AS", "72.110", 12, "31.12.2025", "01.01.2024", "15.01.2024")


def stored() -> list[tuple[object, ...]]:
    return rows(
        "SELECT legal_form, nace_code, employees_on, agreement_signed_on FROM organisation"
        " LEFT JOIN membership ON organisation_id = organisation.id ORDER BY organisation.id"
    )


def test_they_come_in_change_and_are_taken_back(register: Path) -> None:
    brought(NORD, header=HEADER)
    assert stored() == [("AS", "72.110", "2025-12-31", "2024-01-15")]
    assert actions(planned(NORD, header=HEADER)) == ["same"]
    before = dump()
    done = brought(("Nord AS", "ASA", 3.213, 12, "30.06.2026", "01.01.2024", "01.02.2026"), header=HEADER)
    assert stored() == [("ASA", "03.213", "2026-06-30", "2026-02-01")]
    assert done.counts.changed == 1
    history.undo()
    assert dump() == before


def test_every_one_of_them_is_shown_as_a_change(register: Path) -> None:
    brought(NORD, header=HEADER)
    row = only(planned(("Nord AS", "ASA", "21.200", 13, "30.06.2026", "01.01.2024", "01.02.2026"), header=HEADER))
    assert {f"{change.record}.{change.field}" for change in row.changes} == {
        *("organisation.legal_form", "organisation.nace_code", "organisation.employees", "organisation.employees_on"),
        "membership.agreement_signed_on",
    }


def test_what_is_no_such_thing_is_left_out_with_a_word_about_it(register: Path) -> None:
    fields = {"Org.form": "organisation.legal_form", "NACE": "organisation.nace_code"}
    made = planned(("Nord AS", "Tromsø", "I nord", "Havbruk"), header=("Bedrift", "Poststed", *fields), mapping=fields)
    assert "ENK" in only(made).reason and "72.110" in only(made).reason
    carry_out(made)
    assert stored() == [("", "", None, None)]


def test_of_two_rows_the_first_says_when_the_agreement_was_signed(register: Path) -> None:
    made = planned(NORD, (*NORD[:-1], "16.01.2024"), header=HEADER)
    assert "Nord AS" in made.rows[1].reason
    carry_out(made)
    assert stored()[0][3] == "2024-01-15"


def test_a_membership_that_ends_because_it_is_missing_keeps_its_agreement(register: Path) -> None:
    brought(NORD, ("Vest AS", *NORD[1:]), header=HEADER, sha256="a" * 64)
    known = planned(NORD, header=HEADER, sha256="b" * 64)
    assert known.last_time is not None
    ends = missing.with_ends(known.choices, known.last_time.missing, date(2026, 10, 31))
    carry_out(plan.again(known, replace(known.choices, ends=ends)))
    assert rows("SELECT agreement_signed_on, left_on FROM membership WHERE organisation_id = 2") == [
        ("2024-01-15", "2026-10-31")
    ]


@pytest.mark.parametrize(
    ("title", "field"),
    [("Ansatte per 2025", "organisation.employees"), ("Ansatte per", "organisation.employees")],
)
def test_a_column_named_by_a_day_that_holds_numbers_is_the_number_of_employees(
    register: Path, title: str, field: str
) -> None:
    lines = [("Nord AS", "Tromsø", "AS", 12), ("Vest AS", "Bodø", "AS", 7)]
    made = planned(*lines, header=("Bedrift", "Poststed", "Org.form", title))
    assert made.mapping[title] == field


def test_an_empty_cell_erases_them_where_it_was_ticked(register: Path) -> None:
    brought(NORD, header=HEADER)
    gone = ("Nord AS", None, None, 12, None, None, None)
    brought(gone, header=HEADER, erases=frozenset(HEADER[1:3] + HEADER[4:5]))
    assert stored() == [("", "", None, "2024-01-15")]
