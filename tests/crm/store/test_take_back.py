from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm.commands import history, interactions, organisations, people
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.store import journal, search, soundness
from crm.store.database import rows, value
from crm.store.take_back import Kept


def brought_in(*names: str) -> int:
    """A step that creates organisations, as an import does; returns its id."""
    with journal.step("Import") as step:
        for name in names:
            organisations.add(name)
        return step.id


def test_created_rows_that_nobody_touched_go(register: Path, dump: Callable[[], Any]) -> None:
    before = dump()
    step = brought_in("One AS", "Two AS")
    organisations.add("Later AS")
    plan = history.take_back_plan(step)
    assert (plan.removes, plan.kept) == ({"organisation": 2}, [])
    history.take_back(step)
    assert [name for (name,) in rows("SELECT name FROM organisation")] == ["Later AS"]
    assert soundness.problems() == []
    history.undo()
    history.undo()
    history.undo()
    assert dump() == before


def test_a_created_row_that_was_edited_since_stays_and_is_listed(register: Path) -> None:
    step = brought_in("One AS", "Two AS")
    organisations.edit(1, city="Tromsø")
    done = history.take_back(step)
    assert done.kept == [Kept("organisation", 1, "", "edited")]
    assert [row for (row,) in rows("SELECT id FROM organisation")] == [1]


def test_a_created_row_that_others_hang_on_stays_with_all_it_hangs_on_itself(register: Path) -> None:
    with journal.step("Import") as opened:
        acme = organisations.add("Acme AS")
        eva = people.add(last_name="Kern", organisation=acme)
        organisations.add("Free AS")
    interactions.log("Møte", held_on=date(2026, 11, 3), participants=[Participant(person=eva)])
    done = history.take_back(opened.id)
    assert {(kept.table, kept.row, kept.reason) for kept in done.kept} == {
        ("person", eva, "used"),
        ("organisation", acme, "used"),
    }
    assert done.removes == {"organisation": 1, "position": 1}
    assert soundness.problems() == []


def test_fields_get_their_old_values_back_and_later_edits_are_kept(register: Path) -> None:
    acme = organisations.add("Acme AS", city="Oslo", employees=5)
    with journal.step("Import") as opened:
        organisations.edit(acme, city="Bodø", employees=9, short_name="A")
    organisations.edit(acme, employees=12)
    done = history.take_back(opened.id)
    assert done.kept == [Kept("organisation", acme, "employees", "edited")]
    assert rows("SELECT city, employees, short_name FROM organisation") == [("Oslo", 12, "")]


def test_what_follows_from_the_fields_follows_from_what_they_are_now(register: Path) -> None:
    acme = organisations.add("Acme AS", city="Oslo")
    with journal.step("Import") as opened:
        organisations.edit(acme, city="Bodø", short_name="Blå")
    organisations.edit(acme, short_name="Grønn")
    history.take_back(opened.id)
    assert search.newest("organisation", "oslo", 5) == [acme] == search.newest("organisation", "gronn", 5)
    assert search.newest("organisation", "bodo", 5) == []
    assert soundness.problems() == []


def test_deleted_rows_come_back_unless_something_stands_in_the_way(register: Path) -> None:
    acme = organisations.add("Acme AS")
    eva = people.add(last_name="Kern", organisation=acme)
    with journal.step("Tidy") as opened:
        people.remove_position(value("SELECT id FROM position"))
    assert history.take_back(opened.id).kept == []
    assert rows("SELECT person_id, organisation_id FROM position") == [(eva, acme)]


def test_a_value_taken_by_another_since_stands_in_the_way_and_is_listed(register: Path) -> None:
    acme = organisations.add("Acme AS", org_number="923609016")
    with journal.step("Import") as opened:
        organisations.edit(acme, org_number="974760673")
    organisations.add("Twin AS", org_number="923609016")
    done = history.take_back(opened.id)
    assert done.kept == [Kept("organisation", acme, "", "in the way")]
    assert value("SELECT org_number FROM organisation WHERE id = ?", (acme,)) == "974760673"
    assert soundness.problems() == []


def test_a_step_is_taken_back_once(register: Path) -> None:
    step = brought_in("One AS")
    history.take_back(step)
    with pytest.raises(CrmError):
        history.take_back(step)
    history.undo()
    history.take_back(step)


def test_the_plan_counts_what_the_deed_does(register: Path) -> None:
    step = brought_in("One AS", "Two AS", "Three AS")
    organisations.edit(2, city="Tromsø")
    plan, done = history.take_back_plan(step), history.take_back(step)
    assert (plan.removes, plan.restores, plan.kept) == (done.removes, done.restores, done.kept)
    assert value("SELECT count(*) FROM organisation") == 1
