"""The programme's own form: the marks are filled, and all the rest stays byte for byte."""

import re
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from crm.errors import CrmError
from crm.reports import run
from crm.reports.template import form
from tests.crm.reports.template.form import PIXEL, make, parts

# What openpyxl loses is what the form is about.
pytestmark = pytest.mark.filterwarnings("ignore:Unknown extension")

TODAY = date(2025, 1, 10)
CELL = re.compile(rb"<c [^>]*?(?:/>|>.*?</c>)", re.DOTALL)


@pytest.fixture
def report(small):
    return run.make(2024, today=TODAY)


def cells(part: bytes) -> dict[bytes, bytes]:
    return {re.search(rb'r="([A-Z]+\d+)"', cell)[1]: cell for cell in CELL.findall(part)}  # type: ignore[index]


def test_marks_are_filled_with_values_of_their_own_kind(report, tmp_path):
    template = make(tmp_path / "skjema.xlsx")
    made = form.fill(report, template, tmp_path / "ut.xlsx", "nb", anyway=True)
    assert [str(place) for place in made.left] == ["Skjema 1!A8: {{hva}}"]
    sheet: Any = load_workbook(tmp_path / "ut.xlsx", rich_text=True)["Skjema 1"]
    assert sheet["A1"].value == "Rapport for Polarhav & co, 2024"
    assert str(sheet["B1"].value) == "Medlemmer: 2 (2024)"
    assert (sheet["B3"].value, sheet["C3"].value, sheet["D3"].value) == (2, 2, "=B3-C3")
    assert (sheet["B4"].value, sheet["C4"].value) == (50, 0.5)
    assert sheet["B5"].value == datetime(2024, 1, 1)
    assert sheet["B6"].value == "ikke aktuelt"
    assert sheet["B7"].value == report.figures["K02"].value == 1
    assert sheet["B8"].value == "Andel 50,0\u00a0%, endring 0"
    assert (sheet["A8"].value, sheet["B9"].value) == ("2024 og {{hva}}", "01.01.2024")
    assert sheet.oddHeader.center.text == "Polarhav && co 2024"
    assert sheet["A3"].comment.text == "Skriv Antall medlemmer 31.12 her"


def test_a_table_goes_down_from_its_mark_in_the_look_of_its_row(report, tmp_path):
    form.fill(report, make(tmp_path / "skjema.xlsx"), tmp_path / "ut.xlsx", "nb", anyway=True)
    sheet: Any = load_workbook(tmp_path / "ut.xlsx")["Liste"]
    found = [[cell.value for cell in row] for row in sheet["A1:D4"]]
    assert found == [
        ["Org.nr.", "Navn", "Innmeldt", "Kommentar"],
        ["912660680", "Havbio AS", datetime(2020, 1, 1), None],
        ["974760673", "Østhav institutt", datetime(2024, 3, 1), "står her"],
        [None, "Ålesund Fisk AS", datetime(2020, 1, 1), None],
    ]
    assert [sheet[cell].number_format for cell in ("A3", "C4")] == ["@", "dd.mm.yyyy"]
    assert sheet["B4"].alignment.wrap_text
    assert sheet["B30"].value == "=COUNTA(B2:B29)"


def test_everything_but_the_marks_is_as_it_was_part_by_part(report, tmp_path):
    template = make(tmp_path / "skjema.xlsx")
    form.fill(report, template, tmp_path / "ut.xlsx", "nb", anyway=True)
    before, after = parts(template), parts(tmp_path / "ut.xlsx")
    assert list(before) == list(after)
    changed = {name for name, data in before.items() if after[name] != data}
    assert changed == {
        "xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml",
        "xl/charts/chart1.xml", "xl/comments/comment1.xml",
    }  # fmt: skip
    assert after["xl/media/image1.png"] == PIXEL
    for name, marked in (
        ("xl/worksheets/sheet1.xml", {b"B3", b"C3", b"B4", b"C4", b"B5", b"B6", b"B7", b"A8", b"B9"}),
        ("xl/worksheets/sheet2.xml", {b"A2", b"B2", b"C2", b"A3", b"B3", b"C3", b"A4", b"B4", b"C4"}),
    ):
        old, new = cells(before[name]), cells(after[name])
        assert {cell for cell in old.keys() | new.keys() if old.get(cell) != new.get(cell)} <= marked
        strip = re.compile(rb'<c [^>]*?(?:/>|>.*?</c>)|<row r="4">|</row>|<oddHeader>.*?</oddHeader>', re.DOTALL)
        assert strip.sub(b"", before[name]) == strip.sub(b"", after[name])
    text = before["xl/charts/chart1.xml"].decode()
    assert after["xl/charts/chart1.xml"].decode() == text.replace("{{year}}", "2024")
    wish = before["xl/workbook.xml"].replace(b"<calcPr", b'<calcPr fullCalcOnLoad="1"')
    assert after["xl/workbook.xml"] == wish


def test_what_a_mark_stands_in_keeps_its_style_and_its_lock(report, tmp_path):
    template = make(tmp_path / "skjema.xlsx")
    form.fill(report, template, tmp_path / "ut.xlsx", "nb", anyway=True)
    old, new = (load_workbook(path)["Skjema 1"] for path in (template, tmp_path / "ut.xlsx"))
    for row in old.iter_rows():
        for cell in row:
            other: Any = new[cell.coordinate]
            assert (cell.style_id, cell.protection.locked) == (other.style_id, other.protection.locked)
    assert str(old.merged_cells) == str(new.merged_cells) == "A1:A2"
    assert new.protection.sheet and new.protection.password == old.protection.password
    assert len(new.data_validations.dataValidation) == len(new.conditional_formatting) == 1


def test_unknown_marks_are_listed_before_anything_is_written(report, tmp_path):
    template = make(tmp_path / "skjema.xlsx")
    found = form.look(template, report)
    assert [str(place) for place in found.unknown] == ["Skjema 1!A8: {{hva}}"]
    assert found.problems == [] and len(found.known) > 10
    with pytest.raises(CrmError, match="Skjema 1!A8"):
        form.fill(report, template, tmp_path / "ut.xlsx")
    assert not (tmp_path / "ut.xlsx").exists()


def test_the_same_report_in_the_same_form_gives_the_same_bytes_and_never_overwrites_it(report, tmp_path):
    template = make(tmp_path / "skjema.xlsx")
    before = template.read_bytes()
    for name in ("a.xlsx", "b.xlsx"):
        form.fill(report, template, tmp_path / name, "en", anyway=True)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with pytest.raises(CrmError, match="form itself"):
        form.fill(report, template, template, anyway=True)
    assert template.read_bytes() == before


def test_a_table_without_room_is_told_and_nothing_is_moved(report, tmp_path):
    template = make(tmp_path / "skjema.xlsx")
    book = load_workbook(template)
    book["Liste"]["B4"] = "opptatt"
    book.save(tmp_path / "fullt.xlsx")
    with pytest.raises(CrmError, match="B4 is taken"):
        form.fill(report, tmp_path / "fullt.xlsx", tmp_path / "ut.xlsx", anyway=True)
    book["Liste"]["B4"] = None
    book["Liste"].merge_cells("B3:B5")
    book.save(tmp_path / "slaatt.xlsx")
    with pytest.raises(CrmError, match="B3:B5"):
        form.fill(report, tmp_path / "slaatt.xlsx", tmp_path / "ut.xlsx", anyway=True)
    book["Liste"].unmerge_cells("B3:B5")
    book["Liste"]["A2"] = "Alle: {{table:members}}"
    book.save(tmp_path / "midt.xlsx")
    with pytest.raises(CrmError, match="alone"):
        form.fill(report, tmp_path / "midt.xlsx", tmp_path / "ut.xlsx", anyway=True)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0 old", b"hello"])
def test_a_file_that_is_no_workbook_is_told_in_a_sentence(report, tmp_path, content):
    (tmp_path / "skjema.xlsx").write_bytes(content)
    with pytest.raises(CrmError):
        form.look(tmp_path / "skjema.xlsx", report)


def test_prefixes_and_rows_without_numbers_are_understood_and_declarations_refused(report, tmp_path):
    template = make(tmp_path / "skjema.xlsx")
    kept = parts(template)
    kept["xl/workbook.xml"] = re.sub(b"<calcPr[^>]*/>", b"", kept["xl/workbook.xml"])
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        b'<?xml version="1.0"?><x:worksheet xmlns:x="' + main + b'"><x:sheetData>'
        b'<x:row><x:c t="inlineStr"><x:is><x:t>{{K01}}</x:t></x:is></x:c><x:c><x:f>A1+1</x:f></x:c></x:row>'
        b'<x:row r="3"/><x:row><x:c r="A4" t="inlineStr"><x:is><x:t>{{table:members:name}}</x:t></x:is></x:c></x:row>'
        b"</x:sheetData></x:worksheet>"
    )

    def with_sheet(data: bytes, name: str) -> Any:
        with zipfile.ZipFile(tmp_path / name, "w") as file:
            for part, old in kept.items():
                file.writestr(part, data if part == "xl/worksheets/sheet2.xml" else old)
        return tmp_path / name

    form.fill(report, with_sheet(sheet, "x.xlsx"), tmp_path / "ut.xlsx", anyway=True)
    made: Any = load_workbook(tmp_path / "ut.xlsx")["Liste"]
    assert [made[cell].value for cell in ("A1", "B1", "A4", "A5", "A6")] == [
        2, "=A1+1", "Havbio AS", "Østhav institutt", "Ålesund Fisk AS",
    ]  # fmt: skip
    assert b'</definedNames><calcPr fullCalcOnLoad="1"/>' in parts(tmp_path / "ut.xlsx")["xl/workbook.xml"]
    hostile = sheet.replace(b"<x:worksheet", b'<!DOCTYPE a [<!ENTITY b "c">]><x:worksheet', 1)
    with pytest.raises(CrmError):
        form.look(with_sheet(hostile, "y.xlsx"), report)


@pytest.mark.parametrize(
    ("part", "old", "new", "sound"),
    [
        ("xl/worksheets/sheet1.xml", b'<row r="3"', b'<row r="x"', False),
        ("xl/worksheets/sheet1.xml", b"<sheetData>", "<sheetData><\u00e6>".encode("latin-1"), False),
        ("xl/worksheets/sheet1.xml", b't="s"><v>0<', b't="s"><v>99999<', True),
        ("xl/styles.xml", b'<xf numFmtId="0"', b'<xf numFmtId="x"', True),
    ],
)
def test_a_form_with_a_damaged_part_is_told_in_a_sentence_or_read(report, tmp_path, part, old, new, sound):
    kept = parts(make(tmp_path / "skjema.xlsx"))
    assert old in kept[part]
    with zipfile.ZipFile(tmp_path / "x.xlsx", "w") as file:
        for name, data in kept.items():
            file.writestr(name, data.replace(old, new) if name == part else data)
    if sound:
        assert form.look(tmp_path / "x.xlsx", report).known
    else:
        with pytest.raises(CrmError, match=r"x\.xlsx"):
            form.look(tmp_path / "x.xlsx", report)
