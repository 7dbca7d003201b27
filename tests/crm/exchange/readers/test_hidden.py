"""What a workbook hides is read, and told."""

import io
import re
import struct
import zipfile
from xml.etree import ElementTree

import olefile
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.exchange import isolation
from crm.exchange.readers import hidden
from crm.exchange.readers.reading import read
from tests import examples
from tests.crm.exchange import files
from tests.crm.exchange.binary_workbook import xlsb
from tests.crm.exchange.readers.test_formats import WORKBOOKS

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


def test_the_empty_columns_beside_a_list_are_not_told(book):
    book.worksheets[0].column_dimensions.group("C", "XFD", hidden=True)
    assert isolation.read_data(saved(book), "x.xlsx").notes == ()


def test_hidden_rows_and_columns_of_an_ods_are_told():
    def hide(part: str, content: bytes) -> bytes:
        if part != "content.xml":
            return content
        before, table, after = content.partition(b"<table:table ")
        after = re.sub(rb"(<table:table-column )", rb'\1table:visibility="collapse" ', after, count=1)
        rows = [found.start() for found in re.finditer(rb"<table:table-row ", after)]
        for at, how in ((rows[-1], b"collapse"), (rows[3], b"filter"), (rows[2], b"collapse")):
            at += len(b"<table:table-row ")
            after = after[:at] + b'table:visibility="' + how + b'" ' + after[at:]
        return before + table + after

    data = files.altered((WORKBOOKS / "liste.ods").read_bytes(), hide)
    notes = isolation.read_data(data, "x.ods").notes
    assert [note.split(" hidden")[0] for note in notes] == [f"{told_rows(data)} rows are", "7 columns are"]


def told_rows(data: bytes) -> int:
    """The hidden rows that hold something, counted by a parser: an empty one below the list is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        tree = ElementTree.fromstring(archive.read("content.xml"))
    table = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
    rows = [row for row in tree.iter(f"{table}table-row") if row.get(f"{table}visibility")]
    return sum(any(len(cell) for cell in row) for row in rows)


def test_hidden_rows_and_columns_of_an_xls_are_told(tmp_path):
    path = tmp_path / "liste.xls"
    path.write_bytes((WORKBOOKS / "liste.xls").read_bytes())
    with olefile.OleFileIO(path, write_mode=True) as file:
        stream = bytearray(file.openstream("Workbook").read())
        stream[stream.index(struct.pack("<HH", 0x7D, 12)) + 4 + 8] |= 1
        at = 0
        while at + 4 <= len(stream):
            record, length = struct.unpack_from("<HH", stream, at)
            if record == 0x208 and struct.unpack_from("<H", stream, at + 4)[0] in (3, 4):
                stream[at + 4 + 12] |= 0x20
            at += 4 + length
        file.write_stream("Workbook", bytes(stream))
    notes = isolation.read(path).notes
    assert [note.split(" hidden")[0] for note in notes] == ["2 rows are", "7 columns are"]


def test_hidden_rows_and_columns_of_an_xlsb_are_told():
    data = xlsb(["Navn", "E-post"], ["Åse", "ase@nord.example"], ["Kåre", "kare@nord.example"], hidden=(1, 2))
    notes = isolation.read_data(data, "x.xlsb").notes
    assert [note.split(" hidden")[0] for note in notes] == ["1 row is", "1 column is"]


@pytest.mark.parametrize("kind", ["ods", "xls", "xlsb", "xlsx"])
@given(st.data())
@settings(max_examples=examples.of(40), deadline=None)
def test_what_cannot_be_understood_hides_nothing(kind, data):
    whole = {"ods": (WORKBOOKS / "liste.ods").read_bytes(), "xls": (WORKBOOKS / "liste.xls").read_bytes()}
    start = whole.get(kind, xlsb(["Navn"], ["Åse"], hidden=(1, 1)))
    at, scratch = data.draw(st.integers(0, len(start))), data.draw(st.binary(max_size=4))
    found = hidden.look(start[:at] + scratch + start[at + len(scratch) :], kind)
    assert found.rows >= 0
