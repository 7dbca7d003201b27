"""The grid of a plan: cells are written in, filled down, refused and wanted again, by mouse or by keyboard alone."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from PySide6.QtCore import QItemSelectionModel, QItemSelectionRange, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from crm.exchange import cell_edits, shown_cells
from crm.exchange.choices import Choices
from crm.exchange.plan import Plan
from crm.i18n import _
from crm.progress import Progress, silent
from ui.dialogs.import_decisions import Decision, Work
from ui.dialogs.import_grid_cells import ROW, GridDelegate, widen
from ui.dialogs.import_grid_model import GridModel
from ui.kit import clipboard, theme

_PASTED = 20_000
"""So many rows are copied and pasted at most: whoever has a longer list imports it."""


_COPIED_AT_ONCE = 10_000
"""More cells than these are put together in the worker: they would hold the window up for more than a frame."""


class Chosen(NamedTuple):
    """What is selected: places in the plan and headers; `whole` where every row of these columns is."""

    places: Sequence[int]
    headers: Sequence[str]
    whole: bool


class Grid(QTableView):
    """Shows a plan.

    `decide(decision)` is called with everything that somebody decides, `work(what, done)` for what takes longer.

    F2, Enter or a letter writes, Delete empties, Space keeps what stands (or takes the list's word again), Ctrl+D fills
    down, Ctrl+C and Ctrl+V copy and paste, Ctrl+Space chooses the column, Shift+Space the row.
    """

    moved = Signal()
    menu_asked = Signal(QPoint)
    column_menu_asked = Signal(str, QPoint)

    def __init__(self, decide: Callable[[Decision], object], work: Work) -> None:
        super().__init__()
        self._decide, self._work = decide, work
        self._given: dict[int, int] = {}
        self.model_ = GridModel(self)
        self.model_.written.connect(self._written)
        self.setModel(self.model_)
        self.setItemDelegate(GridDelegate(self))
        self.setProperty("painted", True)
        self.setAccessibleName(_("Rows of the list"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        corner = QWidget()
        corner.setProperty("plain", True)
        self.setCornerWidget(corner)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setHighlightSections(False)
            # Painting a head asks for each section whether all of it is selected: a second where all are.
            header.setSelectionModel(QItemSelectionModel(self.model_, header))
        top, left = self.horizontalHeader(), self.verticalHeader()
        top.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        top.setStretchLastSection(True)
        top.setSectionsMovable(True)
        top.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        top.customContextMenuRequested.connect(self._column_menu)
        left.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        left.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        theme.news.changed.connect(self._resize)
        self._resize()

    def show_plan(self, plan: Plan, places: Sequence[int]) -> None:
        """Show these rows of a plan; the widths that somebody gave the columns stay."""
        fresh = shown_cells.columns(plan) != self.model_.headers
        self.model_.show_plan(plan, places)
        if fresh:
            self._given.clear()
        widen(self, self._given)
        self.moved.emit()

    def go_to(self, row: int, column: int = -1) -> None:
        """Go to a row shown (and to a column); it becomes the only one selected."""
        at = self.model_.index(row, max(0, self.currentIndex().column()) if column < 0 else column)
        self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(at)

    def place(self) -> int | None:
        """The place in the plan of the row one is on."""
        at = self.currentIndex()
        return self.model_.places[at.row()] if at.isValid() and at.row() < len(self.model_.places) else None

    def writing(self) -> bool:
        """Whether somebody is writing in a cell."""
        return self.state() == QAbstractItemView.State.EditingState

    def chosen(self) -> Chosen:
        """What is selected, without the column of notes."""
        ranges = cast("Iterable[QItemSelectionRange]", list(self.selectionModel().selection()))  # type: ignore[call-overload]
        rows: set[int] = set()
        columns: set[int] = set()
        for part in ranges:
            rows.update(range(part.top(), part.bottom() + 1))
            columns.update(range(part.left(), part.right() + 1))
        plan, places = self.model_.plan, self.model_.places
        headers = [self.model_.headers[column] for column in sorted(columns) if column < len(self.model_.headers)]
        whole = plan is not None and len(rows) == len(plan.rows) > 1
        return Chosen([places[row] for row in sorted(rows)], headers, whole)

    # What somebody decides

    def refuse(self, refuse: bool | None = None) -> None:
        """Keep what stands in the chosen cells, or (False) take the list's word; None is the other of what is now."""
        chosen, plan = self.chosen(), self.model_.plan
        if plan is None or not chosen.headers:
            return
        if refuse is None:
            first = shown_cells.row(plan, chosen.places[0])[chosen.headers[0]]
            refuse = first.state != shown_cells.REFUSED
        on = refuse
        if chosen.whole:
            self.refuse_columns(chosen.headers, on)
            return
        cells = [(place, header) for place in chosen.places for header in chosen.headers]
        self._decide(lambda made: replace(made.choices, refused=shown_cells.with_refusals(made, cells, on)))

    def refuse_columns(self, headers: Sequence[str], refuse: bool) -> None:
        """Keep what stands in whole columns, or take the list's word again."""

        def decide(made: Plan) -> Choices:
            for header in headers:
                made = replace(
                    made, choices=replace(made.choices, refused=shown_cells.with_column(made, header, refuse))
                )
            return made.choices

        self._decide(decide)

    def erase(self, header: str, on: bool) -> None:
        """Let the empty cells of a column erase what is known, or not."""
        self._decide(
            lambda made: replace(
                made.choices, erases=made.choices.erases | {header} if on else made.choices.erases - {header}
            )
        )

    def set_strategy(self, strategy: str | None) -> None:
        """Give the chosen rows a strategy of their own; None is that of the list."""
        plan, places = self.model_.plan, self.chosen().places
        if plan is not None and places:
            numbers = [plan.rows[place].row for place in places]
            self._decide(lambda made: made.choices.with_strategy(numbers, strategy))

    def fill_down(self) -> None:
        """Write the first of the chosen rows in the others; with one row chosen, the one above in it."""
        chosen, plan = self.chosen(), self.model_.plan
        if plan is None or not chosen.headers:
            return
        places = list(chosen.places)
        if len(places) == 1:
            above = self.model_.places.index(places[0]) - 1
            places = [self.model_.places[above], *places] if above >= 0 else places
        numbers = [plan.rows[place].row for place in places]
        self._decide(lambda made: cell_edits.filled_down(made.table, made.choices, numbers, chosen.headers))

    def empty(self) -> None:
        """Empty the chosen cells."""
        self._write_in_chosen("")

    def as_in_file(self) -> None:
        """Take back what was written in the chosen cells."""
        chosen, plan = self.chosen(), self.model_.plan
        if plan is not None:
            cells = [(plan.rows[place].row, header) for place in chosen.places for header in chosen.headers]
            self._decide(lambda made: cell_edits.taken_back(made.choices, cells))

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, as a sheet takes them."""
        chosen, plan = self.chosen(), self.model_.plan
        if plan is None:
            return
        numbers = [plan.rows[place].row for place in chosen.places[:_PASTED]]

        def told(_progress: Progress = silent) -> str:
            cells = cell_edits.texts(plan.table, plan.choices, numbers, chosen.headers)
            return "\n".join("\t".join(row) for row in cells)

        if len(numbers) * len(chosen.headers) <= _COPIED_AT_ONCE:
            clipboard.copy_text(told())
        else:
            self._work(told, clipboard.copy_text)

    def paste(self) -> None:
        """Write the cells of the clipboard from the current one on; a single one goes into all that are chosen."""
        lines = [line.split("\t") for line in QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()]
        plan, at = self.model_.plan, self.currentIndex()
        if plan is None or not lines or not at.isValid():
            return
        if len(lines) == 1 and len(lines[0]) == 1:
            self._write_in_chosen(lines[0][0].strip())
            return
        cells = [
            (self.model_.line(at.row() + down).row, self.model_.headers[at.column() + across], words.strip())
            for down, line in enumerate(lines[:_PASTED])
            for across, words in enumerate(line)
            if at.row() + down < len(self.model_.places) and at.column() + across < len(self.model_.headers)
        ]
        self._decide(lambda made: cell_edits.written(made.table, made.choices, cells))

    def _write_in_chosen(self, words: str) -> None:
        chosen, plan = self.chosen(), self.model_.plan
        if plan is not None:
            cells = [(plan.rows[place].row, header, words) for place in chosen.places for header in chosen.headers]
            self._decide(lambda made: cell_edits.written(made.table, made.choices, cells))

    def _written(self, number: int, header: str, words: str) -> None:
        self._decide(lambda made: cell_edits.written(made.table, made.choices, [(number, header, words)]))

    # Keys and menus

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        at = self.currentIndex()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not control
        if self.writing():
            if enter and at.row() + 1 < self.model_.rowCount():
                # Once the editor has handed over what was written in it
                QTimer.singleShot(0, self, lambda: self.go_to(at.row() + 1, at.column()))
        elif event.key() == Qt.Key.Key_Space and control:
            self.selectColumn(at.column())
        elif event.key() == Qt.Key.Key_Space and shift:
            self.selectRow(at.row())
        elif event.key() == Qt.Key.Key_Space:
            self.refuse()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.empty()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif control and event.key() == Qt.Key.Key_D:
            self.fill_down()
        elif enter and at.isValid():
            self.edit(at)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.model_.plan is None or not self.currentIndex().isValid():
            return
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_asked.emit(where)

    def _column_menu(self, where: QPoint) -> None:
        header = self.model_.header(self.horizontalHeader().logicalIndexAt(where))
        if header and self.model_.plan is not None:
            self.column_menu_asked.emit(header, self.horizontalHeader().mapToGlobal(where))

    # Sizes

    def currentChanged(self, current: object, previous: object) -> None:
        super().currentChanged(current, previous)  # type: ignore[arg-type]
        self.moved.emit()

    def _resize(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW))
        self.verticalHeader().setMinimumWidth(theme.px(84))
        self.horizontalHeader().setMinimumHeight(theme.px(ROW))
