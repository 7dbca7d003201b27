"""Sheet 0, Forside: whose report it is, of which year and which run, the chief figures, and what the sheets hold."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from crm.i18n import N_
from crm.reports.report import Report
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Say
from crm.rules import orgnr

TITLE = N_("Cover")
REPORT = N_("Annual report")

TILES = ("K01", "K05", "K10", "K12")
"""The figures that stand large on the cover."""

_COLUMNS = {"A": 2.5, "B": 22, "C": 22, "D": 22, "E": 22, "F": 2.5}
_FORMATS = {"%": '0.0" %"', "contacts_per_member": "#,##0.00"}


def draw(report: Report, language: str, contents: Sequence[tuple[str, str]]) -> Callable[[Any], None]:
    """What draws the cover; `contents` are the other sheets: (name, what it holds)."""
    say = spec.speech(language)

    def onto(sheet: Any) -> None:
        from crm.exchange.writers import look

        sheet.sheet_view.showGridLines = False
        for letter, width in _COLUMNS.items():
            sheet.column_dimensions[letter].width = width
        _band(sheet, report, say)
        _tiles(sheet, report, language)
        row = _facts(sheet, 11, report, say)
        row = _contents(sheet, row + 1, contents, say)
        row = _legend(sheet, row + 1, report.sources(language), say)
        look.paper(sheet, say(TITLE), spec.footer(report), landscape=False)
        sheet.page_setup.fitToHeight = 1
        sheet.print_options.horizontalCentered = True
        sheet.print_area = f"A1:F{row}"

    return onto


def _band(sheet: Any, report: Report, say: Say) -> None:
    """The coloured band with the title, across the page."""
    from openpyxl.styles import Alignment

    from crm.exchange.writers import look

    for row in range(1, 5):
        for letter in _COLUMNS:
            sheet[f"{letter}{row}"].fill = look.fill(look.ACCENT)
    cluster = report.settings.get("cluster_name") or say(N_("The cluster"))
    frozen = _state(report, say)
    for row, text, size, height in (
        (1, "", 11, 14),
        (2, f"{say(REPORT)} {report.year}", 26, 42),
        (3, cluster, 15, 24),
        (4, frozen, 10, 22),
    ):
        _write(sheet, f"B{row}", text, look.font(bold=row < 4, colour="FFFFFF", size=size))
        sheet[f"B{row}"].alignment = Alignment(vertical="center", shrink_to_fit=row == 3)
        sheet.merge_cells(f"B{row}:E{row}")
        sheet.row_dimensions[row].height = height
    sheet.row_dimensions[5].height = 16


def _state(report: Report, say: Say) -> str:
    if report.run is None:
        return say(N_("Draft, not frozen"))
    told = say(N_("Frozen run no. {run}")).format(run=report.run)
    if report.number < 2:
        return told
    return f"{told} · " + say(N_("version {number} of {year}")).format(number=report.number, year=report.year)


def _tiles(sheet: Any, report: Report, language: str) -> None:
    """Four figures in large, each with its name and last year's."""
    from openpyxl.styles import Alignment

    from crm.exchange.writers import look

    shown = [report.figures[key] for key in TILES if key in report.figures and not report.figures[key].hidden]
    for letter, figure in zip("BCDE", shown, strict=False):
        name, number, last = sheet[f"{letter}6"], sheet[f"{letter}7"], sheet[f"{letter}8"]
        _write(sheet, f"{letter}6", figure.name(language), look.font(colour=look.MUTED, size=9))
        form = _FORMATS.get(figure.unit, "#,##0")
        if figure.value is None:
            _write(sheet, f"{letter}7", "–", look.font(bold=True, colour=look.ACCENT, size=24))
        else:
            number.value, number.font = figure.value, look.font(bold=True, colour=look.ACCENT, size=24)
            number.number_format = form
        if figure.before.value is None:
            _write(sheet, f"{letter}8", f"{report.year - 1}: –", look.font(colour=look.MUTED, size=9))
        else:
            last.value, last.font = figure.before.value, look.font(colour=look.MUTED, size=9)
            last.number_format = f'"{report.year - 1}: "{form}'
        for cell in (name, number, last):
            cell.alignment = Alignment(horizontal="left", vertical="center", indent=1, wrap_text=cell is name)
            cell.fill = look.fill(look.SOFT)
            cell.border = _gap(cell is name)
    sheet.row_dimensions[6].height, sheet.row_dimensions[7].height, sheet.row_dimensions[8].height = 26, 36, 20
    sheet.row_dimensions[9].height = sheet.row_dimensions[10].height = 8


def _gap(top: bool) -> Any:
    """White lines that part the tiles."""
    from openpyxl.styles import Border, Side

    white = Side(style="thick", color="FFFFFF")
    return Border(left=white, right=white, top=white if top else None)


def _facts(sheet: Any, row: int, report: Report, say: Say) -> int:
    """Name and value of what identifies the report; returns the row after them."""
    from openpyxl.styles import Alignment

    from crm.exchange.writers import look

    settings = report.settings
    contract = [_day(settings.get(key, "")) for key in ("contract_start", "contract_end")]
    lines: list[tuple[str, object, str]] = [
        (say(N_("Cluster")), settings.get("cluster_name", ""), "@"),
        (say(N_("Organisation number")), orgnr.show(settings.get("cluster_org_number", "")), "@"),
        (say(N_("Programme level")), settings.get("programme_level", ""), "@"),
        (say(N_("Contract period")), " – ".join(contract) if any(contract) else "", "@"),
        (say(N_("Report year")), report.year, "0"),
        (say(N_("Period from")), date(report.year, 1, 1), "dd.mm.yyyy"),
        (say(N_("Period to")), date(report.year, 12, 31), "dd.mm.yyyy"),
        (say(N_("Days counted from")), date.fromisoformat(report.as_of), "dd.mm.yyyy"),
        (say(N_("Made (UTC)")), _moment(report.at), "dd.mm.yyyy hh:mm"),
        (say(N_("Klynge version")), report.program_version, "@"),
        (say(N_("Run no.")), report.run if report.run is not None else say(N_("Draft, not frozen")), "0"),
        *(
            [(say(N_("{year} as in run no.")).format(year=report.year - 1), report.before_run, "0")]
            if report.before_run is not None
            else []
        ),
        (say(N_("SHA-256")), report.sha256, "@"),
        (say(N_("Responsible")), None, "@"),
    ]
    for name, value, form in lines:
        _write(sheet, f"B{row}", name, look.font(colour=look.MUTED))
        cell = sheet[f"C{row}"]
        if isinstance(value, str):
            _write(sheet, f"C{row}", value, look.font())
        else:
            cell.value, cell.font = value, look.font()
        cell.number_format = form
        if value == report.sha256:
            cell.font = look.font(size=8)
        cell.alignment = Alignment(horizontal="left", vertical="center")
        sheet.merge_cells(f"C{row}:E{row}")
        sheet[f"B{row}"].alignment = Alignment(vertical="center")
        for letter in "BCDE":
            sheet[f"{letter}{row}"].border = look.line()
        sheet.row_dimensions[row].height = 18
        row += 1
    return row


def _contents(sheet: Any, row: int, contents: Sequence[tuple[str, str]], say: Say) -> int:
    from openpyxl.worksheet.hyperlink import Hyperlink

    from crm.exchange.writers import look

    row = _heading(sheet, row, say(N_("Contents")))
    for title, text in contents:
        _write(sheet, f"B{row}", title, look.font(colour=look.ACCENT))
        sheet[f"B{row}"].hyperlink = Hyperlink(ref=f"B{row}", location=f"'{title}'!A1", display=title)
        _write(sheet, f"C{row}", text, look.font(colour=look.MUTED))
        sheet.merge_cells(f"C{row}:E{row}")
        row += 1
    return row


def _legend(sheet: Any, row: int, sources: Mapping[str, str], say: Say) -> int:
    from crm.exchange.writers import look

    row = _heading(sheet, row, say(N_("Where a figure comes from")))
    for tag, words in sources.items():
        _write(sheet, f"B{row}", tag, look.font(bold=True))
        _write(sheet, f"C{row}", words, look.font(colour=look.MUTED))
        sheet.merge_cells(f"C{row}:E{row}")
        row += 1
    return row


def _heading(sheet: Any, row: int, text: str) -> int:
    from crm.exchange.writers import look

    _write(sheet, f"B{row}", text, look.font(bold=True, colour=look.ACCENT, size=12))
    for letter in "BCDE":
        sheet[f"{letter}{row}"].border = look.line(bottom=look.ACCENT)
    sheet.row_dimensions[row].height = 22
    return row + 1


def _write(sheet: Any, where: str, text: str, font: Any) -> None:
    """Put a text in a cell as text, whatever it looks like."""
    from crm.exchange.writers import words

    cell = sheet[where]
    if text:
        cell.value = words.drawn(text)
        cell.data_type = "s"
    cell.font = font


def _day(iso: str) -> str:
    return ".".join(reversed(iso.split("-"))) if iso else ""


def _moment(at: str) -> datetime | None:
    return datetime.fromisoformat(at).replace(tzinfo=None) if at else None
