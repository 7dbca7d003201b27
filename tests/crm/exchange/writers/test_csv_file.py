"""Tables as .csv for Norwegian Excel."""

import csv
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.exchange.writers import words
from crm.exchange.writers.columns import Cell, Column, Row
from crm.exchange.writers.tables import write_table
from tests import examples


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_norwegian_excel_opens_it_without_a_wizard(tmp_path):
    path = tmp_path / "medlemmer.csv"
    kinds = [
        Column("Navn"), Column("Org.nr.", "code"), Column("Innmeldt", "day"), Column("Kontingent", "money"),
        Column("Andel", "percent"), Column("Ansatte", "int"),
    ]  # fmt: skip
    rows: list[Row] = [
        ("Ærlig Ål; & sønn", "012345678", date(2024, 5, 7), 2_400_050, 61.1, 7),
        ("B", "", "", None, None, None),
    ]
    assert write_table(path, kinds, rows).rows == 2
    assert (
        path.read_bytes()
        == (
            "\ufeffNavn;Org.nr.;Innmeldt;Kontingent;Andel;Ansatte\r\n"
            '"Ærlig Ål; & sønn";012345678;07.05.2024;24000,50;61,1;7\r\n'
            "B;;;;;\r\n"
        ).encode()
    )


def test_only_what_excel_would_run_is_changed(tmp_path):
    path = tmp_path / "liste.csv"
    write_table(path, [Column("=x"), Column("Tlf", "code")], [("=1+1", "+4740612345"), ("a'b", "+47 77 64 40 00")])
    assert read(path) == [["'=x", "Tlf"], ["'=1+1", "+4740612345"], ["a'b", "+47 77 64 40 00"]]


def test_negative_money_and_cells_of_another_kind_are_written_as_numbers(tmp_path):
    path = tmp_path / "liste.csv"
    write_table(path, [Column("Kr", "money")], [(-150,), (-99,), (Cell(61.1, "percent"),), (Cell("-", "text"),)])
    assert read(path) == [["Kr"], ["-1,50"], ["-0,99"], ["61,1"], ["-"]]


def test_what_no_file_can_hold_and_what_excel_would_cut_is_told(tmp_path):
    path = tmp_path / "liste.csv"
    notes = write_table(path, [Column("T")], [("a\udfff",), ("x" * 140_000,)]).notes
    assert len(notes) == 2
    assert read_long(path) == [["T"], ["a\ufffd"], ["x" * 140_000]]


def read_long(path):
    before = csv.field_size_limit(1_000_000)
    try:
        return read(path)
    finally:
        csv.field_size_limit(before)


@settings(max_examples=examples.of(200), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=9)] * 2), max_size=9))
def test_a_random_table_comes_back_exactly(tmp_path, rows):
    path = tmp_path / "tabell.csv"
    rows = [tuple(text.replace("\ufffe", "").replace("\uffff", "") for text in row) for row in rows]
    write_table(path, [Column("A"), Column("B")], rows)
    assert [tuple(words.original(text) for text in row) for row in read(path)[1:]] == rows


@pytest.mark.parametrize("count", [0, 1])
def test_a_single_column_of_blanks_keeps_its_rows(tmp_path, count):
    path = tmp_path / "tabell.csv"
    assert write_table(path, [Column("A")], [("",)] * count).rows == count
    assert len(read(path)) == count + 1
