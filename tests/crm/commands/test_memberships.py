from datetime import date
from pathlib import Path

import pytest

from crm.commands import fees, memberships, organisations
from crm.errors import Invalid
from crm.store.database import rows, value


def test_periods_of_one_organisation_never_overlap(register: Path) -> None:
    acme = organisations.add("Acme AS")
    first = memberships.join(acme, joined_on=date(2024, 1, 1))
    with pytest.raises(Invalid) as told:
        memberships.join(acme, joined_on=date(2025, 1, 1))
    assert "joined_on" in told.value.fields
    memberships.leave(first, date(2024, 12, 31), reason="resigned")
    memberships.join(acme, joined_on=date(2025, 1, 1))
    with pytest.raises(Invalid):
        memberships.edit(first, left_on=date(2025, 1, 1))
    assert rows("SELECT joined_on, left_on FROM membership ORDER BY id") == [
        ("2024-01-01", "2024-12-31"),
        ("2025-01-01", None),
    ]


def test_two_networks_may_overlap(register: Path) -> None:
    acme = organisations.add("Acme AS")
    memberships.join(acme, joined_on=date(2024, 1, 1))
    memberships.join(acme, joined_on=date(2024, 1, 1), network="blue")
    assert value("SELECT count(*) FROM membership") == 2


def test_leaving_before_joining_is_refused(register: Path) -> None:
    first = memberships.join(organisations.add("Acme AS"), joined_on=date(2024, 1, 1))
    with pytest.raises(Invalid) as told:
        memberships.leave(first, date(2023, 12, 31))
    assert "left_on" in told.value.fields


def test_the_fee_of_a_year_is_set_and_changed(register: Path) -> None:
    first = memberships.join(organisations.add("Acme AS"), joined_on=date(2024, 1, 1))
    fees.put(first, 2024, 10_000_00)
    fees.put(first, 2024, 12_000_00, paid_on=date(2024, 3, 1))
    assert rows("SELECT year, amount, paid_on FROM membership_fee") == [(2024, 12_000_00, "2024-03-01")]


def test_an_organisation_number_is_cleaned_checked_and_unique_among_those_not_archived(register: Path) -> None:
    acme = organisations.add("Acme AS", org_number="NO 923 609 016 MVA")
    assert value("SELECT org_number FROM organisation") == "923609016"
    with pytest.raises(Invalid):
        organisations.add("Nord AS", org_number="923609017")
    with pytest.raises(Invalid) as told:
        organisations.add("Nord AS", org_number="923609016")
    assert "org_number" in told.value.fields
    organisations.archive(acme)
    organisations.add("Nord AS", org_number="923609016")
    with pytest.raises(Invalid):
        organisations.restore(acme)
