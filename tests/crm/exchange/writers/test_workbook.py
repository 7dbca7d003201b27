"""Tables as workbooks, read back with other libraries than wrote them."""

import os
import stat
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from crm.errors import Cancelled, CrmError
from crm.exchange.writers import columns, read_back, words, workbook
from crm.exchange.writers.columns import Cell, Column, Row, Sheet
from crm.exchange.writers.tables import write_table
from tests import examples

ALL = (
    Column("Navn"),
    Column("Org.nr.", "code"),
    Column("Ansatte", "int"),
    Column("Snitt", "number"),
    Column("Kontingent", "money"),
    Column("Innmeldt", "day"),
    Column("Andel", "percent"),
    Column("Varighet", "minutes"),
)
ROW = ("Nordlys Havbio AS", "012345678", 12, 1.25, 2_400_050, date(2024, 5, 17), 61.1, 90)


def first(path: Path) -> Any:
    return load_workbook(path).active


def read(path: Path) -> list[list[Any]]:
    with path.open("rb") as file:
        found: list[list[Any]] = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    return found


def test_dates_and_numbers_are_native_and_codes_are_text(tmp_path):
    path = tmp_path / "tabell.xlsx"
    assert write_table(path, ALL, [ROW]).rows == 1
    cells = next(first(path).iter_rows(min_row=2))
    assert [cell.value for cell in cells] == [
        "Nordlys Havbio AS", "012345678", 12, 1.25, 24000.5, datetime(2024, 5, 17), 61.1, 90,
    ]  # fmt: skip
    assert [cell.number_format for cell in cells] == [
        "General", "@", "#,##0", "#,##0.00", "#,##0.00", "dd.mm.yyyy", '0.0" %"', "#,##0",
    ]  # fmt: skip
    assert cells[1].data_type == "s"


def test_a_sheet_has_a_frozen_header_a_filter_and_a_print_setup(tmp_path):
    path = tmp_path / "tabell.xlsx"
    write_table(path, ALL, [ROW] * 3, title="Medlemmer: 2024/2025?")
    sheet = first(path)
    assert sheet.title == "Medlemmer  2024 2025"
    assert [cell.value for cell in sheet[1]] == [column.title for column in ALL]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == "A1:H4"
    assert sheet.dimensions == "A1:H4"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["A"].width > 20


def test_a_reader_that_trusts_the_dimension_finds_every_row(tmp_path):
    path = tmp_path / "tabell.xlsx"
    write_table(path, ALL, [ROW] * 7)
    book: Any = load_workbook(path, read_only=True)
    assert book.active.max_row == 8
    assert len(list(book.active.iter_rows())) == 8
    book.close()


def test_what_looks_like_a_formula_is_text_and_stays_text_when_edited(tmp_path):
    path = tmp_path / "tabell.xlsx"
    texts = ["=1+1", "+47 40 61 23 45", "-x", "@SUM(A1)", " =1", "vanlig"]
    write_table(path, [Column("=HYPERLINK()"), Column("=1", "code")], [(text, text) for text in texts])
    sheet = first(path)
    for place, text in enumerate(texts, 2):
        for cell in sheet[place]:
            assert (cell.data_type, cell.value) == ("s", text)
            assert bool(cell.quotePrefix) == (text != "vanlig")
    assert sheet["A1"].data_type == "s"
    with zipfile.ZipFile(path) as parts:
        assert all(b"<f>" not in parts.read(name) for name in parts.namelist())


def test_control_characters_and_literals_of_excels_own_escape_come_back(tmp_path):
    path = tmp_path / "tabell.xlsx"
    texts = ["linje\x0bskift", "_x0041_", "a\r\nb", "\x00", "_x005F_x0041_", " kant ", "a\nb", "<&>", "🐟" * 20]
    assert write_table(path, [Column("Tekst")], [(text,) for text in texts]).notes == ()
    assert [row[0] for row in read(path)[1:]] == texts


def test_what_no_file_can_hold_is_replaced_and_told(tmp_path):
    path = tmp_path / "tabell.xlsx"
    written = write_table(path, [Column("Tekst")], [("ok",), ("a\ud800b\uffff",)])
    assert read(path)[2] == ["a\ufffdb\ufffd"]
    assert len(written.notes) == 1
    assert "A3" in written.notes[0]


def test_text_over_excels_limit_is_marked_and_told(tmp_path):
    path = tmp_path / "tabell.xlsx"
    written = write_table(path, [Column("Referat")], [("x" * 32_767,), ("y" * 32_768,), ("🐟" * 16_384,)])
    found = [row[0] for row in read(path)[1:]]
    assert found[0] == "x" * 32_767
    assert all(text.endswith(words.MARK) and words.fits(text) for text in found[1:])
    assert len(written.notes) == 2
    assert "32768" in written.notes[0] and "A3" in written.notes[0]


def test_days_that_excel_cannot_count_and_numbers_it_would_round_are_text(tmp_path):
    path = tmp_path / "tabell.xlsx"
    rows: list[Row] = [(date(1847, 5, 17), 10**15), (date(1900, 3, 1), 10**15 - 1), ("1900-02-28", None)]
    write_table(path, [Column("Stiftet", "day"), Column("Tall", "int")], rows)
    assert read(path)[1:] == [
        ["17.05.1847", "1000000000000000"], [date(1900, 3, 1), 10**15 - 1], ["28.02.1900", ""],
    ]  # fmt: skip


def test_a_cell_may_have_another_kind_than_its_column(tmp_path):
    path = tmp_path / "tabell.xlsx"
    write_table(path, [Column("Verdi", "int")], [(36,), (Cell(61.1, "percent"),), (Cell("ikke aktuelt", "text"),)])
    cells = [row[0] for row in first(path).iter_rows(min_row=2)]
    assert [(cell.value, cell.number_format) for cell in cells] == [
        (36, "#,##0"), (61.1, '0.0" %"'), ("ikke aktuelt", "General"),
    ]  # fmt: skip


def test_empty_rows_and_a_table_without_rows_are_fine(tmp_path):
    path = tmp_path / "tabell.xlsx"
    assert write_table(path, [Column("A"), Column("B")], [("x", None), (None, ""), ("", None)]).rows == 3
    assert write_table(path, [Column("A")], []).rows == 0
    assert read(path) == [["A"]]


def test_the_same_table_gives_the_same_bytes(tmp_path):
    made = []
    for name in ("a.xlsx", "b.xlsx"):
        table = columns.sheet("Ark", ALL, [ROW])
        workbook.write(tmp_path / name, [table], created=datetime(2025, 1, 2, tzinfo=UTC))
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_only_the_owner_can_read_the_file(tmp_path):
    path = tmp_path / "tabell.xlsx"
    write_table(path, ALL, [ROW])
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_a_table_that_fails_half_way_leaves_the_old_file_alone(tmp_path, ending):
    path = tmp_path / f"tabell{ending}"
    path.write_bytes(b"the good old file")

    def rows():
        yield ROW
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        write_table(path, ALL, rows(), count=2)
    assert path.read_bytes() == b"the good old file"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_progress_may_stop_the_writing(tmp_path, ending):
    def stop(done, total=None, text=""):
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        write_table(tmp_path / f"tabell{ending}", ALL, [ROW] * 600, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_table_too_long_for_excel_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(CrmError, match="csv"):
        write_table(tmp_path / "tabell.xlsx", [Column("A")], iter(()), count=1_048_576)
    assert list(tmp_path.iterdir()) == []


def test_places_that_cannot_be_written_are_named_in_a_sentence(tmp_path):
    with pytest.raises(CrmError, match="folder"):
        write_table(tmp_path / "nowhere" / "tabell.xlsx", ALL, [ROW])
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(CrmError, match=r"folder\.xlsx"):
        write_table(tmp_path / "folder.xlsx", ALL, [ROW])
    with pytest.raises(CrmError, match=r"\.csv"):
        write_table(tmp_path / "tabell.ods", ALL, [ROW])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told(tmp_path):
    from crm.exchange.writers.whole import appears_whole

    path = tmp_path / "tabell.csv"
    path.write_bytes(b"the good old file")
    with pytest.raises(CrmError, match="full"), appears_whole(path), Path("/dev/full").open("wb", buffering=0) as file:
        file.write(b"x")
    assert path.read_bytes() == b"the good old file"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_reads_back_differently_is_noticed(tmp_path):
    path = tmp_path / "tabell.xlsx"
    write_table(path, ALL, [ROW] * 3)
    seen = read_back.Seen()
    for _place in range(3):
        seen.note(ROW)
    read_back.workbook(path, ["Klynge"], {0: seen})
    seen.note(ROW)
    with pytest.raises(CrmError):
        read_back.workbook(path, ["Klynge"], {0: seen})
    other = read_back.Seen()
    for _place in range(3):
        other.note(("Annet navn", *ROW[1:]))
    with pytest.raises(CrmError):
        read_back.workbook(path, ["Klynge"], {0: other})
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(CrmError):
        read_back.workbook(path, ["Klynge"], {0: seen})


def test_names_of_sheets_are_made_to_fit():
    long = "En særdeles lang overskrift for et ark"
    assert workbook.safe_title(long) == long[:31].strip()
    assert workbook.safe_title("Ark", ["ARK", "Ark 2"]) == "Ark 3"
    assert len(workbook.safe_title("x" * 40, ["x" * 31])) == 31
    with pytest.raises(CrmError):
        workbook.safe_title("[]")


def test_several_sheets_and_a_drawn_one_stand_in_one_workbook(tmp_path):
    def draw(sheet):
        sheet["B2"] = "Årsrapport"

    path = tmp_path / "bok.xlsx"
    drawn = workbook.Design("Forside", draw)
    workbook.write(path, [drawn, columns.sheet("En", ALL, [ROW]), columns.sheet("To", ALL, [ROW] * 2)])
    book = load_workbook(path)
    assert book.sheetnames == ["Forside", "En", "To"]
    assert book["Forside"]["B2"].value == "Årsrapport"
    assert (book["En"].max_row, book["To"].max_row) == (2, 3)


def test_a_row_that_begins_a_block_is_bold(tmp_path):
    path = tmp_path / "tabell.xlsx"
    workbook.write(path, [Sheet("Ark", [Column("A")], [("a",), ("b",)], 2, strong=frozenset({1}))])
    sheet = first(path)
    assert [sheet["A2"].font.b, sheet["A3"].font.b] == [False, True]


texts = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=12)
days = st.dates(min_value=date(1900, 3, 1), max_value=date(2200, 1, 1))
tables = st.lists(
    st.tuples(
        texts, texts | st.sampled_from(["=1+1", "+47 1", "0042", "_x000A_"]), st.integers(-(10**14), 10**14), days
    ),
    max_size=8,
)


@settings(max_examples=examples.of(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables)
def test_a_random_table_comes_back_exactly(tmp_path, rows):
    path = tmp_path / "tabell.xlsx"
    kinds = [Column("T"), Column("K", "code"), Column("N", "int"), Column("D", "day")]
    assert write_table(path, kinds, rows).notes == ()
    found = read(path)[1:]
    assert [(text, code, int(number), day) for text, code, number, day in found] == rows
