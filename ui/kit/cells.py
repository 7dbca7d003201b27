"""How a cell of a table is painted: calm rows, one line below each, the whole row lit under the mouse."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui.kit import icons, paint, text, theme, tokens
from ui.kit.table import RecordTable

Index = QModelIndex | QPersistentModelIndex
PADDING = tokens.M


class CellDelegate(QStyledItemDelegate):
    """Paints text, an icon before it, or a chip; asks the table for each row once."""

    def __init__(self, view: QTableView, hovered: Callable[[], int]) -> None:
        """`hovered()` is the row under the mouse, -1 for none."""
        super().__init__(view)
        self._view, self._hovered = view, hovered

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = cast(RecordTable, index.model())
        column, rect = table.columns[index.column()], option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint.row_background(painter, rect, selected, index.row() == self._hovered())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        self._focus(painter, rect, index, selected)
        row = table.record(index.row())
        if row is None:
            return
        inside = rect.adjusted(PADDING, 0, -PADDING, 0)
        if column.icon and (name := column.icon(row)):
            icons.paint(painter, QRect(inside.left(), inside.top(), 16, inside.height()), name, "muted")
            inside.setLeft(inside.left() + 16 + tokens.S)
        words = column.text(row)
        key = column.pair(row) if column.pair else ""
        if words and key != "":
            paint.chip(painter, inside.left(), rect.center().y(), words, key, inside.width())
            return
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        shown, metrics = words.replace("\n", " "), painter.fontMetrics()
        if len(shown) * metrics.height() > inside.width():  # else there is room: letters are not so wide
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, int(column.flag), shown)

    def _focus(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        """A bar before the current row; the row is outlined as well where it is not the selected one."""
        if index.row() != self._view.currentIndex().row() or not self._view.hasFocus():
            return
        if self._view.horizontalHeader().visualIndex(index.column()) == 0:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height() - 1, theme.color("focus"))
        if not selected:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 2, theme.color("focus"))
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, theme.color("focus"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        table = cast(RecordTable, index.model())
        words = table.columns[index.column()].text(table.record(index.row()))
        width = QFontMetrics(theme.font()).horizontalAdvance(words) + 2 * PADDING + 2
        return QSize(width, theme.px(tokens.ROW_TABLE))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tell a column's own tooltip, or the whole text where it is cut."""
        table = cast(RecordTable, index.model())
        if not index.isValid() or table is None:
            return False
        tip = table.data(index, Qt.ItemDataRole.ToolTipRole) or ""
        words = table.columns[index.column()].text(table.record(index.row()))
        if not tip and self.sizeHint(option, index).width() > view.visualRect(cast(QModelIndex, index)).width():
            tip = text.plain_tip(words)
        QToolTip.showText(event.globalPos(), tip, view)
        return True
