"""Every field that a person may meet in a history has a name, and every stored value can be read."""

from datetime import date

import pytest

from crm.queries import history
from crm.store import tables
from tests.ui.dialogs.conftest import Cluster
from ui.dialogs import wording

INTERNAL = {*history.HIDDEN, "import_batch", "active_from_year", "active_to_year", "key", "place", "search_text"}


def test_every_field_and_every_kind_of_record_has_a_name(cluster: Cluster):
    nameless = [
        f"{table}.{column}"
        for table in tables.journalled()
        for column in tables.columns(table)
        if column not in INTERNAL and wording.field(table, column) == column.removesuffix("_id")
    ]
    assert nameless == []
    assert all(wording.kind(table) != "Record" for table in tables.journalled())


@pytest.mark.parametrize(
    ("table", "field", "stored", "read"),
    [
        ("person", "gender", "female", "Woman"),
        ("person", "informed_on", "2026-02-03", "03.02.2026"),
        ("person", "objected_on", date(2026, 2, 3), "03.02.2026"),
        ("person", "archived", 1, "Yes"),
        ("person", "notes", "", "–"),
        ("membership", "category", "full", "Full member"),
        ("membership", "pledged_minutes", 90, "1 h 30 min"),
        ("membership_fee", "amount", 1_250_000, "NOK 12,500"),
        ("organisation", "org_number", "981575679", "981\u00a0575\u00a0679"),
        ("organisation", "municipality_code", "5501", "Tromsø"),
        ("task", "responsible_id", 1, "Kari Nordmann"),
        ("task", "organisation_id", 1, "Nordlys AS"),
        ("position", "organisation", "Nordlys AS", "Nordlys AS"),
        ("interaction", "minutes", 60, "60"),
    ],
)
def test_a_stored_value_is_told_as_people_read_it(cluster: Cluster, table: str, field: str, stored: object, read: str):
    assert wording.value(table, field, stored) == read


def test_a_plan_calls_a_contact_point_by_its_kind(cluster: Cluster):
    assert wording.field("contact_point", "email") == "E-mail"


def test_counts_are_told_in_words():
    assert wording.counted("person", 1) == "1 contact"
    assert wording.counted("task", 1_214) == "1\u00a0214 follow-ups"
