"""States and years written in the cells of a list: a meeting, an activity, a follow-up, a fee."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm.commands import activities, fees, history, interactions, memberships, organisations, people, tasks
from crm.commands import round_trip as commands
from crm.commands.interactions import Participant
from crm.errors import Invalid
from crm.exchange.round_trip import editable
from crm.queries.lists import fields
from crm.queries.lists.query import ListQuery
from crm.store import opening
from crm.store.database import value
from tests import new_register

TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def register(tmp_path: Path) -> Iterator[None]:
    new_register.create(tmp_path / "register.klynge")
    yield
    opening.close()


def write(about: str, row: int, key: str, told: Any) -> str:
    """What is said against it; where nothing is, it is written."""
    field = fields.get(about, key)
    assert editable.is_editable(about, field)
    why = editable.problem(about, field, row, told, TODAY)
    if not why:
        commands.put(about, row, field, told, on=TODAY)
    return why


def stands(about: str, row: int, key: str) -> Any:
    return ListQuery(about, today=TODAY).rows([row], [key])[row][key]


def test_the_state_of_a_meeting_and_of_an_activity_is_written_and_taken_back() -> None:
    guest = Participant(person=people.add(first_name="Per", last_name="Gjest"))
    meeting = interactions.log("Kaffe", held_on=TODAY, status="planned", participants=[guest])
    event = activities.add(name="Havbruksdagen", start_on=TODAY, type="workshop")
    for about, row, told in (("interaction", meeting, "done"), ("activity", event, "held")):
        assert write(about, row, "status", told) == "" and stands(about, row, "status") == told
        history.undo()
        assert stands(about, row, "status") == "planned"
        assert write(about, row, "status", "") and stands(about, row, "status") == "planned"


def test_a_follow_up_is_done_in_its_cell_as_in_its_window_and_comes_again() -> None:
    once = tasks.add("Ring", due_on=TODAY)
    assert write("task", once, "status", "done") == ""
    assert stands("task", once, "done_on") == TODAY
    assert write("task", once, "status", "cancelled") == "" and stands("task", once, "done_on") is None
    assert write("task", once, "status", "done") == "" and write("task", once, "status", "open") == ""
    assert (stands("task", once, "status"), stands("task", once, "done_on")) == ("open", None)
    weekly = tasks.add("Ring igjen", due_on=TODAY, repeat_every=1, repeat_unit="week")
    before = len(ListQuery("task").ids())
    assert write("task", weekly, "status", "done") == "" and len(ListQuery("task").ids()) == before + 1
    history.undo()
    assert len(ListQuery("task").ids()) == before and stands("task", weekly, "status") == "open"


def test_the_year_of_a_fee_is_written_but_not_one_that_has_a_fee_already() -> None:
    member = organisations.add(name="Fjord AS")
    joined = memberships.join(member, joined_on=date(2024, 1, 1), category="full")
    first, second = (fees.put(joined, year, 100_00) for year in (2024, 2025))
    assert "already" in write("membership_fee", second, "year", 2024)
    assert write("membership_fee", second, "year", None) and write("membership_fee", second, "year", 12)
    with pytest.raises(Invalid):
        fees.edit(second, year=2024)
    assert write("membership_fee", second, "year", 2026) == "" and write("membership_fee", first, "year", 2025) == ""
    assert [stands("membership_fee", one, "year") for one in (first, second)] == [2025, 2026]
    history.undo()
    assert value("SELECT year FROM membership_fee WHERE id = ?", (first,)) == 2024


def test_who_is_anonymised_is_not_decided_in_a_cell() -> None:
    assert not editable.is_editable("person", fields.get("person", "status"))
