"""What a workbook hides is read, and told."""

import io

import openpyxl
import pytest

from crm.exchange import isolation
from crm.exchange.readers.reading import read
from tests.crm.exchange import files

LIST = files.workbook(["Navn", "E-post"], *([f"Person {n}", f"p{n}@nordlys.example"] for n in range(9)))


@pytest.fixture
def book():
    return openpyxl.load_workbook(io.BytesIO(LIST))


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_that_hides_nothing_has_no_notes():
    assert isolation.read_data(LIST, "x.xlsx").notes == ()


def test_hidden_rows_and_columns_are_counted_and_read(book):
    for row in (3, 4, 7):
        book.worksheets[0].row_dimensions[row].hidden = True
    book.worksheets[0].column_dimensions["B"].hidden = True
    source = isolation.read_data(saved(book), "x.xlsx")
    assert [note.split(" hidden")[0] for note in source.notes] == ["3 rows are", "1 column is"]
    assert len(source.sheets[0].rows) == 10 and source.sheets[0].rows[3][1] == "p2@nordlys.example"


def test_formulas_without_values_are_counted(book):
    book.worksheets[0]["B2"], book.worksheets[0]["B3"] = '=LOWER("X")', "=A1"
    source = read(saved(book), "x.xlsx")
    assert source.notes[0].startswith("2 cells hold formulas") and source.sheets[0].rows[1][1] is None


def test_formulas_with_values_are_what_they_are():
    cell = '<c r="C2" t="str"><f>A2</f><v>Nordlys AS</v></c></row>'
    data = files.altered(
        LIST, lambda name, data: data.replace(b"</row>", b"</row>") if "sheet1" not in name else _second(data, cell)
    )
    source = read(data, "x.xlsx")
    assert source.notes == () and source.sheets[0].rows[1][2] == "Nordlys AS"


def _second(data: bytes, cell: str) -> bytes:
    first, second, *rest = data.split(b"</row>")
    return b"</row>".join([first, second + cell.removesuffix("</row>").encode(), *rest])
