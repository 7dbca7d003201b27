"""What a wide table paints besides its cells: where the keyboard stands, and the headings of groups."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from crm.i18n import spaced
from ui.kit import icons, paint, theme, tokens
from ui.kit.cells import PADDING, CellDelegate, Index
from ui.kit.grid_header import GridHeader
from ui.kit.grid_table import GridTable, Heading

_EDGE = 2
"""How thick the frame of a block is."""


class GridDelegate(CellDelegate):
    """Paints cells as every table does, a frame around the one the keyboard stands on, and one around the block
    whose columns `block` tells.
    """

    def __init__(self, view: QTableView, hovered: Callable[[], int], block: Callable[[], Sequence[int]]) -> None:
        super().__init__(view, hovered)
        self._block = block

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if cast(GridTable, index.model()).heading(index.row()) is not None:
            return  # the view paints it over the whole width
        super().paint(painter, option, index)
        _edges(painter, self._view, self._block(), option.rect, index)
        if self._view.hasFocus() and self._view.currentIndex() == index:
            paint.rounded(painter, option.rect.adjusted(1, 0, -1, -1), "", 2, "focus", 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if cast(GridTable, index.model()).heading(index.row()) is not None:
            return QSize(0, theme.px(tokens.ROW_TABLE))
        return super().sizeHint(option, index)


def _edges(painter: QPainter, view: QTableView, sections: Sequence[int], rect: QRect, index: Index) -> None:
    """The edges of the marked block that run along this cell."""
    chosen = view.selectionModel()
    if index.column() not in sections or not chosen.isSelected(index):
        return
    color = theme.color("focus")
    if index.column() == sections[0]:
        painter.fillRect(rect.left(), rect.top(), _EDGE, rect.height(), color)
    if index.column() == sections[-1]:
        painter.fillRect(rect.right() + 1 - _EDGE, rect.top(), _EDGE, rect.height(), color)
    if not chosen.isSelected(index.sibling(index.row() - 1, index.column())):
        painter.fillRect(rect.left(), rect.top(), rect.width(), _EDGE, color)
    if not chosen.isSelected(index.sibling(index.row() + 1, index.column())):
        painter.fillRect(rect.left(), rect.bottom() + 1 - _EDGE, rect.width(), _EDGE, color)


def heading(painter: QPainter, view: QTableView, row: int, told: Heading) -> None:
    """The heading of a group over the whole width: opened or shut, its words, its count, its sums below their heads."""
    table, header = cast(GridTable, view.model()), cast(GridHeader, view.horizontalHeader())
    whole = QRect(0, view.rowViewportPosition(row), view.viewport().width(), view.rowHeight(row))
    painter.fillRect(whole, theme.color("window"))
    painter.fillRect(whole.left(), whole.bottom(), whole.width(), 1, theme.color("border"))
    room = whole.adjusted(PADDING, 0, -PADDING, 0)
    for section, column in enumerate(table.columns):
        words = told.sums.get(column.key, "")
        left = header.place_of(section)
        if not words or section in header.frozen() or left < header.frozen_width():
            continue
        place = QRect(left + PADDING, whole.top(), header.sectionSize(section) - 2 * PADDING, whole.height())
        paint.line(painter, place, words, "strong", "text", "right")
        room.setRight(min(room.right(), left))
    shut = told.key in table.shut_now()
    mark = QRect(room.left(), whole.center().y() - 8, tokens.ICON_SMALL, tokens.ICON_SMALL)
    icons.paint(painter, mark, "chevron-right" if shut else "chevron-down", "muted")
    room.setLeft(mark.right() + tokens.S)
    count = spaced(told.rows)
    taken = paint.line(painter, room.adjusted(0, 0, -40, 0), told.words, "strong", "text")
    paint.line(painter, room.adjusted(taken + tokens.S, 0, 0, 0), count, "small", "muted")
    if view.hasFocus() and view.currentIndex().row() == row:
        paint.rounded(painter, whole.adjusted(1, 1, -1, -2), "", 2, "focus", 2)
