"""The register's lists as files that an import reads again."""

import csv
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crm import i18n
from crm.commands import fees, interactions, memberships, organisations, people
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.exchange import synonyms
from crm.exchange.export import KINDS, export, export_rows
from crm.exchange.writers.columns import Column
from crm.records.person import Person
from crm.store import journal, opening
from crm.store.database import rows
from tests import new_register
from tests import sample as sample_cluster

TODAY = date(2025, 6, 1)
# What an import must find again, whatever else it makes of the other columns.
KNOWN = {
    "First name", "Last name", "Position", "Organisation", "Org. number", "E-mail", "Mobile", "Phone", "Street",
    "Postcode", "Town", "Municipality", "Actor type", "Notes", "Joined on", "Website",
}  # fmt: skip


@pytest.fixture
def cluster(tmp_path):
    """One member with two people, one of whom left for another organisation, and two meetings."""
    i18n.use("en")
    new_register.create(tmp_path / "register.klynge")
    havbio = organisations.add(
        "Havbio AS", org_number="981575679", municipality_code="0301", postal_code="0150", city="Oslo",
        helix_sector="company", employees=7,
    )  # fmt: skip
    other = organisations.add("=Formel AS")
    membership = memberships.join(havbio, joined_on=date(2020, 1, 1))
    fees.put(membership, 2025, 2_400_050)
    ada = people.add(
        first_name="Ada", last_name="Ås", organisation=havbio, title="Daglig leder", email="ada@havbio.example",
        phone="+47 406 12 345", from_on=date(2020, 1, 1),
    )  # fmt: skip
    bo = people.add(first_name="Bo", last_name="Berg", organisation=havbio, from_on=date(2020, 1, 1))
    interactions.log(
        "Møte om havet", held_on=date(2025, 3, 4), participants=[Participant(person=ada), Participant(person=bo)],
        notes="=1+1\nlinje to", minutes=90,
    )  # fmt: skip
    people.change_employer(bo, other, on=date(2025, 4, 1), title="-sjef")
    yield {"havbio": havbio, "other": other, "ada": ada, "bo": bo}
    opening.close()
    journal.author.staff = None
    i18n.use("nb")


def sheet(path: Path) -> list[dict[str, Any]]:
    found: Any = load_workbook(path).active
    headers, *lines = found.iter_rows(values_only=True)
    return [dict(zip(headers, line, strict=True)) for line in lines]


def test_contacts_stand_with_where_they_work_now(cluster, tmp_path):
    path = tmp_path / "kontakter.xlsx"
    assert export("contacts", path, today=TODAY) == 2
    bo, ada = sheet(path)
    assert (bo["Last name"], bo["Organisation"], bo["Position"]) == ("Berg", "=Formel AS", "-sjef")
    assert ada["Last name"] == "Ås"
    assert (ada["Org. number"], ada["Postcode"], ada["Municipality"]) == ("981575679", "0150", "0301")
    assert (ada["E-mail"], ada["Phone"] or ada["Mobile"]) == ("ada@havbio.example", "+47 406 12 345")
    assert (ada["Actor type"], ada["Last contact"]) == ("Company", datetime(2025, 3, 4))
    assert len(ada) == 20


def test_members_stand_with_their_membership_and_fee(cluster, tmp_path):
    path = tmp_path / "medlemmer.xlsx"
    assert export("members", path, today=TODAY) == 1
    (row,) = sheet(path)
    assert (row["Organisation"], row["Fee 2025"], row["Joined on"]) == ("Havbio AS", 24000.5, datetime(2020, 1, 1))
    assert (row["Membership category"], row["People"], row["Last contact"]) == ("Full member", 1, datetime(2025, 3, 4))
    assert export("members", path, today=date(2019, 12, 31)) == 0


def test_interactions_stand_with_who_took_part(cluster, tmp_path):
    path = tmp_path / "kontakt.xlsx"
    assert export("interactions", path, today=TODAY) == 1
    (row,) = sheet(path)
    assert (row["People"], row["Organisations"], row["Minutes"]) == ("Bo Berg; Ada Ås", "Havbio AS", 90)
    assert (row["Notes"], row["Type"]) == ("=1+1\nlinje to", "Meeting in person")


def test_archived_records_and_people_who_objected_stay_behind(cluster, tmp_path):
    path = tmp_path / "kontakter.csv"
    people.archive(cluster["bo"])
    with journal.step("objection"):
        Person.update(objected_on=date(2025, 5, 1)).where(Person.id == cluster["ada"]).execute()
    assert export("contacts", path, today=TODAY) == 0
    assert "Ås" not in path.read_text("utf-8-sig")
    export("interactions", path, today=TODAY)
    assert "Ås" not in path.read_text("utf-8-sig")


def test_a_csv_file_runs_nothing(cluster, tmp_path):
    path = tmp_path / "kontakter.csv"
    export("contacts", path, today=TODAY)
    with path.open(encoding="utf-8-sig", newline="") as file:
        headers, *lines = csv.reader(file, delimiter=";")
    bo = dict(zip(headers, lines[0], strict=True))
    assert (bo["Organisation"], bo["Position"]) == ("'=Formel AS", "'-sjef")


def test_an_import_knows_the_columns(cluster, tmp_path):
    for what in ("contacts", "members"):
        path = tmp_path / f"{what}.xlsx"
        export(what, path, today=TODAY)
        unknown = [header for header in sheet(path)[0] if header in KNOWN and synonyms.meaning(header) is None]
        assert unknown == []


def test_headers_and_words_follow_the_language(cluster, tmp_path):
    path = tmp_path / "medlemmer.xlsx"
    i18n.use("nb")
    export("members", path, today=TODAY)
    assert "Bedrift" in sheet(path)[0].values()


def test_a_text_excel_cannot_hold_is_told(cluster, tmp_path):
    told: list[str] = []
    interactions.log("Langt", held_on=TODAY, participants=[Participant(person=cluster["ada"])], notes="x" * 40_000)
    export("interactions", tmp_path / "a.xlsx", today=TODAY, tell=told.append)
    assert len(told) == 1


def test_what_cannot_be_exported_is_said(cluster, tmp_path):
    with pytest.raises(CrmError, match="members, contacts, interactions"):
        export("tasks", tmp_path / "a.xlsx")
    with pytest.raises(CrmError, match=r"\.xlsx"):
        export("members", tmp_path / "a.pdf")


def test_any_rows_can_be_written(tmp_path):
    written = export_rows([Column("A"), Column("B", "int")], [("x", 1)], tmp_path / "a.csv")
    assert written.rows == 1


def test_an_export_writes_nothing_to_the_register(tmp_path):
    sample_cluster.write(tmp_path / "demo.klynge")
    opening.open_register(tmp_path / "demo.klynge", write=False)
    before = rows("SELECT total_changes()")
    for what in KINDS:
        assert export(what, tmp_path / f"{what}.csv", today=date(2026, 11, 24)) > (30 if what != "projects" else 5)
    assert rows("SELECT total_changes()") == before
    opening.close()
