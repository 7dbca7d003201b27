"""Cells that somebody writes anew, texts that hold for every row, and empty cells that are to erase."""

from dataclasses import replace
from pathlib import Path

import pytest

from crm.errors import CrmError
from crm.exchange import plan
from crm.exchange.carry_out import carry_out
from crm.exchange.pad import Change
from crm.store.database import rows, value
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import PEOPLE, actions, brought, only, planned

COMPANY = ["Bedrift", "Poststed", "Ansatte"]
AASE = ["Åse", "Aas", "aase@nordlys.example", "", "", "Nordlys Havbruk AS"]


def test_a_cell_written_anew_stands_in_place_of_the_files(register: Path) -> None:
    line = ["Kari", "Berg", "ikke en adresse", "", "", ""]
    made = planned(line, mapping={"E-post": "person.email"})
    assert actions(made) == ["rejected"]
    mended = plan.again(made, replace(made.choices, edits={2: {"E-post": "kari@x.example", "Fornavn": "Karin"}}))
    assert (only(mended).action, only(mended).reason) == ("new", "")
    outcome = carry_out(mended)
    assert rows("SELECT first_name, value FROM person, contact_point") == [("Karin", "kari@x.example")]
    assert outcome.plan.table.rows == made.table.rows  # what came is kept as it came


def test_a_cell_can_be_emptied_and_a_row_that_is_not_there_is_passed_over(register: Path) -> None:
    made = planned(["Kari", "Berg", "k@x.example", "", "", ""], edits={2: {"E-post": ""}, 99: {"E-post": "x"}})
    assert only(made).action == "new"
    assert made.entries[0].points == ()


def test_a_column_that_is_not_there_cannot_be_written_in(register: Path) -> None:
    with pytest.raises(CrmError, match="Farge"):
        planned(["Kari", "Berg", "", "", "", ""], edits={2: {"Farge": "blå"}})


def test_a_constant_holds_for_every_row_that_says_nothing_itself(register: Path) -> None:
    lines = ["Kari", "Berg", "", "", "Leder", ""], ["Ola", "Lund", "", "", "", ""]
    brought(*lines, constants={"organisation.name": "Kai AS", "position.title": "Deltaker", "notes": " "})
    assert rows("SELECT last_name, title FROM person JOIN position ON person_id = person.id") == [
        ("Berg", "Leder"),
        ("Lund", "Deltaker"),
    ]
    assert rows("SELECT name FROM organisation") == [("Kai AS",)]


def test_a_constant_that_cannot_be_read_is_told_by_the_name_of_its_field(register: Path) -> None:
    made = planned(["Nord AS", "Oslo", 3], header=COMPANY, constants={"organisation.org_number": "123"})
    assert actions(made) == ["rejected"]
    assert "“= Org. number”" in only(made).reason


def test_an_empty_cell_erases_only_where_its_column_is_ticked(cluster: Cluster) -> None:
    line = ["Nordlys Havbruk AS", "", ""]
    assert actions(planned(line, header=COMPANY)) == ["same"]
    outcome = brought(line, header=COMPANY, erases=frozenset({"Poststed"}))
    assert only(outcome.plan).changes == (Change("organisation", "city", "Tromsø", ""),)
    assert value("SELECT city FROM organisation WHERE id = ?", (cluster.nordlys,)) == ""


def test_what_a_row_of_the_list_states_no_empty_cell_erases(cluster: Cluster) -> None:
    lines = ["Nordlys Havbruk AS", "", ""], ["Nordlys Havbruk AS", "Bodø", ""]
    made = planned(*lines, header=COMPANY, erases=frozenset({"Poststed"}))
    assert actions(made) == ["same", "changed"]
    carry_out(made)
    assert actions(plan.again(made, made.choices)) == ["same", "same"]


def test_an_erased_title_leaves_the_position(cluster: Cluster) -> None:
    outcome = brought(AASE, [*AASE[:4], "Sjef", AASE[5]], erases=frozenset({"Stilling"}))
    assert only_changes(outcome.plan.rows[0].changes) == [("position", "title", "Markedssjef", "")]
    assert "leaves the position empty" in outcome.plan.rows[1].reason
    assert value("SELECT title FROM position WHERE person_id = ?", (cluster.aase,)) == ""


def only_changes(changes: tuple[Change, ...]) -> list[Change]:
    return [change for change in changes if change.record == "position"]


def test_nothing_is_erased_where_only_what_is_empty_may_be_filled(cluster: Cluster) -> None:
    line = ["Nordlys Havbruk AS", "", ""]
    assert actions(planned(line, header=COMPANY, erases=frozenset({"Poststed"}), strategy="fill")) == ["same"]


def test_empty_cells_erase_no_more_than_once_for_fifty_rows_of_one_company(cluster: Cluster) -> None:
    lines = [[f"P{number}", "Berg", "", "", "", "Nordlys Havbruk AS", ""] for number in range(3)]
    made = planned(*lines, header=[*PEOPLE, "Poststed"], erases=frozenset({"Poststed"}))
    assert [[change.field for change in row.changes] for row in made.rows] == [["city"], [], []]
