"""Employees and turnover of a year out of sheets as companies and accountants write them."""

from datetime import date
from pathlib import Path

import pytest

from crm.errors import CrmError
from crm.exchange import year_figures
from crm.exchange.source import Cell
from tests.crm.conftest import Cluster


def test_lines_find_their_organisation_by_number_then_by_name(cluster: Cluster) -> None:
    rows: list[list[Cell]] = [
        ["Tall fra medlemmene", None, None, None],
        ["Org.nr.", "Bedrift", "Antall ansatte", "Omsetning (1000 kr)"],
        ["981 575 679", "Havna", 38, 12_500],
        [None, "NORDLYS HAVBRUK", "12", "1 234,5"],
        ["", "Kai 9", "-", ""],
        ["", "Ukjent AS", 3, 1],
        ["", "Fjordforsk", "ca. ti", 7],
        [None, None, 99, 99],
    ]
    found = year_figures.out_of(rows, 2025)
    assert found is not None
    assert found.values == {
        cluster.havn: {"employees": 38, "turnover": 12_500_000_00},
        cluster.nordlys: {"employees": 12, "turnover": 1_234_500_00},
        cluster.fjord: {"turnover": 7_000_00},
    }
    assert (found.unknown, found.unread, found.several) == (["Ukjent AS"], ["Fjordforsk: ca. ti"], [])


def test_only_the_lines_of_the_year_are_taken_and_a_loss_keeps_its_sign(cluster: Cluster) -> None:
    rows: list[list[Cell]] = [
        ["Navn", "Regnskapsår", "Omsetning"],
        ["Nordlys Havbruk AS", 2024, 1],
        ["Nordlys Havbruk AS", 2025, -250.5],
        ["Fjordforsk", "2025", 10.333333333],
    ]
    found = year_figures.out_of(rows, 2025)
    assert found is not None and found.other_years == 1
    assert found.values == {cluster.nordlys: {"turnover": -250_50}, cluster.fjord: {"turnover": 10_33}}


@pytest.mark.parametrize("heads", [["Navn", "Telefon"], ["Ansatte", "Omsetning"], [], [None, date(2025, 1, 1)]])
def test_rows_that_do_not_say_whom_and_how_many_are_no_figures(heads: list[object]) -> None:
    assert year_figures.headed(heads) is None  # type: ignore[arg-type]


def test_a_file_is_read_and_one_without_such_columns_says_what_it_needs(cluster: Cluster, tmp_path: Path) -> None:
    good, bad = tmp_path / "tall.csv", tmp_path / "liste.csv"
    good.write_text("Navn;Ansatte;Omsetning (MNOK)\nKai 9 AS;4;1,5\n", encoding="utf-8")
    bad.write_text("Navn;Telefon\nKai 9 AS;4\n", encoding="utf-8")
    assert year_figures.read(good, 2025).values == {cluster.kai9: {"employees": 4, "turnover": 1_500_000_00}}
    with pytest.raises(CrmError, match=r"liste\.csv.*Ansatte"):
        year_figures.read(bad, 2025)


def test_a_column_that_names_another_year_is_not_taken_for_the_year(cluster: Cluster) -> None:
    rows: list[list[Cell]] = [
        ["Bedrift", "Ansatte 2024", "Ansatte 2025", "Omsetning 2024 (TNOK)", "Omsetning 2025 (MNOK)"],
        ["Kai 9", 3, 4, 900, 1],
    ]
    now, before = year_figures.out_of(rows, 2025), year_figures.out_of(rows, 2024)
    assert now is not None and now.values == {cluster.kai9: {"employees": 4, "turnover": 1_000_000_00}}
    assert before is not None and before.values == {cluster.kai9: {"employees": 3, "turnover": 900_000_00}}
    other = year_figures.out_of(rows, 2023)
    assert other is not None and (other.values, other.other_years) == ({}, 1)
