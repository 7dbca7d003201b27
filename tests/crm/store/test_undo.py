from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.commands import contact_points, history, interactions, memberships, organisations, people, tasks
from crm.commands.interactions import FollowUp, Participant
from crm.errors import CrmError
from crm.store import journal, opening, soundness, undo
from crm.store.database import rows, value
from tests import examples


def a_meeting() -> int:
    acme = organisations.add("Acme AS")
    eva = people.add(first_name="Eva", last_name="Kern", organisation=acme, email="eva@acme.example")
    return interactions.log(
        "Pilot",
        held_on=date(2026, 11, 3),
        participants=[Participant(person=eva), Participant(name="Ola Nord", organisation_name="Nord AS")],
        follow_ups=[FollowUp("Send the notes", date(2026, 11, 10))],
    )


def test_everything_undone_step_by_step_leaves_every_table_as_before(register: Path, dump: Callable[[], Any]) -> None:
    before = dump()
    a_meeting()
    after = dump()
    steps = value("SELECT count(*) FROM step")
    while undo.undoable():
        history.undo()
    assert dump() == before
    assert soundness.problems() == []
    for _step in range(steps):
        history.redo()
    assert dump() == after
    assert soundness.problems() == []


def test_undo_brings_back_the_exact_version_so_that_an_open_editor_is_not_told_of_a_conflict(register: Path) -> None:
    acme = organisations.add("Acme AS")
    seen = value("SELECT version FROM organisation")
    organisations.edit(acme, city="Bodø")
    history.undo()
    organisations.edit(acme, seen=seen, city="Tromsø")
    assert value("SELECT city FROM organisation") == "Tromsø"


def test_undo_and_redo_work_across_a_restart(register: Path, dump: Callable[[], Any]) -> None:
    a_meeting()
    after = dump()
    opening.close()
    opening.open_register(register)
    history.undo()
    opening.close()
    opening.open_register(register)
    history.redo()
    assert dump() == after


def test_a_new_step_ends_redo(register: Path) -> None:
    organisations.add("One AS")
    organisations.add("Two AS")
    history.undo()
    organisations.add("Three AS")
    assert undo.redoable() is None
    with pytest.raises(CrmError):
        history.redo()
    history.undo()
    assert [found.label for found in (undo.undoable(), undo.redoable()) if found] == [
        "Add organisation “One AS”",
        "Add organisation “Three AS”",
    ]


def test_several_undone_steps_are_redone_in_their_order(register: Path) -> None:
    for name in ("One AS", "Two AS", "Three AS"):
        organisations.add(name)
    history.undo()
    history.undo()
    assert history.redo() == "Add organisation “Two AS”"
    assert history.redo() == "Add organisation “Three AS”"


def test_nothing_to_undo_is_a_sentence(register: Path) -> None:
    with pytest.raises(CrmError):
        history.undo()


def test_undo_ends_at_the_seam_of_a_migration(register: Path) -> None:
    from crm.store.database import database

    organisations.add("Old AS")
    database.execute_sql("UPDATE step SET schema = 0")
    assert undo.undoable() is None


def test_a_membership_that_was_edited_is_undone_and_redone_though_it_overlaps_what_it_was(
    register: Path, dump: Callable[[], Any]
) -> None:
    membership = memberships.join(organisations.add("Acme AS"), joined_on=date(2026, 1, 1))
    joined = dump()
    memberships.leave(membership, date(2026, 5, 31))
    left = dump()
    history.undo()
    assert dump() == joined
    history.redo()
    assert dump() == left
    assert soundness.problems() == []


def test_one_step_that_moves_unique_values_between_rows_is_undone_and_redone(
    register: Path, dump: Callable[[], Any]
) -> None:
    acme, nord = organisations.add("Acme AS", org_number="923609016"), organisations.add("Nord AS")
    first, second = (contact_points.add(organisation=acme, kind="email", value=f"{name}@acme.example") for name in "ab")
    membership = memberships.join(acme, joined_on=date(2026, 1, 1))
    before = dump()
    with journal.step("Move everything"):
        organisations.edit(acme, org_number="")
        organisations.edit(nord, org_number="923609016")
        contact_points.edit(second, is_primary=True)
        contact_points.edit(first, is_primary=True)
        contact_points.edit(second, is_primary=True)
        memberships.leave(membership, date(2026, 5, 31))
        memberships.join(acme, joined_on=date(2026, 6, 1))
    after = dump()
    history.undo()
    assert dump() == before
    history.redo()
    assert dump() == after
    assert soundness.problems() == []


VERBS = st.lists(st.tuples(st.sampled_from(range(16)), st.integers(0, 5), st.integers(0, 5)), max_size=25)


@settings(max_examples=examples.of(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(verbs=VERBS)
def test_any_sequence_of_commands_undone_leaves_equal_tables_and_a_sound_register(
    register: Path, dump: Callable[[], Any], verbs: list[tuple[int, int, int]]
) -> None:
    """Promise 16 of RELIABILITY.md; undo, redo and refused commands are mixed in."""
    start, dumps = value("SELECT coalesce(max(id), 0) FROM step"), {}
    first = dump()
    for verb, one, two in verbs:
        top = undo.undoable()
        dumps[top.id if top else 0] = dump()
        with suppress(CrmError):
            act(verb, one, two)
    while (top := undo.undoable()) and top.id > start:
        history.undo()
        now = undo.undoable()
        expected = dumps.get(now.id if now else 0)
        assert expected is None or dump() == expected
    assert dump() == first
    assert soundness.problems() == []


def act(verb: int, one: int, two: int) -> None:
    """One random command on whatever records there are."""
    orgs = [row for (row,) in rows("SELECT id FROM organisation ORDER BY id")]
    folk = [row for (row,) in rows("SELECT id FROM person ORDER BY id")]
    org = orgs[one % len(orgs)] if orgs else None
    person = folk[two % len(folk)] if folk else None
    day = date(2026, 1 + one, 1 + two)
    if verb == 0 or org is None:
        organisations.add(f"Org {one}{two} AS", city="Tromsø")
    elif verb == 1 or person is None:
        people.add(first_name="A", last_name=f"B{two}", organisation=org, email=f"a{one}@b{two}.example")
    elif verb == 2:
        organisations.edit(org, city=f"By {one}", employees=two)
    elif verb == 3:
        people.change_employer(person, org, on=day)
    elif verb == 4:
        interactions.log("Møte", held_on=day, participants=[Participant(person=person), Participant(organisation=org)])
    elif verb == 5:
        tasks.add("Ring", due_on=day, person=person)
    elif verb == 6:
        memberships.join(org, joined_on=day, left_on=date(2026, 12, 31) if two % 2 else None)
    elif verb == 7:
        contact_points.add(person=person, kind="phone", value=f"9123456{one}", is_primary=bool(two % 2))
    elif verb == 8:
        history.undo()
    elif verb == 9:
        history.redo()
    elif verb == 10:
        people.archive(person)
    elif verb == 14:
        history.take_back(1 + 6 * one + two)
    elif verb == 15:
        organisations.edit(org, org_number=("", "923609016", "974760673")[two % 3])
    else:
        act_on_parts(verb, two, day)


def act_on_parts(verb: int, two: int, day: date) -> None:
    """One random command on what hangs on the records: memberships, contact points, positions."""
    table = ("membership", "contact_point", "position")[verb - 11]
    there = [row for (row,) in rows(f'SELECT id FROM "{table}" ORDER BY id')]
    if not there:
        return
    row = there[two % len(there)]
    if table == "membership":
        memberships.leave(row, day)
    elif table == "contact_point":
        contact_points.edit(row, is_primary=True)
    else:
        people.edit_position(row, to_on=None if two % 2 else day)
