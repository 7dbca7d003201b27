"""How a cell of a plan is painted: what stands there now struck out above what the list says, a sign for its state."""

from collections.abc import Mapping
from typing import NamedTuple, cast

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from crm.exchange import shown_cells
from crm.exchange.shown_cells import ShownCell
from crm.i18n import _
from ui.dialogs.import_grid_model import GridModel, Index
from ui.kit import icons, paint, theme, tokens

ROW = 38
_SIGN = 14
_WIDTHS = (90, 240)
_MEASURED = 20


class _Look(NamedTuple):
    """Tokens of a state, and the sign that says the same without a colour."""

    ground: str
    ink: str
    icon: str = ""


_LOOKS: Mapping[str, _Look] = {
    shown_cells.NEW: _Look("success_soft", "success", "plus"),
    shown_cells.CHANGED: _Look("accent_soft", "text"),
    shown_cells.ERASED: _Look("danger_soft", "danger", "minus"),
    shown_cells.ASKED: _Look("warning_soft", "text", "help"),
    shown_cells.REFUSED: _Look("", "muted", "close"),
    shown_cells.WRONG: _Look("danger_soft", "danger", "warning"),
    shown_cells.TOLD: _Look("warning_soft", "warning", "warning"),
    shown_cells.OUT: _Look("", "muted"),
    shown_cells.SAME: _Look("", "text"),
}


class GridDelegate(QStyledItemDelegate):
    """Paints a `ShownCell`, and lets one write in it."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, rect = cast(GridModel, index.model()), option.rect
        cell = model.cell(index.row(), index.column())
        look = _LOOKS[cell.state]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or look.ground:
            painter.fillRect(rect, theme.color("selection" if selected else look.ground))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.color("border"))
        if index == self._view.currentIndex() and self._view.hasFocus():
            paint.rounded(painter, rect.adjusted(1, 1, -2, -2), "", 3, "focus", 2)
        inside = rect.adjusted(tokens.S, 3, -tokens.S, -4)
        for name, ink in ((look.icon, look.ink), ("edit" if cell.edited else "", "accent")):
            if name:
                side = theme.px(_SIGN)
                icons.paint(painter, QRect(inside.right() - side, inside.top(), side, inside.height()), name, ink)
                inside.setRight(inside.right() - side - tokens.XS)
        self._words(painter, inside, cell, model.before(cell), look.ink if not selected else "text")

    def _words(self, painter: QPainter, inside: QRect, cell: ShownCell, before: str, ink: str) -> None:
        refused = cell.state == shown_cells.REFUSED
        if not before and not refused:
            _line(painter, inside, cell.text, theme.font(), ink)
            return
        half = inside.height() // 2
        upper, lower = inside.adjusted(0, 0, 0, -half), inside.adjusted(0, half, 0, 0)
        gone, kept = theme.font("small"), theme.font("strong")
        kept.setPointSizeF(gone.pointSizeF())
        gone.setStrikeOut(True)
        if refused:
            _line(painter, upper, before or "–", kept, "text")
            _line(painter, lower, cell.text, gone, "muted")
        else:
            _line(painter, upper, before, gone, "muted")
            _line(painter, lower, cell.text or _("(empty)"), kept, ink)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = cast(GridModel, index.model()).cell(index.row(), index.column())
        signs = (theme.px(_SIGN) + tokens.XS) * (bool(_LOOKS[cell.state].icon) + cell.edited)
        width = QFontMetrics(theme.font("strong")).horizontalAdvance(cell.text) + 2 * tokens.S + signs
        return QSize(width, theme.px(ROW))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        edit = QLineEdit(parent)
        edit.setFrame(False)
        model = cast(GridModel, index.model())
        row = model.line(index.row()).row
        name = _("{column}, row {row}").format(column=model.header(index.column()), row=row)
        edit.setAccessibleName(name)
        return edit

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """What somebody is writing stays, also when another plan arrives meanwhile."""
        if not (isinstance(editor, QLineEdit) and editor.isModified()):
            super().setEditorData(editor, index)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        high = min(option.rect.height(), theme.px(tokens.CONTROL))
        corner = QPoint(option.rect.left(), option.rect.top() + (option.rect.height() - high) // 2)
        editor.setGeometry(QRect(corner, QSize(max(option.rect.width(), theme.px(120)), high)))


def _line(painter: QPainter, rect: QRect, words: str, font: QFont, ink: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(ink))
    shown = QFontMetrics(font).elidedText(words.replace("\n", " "), Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def widen(view: QTableView, given: dict[int, int]) -> None:
    """Make the columns wide enough for what is shown, but for those that somebody made as wide as they are.

    `given` keeps the widths that they were given here: {column: pixels}.
    """
    least, most = map(theme.px, _WIDTHS)
    model, top, none = view.model(), view.horizontalHeader(), QStyleOptionViewItem()
    for column in range(model.columnCount() - 1):
        before = given.get(column, 0)
        if before and view.columnWidth(column) != before:
            continue
        rows = range(min(_MEASURED, model.rowCount()))
        wanted = [view.itemDelegate().sizeHint(none, model.index(row, column)).width() for row in rows]
        given[column] = max(before, least, min(most, max([top.sectionSizeHint(column), *wanted])))
        if given[column] != before:
            view.setColumnWidth(column, given[column])
