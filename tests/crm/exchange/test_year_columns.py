"""A sheet with the figures of companies for several years comes in by the ordinary import, in one go."""

from pathlib import Path

import openpyxl
import pytest

from crm.commands import history, organisation_years, rates
from crm.exchange import plan, shown_cells, shown_changes, year_fields
from crm.exchange.carry_out import carry_out
from crm.exchange.choices import Refused
from crm.exchange.pad import Change
from crm.queries import organisation_years as queries
from crm.rules import numbers
from crm.store import soundness
from crm.store.database import value
from tests.crm.conftest import TODAY, Cluster
from tests.crm.exchange.bringing import actions, brought, dump, only, planned

HEADER = ["Org.nr.", "Bedrift", "Ansatte 2023", "Ansatte 2024", "Omsetning 2024 (TNOK)", "Balanse 2024"]
LONG = ["Bedrift", "År", "Ansatte", "Omsetning", "Balansesum", "Verdiskaping"]


def years(organisation: int) -> dict[int, tuple[int | None, ...]]:
    """(employees, turnover, balance, value creation) of each year that is known."""
    return {
        row.year: (row.employees, row.turnover, row.balance, row.value_creation) for row in queries.of(organisation)
    }


def test_several_years_beside_each_other_come_in_at_once_and_are_taken_back(cluster: Cluster, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Tall fra medlemmene"])
    sheet.append(HEADER)
    sheet.append([981575679, "Ålesund Havn KF", 38, 40, 12_500, 9_000_000])
    sheet.append([None, "Nordlys Havbruk", "11", 12, "1 234,5", None])
    sheet.append([None, "Ny Bedrift AS", None, 3, None, 250_000.5])
    sheet.append([None, "Fjordforsk", "ca. ti", None, "–", "1.234"])
    file = tmp_path / "tall.xlsx"
    book.save(file)
    before = dump()
    made = plan.make(file, today=TODAY)
    assert {title: made.mapping[title] for title in HEADER[2:]} == {
        "Ansatte 2023": "organisation.employees_2023",
        "Ansatte 2024": "organisation.employees_2024",
        "Omsetning 2024 (TNOK)": "organisation.turnover_2024",
        "Balanse 2024": "organisation.balance_2024",
    }
    assert any("2023, 2024" in note and "1\N{NO-BREAK SPACE}000" in note for note in made.notes)
    assert actions(made) == ["changed", "changed", "new", "same"]
    shown = [(one.field, one.before, one.after) for one in made.rows[0].changes]
    assert ("turnover_2024", "", numbers.show_money(12_500_000_00)) in shown
    assert "ca. ti" in made.rows[3].reason and "1.234" in made.rows[3].reason
    new = shown_changes.changes(made.rows[2], made.entries[2])
    assert [one.field for one in new if one.field[-4:] == "2024"] == ["employees_2024", "balance_2024"]
    cells = shown_cells.row(made, 0)
    assert [cells[title].state for title in HEADER[2:]] == [shown_cells.NEW] * 4
    carry_out(made)
    assert years(cluster.havn) == {2024: (40, 12_500_000_00, 9_000_000_00, None), 2023: (38, None, None, None)}
    assert years(cluster.nordlys)[2024] == (12, 1_234_500_00, None, None)
    assert years(value("SELECT id FROM organisation WHERE name = 'Ny Bedrift AS'"))[2024] == (3, None, 250_000_50, None)
    assert years(cluster.fjord) == {}
    assert soundness.problems() == []
    again = plan.make(file, today=TODAY)
    assert actions(again) == ["same"] * 4 and not again.writes.years
    history.undo()
    assert dump() == before


def test_a_column_with_the_year_gives_each_row_its_own(cluster: Cluster) -> None:
    made = planned(
        ["Nordlys Havbruk AS", 2023, 10, 1_000_000, None, None],
        ["Nordlys Havbruk AS", "2024", 12, -250.5, 3_000, 500],
        ["Nordlys Havbruk AS", 2024, 13, None, None, None],
        ["Fjordforsk", 2025, None, 7, None, None],
        header=LONG,
    )
    assert made.mapping["År"] == "organisation.year" and made.mapping["Ansatte"] == "organisation.year_employees"
    assert made.rows[1].changes[0] == Change("organisation", "year_employees", "", "2024: 12")
    assert "12" in made.rows[2].reason and "2024" in made.rows[2].reason
    carry_out(made)
    assert years(cluster.nordlys) == {2024: (12, -250_50, 3_000_00, 500_00), 2023: (10, 1_000_000_00, None, None)}
    assert years(cluster.fjord) == {2025: (None, 7_00, None, None)}
    assert soundness.problems() == []


def test_what_is_known_of_a_year_stays_where_the_list_says_nothing_and_refusals_hold(cluster: Cluster) -> None:
    rates.put(2024, euro=11_60)
    organisation_years.put(cluster.nordlys, 2024, employees=9, value_creation=77_00, source="brreg")
    row = ["", "Nordlys Havbruk AS", 8, 300, 900_000, ""]
    refused = frozenset((Refused(None, "organisation", "employees_2023"),))
    brought(row, header=HEADER, refused=refused)
    assert years(cluster.nordlys) == {2024: (300, 900_000_000_00, None, 77_00)}
    assert value("SELECT size_class, size_basis FROM organisation WHERE id = ?", (cluster.nordlys,)) == "large"
    kept = brought(row, header=HEADER, strategy="fill").plan
    assert only(kept).action == "changed" and years(cluster.nordlys)[2023] == (8, None, None, None)
    changed = brought(["", "Nordlys Havbruk AS", 8, 301, "", ""], header=HEADER, strategy="fill").plan
    assert only(changed).action == "same" and years(cluster.nordlys)[2024][0] == 300
    asked = planned(["", "Nordlys Havbruk AS", 8, 301, "", ""], header=HEADER, strategy="ask")
    assert only(asked).action == "question" and only(asked).changes[0].field == "employees_2024"


def test_an_import_of_figures_is_taken_back_later_but_for_what_was_edited_since(cluster: Cluster) -> None:
    organisation_years.put(cluster.nordlys, 2024, employees=9)
    outcome = brought(["", "Nordlys Havbruk AS", 8, 12, 1, 2], header=HEADER)
    organisation_years.put(cluster.nordlys, 2024, employees=15)
    history.take_back(value("SELECT step FROM import_batch WHERE id = ?", (outcome.batch,)))
    assert years(cluster.nordlys) == {2024: (15, None, None, None)}
    assert soundness.problems() == []


def test_one_year_for_all_rows_can_be_said_and_without_a_year_nothing_is_kept(cluster: Cluster) -> None:
    header = ["Bedrift", "Oms."]
    chosen = {"Oms.": "organisation.year_turnover"}
    unsaid = planned(["Nordlys Havbruk AS", 5], header=header, mapping=chosen)
    assert "of which year" in only(unsaid).reason and not unsaid.writes.years
    brought(["Nordlys Havbruk AS", 5], header=header, mapping=chosen, constants={"organisation.year": "2022"})
    assert years(cluster.nordlys) == {2022: (None, 5_00, None, None)}


@pytest.mark.parametrize(
    "header",
    [["Bedrift", "Ansatte", "Telefon"], ["Navn", "Fornavn", "År"], ["Bedrift", "Ansatte", "Endring 2023-2024"]],
)
def test_other_lists_are_read_as_before(cluster: Cluster, header: list[str]) -> None:
    made = planned(["Nordlys Havbruk AS", 12, 2024], header=header)
    assert not any(map(year_fields.is_about_years, made.mapping.values()))


def test_the_list_of_company_figures_that_was_exported_comes_in_without_a_difference(cluster: Cluster) -> None:
    header = ["Virksomhet", "Organisasjonsnummer", "År", "Ansatte", "Året før", "Omsetning", "Omsetning året før"]
    header += ["Verdiskaping", "Balansesum", "Ifølge"]
    row = ["Nordlys Havbruk AS", "", 2024, 12, 11, 1_234_500.5, 900_000.0, -5.25, 77.0, "Regnskapet"]
    brought(row, header=header)
    assert years(cluster.nordlys) == {2024: (12, 1_234_500_50, 77_00, -5_25)}
    assert actions(planned(row, header=header)) == ["same"]
