"""The same file, and a list that comes every year: what is new, and who is missing since last time."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm.commands import cluster as clusters
from crm.commands import history, people
from crm.exchange import missing, plan
from crm.exchange.carry_out import Outcome, carry_out
from crm.exchange.plan import Plan
from crm.store import soundness
from crm.store.database import rows, value
from tests.crm.exchange.bringing import TODAY, dump, source

HEADER = ["Fornavn", "Etternavn", "E-post", "Bedrift", "Medlemskategori", "Innmeldt"]
KARI = ["Kari", "Berg", "kari@nord.example", "Nord AS", "partner", "01.01.2024"]
OLA = ["Ola", "Lund", "ola@nord.example", "Nord AS", "partner", "01.01.2024"]
LIV = ["Liv", "Strand", "liv@vest.example", "Vest AS", "partner", "01.01.2024"]
PER = ["Per", "Vik", "per@sor.example", "Sør AS", "partner", "01.01.2026"]


def made(*lines: list[Any], sha256: str, header: list[str] = HEADER) -> Plan:
    known = replace(source(*lines, header=header), sha256=sha256 * 64)
    return plan.of_source(known, "medlemmer.xlsx", today=TODAY)


def brought(*lines: list[Any], sha256: str) -> Outcome:
    return carry_out(made(*lines, sha256=sha256))


def told(known: Plan) -> list[tuple[str, str, str]]:
    assert known.last_time is not None
    return [(one.record, one.who, one.where) for one in known.last_time.missing]


def accepted(known: Plan, day: date) -> Plan:
    assert known.last_time is not None
    ends = missing.with_ends(known.choices, known.last_time.missing, day)
    return plan.again(known, replace(known.choices, ends=ends))


def test_the_very_same_file_is_known_again(register: Path) -> None:
    clusters.begin("Polarhav", staff_name="Kari Nordmann", language="en")
    first = brought(KARI, sha256="a")
    again = made(KARI, sha256="a")
    assert again.same_file is not None and again.same_file.id == first.batch
    assert again.notes[0].startswith("This very file was brought in on ")
    assert again.notes[0].endswith(" by Kari Nordmann.")
    assert made(KARI, sha256="b").same_file is None
    history.undo()
    assert made(KARI, sha256="a").notes[0].endswith("That import was taken back since.")


def test_who_is_missing_since_last_time_is_told_and_nothing_is_done_about_it(register: Path) -> None:
    brought(KARI, OLA, LIV, sha256="a")
    known = made(KARI, PER, sha256="b")
    assert told(known) == [
        ("membership", "Vest AS", ""),
        ("position", "Ola Lund", "Nord AS"),
        ("position", "Liv Strand", "Vest AS"),
    ]
    assert [row.action for row in known.rows] == ["same", "new"]
    carry_out(known)
    assert value("SELECT count(*) FROM position WHERE to_on IS NOT NULL") == 0


def test_accepted_ends_are_part_of_the_import_and_of_its_undo(register: Path) -> None:
    brought(KARI, OLA, LIV, sha256="a")
    before = dump()
    ending = accepted(made(KARI, PER, sha256="b"), date(2026, 10, 31))
    assert (ending.counts.people_updated, ending.counts.organisations_updated) == (2, 1)
    done = carry_out(ending)
    assert rows("SELECT person_id, to_on FROM position WHERE to_on IS NOT NULL") == [
        (2, "2026-10-31"),
        (3, "2026-10-31"),
    ]
    assert rows("SELECT organisation_id, left_on FROM membership WHERE left_on IS NOT NULL") == [(2, "2026-10-31")]
    assert soundness.problems() == []
    assert done.step is not None
    history.undo()
    assert dump() == before


def test_an_end_can_be_the_only_thing_that_an_import_does(register: Path) -> None:
    brought(KARI, OLA, sha256="a")
    done = carry_out(accepted(made(KARI, sha256="b"), date(2026, 10, 31)))
    assert done.step is not None
    assert value("SELECT to_on FROM position WHERE person_id = 2") == "2026-10-31"


def test_nothing_ends_before_it_began(register: Path) -> None:
    brought(KARI, LIV, sha256="a")
    ending = accepted(made(KARI, sha256="b"), date(2023, 1, 1))
    carry_out(ending)
    assert value("SELECT count(*) FROM membership WHERE left_on IS NOT NULL") == 0


def test_an_end_is_taken_back_before_it_is_carried_out(register: Path) -> None:
    brought(KARI, OLA, sha256="a")
    ending = accepted(made(KARI, sha256="b"), date(2026, 10, 31))
    assert ending.last_time is not None
    ends = missing.with_ends(ending.choices, ending.last_time.missing, None)
    assert ends == {}
    assert plan.again(ending, replace(ending.choices, ends=ends)).writes.total == 0


def test_whoever_has_left_already_or_may_be_meant_by_a_question_is_not_missing(register: Path) -> None:
    brought(KARI, OLA, LIV, sha256="a")
    people.edit_position(3, to_on=date(2026, 5, 1))
    known = made(KARI, ["Ola", "Lund", "", "Helt Ny AS", "", ""], sha256="b")
    assert known.rows[1].action == "question"
    assert told(known) == [("membership", "Vest AS", "")]


@pytest.mark.parametrize("undone", [True, False])
def test_another_list_with_the_same_headers_and_a_list_taken_back_say_nothing(register: Path, undone: bool) -> None:
    brought(KARI, OLA, sha256="a")
    if undone:
        history.undo()
    assert made(PER, LIV, sha256="b").last_time is None


def test_a_list_of_contacts_proposes_no_end_of_memberships(register: Path) -> None:
    header = HEADER[:4]
    carry_out(made(KARI[:4], LIV[:4], sha256="a", header=header))
    assert told(made(KARI[:4], sha256="b", header=header)) == [("position", "Liv Strand", "Vest AS")]
