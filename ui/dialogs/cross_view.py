"""A cross table to read and walk in: the cell one stands on says which records are meant."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from crm.exchange import cross_table
from crm.i18n import _
from crm.queries.lists.cross import ALL, Cross, Key
from ui.dialogs.listing import Listing
from ui.kit import clipboard, paint, theme
from ui.kit.cells import CellDelegate, Index
from ui.kit.table import Column

_LEAST, _MOST, _BESIDE = 74, 176, 30
_SIDE = (230, 290)
"""How wide the column of words is at least, and at most."""


class CrossView(Listing):
    """Rows of numbers with the sums at the edges. `cell_changed` is told when another cell is meant."""

    cell_changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Cross table"), [Column("words", _("Rows"), 200, sortable=False)], tall=8, least=6)
        self.setItemDelegate(_Cells(self, lambda: self.hovered_row))
        self.horizontalHeader().setStretchLastSection(False)
        self.shown: Cross | None = None
        self._lines: list[tuple[Key, str]] = []
        self._heads: list[tuple[Key, str]] = []

    def show_table(self, table: Cross, side: str) -> None:
        """Show a table; `side` is what its rows are."""
        self.shown = table
        self._lines, self._heads = cross_table.lines(table), cross_table.heads(table)
        wide = min(theme.px(_SIDE[1]), max(theme.px(_SIDE[0]), _wide(side)))
        columns = [Column("0", side, wide, show=lambda line: line[1], tip=lambda line: line[1], sortable=False)]
        columns += [self._column(str(place), key, words) for place, (key, words) in enumerate(self._heads, 1)]
        self.table().set_ids(())  # other columns need other rows
        self.table().set_columns(columns)
        for section, column in enumerate(columns):
            self.setColumnWidth(section, column.width)
        self.show_rows(self._lines)
        self.cell_changed.emit()

    def cell(self) -> tuple[Key, Key]:
        """The keys of the cell one stands on; in the column of words it is the whole row."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self._lines):
            return ALL, ALL
        column = index.column() - 1
        return self._lines[index.row()][0], self._heads[column][0] if 0 <= column < len(self._heads) else ALL

    def words(self) -> str:
        """What the cell one stands on says, in words: row, column, number."""
        if self.shown is None:
            return ""
        row, column = self.cell()
        named = [dict(self._lines).get(row, ""), dict(self._heads).get(column, "")] if row is not ALL else []
        if row is ALL and column is not ALL:
            named = [dict(self._heads)[column]]
        number = cross_table.words(self.shown, row, column)
        return " · ".join([*(name for name in named if name and (column is not ALL or name != named[-1])), number])

    def copy_all(self) -> None:
        """Put the whole table on the clipboard, with its heads."""
        columns = range(len(self.table().columns))
        clipboard.copy_rows(self.table(), list(self.table().ids()), columns, headings=True)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.cell_changed.emit()

    def _column(self, key: str, column: Key, words: str) -> Column:
        def number(line: tuple[Key, str]) -> str:
            return cross_table.words(self.shown, line[0], column) if self.shown is not None else ""

        wide = min(theme.px(_MOST), max(theme.px(_LEAST), _wide(words)))
        return Column(key, words, wide, "right", show=number, sortable=False)


def _wide(head: str) -> int:
    """What a head and the room beside it take."""
    return QFontMetrics(theme.font("strong")).horizontalAdvance(head) + _BESIDE


class _Cells(CellDelegate):
    """Paints a frame around the cell one stands on, and a line above the sums."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.row() == index.model().rowCount() - 1:
            painter.fillRect(option.rect.left(), option.rect.top(), option.rect.width(), 1, theme.color("text"))
        if self._view.currentIndex() == index:
            paint.rounded(painter, option.rect.adjusted(1, 0, -1, -1), "", 2, "focus", 2)
