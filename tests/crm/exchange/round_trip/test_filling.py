"""Filling down: exactly the rows below get what stands in the first, where they can hold it, as one step."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm.commands import contact_points, history, organisations, people, tasks
from crm.errors import Cancelled, CrmError
from crm.exchange.round_trip import filling
from crm.queries import history as past
from crm.queries.lists.query import ListQuery
from crm.store import opening
from tests import new_register

TODAY = date(2026, 11, 23)


@pytest.fixture
def ids(tmp_path: Path) -> Iterator[list[int]]:
    """Three organisations, of which the second has what the first has."""
    new_register.create(tmp_path / "register.klynge")
    made = [
        organisations.add("Nordlys AS", city="Tromsø", org_number="923609016", employees=12),
        organisations.add("Fjord AS", city="Tromsø"),
        organisations.add("Havbruk AS", city="Bodø", employees=3, notes="Blir"),
    ]
    yield made
    opening.close()


def stands(about: str, ids: list[int], *keys: str) -> list[tuple[object, ...]]:
    found = ListQuery(about, archived=None, today=TODAY).rows(ids, keys)
    return [tuple(found[id][key] for key in keys) for id in ids]


def test_rows_below_get_what_the_first_has_blanks_too_as_one_step(ids: list[int]) -> None:
    before, steps = stands("organisation", ids, "city", "employees", "notes"), len(past.steps(limit=50))
    done = filling.down("organisation", ids, ["city", "employees", "notes"], TODAY)
    assert (done.changed, done.left) == (2, ())
    assert stands("organisation", ids, "city", "employees", "notes") == [before[0]] * 3
    assert len(past.steps(limit=50)) == steps + 1
    assert past.undo_label() == "Fill down “Town, Employees, Notes”"
    assert filling.down("organisation", ids, ["city"], TODAY).changed == 0
    assert len(past.steps(limit=50)) == steps + 1, "what changes nothing is no step"
    history.undo()
    assert stands("organisation", ids, "city", "employees", "notes") == before


def test_a_row_that_cannot_hold_a_value_keeps_its_own_and_is_told(ids: list[int]) -> None:
    done = filling.down("organisation", ids, ["org_number", "city"], TODAY)
    assert done.changed == 1
    why = "Another organisation has this number."
    assert done.left == (("Fjord AS", why), ("Havbruk AS", why))
    assert stands("organisation", ids, "org_number", "city")[1:] == [("", "Tromsø"), ("", "Tromsø")]


def test_contact_points_and_days_are_filled_as_values(ids: list[int]) -> None:
    contact_points.add(kind="phone", value="912 34 567", organisation=ids[0])
    filling.down("organisation", ids, ["phone"], TODAY)
    assert len(set(stands("organisation", ids, "phone"))) == 1
    jobs = [tasks.add(f"Ring {n}", due_on=date(2026, 12, n), organisation=ids[0]) for n in (1, 2, 3)]
    filling.down("task", jobs, ["due_on"], TODAY)
    assert stands("task", jobs, "due_on") == [(date(2026, 12, 1),)] * 3


def test_what_is_not_written_in_lists_and_what_has_no_row_below_is_refused_in_words(ids: list[int]) -> None:
    before = stands("organisation", ids, "city")
    for about, chosen, keys, why in (
        ("organisation", ids, ["city", "last_contact"], "“Last contact” is not written here."),
        ("person", ids, ["informed_on"], "is not written here."),
        ("organisation", ids[:1], ["city"], "Select the row to fill from"),
        ("organisation", ids, ["own_77"], "Select the row to fill from"),
    ):
        with pytest.raises(CrmError, match=why):
            filling.down(about, chosen, keys, TODAY)
    with pytest.raises(CrmError, match="does not exist"):
        filling.down("organisation", [99, *ids], ["city"], TODAY)
    assert stands("organisation", ids, "city") == before
    filling.down("organisation", [ids[0], 99, ids[2]], ["city"], TODAY)
    assert stands("organisation", ids, "city") == [("Tromsø",)] * 3, "one that is gone below is passed over"


def test_cancelled_it_writes_nothing(ids: list[int]) -> None:
    person = [people.add(first_name="Per", last_name=f"Gjest {n}") for n in range(4)]
    people.edit(person[0], notes="Hei")

    def stop(done: int, total: int | None = None, text: str = "") -> None:
        if done == 2 and text != "Comparing":
            raise Cancelled

    with pytest.raises(Cancelled):
        filling.down("person", person, ["notes"], TODAY, stop)
    assert [row[0] for row in stands("person", person, "notes")] == ["Hei", "", "", ""]
