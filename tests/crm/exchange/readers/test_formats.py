"""One real file of every kind of workbook, and the dialects of .xlsx that one reader or the other cannot read."""

from datetime import date
from pathlib import Path

import pytest

from crm.exchange import isolation, plan
from crm.exchange.readers import second
from crm.exchange.readers.reading import read
from tests.crm.exchange import files
from tests.crm.exchange.binary_workbook import xlsb

# liste.ods, liste.xls and laast.xls (password: PASSWORD of test_passwords) were written by LibreOffice 7
WORKBOOKS = Path(__file__).resolve().parents[1] / "workbooks"
HEADER = ["Fornavn", "Etternavn", "Bedrift", "Org.nr", "E-post", "Mobil", "Medlem fra"]
ROWS: list[list[str | float | date | None]] = [
    ["Kåre", "Ødegård", "Blåbær Maritim AS", 981575679, "kare@blabaer.example", "+47 912 34 567", date(2026, 11, 3)],
    ["Åse", "Bratland", "Havbruk Nord AS", None, "ase@havbruk.example", "00123", date(2024, 2, 29)],
]
XLSX = files.workbook(HEADER, *ROWS)
_STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def strict() -> bytes:
    """As Excel saves "Strict Open XML": other names for everything."""

    def change(_part: str, content: bytes) -> bytes:
        for usual, other in _STRICT.items():
            content = content.replace(usual, other)
        return content

    return files.altered(XLSX, change)


def in_utf16() -> bytes:
    """With its sheet in UTF-16."""

    def change(part: str, content: bytes) -> bytes:
        if part != "xl/worksheets/sheet1.xml":
            return content
        return f'<?xml version="1.0" encoding="UTF-16"?>{content.decode()}'.encode("utf-16")

    return files.altered(XLSX, change)


def mis_cased() -> bytes:
    """With parts that are called otherwise than the workbook calls them."""
    sheet: list[bytes] = []

    def change(part: str, content: bytes) -> bytes | None:
        if part == "xl/worksheets/sheet1.xml":
            sheet.append(content)
            return None
        return content

    files.altered(XLSX, change)
    return files.altered(XLSX, change, {"XL/Worksheets/Sheet1.xml": sheet[0]})


@pytest.mark.parametrize("name", ["liste.ods", "liste.xls"])
def test_a_list_that_libreoffice_saved_is_read_cell_by_cell(name):
    source = isolation.read(WORKBOOKS / name)
    assert (source.format, source.sheets[0].name) == (name[-3:], "Deltakere")
    assert source.sheets[0].rows[0][0] == "Medlemsmøte 2026"
    assert source.sheets[0].rows[2:] == [HEADER, *ROWS]


@pytest.mark.parametrize("name", ["liste.ods", "liste.xls"])
def test_its_header_is_found_below_the_title(register, name):
    made = plan.make(WORKBOOKS / name, today=date(2026, 11, 23))
    assert (made.header_row, made.counts.rows, made.counts.new) == (3, 2, 2)


def test_a_binary_workbook_is_read_cell_by_cell():
    source = isolation.read_data(xlsb(HEADER, *ROWS, sheet="Deltakere"), "liste.xlsb")
    assert (source.format, source.sheets[0].name) == ("xlsb", "Deltakere")
    assert source.sheets[0].rows == [HEADER, *ROWS]


@pytest.mark.parametrize("make", [strict, in_utf16, mis_cased])
def test_dialects_of_xlsx_are_read(make):
    source = isolation.read_data(make(), "liste.xlsx")
    assert source.sheets[0].rows == [HEADER, *ROWS]


def test_the_second_reader_reads_what_the_first_one_reads():
    told = list(second.messages(XLSX, "xlsx", "liste.xlsx"))
    assert [message[1] for message in told if message[0] == "rows"] == [read(XLSX, "liste.xlsx").sheets[0].rows]
