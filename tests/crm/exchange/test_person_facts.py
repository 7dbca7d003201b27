"""The language of a person, and the role and the first day of a position, from a list."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crm.commands import history
from crm.exchange import missing, plan
from crm.exchange.carry_out import carry_out
from crm.store.database import rows
from tests.crm.exchange.bringing import actions, brought, dump, only, planned

HEADER = ("Fornavn", "Etternavn", "E-post", "Bedrift", "Stilling", "Rolle", "I stillingen siden", "Språk")
KARI = ("Kari", "Berg", "kari@nord.example", "Nord AS", "Sjef", "Daglig leder", "01.02.2020", "Norsk")
OLA = ("Ola", "Lund", "ola@nord.example", "Nord AS", "Selger", "Forsker", "01.03.2021", "English")


def stored() -> list[tuple[object, ...]]:
    return rows(
        "SELECT first_name, role, from_on, language FROM person"
        " LEFT JOIN position ON person_id = person.id ORDER BY person.id"
    )


def test_they_come_in_change_and_are_taken_back(register: Path) -> None:
    brought(KARI, OLA, header=HEADER)
    assert stored() == [("Kari", "daily_manager", "2020-02-01", "nb"), ("Ola", "researcher", "2021-03-01", "en")]
    assert actions(planned(KARI, OLA, header=HEADER)) == ["same", "same"]
    before = dump()
    changed = planned((*KARI[:5], "Styreleder", "01.05.2020", "Engelsk"), header=HEADER)
    assert {f"{change.record}.{change.field}" for change in only(changed).changes} == {
        *("position.role", "position.from_on", "person.language"),
    }
    carry_out(changed)
    assert stored()[0] == ("Kari", "board_chair", "2020-05-01", "en")
    history.undo()
    assert dump() == before


def test_an_empty_cell_changes_nothing_and_a_list_without_the_columns_keeps_them(register: Path) -> None:
    brought(KARI, header=HEADER)
    brought((*KARI[:4], "Direktør", None, None, None), header=HEADER)
    brought((*KARI[:4], "Leder"), header=HEADER[:5])
    assert stored() == [("Kari", "daily_manager", "2020-02-01", "nb")]
    assert rows("SELECT title FROM position") == [("Leder",)]


def test_of_two_rows_the_first_counts_and_the_other_is_told(register: Path) -> None:
    made = planned(KARI, (*KARI[:5], "Styreleder", "01.05.2020", "Engelsk"), header=HEADER)
    assert made.rows[1].reason.count("Another row") == 3
    carry_out(made)
    assert stored() == [("Kari", "daily_manager", "2020-02-01", "nb")]


def test_a_position_that_ends_because_it_is_missing_keeps_its_role_and_first_day(register: Path) -> None:
    brought(KARI, OLA, header=HEADER, sha256="a" * 64)
    known = planned(KARI, header=HEADER, sha256="b" * 64)
    assert known.last_time is not None
    ends = missing.with_ends(known.choices, known.last_time.missing, date(2026, 10, 31))
    carry_out(plan.again(known, replace(known.choices, ends=ends)))
    assert rows("SELECT role, from_on, to_on FROM position WHERE person_id = 2") == [
        ("researcher", "2021-03-01", "2026-10-31")
    ]


def test_without_an_organisation_they_are_those_of_the_only_position(register: Path) -> None:
    brought(KARI, header=HEADER)
    alone = ("Fornavn", "Etternavn", "E-post", "Stilling", "Rolle", "Språk")
    brought((*KARI[:3], "Sjef", "Styreleder", "Norsk"), header=alone)
    assert stored() == [("Kari", "board_chair", "2020-02-01", "nb")]
    made = planned(("Liv", "Vik", "liv@vest.example", "Sjef", "Styreleder", "Norsk"), header=alone)
    assert "Chair of the board" in only(made).reason


@pytest.mark.parametrize("words", [("Rolle", "Kokk"), ("Språk", "Klingon")])
def test_words_that_are_none_of_theirs_leave_the_column_out(register: Path, words: tuple[str, str]) -> None:
    title, word = words
    made = planned((*KARI[:5], word), header=(*HEADER[:5], title))
    assert made.mapping[title] is None
