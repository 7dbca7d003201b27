"""One field of a record says what it said before: one step, one undo, and the rest is left alone."""

from datetime import date
from pathlib import Path

import pytest

from crm.commands import (
    contact_points,
    history,
    organisations,
    own_fields,
    own_values,
    people,
    put_back,
    removal,
    tasks,
)
from crm.errors import CrmError
from crm.queries import history as queries
from crm.queries import own_fields as own_queries
from crm.queries.history import HistoryEntry
from crm.store import search, soundness
from crm.store.database import rows, value
from tests.crm.store.test_every_kind import content


def entry(table: str, row: int, field: str, nth: int = 0) -> HistoryEntry:
    return [one for one in queries.of(table, row) if one.field == field][nth]


def test_an_older_value_comes_back_and_later_edits_of_other_fields_stay(register: Path) -> None:
    nord = organisations.add("Nord AS", city="Bodø", employees=5)
    organisations.edit(nord, city="Tromsø", employees=7)
    organisations.edit(nord, city="Alta")
    organisations.edit(nord, short_name="N")
    before = content()
    oldest = entry("organisation", nord, "city", 1)
    assert put_back.can_put_back("organisation", nord, oldest)
    put_back.put_back("organisation", nord, oldest)
    assert rows("SELECT city, employees, short_name FROM organisation") == [("Bodø", 7, "N")]
    assert search.newest("organisation", "bodo", 5) == [nord]
    assert not put_back.can_put_back("organisation", nord, oldest)
    assert queries.steps(1)[0].label == "Put an older value back in “Nord AS”"
    history.undo()
    assert content() == before
    assert soundness.problems() == []


def test_what_cannot_stand_alone_goes_back_together(register: Path) -> None:
    task = tasks.add("Ring", due_on=date(2026, 12, 1))
    tasks.complete(task, date(2026, 11, 30))
    put_back.put_back("task", task, entry("task", task, "status"))
    assert rows("SELECT status, done_on FROM task") == [("open", None)]
    nord = organisations.add("Nord AS")
    point = contact_points.add(organisation=nord, kind="email", value="Post@nord.example")
    contact_points.edit(point, value="ny@nord.example")
    put_back.put_back("contact_point", point, entry("contact_point", point, "value"))
    assert rows("SELECT value, normalised FROM contact_point") == [("Post@nord.example", "post@nord.example")]
    assert soundness.problems() == []


def test_a_value_that_another_has_now_or_that_names_what_is_gone_is_refused_with_a_sentence(register: Path) -> None:
    nord = organisations.add("Nord AS", org_number="923609016")
    organisations.edit(nord, org_number="")
    organisations.add("Sør AS", org_number="923609016")
    before = content()
    with pytest.raises(CrmError, match="Another organisation has this number"):
        put_back.put_back("organisation", nord, entry("organisation", nord, "org_number"))
    assert content() == before
    eva = people.add(first_name="Eva", last_name="Kern")
    task = tasks.add("Ring", due_on=date(2026, 12, 1), person=eva)
    tasks.edit(task, person=None)

    changed = entry("task", task, "person_id")
    removal.delete("person", eva)
    with pytest.raises(CrmError, match="does not exist"):
        put_back.put_back("task", task, changed)
    assert value("SELECT person_id FROM task") is None


def test_a_field_of_ones_own_too(register: Path) -> None:
    nord = organisations.add("Nord AS")
    field = own_fields.add("organisation", "Båt", "text")
    own_values.put("organisation", nord, {field: "Skrei"})
    own_values.put("organisation", nord, {field: "Sei"})
    put_back.put_back("organisation", nord, entry("organisation", nord, f"own_{field}"))
    assert own_queries.values("organisation", nord) == {field: "Skrei"}
