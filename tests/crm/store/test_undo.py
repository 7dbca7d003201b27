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
from crm.store import opening, soundness, undo
from crm.store.database import rows, value


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
        "Add organisation «One AS»",
        "Add organisation «Three AS»",
    ]


def test_several_undone_steps_are_redone_in_their_order(register: Path) -> None:
    for name in ("One AS", "Two AS", "Three AS"):
        organisations.add(name)
    history.undo()
    history.undo()
    assert history.redo() == "Add organisation «Two AS»"
    assert history.redo() == "Add organisation «Three AS»"


def test_nothing_to_undo_is_a_sentence(register: Path) -> None:
    with pytest.raises(CrmError):
        history.undo()


def test_undo_ends_at_the_seam_of_a_migration(register: Path) -> None:
    from crm.store.database import database

    organisations.add("Old AS")
    database.execute_sql("UPDATE step SET schema = 0")
    assert undo.undoable() is None


VERBS = st.lists(st.tuples(st.sampled_from(range(11)), st.integers(0, 5), st.integers(0, 5)), max_size=25)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    else:
        people.archive(person)
