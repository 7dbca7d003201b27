"""A grid of numbers to type or paste into, one line for each member: employees, turnover, balance of a year."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from crm.i18n import _
from crm.queries.organisation_years import Member
from crm.rules import numbers
from ui.kit import theme

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class _Column(NamedTuple):
    title: str
    figure: str = ""
    """What is typed here, "" where nothing is."""
    before: str = ""


class YearModel(QAbstractTableModel):
    """What is known and what was typed: an empty cell says that nothing is known."""

    typed = Signal()

    def __init__(self, members: Sequence[Member]) -> None:
        super().__init__()
        self.members = list(members)
        self._typed: dict[tuple[int, str], str] = {}
        self.columns = (
            _Column(_("Member")),
            _Column(_("Employees"), "employees"),
            _Column(_("The year before"), before="employees_before"),
            _Column(_("Turnover (kr)"), "turnover"),
            _Column(_("The year before"), before="turnover_before"),
            _Column(_("Balance sheet total (kr)"), "balance"),
        )

    def changed(self) -> dict[int, dict[str, int | None]]:
        """What was typed and is another number than what is known, by organisation; money in øre."""
        found: dict[int, dict[str, int | None]] = {}
        for (place, figure), words in self._typed.items():
            value = _read(words, figure) if words.strip() else None
            if not self.wrong(place, figure) and value != getattr(self.members[place], figure):
                found.setdefault(self.members[place].id, {})[figure] = value
        return found

    def wrong(self, place: int, figure: str) -> bool:
        """Whether what was typed is no number."""
        words = self._typed.get((place, figure), "")
        return bool(words.strip()) and _read(words, figure) is None

    def first_wrong(self) -> tuple[int, int] | None:
        """The (row, column) of the first cell that is no number."""
        places = {one.figure: place for place, one in enumerate(self.columns) if one.figure}
        found = sorted((row, places[figure]) for row, figure in self._typed if self.wrong(row, figure))
        return found[0] if found else None

    def put(self, values: Mapping[int, Mapping[str, int]], more: Sequence[Member]) -> None:
        """Write these into the cells; `more` are organisations that are no members of the year."""
        known = {one.id for one in self.members}
        extra = [one for one in more if one.id not in known]
        if extra:
            self.beginInsertRows(_NOWHERE, len(self.members), len(self.members) + len(extra) - 1)
            self.members += extra
            self.endInsertRows()
        for place, one in enumerate(self.members):
            for figure, value in values.get(one.id, {}).items():
                self._typed[place, figure] = _shown(value, figure)
        self._told()

    def paste(self, row: int, column: int, cells: Sequence[Sequence[str]]) -> None:
        """Write cells downwards and to the right from here, over the columns that are typed into."""
        wanted = [place for place, one in enumerate(self.columns) if one.figure and place >= column]
        for down, line in enumerate(cells):
            for place, words in zip(wanted, line, strict=False):
                if row + down < len(self.members):
                    self._typed[row + down, self.columns[place].figure] = words.strip()
        self._told()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.members)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column():
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._words(index.row(), column)
        if role == Qt.ItemDataRole.ForegroundRole:
            if column.figure and self.wrong(index.row(), column.figure):
                return theme.color("danger")
            return theme.color("muted") if column.before else None
        if role == Qt.ItemDataRole.ToolTipRole and column.figure and self.wrong(index.row(), column.figure):
            return _("This is no number.")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.columns[index.column()].figure else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        figure = self.columns[index.column()].figure
        if role != Qt.ItemDataRole.EditRole or not figure:
            return False
        words = str(value or "").strip()
        number = _read(words, figure) if words else None
        self._typed[index.row(), figure] = _shown(number, figure) if number is not None else words
        self._told()
        return True

    def _words(self, place: int, column: _Column) -> str:
        one = self.members[place]
        if column.figure:
            typed = self._typed.get((place, column.figure))
            return typed if typed is not None else _shown(getattr(one, column.figure), column.figure)
        return _shown(getattr(one, column.before), column.before) if column.before else one.name

    def _told(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.members) - 1, len(self.columns) - 1))
        self.typed.emit()


def _read(words: str, figure: str) -> int | None:
    if figure == "employees":
        count = numbers.parse_int(words)
        return count if count is not None and count >= 0 else None
    return numbers.parse_money(words)


def _shown(value: int | None, figure: str) -> str:
    if value is None:
        return ""
    if figure.startswith(("turnover", "balance")):
        whole, rest = divmod(abs(value), 100)
        sign = "-" if value < 0 else ""
        return sign + numbers.show_int(whole) + (f",{rest:02}" if rest else "")
    return numbers.show_int(value)


class YearGrid(QTableView):
    """Letters write, Enter goes down, Tab while writing to the next cell, Ctrl+V pastes, Delete empties.

    `pasted(rows)` may take pasted cells over (with headers, or by organisation) and then returns True.
    """

    def __init__(self, model: YearModel) -> None:
        super().__init__()
        self.model_ = model
        self.setModel(model)
        self.setAccessibleName(_("Members and their figures"))
        self.setProperty("grid", True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)  # Tab leads on; from a cell that is being written in it goes to the next
        self.setCornerButtonEnabled(False)
        self.setAlternatingRowColors(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        for place, width in enumerate((204, 88, 124, 132, 132, 140)):
            self.setColumnWidth(place, theme.px(width))
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.pasted: Callable[[Sequence[Sequence[str]]], bool] = lambda _rows: False
        if model.rowCount():
            self.setCurrentIndex(model.index(0, 1))

    def go_to(self, row: int, column: int) -> None:
        """Stand in a cell."""
        self.setCurrentIndex(self.model_.index(row, column))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            return  # Enter comes through from the cell that is being written in, which closes itself
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            for index in self.selectedIndexes():
                self.model_.setData(index, "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            here = self.currentIndex()
            self.setCurrentIndex(self.model_.index(min(here.row() + 1, self.model_.rowCount() - 1), here.column()))
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter goes on below, as in Excel."""
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            here = self.currentIndex()
            self.setCurrentIndex(self.model_.index(min(here.row() + 1, self.model_.rowCount() - 1), here.column()))

    def moveCursor(self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier) -> QModelIndex:
        """Tab goes to the next cell that is typed into."""
        ways = {QAbstractItemView.CursorAction.MoveNext: 1, QAbstractItemView.CursorAction.MovePrevious: -1}
        if action not in ways:
            return super().moveCursor(action, keys)
        here, step = self.currentIndex(), ways[action]
        wide = self.model_.columnCount()
        place = here.row() * wide + here.column() + step
        while 0 <= place < self.model_.rowCount() * wide:
            row, column = divmod(place, wide)
            if self.model_.columns[column].figure:
                return self.model_.index(row, column)
            place += step
        return here

    def _paste(self) -> None:
        rows = [line.split("\t") for line in QGuiApplication.clipboard().text().rstrip("\r\n").splitlines()]
        here = self.currentIndex()
        if rows and not self.pasted(rows):
            self.model_.paste(max(0, here.row()), max(0, here.column()), rows)
