"""The tree of goals: each with its level above it, and at the right how its indicators stand."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
)

from crm.i18n import _
from crm.rules import goals as rules
from ui.kit import icons, paint, text, theme, tokens
from ui.pages.goal_words import ICONS, TONES

Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
SIGN, MOST = 14, 5
"""Pixels of a sign, and how many of them stand at the end of a row at most."""


EDGE = 8
"""Pixels at the top and the bottom of a row where what is dropped comes to stand before and behind it."""


class Row(NamedTuple):
    """A goal: `above` is the quiet line (level, focus area), `signs` how its indicators stand, `right` told of one."""

    id: int
    parent: int | None
    words: str
    level: str
    above: str
    signs: tuple[str, ...] = ()
    right: str = ""
    told: str = ""


class GoalTree(QTreeView):
    """Shows rows; what moves is asked for, never done here.

    `moved(id, by)` with Ctrl+Up and Ctrl+Down, `turned(id, by)` with Ctrl+Left (out) and Ctrl+Right (in below the one
    above), `dropped(id, parent, after, first)` with the mouse, where levels allow it.
    """

    chosen = Signal(object)
    opened = Signal(object)
    moved = Signal(object, int)
    turned = Signal(object, int)
    dropped = Signal(object, object, object, bool)
    menu_asked = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self._quiet = False
        self._closed: set[int] = set()
        self.setAccessibleName(_("Goals"))
        self.setProperty("painted", True)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(False)
        self.setIndentation(theme.px(18))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegate(_Delegate(self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.items = QStandardItemModel(self)
        self.setModel(self.items)
        self.doubleClicked.connect(lambda index: self.opened.emit(_row(index).id))
        self.collapsed.connect(lambda index: self._closed.add(_row(index).id))
        self.expanded.connect(lambda index: self._closed.discard(_row(index).id))

    def set_rows(self, rows: Sequence[Row], current: int | None) -> None:
        """Show these, parents before their children; `current` becomes the current one, where it is there."""
        self._quiet = True
        place = self.verticalScrollBar().value()
        self.items.clear()
        made: dict[int, QStandardItem] = {}
        for row in rows:
            item = QStandardItem(row.words)
            item.setData(row, _ROW)
            item.setData(", ".join(filter(None, (row.above, row.words, row.told))), Qt.ItemDataRole.AccessibleTextRole)
            made[row.id] = item
            parent = made.get(row.parent) if row.parent is not None else None
            (parent or self.items.invisibleRootItem()).appendRow(item)
        closed = self._closed & made.keys()
        self.expandAll()
        for id in closed:
            self.collapse(made[id].index())
        self._closed = closed
        self._quiet = False
        self.verticalScrollBar().setValue(place)
        if not self.go_to(current) and rows:
            self.go_to(rows[0].id)

    def go_to(self, id: int | None) -> bool:
        """Stand on a goal; False where it is not shown."""
        item = next((item for item in self._walk() if _row(item.index()).id == id), None)
        if item is None:
            return False
        same = self.current_id() == id
        self.setCurrentIndex(item.index())
        self.scrollTo(item.index())
        if same:
            self.chosen.emit(id)
        return True

    def current_id(self) -> int | None:
        """The goal one is on."""
        index = self.currentIndex()
        return _row(index).id if index.isValid() else None

    def ids(self) -> list[int]:
        """All goals that are shown, from top to bottom."""
        return [_row(item.index()).id for item in self._walk()]

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self.chosen.emit(_row(current).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        turn = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        ctrl = held == Qt.KeyboardModifier.ControlModifier and self.current_id() is not None
        if by is not None and ctrl:
            self.moved.emit(self.current_id(), by)
        elif turn is not None and ctrl:
            self.turned.emit(self.current_id(), turn)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id() is not None and not held.value:
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if event.source() is not self or not self._fits(event.position().toPoint()):
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped where; the model is filled anew by whoever moves it."""
        if event.source() is self:
            self.drop_here(event)
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        self.stopAutoScroll()
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()

    def drop_here(self, event: QDropEvent) -> None:
        """Ask that the goal one is on stands where it is dropped, where it fits."""
        place, id = event.position().toPoint(), self.current_id()
        if id is not None and self._fits(place):
            self.dropped.emit(id, *self._landing(place))

    def _fits(self, place: QPoint) -> bool:
        """Whether the goal one is on may stand where the mouse is: its level allows it, and it is not below itself."""
        index = self.currentIndex()
        if not index.isValid():
            return False
        parent = self._landing(place)[0]
        levels = {_row(item.index()).id: _row(item.index()) for item in self._walk()}
        up = parent
        while up is not None:
            if up == _row(index).id:
                return False
            up = levels[up].parent if up in levels else None
        return rules.may_stand_below(_row(index).level, levels[parent].level if parent is not None else None)

    def _landing(self, place: QPoint) -> tuple[int | None, int | None, bool]:
        """Below which goal what is dropped here stands, behind which of its siblings, or whether as the first."""
        index = self.indexAt(place)
        if not index.isValid():
            return None, None, False
        row, rect = _row(index), self.visualRect(index)
        edge = min(EDGE, rect.height() // 4)
        if rect.top() + edge < place.y() < rect.bottom() - edge:
            return row.id, None, False
        if place.y() <= rect.top() + edge:
            before = index.siblingAtRow(index.row() - 1) if index.row() else QModelIndex()
            return row.parent, _row(before).id if before.isValid() else None, not before.isValid()
        return row.parent, row.id, False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()  # a row is as high as its words are in this width

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.setIndentation(theme.px(18))
            self.scheduleDelayedItemsLayout()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(place)

    def _walk(self) -> list[QStandardItem]:
        found: list[QStandardItem] = []

        def walk(item: QStandardItem) -> None:
            for row in range(item.rowCount()):
                child = item.child(row)
                found.append(child)
                walk(child)

        walk(self.items.invisibleRootItem())
        return found


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, row = cast(GoalTree, self.parent()), _row(index)
        rect = option.rect.adjusted(0, 2, -tokens.XS, -2)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        paint.row_background(painter, rect, selected, hovered, tokens.RADIUS_CONTROL)
        if view.hasFocus() and view.currentIndex() == index:
            paint.rounded(painter, rect, "", tokens.RADIUS_CONTROL, "focus", 2)
        inner = rect.adjusted(tokens.S, tokens.XS + 2, -tokens.S, -tokens.XS - 2)
        small, strong = paint.line_height("small"), paint.line_height("strong")
        top = QRect(inner.left(), inner.top(), inner.width(), small)
        room = _signs(painter, top, row)
        paint.line(painter, top.adjusted(0, 0, -room, 0), row.above, "small", "muted")
        for place, words in enumerate(paint.in_two_lines(row.words, inner.width())):
            below = QRect(inner.left(), inner.top() + small + 2 + place * strong, inner.width(), strong)
            paint.line(painter, below, words, "strong", "text")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view, depth, parent = cast(GoalTree, self.parent()), 1, index.parent()
        while parent.isValid():
            depth, parent = depth + 1, parent.parent()
        wide = max(60, view.viewport().width() - depth * view.indentation())
        lines = len(paint.in_two_lines(_row(index).words, wide - tokens.XS - 2 * tokens.S))
        high = paint.line_height("small") + 2 + lines * paint.line_height("strong") + 2 * (tokens.XS + 4)
        return QSize(wide, high)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tell everything the row says."""
        row = _row(index) if index.isValid() else None
        told = "\n".join(filter(None, (row.above, row.words, row.told))) if row is not None else ""
        QToolTip.showText(event.globalPos(), text.plain_tip(told), view)
        return True


def _signs(painter: QPainter, line: QRect, row: Row) -> int:
    """Paint how it stands at the end of a line; returns the room that took."""
    room = paint.line(painter, line, row.right, "small", "muted", "right") + tokens.XS if row.right else 0
    for sign in reversed(row.signs[:MOST]):
        place = QRect(line.right() + 1 - room - SIGN, line.center().y() - SIGN // 2 + 1, SIGN, SIGN)
        icons.paint(painter, place, ICONS[sign], TONES[sign])
        room += SIGN + 2
    return room + (tokens.XS if room else 0)


def _row(index: Index) -> Row:
    return cast(Row, index.data(_ROW))
