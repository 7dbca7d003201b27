"""The head of a wide table: sorted by several columns at once, the first columns frozen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from ui.kit import paint, theme, tokens

Index = QModelIndex | QPersistentModelIndex
_ARROW = QStyleOptionHeader.SortIndicator


class GridHeader(QHeaderView):
    """A header that paints its first sections over those that are scrolled below them.

    They are no second header: a click on a frozen section is handed to where that section really stands.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.modifiers = Qt.KeyboardModifier.NoModifier
        self._orders: tuple[tuple[int, bool], ...] = ()
        self._wanted = 0
        self._shift: int | None = None

    def set_orders(self, orders: Sequence[tuple[int, bool]]) -> None:
        """Show by which sections (logical ones) the rows are ordered, each ascending or descending."""
        self._orders = tuple(orders)
        self.viewport().update()

    def freeze(self, count: int) -> None:
        """Let so many sections stand still at the left."""
        self._wanted = count
        self.viewport().update()

    def frozen(self) -> list[int]:
        """The logical sections that stand still: never so many that nothing else could be seen."""
        found: list[int] = []
        room = self.viewport().width() * 2 // 3
        for place in range(min(self._wanted, self.count() - 1)):
            section = self.logicalIndex(place)
            room -= self.sectionSize(section)
            if room < 0:
                break
            found.append(section)
        return found

    def frozen_width(self) -> int:
        """How much room at the left they take."""
        return sum(self.sectionSize(section) for section in self.frozen())

    def section_at(self, x: int) -> int:
        """The logical section painted at a place of the viewport, -1 for none."""
        return self.logicalIndexAt(x - self.shift_at(x))

    def shift_at(self, x: int) -> int:
        """By how much what is painted there stands to the right of its real place."""
        return self.offset() if 0 <= x < self.frozen_width() else 0

    def place_of(self, section: int) -> int:
        """Where a section is painted."""
        return self.sectionViewportPosition(section) + (self.offset() if section in self.frozen() else 0)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, index: int) -> None:
        super().initStyleOptionForIndex(option, index)
        ways = dict(self._orders)
        option.sortIndicator = _ARROW.None_ if index not in ways else _ARROW.SortUp if ways[index] else _ARROW.SortDown

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        super().paintSection(painter, rect, section)
        places = [one for one, _descending in self._orders]
        if len(places) > 1 and section in places:
            arrow = tokens.L + tokens.XS
            room = QRect(rect.right() - arrow - tokens.L, rect.top(), tokens.L, rect.height())
            paint.line(painter, room, str(places.index(section) + 1), "small", "muted", "right")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.offset():
            return
        painter = QPainter(self.viewport())
        x = 0
        for section in self.frozen():
            rect = QRect(x, 0, self.sectionSize(section), self.viewport().height())
            painter.fillRect(rect, theme.color("surface"))
            painter.save()
            self.paintSection(painter, rect, section)
            painter.restore()
            x = rect.right() + 1
        if x:
            painter.fillRect(x - 1, 0, 1, self.viewport().height(), theme.color("control_border"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._shift = self.shift_at(int(event.position().x()))
        super().mousePressEvent(self._moved(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(self._moved(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.modifiers = event.modifiers()
        moved = self._moved(event)
        self._shift = None
        super().mouseReleaseEvent(moved)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(self._moved(event))

    def viewportEvent(self, event: QEvent) -> bool:
        """Light up no section by the mouse where another one is painted above it."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove) and self.offset() and self.frozen():
            self.viewport().update()
        return super().viewportEvent(event)

    def _moved(self, event: QMouseEvent) -> QMouseEvent:
        """The event as if the section stood where Qt believes it to be."""
        at = event.position()
        shift = self._shift if self._shift is not None else self.shift_at(int(at.x()))
        if not shift:
            return event
        return QMouseEvent(
            event.type(),
            QPointF(at.x() - shift, at.y()),
            event.scenePosition(),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )
