"""How our workbooks look: one place for colours, number formats and borders; Calibri because every Excel has it.

Loads openpyxl: imported inside the functions that write a workbook.
"""

from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import Any

from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from crm.exchange.writers.columns import KINDS, Sheet
from crm.exchange.writers.parts import Style

TEXT, MUTED, ACCENT, SOFT, LINE = "1A2330", "556071", "0B62A8", "E1EEF9", "D5DCE5"
"""The light theme's colours (UX.md, "Look")."""

FAMILY = "Calibri"
FORMATS = {
    "text": "General",
    "code": "@",
    "int": "#,##0",
    "number": "#,##0.00",
    "money": "#,##0.00",
    "day": "dd.mm.yyyy",
    "percent": '0.0" %"',
    "minutes": "#,##0",
    "change": "+#,##0_ ;-#,##0_ ;0_ ",
    "change_number": "+#,##0.00_ ;-#,##0.00_ ;0.00_ ",
    "change_percent": "+0.0_ ;-0.0_ ;0.0_ ",
    "plain": "General",
    "moment": "dd.mm.yyyy hh:mm",
}
_LEFT = ("text", "code", "day", "moment")
# Excel measures widths in digits of its own font and takes this much for the margins of a cell.
_MARGIN = 0.71
# Rows that somebody adds below the last are offered the same words.
_MORE_ROWS = 500


@cache
def font(*, bold: bool = False, colour: str = TEXT, size: float = 11, italic: bool = False) -> Font:
    """Our font."""
    return Font(name=FAMILY, sz=size, b=bold, i=italic, color=colour)


def line(top: str | None = None, bottom: str | None = LINE) -> Border:
    """A cell's border: thin lines of the given colours."""
    return Border(
        top=Side(style="thin", color=top) if top else None,
        bottom=Side(style="thin", color=bottom) if bottom else None,
    )


def fill(colour: str) -> PatternFill:
    """A solid background."""
    return PatternFill("solid", fgColor=colour)


def numbers(workbook: Workbook) -> Mapping[Style, int]:
    """Register every style with the workbook; the number by which a cell names each."""
    place = workbook.create_sheet("styles")
    found = {}
    for kind, (strong, begins, wrap, quoted) in product(KINDS, product((False, True), repeat=4)):
        style = Style(kind, strong, begins, wrap, quoted)
        cell = Cell(place, row=1, column=1)
        _dress(cell, style)
        found[style] = int(cell.style_id)
    workbook.remove(place)
    return found


def _dress(cell: Cell, style: Style) -> None:
    cell.number_format = FORMATS[style.kind]
    cell.font = font(bold=style.strong)
    cell.border = line(top=ACCENT if style.begins else None)
    cell.alignment = _side(style.kind, vertical="top", wrap=style.wrap)
    # Keeps the text a text when somebody edits the cell; without it Excel would then run it.
    cell.quotePrefix = style.quoted


def _side(kind: str, *, vertical: str, wrap: bool) -> Alignment:
    """Text to the left; numbers to the right and a little away from the text beside them."""
    left = kind in _LEFT
    return Alignment(horizontal="left" if left else "right", vertical=vertical, indent=0 if left else 1, wrap_text=wrap)


def frame(sheet: Worksheet, table: Sheet, title: str) -> None:
    """Give a sheet its header, frozen panes, filter, widths and print setup; its rows come later."""
    for place, column in enumerate(table.columns, 1):
        cell = sheet.cell(1, place)
        cell.value = column.title
        cell.data_type = "s"
        cell.font = font(bold=True, colour="FFFFFF")
        cell.fill = fill(ACCENT)
        cell.alignment = _side(column.kind, vertical="center", wrap=True)
        sheet.column_dimensions[get_column_letter(place)].width = column.characters + _MARGIN
        sheet.column_dimensions[get_column_letter(place)].hidden = column.hidden
    sheet.row_dimensions[1].height = 32
    last = get_column_letter(len(table.columns))
    sheet.freeze_panes = "B2" if len(table.columns) > 6 else "A2"
    sheet.auto_filter.ref = f"A1:{last}{table.count + 1}"
    sheet.print_title_rows = "1:1"
    for place, words, colour in table.colours:
        letter = get_column_letter(place + 1)
        dressed = DifferentialStyle(fill=PatternFill(bgColor=colour))
        rule = Rule(type="cellIs", operator="equal", formula=[f'"{words}"'], dxf=dressed)
        sheet.conditional_formatting.add(f"{letter}2:{letter}{max(table.count, 1) + 1}", rule)
    for place, where in table.choices:
        letter = get_column_letter(place + 1)
        offered = DataValidation(type="list", formula1=where, allow_blank=True, errorStyle="warning")
        offered.add(f"{letter}2:{letter}{table.count + _MORE_ROWS}")
        sheet.add_data_validation(offered)
    if table.hidden:
        sheet.sheet_state = "veryHidden"
    paper(sheet, title, table.notes)


def paper(sheet: Any, title: str, notes: str = "", *, landscape: bool = True) -> None:
    """Print setup: A4, as wide as the page, any number of pages; sheet and page numbers in the footer.

    `sheet` is openpyxl's worksheet; its stubs call each of these parts optional.
    """
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.7
    sheet.oddFooter.left.text = _footer(title)
    sheet.oddFooter.center.text = _footer(notes)
    sheet.oddFooter.right.text = "&P / &N"
    for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right):
        part.size, part.color = 8, MUTED


def _footer(text: str) -> str:
    # Excel reads & as the beginning of a code and holds 255 characters in a footer.
    return text.replace("&", "&&")[:80]
