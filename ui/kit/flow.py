"""A layout that wraps its widgets like words."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.kit import tokens


class FlowLayout(QLayout):
    """Widgets side by side, on the next line where the first is full; one that expands takes the rest of its line.

    Where it `shares`, all of a line that expand do, and not only the last one.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: int = tokens.S, shares: bool = False) -> None:
        super().__init__(parent)
        self._shares = shares
        self._items: list[QLayoutItem] = []
        # Qt asks the layouts around it for the same again and again; each answer walks all the widgets.
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, position: int, widget: QWidget) -> None:
        """Put a widget before the one at `position`."""
        self.addWidget(widget)
        self._items.insert(position, self._items.pop())
        self.invalidate()

    def invalidate(self) -> None:
        self._heights.clear()
        self._least = None
        super().invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            edges = self.contentsMargins()
            inner = QRect(0, 0, width - edges.left() - edges.right(), 0)
            self._heights[width] = self._place(inner, move=False) + edges.top() + edges.bottom()
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect.marginsRemoved(self.contentsMargins()), move=True)

    def sizeHint(self) -> QSize:
        width = sum(item.sizeHint().width() + self.spacing() for item in self._items) - self.spacing()
        height = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(max(0, width), height).grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        if self._least is None:
            sizes = [item.minimumSize() for item in self._items]
            size = QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))
            self._least = size.grownBy(self.contentsMargins())
        return QSize(self._least)

    def _place(self, rect: QRect, *, move: bool) -> int:
        left, top, deep = rect.x(), rect.y(), 0
        line: list[tuple[QLayoutItem, int, QSize]] = []
        for item in self._items:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), item.minimumSize().width()), 100_000))
            if line and left + size.width() > rect.right() + 1:
                self._settle(line, rect, top, deep, move)
                left, top, deep, line = rect.x(), top + deep + self.spacing(), 0, []
            line.append((item, left, size))
            left += size.width() + self.spacing()
            deep = max(deep, size.height())
        self._settle(line, rect, top, deep, move)
        return top + deep - rect.y()

    def _settle(self, line: list[tuple[QLayoutItem, int, QSize]], rect: QRect, top: int, deep: int, move: bool) -> None:
        if not move or not line:
            return
        rest = rect.right() + 1 - line[-1][1] - line[-1][2].width()
        may = line if self._shares else line[-1:]
        growing = [item for item, _left, _size in may if item.expandingDirections() & Qt.Orientation.Horizontal]
        grown, moved = max(0, rest) // max(1, len(growing)), 0
        for item, left, size in line:
            more = grown if item in growing else 0
            size = QSize(size.width() + more, size.height())
            item.setGeometry(QRect(QPoint(left + moved, top + (deep - size.height()) // 2), size))
            moved += more


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
