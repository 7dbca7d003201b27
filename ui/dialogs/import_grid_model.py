"""A plan as a table for Qt: the rows of the list and their cells, made when somebody looks at them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from crm.exchange import fillable, shown_cells
from crm.exchange.plan import Plan
from crm.exchange.row_plan import RowPlan
from crm.exchange.shown_cells import ShownCell
from crm.i18n import N_, _
from ui.dialogs import wording
from ui.kit import icons, text, theme

Index = QModelIndex | QPersistentModelIndex
ACTIONS = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "same": N_("Unchanged"),
    "rejected": N_("Rejected"),
    "question": N_("Question"),
}
ICONS = {"new": "plus", "changed": "edit", "same": "check", "rejected": "warning", "question": "help"}
TONES = {"new": "success", "changed": "accent", "same": "muted", "rejected": "danger", "question": "warning"}
STATES = {
    shown_cells.NEW: N_("new"),
    shown_cells.CHANGED: N_("changes"),
    shown_cells.ERASED: N_("is erased"),
    shown_cells.ASKED: N_("would change"),
    shown_cells.REFUSED: N_("not taken over"),
    shown_cells.WRONG: N_("cannot be read"),
    shown_cells.TOLD: N_("left out"),
    shown_cells.OUT: N_("stays out"),
}
_NOWHERE = QModelIndex()
_KEPT = 400
"""So many rows of cells are remembered: more than any screen shows."""


class GridModel(QAbstractTableModel):
    """One row a row of the list, one column a column that means something, and the note of the row last.

    `written(number of the row, header, text)` tells that somebody wrote in a cell; it shows at once what was written,
    and what becomes of it when the next plan is shown.
    """

    written = Signal(int, str, str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.plan: Plan | None = None
        self.headers: list[str] = []
        self.places: Sequence[int] = ()
        self._cells: dict[int, dict[str, ShownCell]] = {}
        self._waiting: dict[tuple[int, str], str] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}

    def show_plan(self, plan: Plan, places: Sequence[int]) -> None:
        """Show these rows of a plan, known by their place in it."""
        headers = shown_cells.columns(plan)
        same = self.plan is not None and headers == self.headers and len(places) == len(self.places)
        if not same:
            self.beginResetModel()
        self.plan, self.headers, self.places = plan, headers, places
        self._cells.clear()
        self._waiting.clear()
        if not same:
            self.endResetModel()
        elif places:
            # Who is in the middle of the list stays there
            self.dataChanged.emit(self.index(0, 0), self.index(len(places) - 1, len(headers)))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(places) - 1)

    def line(self, row: int) -> RowPlan:
        """The plan of a row shown."""
        assert self.plan is not None
        return self.plan.rows[self.places[row]]

    def header(self, column: int) -> str:
        """The header of a column, "" for that of the notes."""
        return self.headers[column] if column < len(self.headers) else ""

    def cell(self, row: int, column: int) -> ShownCell:
        """A cell, with what was written in it a moment ago."""
        assert self.plan is not None
        place = self.places[row]
        if column >= len(self.headers):
            return ShownCell(self.plan.rows[place].reason, shown_cells.SAME)
        if place not in self._cells:
            if len(self._cells) > _KEPT:
                self._cells.clear()
            self._cells[place] = shown_cells.row(self.plan, place)
        header = self.headers[column]
        waiting = self._waiting.get((self.plan.rows[place].row, header))
        return self._cells[place][header] if waiting is None else ShownCell(waiting, shown_cells.SAME, edited=True)

    def before(self, cell: ShownCell) -> str:
        """What stands in the register where a cell changes it, in words; "" where nothing does."""
        change = cell.change
        return wording.value(change.record, change.field, change.before) if change and change.before else ""

    def told(self, row: int, column: int) -> str:
        """All that there is to say of a cell, in one line: "Poststed: Tromsø → Bodø (changes)"."""
        cell, header = self.cell(row, column), self.header(column) or _("Note")
        before = self.before(cell)
        words = " → ".join(filter(None, (before, cell.text or "–")))
        more = [_(STATES[cell.state])] if cell.state in STATES else []
        more += [_("written by you")] if cell.edited else []
        return f"{header}: {words}" + (f" ({', '.join(more)})" if more else "")

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.places)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() or self.plan is None else len(self.headers) + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.column() < len(self.headers) else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.cell(index.row(), index.column()).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.told(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return text.plain_tip(self.told(index.row(), index.column()))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or self.plan is None:
            return False
        words, header = str(value).strip(), self.header(index.column())
        if words == self.cell(index.row(), index.column()).text:
            return False
        number = self.line(index.row()).row
        self._waiting[number, header] = words
        self.dataChanged.emit(index, index)
        self.written.emit(number, header, words)
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.plan is None:
            return None
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return self._title(section) if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None
        if section >= len(self.places):
            return None
        line = self.line(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return str(line.row)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(line.action)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return _("Row {row}: {what}").format(row=line.row, what=_(ACTIONS[line.action]))
        return None

    def _icon(self, action: str) -> QIcon:
        """Made once for each colour: Qt asks for those of two hundred rows to know how wide the head is."""
        key = action, theme.color(TONES[action]).name()
        if key not in self._icons:
            self._icons[key] = icons.icon(ICONS[action], TONES[action])
        return self._icons[key]

    def _title(self, section: int) -> str:
        """The header of the list, and below it what the column becomes."""
        assert self.plan is not None
        header = self.header(section)
        if not header:
            return _("Note")
        refused = shown_cells.is_column_refused(self.plan, header)
        erases = header in self.plan.choices.erases
        field = self.plan.mapping[header] or ""
        meant = fillable.title(field)
        below = (
            _("not taken over") if refused else _("{field}, empty ones erase").format(field=meant) if erases else meant
        )
        return header if header == below else f"{header}\n{below}"
