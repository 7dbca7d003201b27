"""A table of records: selection, current row and place are kept by id through every refresh."""

from collections.abc import MutableMapping, Sequence
from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crm.i18n import _
from ui.kit import clipboard, columns, theme, tokens
from ui.kit.cells import CellDelegate
from ui.kit.table import Index, RecordTable

_WAYS = (Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton)
_ROWS, _LEFT = QItemSelectionModel.SelectionFlag.Rows, QItemSelectionModel.SelectionFlag.NoUpdate
MOST_RANGES = 2_000


class RecordView(QTableView):
    """Shows a `RecordTable`; sorting is asked for, never done here."""

    sort_asked = Signal(str, bool)
    opened = Signal(object)
    opened_apart = Signal(object)
    """Shift+Enter, or Ctrl and a double click: somebody wants it in a window of its own."""
    current_changed = Signal(object)
    selection_changed = Signal(int)
    menu_asked = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, row_height: int = tokens.ROW_TABLE) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        header = self._make_header()
        if header is not None:
            self.setHorizontalHeader(header)
        self._row_height = row_height
        self._kept: tuple[list[int], int | None, int | None, int] = ([], None, None, 0)
        self._all = False
        self._quiet = False
        self._with_ctrl = False
        self._resorted = False
        self._sorted = ("", False)
        self._memory: columns.Memory | None = None
        self.setProperty("painted", True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(CellDelegate(self, lambda: self.hovered_row))
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.dress(self.horizontalHeader())
        self.horizontalHeader().sectionClicked.connect(self._sort)
        self.horizontalHeader().customContextMenuRequested.connect(self._header_menu)
        self.doubleClicked.connect(self._double_clicked)
        self._copy = QAction(_("Copy"), self)
        self._copy.setShortcut(QKeySequence.StandardKey.Copy)
        self._copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._copy.triggered.connect(lambda: self.copy())
        self.addAction(self._copy)
        theme.news.changed.connect(self._resize_rows)
        self._resize_rows()

    def _make_header(self) -> QHeaderView | None:
        """A header of another kind, None for Qt's own."""
        return None

    def table(self) -> RecordTable:
        """The model."""
        return cast(RecordTable, self.model())

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if isinstance(model, RecordTable):
            # Painting a head asks for each column whether every row of it is selected: a second where all are.
            self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self.horizontalHeader()))
            model.modelAboutToBeReset.connect(self._before_reset)
            model.modelReset.connect(self._after_reset)
            columns.restore(self.horizontalHeader(), model, self._memory)

    def remember(self, memory: MutableMapping[str, str], key: str) -> None:
        """Keep order, width and visibility of the columns in `memory[key]`, and take over what stands there."""
        self._memory = columns.Memory(memory, key)
        if isinstance(self.model(), RecordTable):
            columns.restore(self.horizontalHeader(), self.table(), self._memory)
        columns.watch(self.horizontalHeader(), self.table, self._memory)

    def set_sort(self, key: str, descending: bool) -> None:
        """Show in the header by which column the ids are ordered."""
        self._sorted = (key, descending)
        keys = [column.key for column in self.table().columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(keys.index(key) if key in keys else -1, order)

    def current_id(self) -> int | None:
        """The id of the row the keyboard stands on."""
        index = self.currentIndex()
        return self.table().id_at(index.row()) if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """The selected ids, in the order shown; of a selected million it makes one list."""
        ids = self.table().ids() if isinstance(self.model(), RecordTable) else ()
        ranges = sorted((part.top(), part.bottom()) for part in self._ranges()) if ids else []
        return [ids[row] for top, bottom in ranges for row in range(top, bottom + 1)]

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(part.height() for part in self._ranges()) if self.model() else 0

    def _ranges(self) -> list[QItemSelectionRange]:
        ranges: list[QItemSelectionRange] = list(self.selectionModel().selection())  # type: ignore[call-overload]
        return ranges

    def all_selected(self) -> bool:
        """Whether every row is selected."""
        return 0 < self.table().rowCount() == self.selected_count()

    def select_ids(self, ids: Sequence[int]) -> None:
        """Select exactly these, where they are shown; the current row stays.

        Where they would be more than MOST_RANGES stretches none is selected: Qt would take seconds over it.
        """
        wanted = QItemSelection()
        last = self.table().columnCount() - 1
        stretches = list(columns.ranges(sorted(row for row in map(self.table().row_of, ids) if row >= 0)))
        for top, bottom in stretches if len(stretches) <= MOST_RANGES else ():
            wanted.append(QItemSelectionRange(self.table().index(top, 0), self.table().index(bottom, last)))
        self.selectionModel().select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS)

    def go_to(self, id: int | None) -> bool:
        """Make an id the current and only selected row and scroll to it; False when it is not shown."""
        row = self.table().row_of(id) if id is not None else -1
        if row < 0:
            return False
        self._stand(row, QItemSelectionModel.SelectionFlag.ClearAndSelect | _ROWS)
        self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)
        return True

    def _stand(self, row: int, select: QItemSelectionModel.SelectionFlag = _LEFT) -> None:
        """Make a row the current one; Qt's own setCurrentIndex asks which keys are held: Ctrl+3 would select it too."""
        index = self.model().index(row, columns.seen(self.horizontalHeader(), self.currentIndex().column()))
        self.selectionModel().setCurrentIndex(index, select)

    def copy(self, *, headings: bool = False) -> None:
        """Put the selected rows on the clipboard, as Excel and Word like them."""
        clipboard.copy_rows(self.table(), self.selected_ids(), columns.shown(self.horizontalHeader()), headings)

    def _resize_rows(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row_height))
        self.verticalHeader().setMinimumSectionSize(theme.px(tokens.XL))
        self.horizontalHeader().setFixedHeight(theme.px(36))

    def _sort(self, section: int) -> None:
        column = self.table().columns[section]
        if not column.sortable:
            self.set_sort(*self._sorted)  # the header has moved its arrow already
            return
        descending = self._sorted == (column.key, False)
        self.set_sort(column.key, descending)
        self._resorted = True
        self.sort_asked.emit(column.key, descending)

    def _header_menu(self, place: QPoint) -> None:
        menu = columns.chooser(self.horizontalHeader(), self.table())
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    def _before_reset(self) -> None:
        top = self.rowAt(0)
        offset = self.rowViewportPosition(top) if top >= 0 else 0
        self._kept = (self.selected_ids(), self.current_id(), self.table().id_at(top) if top >= 0 else None, offset)
        self._all = self.all_selected()
        self._quiet = True

    def _after_reset(self) -> None:
        selected, current, top, offset = self._kept
        table = self.table()
        if len(self.table().columns) != self.horizontalHeader().count():
            return
        place = table.row_of(current) if current is not None else -1
        if place >= 0:
            self._stand(place)
        if self._all and self._same_records(selected):
            self.selectAll()
        elif selected:
            self.select_ids(selected)
        anchor = table.row_of(top) if top is not None and not self._resorted else -1
        if self._resorted:
            self.scrollToTop() if place < 0 else self.scrollTo(self.currentIndex())
        elif anchor >= 0:
            self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(anchor) - offset)
        self._resorted = self._quiet = False
        if self.current_id() != current:
            self.current_changed.emit(self.current_id())
        self.selection_changed.emit(self.selected_count())

    def _same_records(self, before: Sequence[int]) -> bool:
        """Whether exactly these are shown, in whatever order: what was all of them is so still."""
        return set(before) == {id for id in self.table().ids() if id > 0}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the row one is on in sight when the view gets smaller, as it does when something is said above it."""
        here = self.visualRect(self.currentIndex())
        seen = QRect(QPoint(), event.oldSize()).intersects(here)
        super().resizeEvent(event)
        if isinstance(self.model(), RecordTable):
            columns.fit(self.horizontalHeader(), self.table())
        if seen and here.bottom() > event.size().height() >= here.height():
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.EnsureVisible)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        if not self._quiet and current.row() != previous.row():
            self.current_changed.emit(self.current_id())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not self._quiet:
            self.selection_changed.emit(self.selected_count())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() in _WAYS:
            event.ignore()
            return
        self._with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        super().mouseDoubleClickEvent(event)

    def _double_clicked(self, index: Index) -> None:
        (self.opened_apart if self._with_ctrl else self.opened).emit(self.table().id_at(index.row()))

    def event(self, event: QEvent) -> bool:
        """Keep Shift+Enter from the menu of the page: it means the row one is on."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._asks_apart(event):
            event.accept()
            return True
        return super().event(event)

    def _asks_apart(self, event: QKeyEvent) -> bool:
        shifted = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shifted and self.current_id() is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._asks_apart(event):
            self.opened_apart.emit(self.current_id())
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.current_id() is not None:
            self.opened.emit(self.current_id())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Stand on the first row where none is current: the keyboard needs a place."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() and self.model().rowCount():
            self._stand(self._first_row())
        self.viewport().update()

    def _first_row(self) -> int:
        """Where the keyboard begins."""
        return 0

    def keyboardSearch(self, search: str) -> None:
        """Tell letters typed over the rows: looking through them here would fetch every page there is."""
        if search.strip():
            self.typed.emit(search)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in _WAYS:
            event.ignore()  # back and forward are the window's
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()
