"""What rows change of what is known: empty cells nothing, nothing silently, and the first row of a file counts."""

from pathlib import Path

import pytest

from crm.exchange.pad import Change
from crm.exchange.shown_changes import changes
from crm.store.database import rows, value
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import actions, brought, only, planned

COMPANY = ["Bedrift", "Adresse", "Postnr", "Poststed", "Kommune", "Aktørtype", "Ansatte", "Nettside", "Sentralbord"]
MEMBER = ["Bedrift", "Medlemskategori", "Innmeldt", "Utmeldt"]


def test_empty_cells_never_wipe(cluster: Cluster) -> None:
    made = planned(["Nordlys Havbruk AS", "", None, "", "", "", "", "", ""], header=COMPANY)
    assert actions(made) == ["same"]
    made = planned(["Anne-Lise", "", "al@fjordforsk.example", "", "", "Fjordforsk"])
    assert actions(made) == ["same"]


def test_changed_fields_of_an_organisation_are_shown_before_and_after_and_written(cluster: Cluster) -> None:
    line = [
        "Nordlys Havbruk",
        "Kaigata 2",
        8006,
        "Bodø",
        "Bodø",
        "Offentlig",
        "ca. 20",
        "nordlys.example",
        "77 60 00 01",
    ]
    outcome = brought(line, header=COMPANY)
    row = only(outcome.plan)
    assert row.action == "changed"
    assert row.changes == (
        Change("organisation", "street", "", "Kaigata 2"),
        Change("organisation", "postal_code", "", "8006"),
        Change("organisation", "city", "Tromsø", "Bodø"),
        Change("organisation", "municipality_code", "5501", "1804"),
        Change("organisation", "helix_sector", "company", "public"),
        Change("contact_point", "phone", "", "77 60 00 01"),
        Change("contact_point", "link", "", "nordlys.example"),
    )
    assert "ca. 20" in row.reason
    assert rows(
        "SELECT street, postal_code, city, municipality_code, helix_sector, employees, size_class FROM organisation"
        " WHERE id = ?",
        (cluster.nordlys,),
    ) == [("Kaigata 2", "8006", "Bodø", "1804", "public", None, "unknown")]
    assert rows("SELECT kind, label, normalised FROM contact_point WHERE organisation_id = ?", (cluster.nordlys,)) == [
        ("phone", "switchboard", "+4777600001"),
        ("link", "website", "https://nordlys.example"),
    ]


def test_what_follows_from_a_changed_field_follows(cluster: Cluster) -> None:
    brought(["Nordlys Havbruk AS", "", "", "Bodø", "", "", 60, "", ""], header=COMPANY)
    assert rows("SELECT search_text, size_class FROM organisation WHERE id = ?", (cluster.nordlys,)) == [
        ("nordlys havbruk as bodo", "medium")
    ]


def test_a_changed_title_is_shown_and_written(cluster: Cluster) -> None:
    outcome = brought(["Åse", "Aas", "", "", "Salgssjef", "Nordlys Havbruk AS"])
    assert only(outcome.plan).changes == (Change("position", "title", "Markedssjef", "Salgssjef"),)
    assert value("SELECT title FROM position WHERE person_id = ?", (cluster.aase,)) == "Salgssjef"


def test_a_title_without_an_organisation_belongs_to_the_only_position(cluster: Cluster) -> None:
    row = only(planned(["Anne-Lise", "Sæther", "al@fjordforsk.example", "", "Seniorforsker", ""]))
    assert row.changes == (Change("position", "title", "forsker", "Seniorforsker"),)
    new = only(planned(["Ny", "Person", "ny@x.example", "", "Seniorforsker", ""]))
    assert (new.action, "“Seniorforsker” was left out" in new.reason) == ("new", True)


def test_notes_are_added_below_those_that_are_there(cluster: Cluster) -> None:
    header = ["Fornavn", "Etternavn", "E-post", "Merknad"]
    line = ["Anne-Lise", "Sæther", "al@fjordforsk.example", "Møtt på messe\nVil ha besøk"]
    brought(line, header=header)
    brought([*line[:3], "Ringt i går"], header=header)
    assert value("SELECT notes FROM person WHERE id = ?", (cluster.anne,)) == "Møtt på messe\nVil ha besøk\nRingt i går"
    assert actions(planned([*line[:3], "Vil ha besøk"], header=header)) == ["same"]


def test_what_a_row_without_a_person_says_is_the_organisations(cluster: Cluster) -> None:
    header = ["Bedrift", "Fornavn", "Etternavn", "E-post", "Mobil", "Merknad"]
    brought(["Kai 9 AS", "", "", "post@kai.example", "", "Stengt i juli"], header=header)
    assert rows("SELECT person_id, value FROM contact_point WHERE organisation_id = ?", (cluster.kai9,)) == [
        (None, "post@kai.example")
    ]
    assert value("SELECT notes FROM organisation WHERE id = ?", (cluster.kai9,)) == "Stengt i juli"


def test_an_address_alone_finds_its_owner_or_is_rejected(cluster: Cluster) -> None:
    made = planned(
        ["", "", "kare@odegard.example", "", "", ""],
        ["", "", "ukjent@x.example", "", "", ""],
        ["", "", "", "", "X", ""],
    )
    assert actions(made) == ["same", "rejected", "rejected"]
    assert "no name" in made.rows[1].reason
    assert "neither a person nor an organisation" in made.rows[2].reason


def test_within_a_file_the_first_row_that_says_something_counts(register: Path) -> None:
    header = ["Etternavn", "Bedrift", "Poststed", "Stilling", "E-post"]
    lines = (
        ["Berg", "Nordlys AS", "", "", "b@x.example"],
        ["Lund", "Nordlys AS", "Bodø", "", "l@x.example"],
        ["Moen", "Nordlys AS", "Oslo", "", "m@x.example"],
        ["Berg", "Nordlys AS", "Bodø", "Leder", "b@x.example"],
        ["Berg", "Nordlys AS", "Bodø", "Sjef", "b@x.example"],
    )
    outcome = brought(*lines, header=header)
    assert actions(outcome.plan) == ["new", "new", "new", "changed", "same"]
    assert "“Bodø”" in outcome.plan.rows[2].reason and "“Oslo”" in outcome.plan.rows[2].reason
    assert "“Leder”" in outcome.plan.rows[4].reason
    assert value("SELECT city FROM organisation") == "Bodø"
    assert value("SELECT title FROM position WHERE person_id = 1") == "Leder"
    # So the same list again changes nothing back and forth
    assert brought(*lines, header=header).step is None


@pytest.mark.parametrize("again", [False, True])
def test_a_membership_begins_once(register: Path, again: bool) -> None:
    line = ["Nordlys AS", "Partner", "01.02.2024", ""]
    made = brought(line, header=MEMBER)
    if again:
        made = brought(line, header=MEMBER)
        assert actions(made.plan) == ["same"]
    assert rows("SELECT network, category, joined_on, left_on FROM membership") == [
        ("main", "partner", "2024-02-01", None)
    ]


def test_a_membership_is_ended_and_its_category_changed(cluster: Cluster) -> None:
    outcome = brought(["Nordlys Havbruk AS", "Partner", "15.01.2024", "31.12.2026"], header=MEMBER)
    assert only(outcome.plan).changes == (
        Change("membership", "category", "full", "partner"),
        Change("membership", "left_on", "", "2026-12-31"),
    )
    assert rows(
        "SELECT category, joined_on, left_on FROM membership WHERE organisation_id = ?", (cluster.nordlys,)
    ) == [("partner", "2024-01-15", "2026-12-31")]


def test_an_end_without_a_beginning_ends_the_open_membership(cluster: Cluster) -> None:
    line = ["Nordlys Havbruk AS", "", "", "31.12.2026"]
    assert actions(brought(line, header=MEMBER).plan) == ["changed"]
    assert actions(planned(line, header=MEMBER)) == ["same"]


def test_a_second_period_is_added_and_one_that_overlaps_is_told_and_left(cluster: Cluster) -> None:
    made = planned(
        ["Ødegård Analyse AS", "", "01.07.2026", ""],
        ["Fjordforsk", "", "01.01.2024", ""],
        ["Kai 9 AS", "Partner", "", ""],
        header=MEMBER,
    )
    assert actions(made) == ["changed", "same", "same"]
    assert "with other days" in made.rows[1].reason
    assert "does not say on which day" in made.rows[2].reason
    assert [(new.organisation, new.joined_on) for new in made.writes.memberships] == [(cluster.odegard, "2026-07-01")]


def test_an_end_before_the_beginning_is_left_out(register: Path) -> None:
    outcome = brought(["Nordlys AS", "", "01.02.2024", "31.01.2024"], header=MEMBER)
    assert "before the first" in only(outcome.plan).reason
    assert rows("SELECT left_on FROM membership") == [(None,)]


def test_a_new_row_is_shown_field_by_field(register: Path) -> None:
    made = planned(["Kari", "Berg", "kari@x.example", "912 34 567", "Leder", "Nordlys AS"])
    assert changes(made.rows[0], made.entries[0]) == [
        Change("organisation", "name", "", "Nordlys AS"),
        Change("person", "first_name", "", "Kari"),
        Change("person", "last_name", "", "Berg"),
        Change("contact_point", "email", "", "kari@x.example"),
        Change("contact_point", "phone", "", "912 34 567"),
        Change("position", "organisation", "", "Nordlys AS"),
        Change("position", "title", "", "Leder"),
    ]
