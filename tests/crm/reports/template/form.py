"""A form as a programme might send it: all that a workbook can hold, with marks in it."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf"
    "c0f01f0005050201a7b1c5d30000000049454e44ae426082"
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
INLINE = "<is><t>{{year}} og {{hva}}</t></is>"
RICH = (
    '<si><r><t xml:space="preserve">Medlemmer: {{K</t></r><r><rPr><b/></rPr><t>01}}</t></r>'
    '<r><t xml:space="preserve"> ({{year}})</t></r></si>'
)


def make(path: Path) -> Path:
    """Write the form."""
    book = Workbook()
    form: Any = book.worksheets[0]
    form.title = "Skjema 1"
    form["A1"], form["B1"] = "Rapport for {{cluster.name}}, {{year}}", "rich"
    form.merge_cells("A1:A2")
    form["A3"], form["B3"], form["C3"], form["D3"] = "Medlemmer", "{{K01}}", "{{K01.prev}}", "=B3-C3"
    form["A4"], form["B4"], form["C4"] = "Bedrifter", "{{ k05 }}", "{{K05}}"
    form["C4"].number_format = "0.0%"
    form["A5"], form["B5"] = "Fra", "{{period.from}}"
    form["B5"].number_format = "dd.mm.yyyy"
    form["A6"], form["B6"] = "Ikke aktuelt", "{{K14.prev}}"
    form["A7"], form["B7"] = "Merket med navn", 0
    form["A8"], form["B8"] = "Ukjent i år", "Andel {{K05}}, endring {{K01.change}}"
    form["A9"], form["B9"] = "Fra som tekst", "{{period.from}}"
    for row in range(3, 9):
        form[f"B{row}"].fill = PatternFill("solid", fgColor="FFF2CC")
        form[f"B{row}"].font = Font(bold=True)
        form[f"B{row}"].protection = Protection(locked=False)
    form["D3"].protection = Protection(locked=True, hidden=True)
    form.protection.sheet = True
    form.protection.password = "hemmelig"
    check = DataValidation(type="whole", operator="between", formula1="0", formula2="1000")
    check.add("B3:B4")
    form.add_data_validation(check)
    form.conditional_formatting.add("B3:B6", CellIsRule(operator="lessThan", formula=["C3"], font=Font(color="FF0000")))
    form["A3"].comment = Comment("Skriv {{K01.name}} her", "Programmet")
    form.oddHeader.center.text = "{{cluster.name}} {{year}}"
    chart: Any = BarChart()
    chart.title = "Medlemmer {{year}}"
    chart.add_data(Reference(form, min_col=2, max_col=3, min_row=3, max_row=4))
    form.add_chart(chart, "F2")
    book.defined_names["klynge.K02"] = DefinedName("klynge.K02", attr_text="'Skjema 1'!$B$7")
    book.defined_names["andre"] = DefinedName("andre", attr_text="'Skjema 1'!$A$1:$B$2")
    members: Any = book.create_sheet("Liste")
    members.append(["Org.nr.", "Navn", "Innmeldt", "Kommentar"])
    members["A2"] = "{{table:members:org_number,name,joined_on}}"
    members["A2"].number_format, members["C2"].number_format = "@", "dd.mm.yyyy"
    members["B2"].alignment = Alignment(wrap_text=True)
    members["D3"] = "står her"
    members["A30"], members["B30"] = "Sum", "=COUNTA(B2:B29)"
    other: Any = book.create_sheet("Veiledning")
    other["A1"] = "Ingen merker her"
    other["A2"] = "=SUM('Skjema 1'!B3:B4)"
    data = io.BytesIO()
    book.save(data)
    path.write_bytes(_with_more(data))
    return path


def _with_more(data: io.BytesIO) -> bytes:
    """What openpyxl does not write: an image, rich text in pieces, inline text, an extension, a calculation chain."""
    made = io.BytesIO()
    shared: list[str] = []
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info).decode("utf-8") if info.filename.endswith((".xml", ".rels")) else old.read(info)
            new.writestr(info, _changed(info.filename, part, shared) if isinstance(part, str) else part)
        strings = f'<sst xmlns="{MAIN}" count="{len(shared)}" uniqueCount="{len(shared)}">{"".join(shared)}</sst>'
        new.writestr("xl/sharedStrings.xml", strings)
        new.writestr("xl/media/image1.png", PIXEL)
        new.writestr("xl/calcChain.xml", '<calcChain xmlns="http://x"><c r="D3" i="1"/><c r="B30" i="2"/></calcChain>')
        new.writestr("customXml/item1.xml", "<b:own xmlns:b='urn:own'>{{K01}} stays</b:own>")
        new.writestr("xl/printerSettings/printerSettings1.bin", b"\x00\x01{{K01}}\xff")
    return made.getvalue()


def _changed(name: str, part: str, shared: list[str]) -> str:
    if name == "[Content_Types].xml":
        part = part.replace("<Default ", '<Default Extension="png" ContentType="image/png"/><Default ', 1)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
        return part.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>')
    if name == "xl/_rels/workbook.xml.rels":
        more = f'<Relationship Id="rId99" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        return part.replace("</Relationships>", more)
    if name == "xl/workbook.xml":
        return re.sub("<calcPr[^>]*/>", '<calcPr calcId="191029" iterate="1"/>', part)
    if name == "xl/worksheets/sheet1.xml":
        # Excel keeps texts in one place for all cells; openpyxl writes them into the cells.
        part = re.sub(r't="inlineStr"([^>]*)><is>(.*?)</is>', lambda found: _share(found, shared), part)
        part = re.sub(r'(<c r="A8"[^>]*?)t="s"([^>]*)><v>\d+</v>', rf'\1t="inlineStr"\2>{INLINE}', part)
        own = '<extLst><ext uri="{1}" xmlns:x9="urn:own"><x9:own a=\'1>2\'><x9:c r="B3"/></x9:own></ext></extLst>'
        return part.replace("</worksheet>", own + "</worksheet>")
    if name == "xl/drawings/_rels/drawing1.xml.rels":
        more = f'<Relationship Id="rId9" Type="{RELATION}/image" Target="/xl/media/image1.png"/></Relationships>'
        return part.replace("</Relationships>", more)
    return part


def _share(found: re.Match[str], shared: list[str]) -> str:
    text = RICH if found[2] == "<t>rich</t>" else f"<si>{found[2]}</si>"
    if text not in shared:
        shared.append(text)
    return f't="s"{found[1]}><v>{shared.index(text)}</v>'


def parts(path: Path) -> dict[str, bytes]:
    """Every part of a workbook, in its order."""
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}
