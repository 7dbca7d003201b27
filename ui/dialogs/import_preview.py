"""The rows of a sheet as the second step of an import shows them."""

from collections.abc import Callable, Sequence
from datetime import date

from crm.exchange import row_cells
from crm.exchange.header import Table
from crm.exchange.source import Cell, Source
from crm.i18n import _
from crm.rules import dates
from ui.dialogs.listing import Listing
from ui.kit import theme, tokens
from ui.kit.table import Column

SHOWN_COLUMNS = 80
"""More columns than this are listed only where they were recognised: a list of a thousand is no list of contacts."""

SHOWN_ROWS, MEASURED_ROWS = 50, 10
WIDEST = 320
HEADER_ROWS = 40
HEADER_LETTERS = 60


def first_rows(table: Table) -> Listing:
    """The first rows of the table."""
    columns = [Column("row", _("Row"), 64, "right", show=lambda line: str(line[0]), sortable=False)]
    for at, title in enumerate(table.headers[:SHOWN_COLUMNS]):
        columns.append(Column(str(at), title, 130, show=_cell(at), sortable=False))
    made = Listing(_("The first rows"), columns, tall=3)
    made.horizontalHeader().setStretchLastSection(False)
    made.show_rows(table.rows[:SHOWN_ROWS])
    _widen(made, table)
    return made


def _widen(listing: Listing, table: Table) -> None:
    """Show whole what the first rows hold, an address as well, but for long sentences."""
    letters = listing.fontMetrics()
    for at in range(min(len(table.headers), SHOWN_COLUMNS)):
        cells = [shown(row[at]) for _number, row in table.rows[:MEASURED_ROWS] if at < len(row)]
        wanted = max(map(letters.horizontalAdvance, cells), default=0) + theme.px(tokens.XXL)
        listing.setColumnWidth(at + 1, max(listing.columnWidth(at + 1), min(wanted, theme.px(WIDEST))))


def _cell(place: int) -> Callable[[tuple[int, Sequence[Cell]]], str]:
    def show(line: tuple[int, Sequence[Cell]]) -> str:
        return shown(line[1][place]) if place < len(line[1]) else ""

    return show


def header_rows(source: Source, table: Table) -> list[tuple[int, str]]:
    """The rows in which the headers could stand, as a combo box offers them."""
    rows = source.sheet(table.sheet).rows[:HEADER_ROWS]
    offered = [(0, _("No headers"))]
    for number, row in enumerate(rows, start=1):
        if words_ := row_cells.as_text(row):
            offered.append((number, _("Headers in row {row}: {text}").format(row=number, text=words_[:HEADER_LETTERS])))
    return offered


def shown(cell: Cell) -> str:
    """A cell as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    if isinstance(cell, date):
        return dates.show(cell)
    return str(cell)
