"""Values that no column holds are a sentence for their field, never a traceback, and nothing is written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.commands import contact_points, fees, history, interactions, memberships, organisations, people, tasks
from crm.commands.command import command
from crm.commands.interactions import Participant
from crm.errors import Invalid
from crm.queries import search as search_queries
from crm.store import soundness, undo
from crm.store.database import rows, value
from tests import examples

DAY = date(2026, 1, 1)


def join() -> int:
    return memberships.join(organisations.add("Acme AS"), joined_on=DAY)


@pytest.mark.parametrize(
    ("field", "deed"),
    [
        ("name", lambda: organisations.add("\0Acme")),
        ("notes", lambda: organisations.add("Acme AS", notes="half \ud83d a sign")),
        ("employees", lambda: organisations.add("Acme AS", employees=-1)),
        ("turnover", lambda: organisations.add("Acme AS", turnover=10**30)),
        ("minutes", lambda: interactions.log("Møte", held_on=DAY, minutes=-5, participants=[])),
        ("minutes", lambda: interactions.log("Møte", held_on=DAY, minutes=10**6, participants=[])),
        ("start_time", lambda: interactions.log("Møte", held_on=DAY, start_time="9:00", participants=[])),
        ("start_time", lambda: interactions.log("Møte", held_on=DAY, start_time="29:00", participants=[])),
        ("amount", lambda: fees.put(join(), 2026, -1)),
        ("year", lambda: fees.put(join(), 1700, 1)),
        ("done_on", lambda: tasks.edit(tasks.add("Ring", due_on=DAY), status="done")),
    ],
)
def test_an_impossible_value_is_told_by_its_field(register: Path, field: str, deed: Callable[[], Any]) -> None:
    with pytest.raises(Invalid) as told:
        deed()
    assert set(told.value.fields) == {field}
    assert soundness.problems() == []


def test_signs_that_fold_to_many_are_kept_and_found(register: Path) -> None:
    long = "\ufdfa" * 100
    people.add(first_name=long, last_name=long)
    organisations.add(long, short_name=long[:60], city=long)
    tasks.add(long, due_on=DAY, notes="\ufdfa" * 20_000)
    assert soundness.problems() == []


@settings(max_examples=examples.of(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec=None), min_size=1, max_size=40), other=st.text(max_size=40))
def test_any_text_is_kept_as_it_is_or_told_and_undone_without_a_trace(register: Path, text: str, other: str) -> None:
    try:
        first = tasks.add(text, due_on=DAY, notes=other)
        tasks.edit(first, title=other + "x", notes=text)
    except Invalid:
        assert value("SELECT count(*) FROM task WHERE notes = 'x'") == 0
    search_queries.hits(text)
    search_queries.hits(other)
    assert soundness.problems() == []
    while undo.undoable():
        history.undo()
    assert rows("SELECT id FROM task") == []
    assert soundness.problems() == []


def test_a_command_that_fails_inside_another_leaves_nothing_there(register: Path) -> None:
    @command("Two at once")
    def both() -> None:
        with pytest.raises(Invalid):
            people.add(last_name="Kern", email="nonsense")
        organisations.add("Acme AS")

    both()
    assert (value("SELECT count(*) FROM person"), value("SELECT count(*) FROM organisation")) == (0, 1)
    assert soundness.problems() == []


def test_a_position_that_is_opened_again_leaves_the_present_one_primary(register: Path) -> None:
    acme, nord = organisations.add("Acme AS"), organisations.add("Nord AS")
    eva = people.add(last_name="Kern", organisation=acme)
    people.change_employer(eva, nord, on=DAY)
    people.edit_position(1, to_on=None)
    assert rows("SELECT is_primary FROM position ORDER BY id") == [(0,), (1,)]
    people.edit_position(1, to_on=None, is_primary=True)
    assert rows("SELECT is_primary FROM position ORDER BY id") == [(1,), (0,)]


def test_who_signs_and_was_undone_is_responsible_for_nothing(register: Path) -> None:
    from crm.commands import cluster

    cluster.begin("Polarhav", staff_name="Ingrid Berg")
    history.undo()
    acme = organisations.add("Acme AS")
    interactions.log("Møte", held_on=DAY, participants=[Participant(organisation=acme)])
    contact_points.add(organisation=acme, kind="email", value="a@acme.example")
    tasks.add("Ring", due_on=DAY)
    assert rows("SELECT responsible_id FROM task UNION ALL SELECT responsible_id FROM interaction") == [
        (None,),
        (None,),
    ]
