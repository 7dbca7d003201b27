"""A wide table: columns that stand still, an order by several of them, groups that open and shut, blocks of cells."""

from typing import cast

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from ui.kit import clipboard, grid_paint, theme
from ui.kit.grid_header import GridHeader
from ui.kit.grid_table import GridTable
from ui.kit.record_view import RecordView
from ui.kit.table import Index

_TOGGLES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class GridView(RecordView):
    """Shows a `GridTable`; what should be shown otherwise is asked for, never done here.

    `order_asked(key, more)`: sort by a column, `more` behind those that are sorted by already.
    `column_menu_asked(key, place)`: the menu of a column (right click on its head; Alt+Down on a cell).
    `columns_changed()`: one was moved, or made wider.
    """

    order_asked = Signal(str, bool)
    column_menu_asked = Signal(str, QPoint)
    columns_changed = Signal()
    shut_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._shifted = False
        self._block_from = -1
        self._kept_keys = ("", "")
        super().__init__(parent)
        self.setItemDelegate(grid_paint.GridDelegate(self, lambda: self.hovered_row, self.block))
        self.horizontalHeader().setSortIndicatorShown(False)
        self.horizontalHeader().sectionMoved.connect(lambda *_what: self.columns_changed.emit())
        self.horizontalHeader().sectionResized.connect(lambda *_what: self.columns_changed.emit())

    def _make_header(self) -> QHeaderView:
        return GridHeader(self)

    def grid(self) -> GridTable:
        """The model."""
        return cast(GridTable, self.model())

    def head(self) -> GridHeader:
        """The header."""
        return cast(GridHeader, self.horizontalHeader())

    def freeze(self, count: int) -> None:
        """Let so many columns stand still at the left."""
        self.head().freeze(count)
        self.viewport().update()

    def current_id(self) -> int | None:
        """The id of the record the keyboard stands on, None on a heading."""
        id = super().current_id()
        return id if id is not None and id > 0 else None

    def top_id(self) -> int | None:
        """The id of the record in the first row that is in sight, None where there is none."""
        row = self.rowAt(0) if self.model() else -1
        return self.grid().id_at(row) if row >= 0 and self.grid().heading(row) is None else None

    def current_key(self) -> str:
        """The key of the column the keyboard stands on, "" for none."""
        index = self.currentIndex()
        return self.grid().columns[index.column()].key if index.isValid() else ""

    def block(self) -> list[int]:
        """The columns of the block that Shift with the arrows, or a click, has marked, from left to right.

        None where nobody has: then whole rows are meant. Which rows it has is told by `selected_ids`.
        """
        if self._block_from < 0 or not self.currentIndex().isValid():
            return []
        header = self.horizontalHeader()
        ends = sorted(map(header.visualIndex, (self._block_from, self.currentIndex().column())))
        within = (header.logicalIndex(place) for place in range(ends[0], ends[1] + 1))
        return [section for section in within if not header.isSectionHidden(section)]

    def copy(self, *, headings: bool = False) -> None:
        """Put the block on the clipboard, the whole selected rows where none is marked."""
        if self.block():
            clipboard.copy_rows(self.table(), self.selected_ids(), self.block(), headings)
        else:
            super().copy(headings=headings)

    def selected_ids(self) -> list[int]:
        """The selected ids in the order shown, without headings."""
        return [id for id in super().selected_ids() if id > 0]

    def selected_count(self) -> int:
        """How many records are selected."""
        if not self.model():
            return 0
        within = self.grid().headings_within
        return sum(part.height() - within(part.top(), part.bottom()) for part in self._ranges())

    def all_selected(self) -> bool:
        """Whether every record that is shown is selected."""
        table = self.grid()
        return 0 < table.rowCount() - table.headings_within(0, table.rowCount()) == self.selected_count()

    def toggle(self, row: int) -> None:
        """Open or shut the group of a heading; the keyboard stays on it."""
        heading = self.grid().heading(row)
        if heading is None:
            return
        column = max(0, self.currentIndex().column())
        self.grid().shut(self.grid().shut_now() ^ {heading.key})
        self.setCurrentIndex(self.grid().index(row, column))
        self.shut_changed.emit()

    def _sort(self, section: int) -> None:
        column = self.grid().columns[section]
        if column.sortable:
            self._resorted = True
            self.order_asked.emit(column.key, bool(self.head().modifiers & Qt.KeyboardModifier.ShiftModifier))

    def _header_menu(self, place: QPoint) -> None:
        section = self.head().section_at(place.x())
        key = self.grid().columns[section].key if section >= 0 else ""
        self.column_menu_asked.emit(key, self.head().mapToGlobal(place))

    # A block of cells: the columns from where Shift was held down to where one stands, in the selected rows

    def currentChanged(self, current: Index, previous: Index) -> None:
        if not self._shifted:
            self._block_from = -1
        elif self._block_from < 0 and previous.isValid() and current.column() != previous.column():
            self._block_from = previous.column()
        super().currentChanged(current, previous)

    def _before_reset(self) -> None:
        super()._before_reset()
        keys = [column.key for column in self.grid().columns]
        begun = keys[self._block_from] if 0 <= self._block_from < len(keys) else ""
        self._kept_keys = (self.current_key(), begun)

    def _after_reset(self) -> None:
        """Stand in the same column as before, not in the first: whoever writes a cell goes on from there."""
        super()._after_reset()
        here, begun = self._kept_keys
        keys = [column.key for column in self.grid().columns]
        if not self.currentIndex().isValid() or here not in keys or len(keys) != self.horizontalHeader().count():
            return
        index = self.currentIndex().siblingAtColumn(keys.index(here))
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._block_from = keys.index(begun) if begun in keys else -1

    # Columns that stand still: painted over what is scrolled below them, and found where they are painted

    def indexAt(self, pos: QPoint) -> QModelIndex:
        return super().indexAt(QPoint(pos.x() - self.head().shift_at(pos.x()), pos.y()))

    def visualRect(self, index: Index) -> QRect:
        rect = super().visualRect(index)
        if index.isValid() and self.head().offset() and index.column() in self.head().frozen():
            rect.translate(self.head().offset(), 0)
        return rect

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        if not index.isValid() or not self.head().frozen():
            return
        if index.column() in self.head().frozen():
            self.horizontalScrollBar().setValue(across)
            return
        hidden = self.head().frozen_width() - self.visualRect(index).left()
        if hidden > 0:
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:
            self.viewport().update()
            self.head().viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.model() or not self.grid().rowCount():
            return
        painter = QPainter(self.viewport())
        top = max(0, self.rowAt(event.rect().top()))
        last = self.rowAt(event.rect().bottom())
        frozen = self.head().frozen() if self.head().offset() else []
        for row in range(top, (last if last >= 0 else self.grid().rowCount() - 1) + 1):
            heading = self.grid().heading(row)
            if heading is not None:
                grid_paint.heading(painter, self, row, heading)
                continue
            for section in frozen:
                self._paint_cell(painter, row, section)
        if frozen:
            painter.fillRect(
                self.head().frozen_width() - 1, 0, 1, self.viewport().height(), theme.color("control_border")
            )

    def _paint_cell(self, painter: QPainter, row: int, section: int) -> None:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        index = self.grid().index(row, section)
        option.rect = self.visualRect(index)
        if self.selectionModel().isSelected(index):
            option.state |= QStyle.StateFlag.State_Selected
        painter.fillRect(option.rect, theme.color("surface"))
        self.itemDelegate().paint(painter, option, index)

    # Groups

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        if event.button() == Qt.MouseButton.LeftButton and row >= 0 and self.grid().heading(row) is not None:
            self.toggle(row)
            return
        self._shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)
        self._shifted = False
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        if row >= 0 and self.grid().heading(row) is not None:
            self.toggle(row)  # the second of two quick clicks
            return
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        if event.key() == Qt.Key.Key_Down and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            place = QPoint(self.head().place_of(max(0, self.currentIndex().column())), self.head().height())
            self.column_menu_asked.emit(self.current_key(), self.head().mapToGlobal(place))
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in _TOGGLES and row >= 0 and self.grid().heading(row) is not None:
            self.toggle(row)
            return
        self._shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().keyPressEvent(event)
        self._shifted = False
        self.viewport().update()  # the frame of a block also goes round rows that were selected before
