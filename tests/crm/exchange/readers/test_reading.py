from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from crm.errors import CrmError
from crm.exchange.readers import archive
from crm.exchange.readers.reading import read
from tests.crm.exchange import files

LIST = files.workbook(["Navn", "Org.nr", "Dato"], ["Blåbær AS", 981575679, date(2026, 11, 3)])


def refused(data: bytes, sheet: str | None = None) -> str:
    with pytest.raises(CrmError) as caught:
        read(data, "liste.xlsx", sheet=sheet)
    return str(caught.value)


def test_cells_are_typed_values():
    cells = ["  å\u00a0", 981575679, 0.5, True, date(2026, 11, 3), datetime(2026, 11, 3, 9, 5), time(9, 5), 1e300]
    rows = read(files.workbook(["Navn"], cells, [None, "=1/0", timedelta(hours=30)]), "x.xlsx").sheets[0].rows
    assert rows[1] == [
        "  å\u00a0",
        981575679,
        0.5,
        True,
        date(2026, 11, 3),
        datetime(2026, 11, 3, 9, 5),
        "09:05:00",
        1e300,
    ]
    assert type(rows[1][1]) is int and type(rows[1][3]) is bool
    assert rows[2][:2] == [None, None]


def test_empty_rows_and_columns_before_the_table_count():
    book = openpyxl.Workbook()
    book.worksheets[0]["C4"] = "Navn"
    rows = read(_saved(book), "x.xlsx").sheets[0].rows
    assert rows[3] == [None, None, "Navn"] and len(rows) == 4


def test_dates_of_the_1904_system_stay_the_day_they_are():
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0].append(["Dato", date(2026, 11, 3)])
    assert read(_saved(book), "x.xlsx").sheets[0].rows[0][1] == date(2026, 11, 3)


def test_sheets_are_told_with_the_hidden_ones_marked():
    book = openpyxl.Workbook()
    book.create_sheet("Skjult").sheet_state = "hidden"
    book.worksheets[0].append(["x"])
    assert [(sheet.name, sheet.hidden) for sheet in read(_saved(book), "x.xlsx").sheets] == [
        ("Sheet", False),
        ("Skjult", True),
    ]


def test_a_sheet_is_asked_for_by_name():
    data = files.workbook(["a"], sheet="Ark1", Deltakere=[["b"]])
    assert read(data, "x.xlsx", sheet=" deltakere ").sheets[0].rows == [["b"]]
    assert "“Ark1”, “Deltakere”" in refused(data, "Medlemmer")


def test_the_extension_does_not_matter():
    assert read(LIST, "liste.csv").format == "xlsx"
    assert read(b"Navn;Firma\nx;y\n", "liste.xlsx").format == "csv"


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\xff\xfe", b" \r\n\t", b"\0" * 5000])
def test_an_empty_file_is_told(data):
    assert "is empty" in refused(data)


@pytest.mark.parametrize(
    "length",
    [4, 30, 400, len(LIST) // 2, len(LIST) - 30],
    ids=["4", "30", "400", "half", "nearly all"],  # a workbook made a second later may be a byte longer
)
def test_a_cut_workbook_is_told(length):
    assert "damaged" in refused(LIST[:length])


def test_a_damaged_part_is_told():
    middle = len(LIST) // 3
    assert "damaged" in refused(LIST[:middle] + bytes(100) + LIST[middle + 100 :])


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 x",
        b"\x89PNG\r\n\x1a\n",
        b"{\\rtf1 x}",
        b"\x1f\x8b\x08",
        b"SQLite format 3\0",
        bytes(range(256)) * 20,
        files.altered(LIST, lambda name, data: None, {"word/document.xml": b"<x/>"}),
    ],
)
def test_another_kind_of_file_is_told(data):
    assert "not a spreadsheet" in refused(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x09\x02\x06\x00\x00\x00\x10\x00",
        b"<html><table><tr><td>Navn</td></tr></table></html>",
        b"<?xml version='1.0'?><Workbook/>",
        files.altered(LIST, lambda name, data: None, {"Index/Document.iwa": b"x"}),
    ],
)
def test_an_outdated_kind_of_spreadsheet_is_told(data):
    assert "save it as .xlsx" in refused(data)


def test_an_old_office_file_of_another_program_is_told():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert "damaged" in refused(ole + "EncryptedPackage".encode("utf-16-le"))
    assert "not a spreadsheet" in refused(ole + "WordDocument".encode("utf-16-le"))
    assert "is an e-mail, not a list" in refused(ole + "__properties_version1.0".encode("utf-16-le"))


MAIL = (
    "Return-Path: <ada@nordlys.example>\r\nDate: Tue, 3 Nov 2026 09:05:00 +0100\r\n"
    "From: Ada Berg <ada@nordlys.example>\r\n"
    "To: Liv Strand <liv@havbruk.example>,\r\n Per Vik <per@havbruk.example>\r\nSubject: Deltakere\r\n\r\n"
    "Navn;E-post\r\nÅse;ase@havbruk.example\r\n"
)
README = "# Deltakere\n\nSkriv til Ada, Liv eller Per, de vet svaret.\n\n* ada@nordlys.example\n* liv@havbruk.example\n"


@pytest.mark.parametrize(
    "text", [MAIL, MAIL.replace("\r\n", "\n"), MAIL.removeprefix("Return-Path: <ada@nordlys.example>")]
)
def test_a_mail_is_refused_with_what_to_do(text):
    assert "is an e-mail, not a list" in refused(text.encode())


def test_a_calendar_is_refused_with_what_to_do():
    assert "is a calendar" in refused(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")


@pytest.mark.parametrize("name", ["README.md", "lesmeg.MD", "brev.eml"])
def test_texts_for_people_are_no_lists_whatever_is_in_them(name):
    with pytest.raises(CrmError, match="not a spreadsheet"):
        read(README.encode(), name)


def test_a_workbook_and_a_list_with_a_word_of_mails_are_read_all_the_same():
    assert read(LIST, "liste.md").format == "xlsx"
    assert read(b"From: Ada\nDate;To;Subject\nx;y;z\n", "x.csv").sheets[0].rows[1] == ["Date", "To", "Subject"]


def test_a_protected_text_document_of_libreoffice_is_told():
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"x",
        "META-INF/manifest.xml": b"<manifest:encryption-data/>",
    }
    assert "password" in refused(files.altered(LIST, lambda name, data: None, parts))


def test_entities_are_refused():
    bomb = files.in_sheet(LIST, "<worksheet", '<!DOCTYPE a [<!ENTITY b "b">]><worksheet')
    assert "not built as a spreadsheet" in refused(bomb)


def test_entities_in_utf16_are_refused():
    part = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")
    assert "not built as a spreadsheet" in refused(files.altered(LIST, lambda name, data: data, {"xl/x.xml": part}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_parts_of_the_same_name_are_refused():
    assert "not built" in refused(files.altered(LIST, lambda name, data: data, {"xl/workbook.xml": b"<x/>"}))
    assert "not built" in refused(files.altered(LIST, lambda name, data: data, {"xl/WORKBOOK.xml": b"<x/>"}))


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to():
    bomb = files.altered(LIST, lambda name, data: data, {"xl/media/logo.png": bytes(archive.MOST_INFLATED)})
    assert len(bomb) < 2_000_000
    assert "too large" in refused(bomb)


def test_a_cell_in_the_last_corner_is_refused():
    assert "too large" in refused(files.in_sheet(LIST, 'r="A2"', 'r="XFD1048576"'))


def test_a_wide_row_above_many_narrow_ones_is_refused():
    wide = [None] * 999 + ["x"]
    data = files.workbook(wide, *([n] for n in range(6000)))
    assert "too large" in refused(data)


def test_a_million_styled_empty_rows_are_only_empty():
    styled = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/><c r="AB{n}" s="1"/></row>' for n in range(3, 300_000))
    data = files.in_sheet(LIST, "</sheetData>", f'{styled}<row r="1048576" s="1"/></sheetData>')
    rows = read(data, "x.xlsx").sheets[0].rows
    assert [row for row in rows if any(row)] == [
        ["Navn", "Org.nr", "Dato"],
        ["Blåbær AS", 981575679, date(2026, 11, 3)],
    ]


def test_a_declared_size_is_not_believed():
    data = files.altered(
        LIST, lambda name, data: data.replace(b"<sheetViews>", b'<dimension ref="A1:A1"/><sheetViews>')
    )
    assert len(read(data, "x.xlsx").sheets[0].rows) == 2


def test_a_part_that_the_first_reader_refuses_is_read_by_the_second():
    def to_utf16(name: str, data: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return data
        return f'<?xml version="1.0" encoding="UTF-16"?>{data.decode()}'.encode("utf-16")

    rows = read(files.altered(LIST, to_utf16), "x.xlsx").sheets[0].rows
    assert rows[1] == ["Blåbær AS", 981575679, date(2026, 11, 3)]


def _saved(book: openpyxl.Workbook) -> bytes:
    import io

    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
