"""Cells that name another record, and the lists of contributions and fees: edited, and refused with the reason."""

from datetime import date

import pytest

from crm.commands import (
    contributions,
    fees,
    focus_areas,
    history,
    interactions,
    memberships,
    organisations,
    people,
    staff,
)
from crm.commands import round_trip as commands
from crm.commands.interactions import Participant
from crm.errors import Invalid
from crm.exchange.round_trip import editable, filling, pasting
from crm.queries import named_once
from crm.queries.lists import fields
from crm.store.database import rows, value

DAY = date(2026, 11, 23)


@pytest.fixture
def acme(register) -> int:
    return organisations.add("Acme AS", org_number="923609016")


def _said(about: str, key: str, row: int, words: object) -> str:
    return editable.problem(about, fields.get(about, key), row, words, DAY)


def test_who_is_responsible_and_the_focus_area_are_pasted_by_their_names(acme):
    kari = staff.add("Kari Nes")
    area = focus_areas.add(code="1", name_nb="Fisk", name_en="Fish")
    meeting = interactions.log("Møte", held_on=DAY, participants=[Participant(organisation=acme)])
    words = next(name for row, name in named_once._areas("") if row == area)
    found = pasting.block("interaction", [meeting], ["responsible", "focus_area"], [["kari nes", words]], DAY)
    assert [(one.state, one.why) for one in found.cells] == [("changed", ""), ("changed", "")]
    for one in found.cells:
        commands.put("interaction", meeting, one.field, one.value, on=DAY)
    assert rows("SELECT responsible_id, focus_area_id FROM interaction") == [(kari, area)]
    commands.put("interaction", meeting, fields.get("interaction", "responsible"), "", on=DAY)
    assert value("SELECT responsible_id FROM interaction") is None
    assert "Kari Nes" in _said("interaction", "responsible", meeting, "Ola")


def test_two_of_one_name_are_not_guessed_between(acme):
    one, other = (people.add(first_name="Eva", last_name="Kern") for _time in range(2))
    assert one != other
    with pytest.raises(Invalid, match="Several"):
        named_once.find(fields.get("task", "person"), "Eva Kern")
    assert named_once.find(fields.get("contribution", "organisation"), "acme") == acme
    people.archive(other)
    assert named_once.find(fields.get("task", "person"), "Eva Kern") == one


def test_another_employer_begins_a_new_position_today_and_one_undo_takes_it_back(acme):
    nord = organisations.add("Nord AS")
    eva = people.add(first_name="Eva", last_name="Kern", organisation=acme, title="Leder")
    employer = fields.get("person", "organisation")
    assert "Say where" in _said("person", "organisation", eva, "")
    assert "Nothing here" in _said("person", "organisation", eva, "Ingensteds AS")
    commands.put("person", eva, employer, "Nord AS", on=DAY)
    assert rows("SELECT organisation_id, from_on, to_on FROM position ORDER BY id") == [
        (acme, None, "2026-11-22"),
        (nord, "2026-11-23", None),
    ]
    history.undo()
    assert rows("SELECT organisation_id, to_on FROM position") == [(acme, None)]


def test_contributions_and_fees_are_filled_down_and_refused_with_the_reason(acme):
    first, second = (contributions.add(acme, 2026, kind="cash", amount=amount) for amount in (100_00, 200_00))
    done = filling.down("contribution", [first, second], ["amount", "document_ref"], DAY)
    assert done.changed == 1 and rows("SELECT amount FROM contribution") == [(100_00,), (100_00,)]
    history.undo()
    assert rows("SELECT amount FROM contribution ORDER BY id") == [(100_00,), (200_00,)]
    assert "not in 2026" in _said("contribution", "given_on", first, date(2025, 1, 1))
    assert _said("contribution", "minutes", first, 60) and _said("contribution", "kind", first, "hours")
    membership = memberships.join(acme, joined_on=date(2020, 1, 1))
    fee = fees.put(membership, 2026, 5_000_00)
    commands.put("membership_fee", fee, fields.get("membership_fee", "reference"), "F-17", on=DAY)
    commands.put("membership_fee", fee, fields.get("membership_fee", "invoiced_on"), DAY, on=DAY)
    assert rows("SELECT reference, invoiced_on FROM membership_fee") == [("F-17", "2026-11-23")]
    assert "filled in" in _said("membership_fee", "amount", fee, None)
    assert "before" in _said("membership_fee", "due_on", fee, date(2026, 1, 1)).lower()
    assert editable.is_editable("membership_fee", fields.get("membership_fee", "year"))
