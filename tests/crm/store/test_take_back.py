from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm.commands import contact_points, history, interactions, memberships, organisations, people, tasks
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.store import journal, opening, search, soundness, take_back
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


def test_what_lost_its_place_within_the_step_gets_it_back(register: Path, dump: Callable[[], Any]) -> None:
    acme = organisations.add("Acme AS", org_number="923609016")
    first = contact_points.add(organisation=acme, kind="email", value="a@acme.example")
    membership = memberships.join(acme, joined_on=date(2024, 1, 1))
    was = contents(dump())
    with journal.step("Import") as opened:
        organisations.edit(acme, org_number="974760673")
        organisations.add("Twin AS", org_number="923609016")
        contact_points.add(organisation=acme, kind="email", value="b@acme.example", is_primary=True)
        contact_points.edit(first, label="private")
        memberships.remove(membership)
        memberships.join(acme, joined_on=date(2024, 2, 1))
    assert history.take_back(opened.id).kept == []
    assert contents(dump()) == was
    assert soundness.problems() == []


def contents(dump: Any) -> Any:
    """What the rows hold beside the number of the step that wrote them."""
    return {table: [(row[0], *row[2:]) for row in lines] for table, lines in dump.items()}


def test_what_would_refer_to_something_gone_is_listed(register: Path) -> None:
    brought = brought_in("Gone AS")
    task = tasks.add("Ring", due_on=date(2026, 1, 1), organisation=1)
    position = people.add_position(people.add(last_name="Kern"), 1)
    with journal.step("Tidy") as opened:
        tasks.edit(task, organisation=organisations.add("Nord AS"))
        people.remove_position(position)
    history.take_back(brought)
    done = history.take_back(opened.id)
    assert {(kept.table, kept.reason) for kept in done.kept} == {
        ("task", "gone"), ("position", "gone"), ("organisation", "used")
    }  # fmt: skip
    assert (done.restores, done.revives) == ({}, [])
    assert soundness.problems() == []


def test_what_follows_from_one_field_goes_back_only_with_it(register: Path) -> None:
    acme = organisations.add("Acme AS")
    met = interactions.log("Alfa", held_on=date(2025, 1, 1), participants=[Participant(organisation=acme)])
    point = contact_points.add(organisation=acme, kind="email", value="a@acme.example")
    task = tasks.add("Delta", due_on=date(2026, 1, 1))
    with journal.step("Tidy") as opened:
        interactions.edit(met, subject="Beta", held_on=date(2026, 1, 1))
        contact_points.edit(point, value="b@acme.example")
        tasks.edit(task, title="Epsilon")
    interactions.edit(met, notes="Gamma", held_on=date(2026, 2, 2))
    contact_points.edit(point, value="B@acme.example")
    tasks.edit(task, notes="Zeta")
    history.take_back(opened.id)
    assert rows("SELECT subject, held_on, year, search_text FROM interaction") == [
        ("Alfa", "2026-02-02", 2026, "alfa gamma")
    ]
    assert rows("SELECT value, normalised, search_text FROM contact_point") == [
        ("B@acme.example", "b@acme.example", "b@acme.example")
    ]
    assert value("SELECT search_text FROM task") == "delta zeta"
    assert soundness.problems() == []


def test_taking_back_a_taking_back_does_the_step_again_and_it_can_be_taken_back_once_more(register: Path) -> None:
    step = brought_in("One AS")
    history.take_back(step)
    back = value("SELECT max(id) FROM step")
    history.take_back(back)
    assert value("SELECT name FROM organisation") == "One AS"
    assert not take_back.is_taken_back(step) and take_back.is_taken_back(back)
    assert history.take_back(step).kept == []
    assert take_back.is_taken_back(step)
    assert value("SELECT count(*) FROM organisation") == 0
    history.undo()
    assert not take_back.is_taken_back(step)


def test_an_undo_is_not_taken_back(register: Path) -> None:
    brought_in("One AS")
    history.undo()
    with pytest.raises(CrmError, match="undo"):
        history.take_back(value("SELECT max(id) FROM step"))


def test_a_register_opened_for_reading_says_that_nothing_can_be_taken_back(register: Path) -> None:
    step = brought_in("One AS")
    opening.close()
    opening.open_register(register, write=False)
    with pytest.raises(CrmError, match="read-only"):
        history.take_back_plan(step)
