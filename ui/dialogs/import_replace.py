"""Find and replace over the cells of a plan: a bar above the grid, as in any sheet."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from crm.exchange import cell_edits
from crm.exchange.cell_edits import Wanted
from crm.exchange.choices import Choices
from crm.exchange.plan import Plan
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.rules import numbers
from ui.dialogs.import_decisions import Decision, Work
from ui.dialogs.import_grid import Grid
from ui.kit import fields, text, theme
from ui.kit.buttons import button, icon_button
from ui.kit.combo import Combo
from ui.kit.flow import FlowLayout

Cell = tuple[int, str]
"""(number of the row, header)."""


class _Search(NamedTuple):
    """What is looked for, what is to stand there instead, and in which columns."""

    wanted: Wanted
    by: str
    headers: list[str]


class ReplaceBar(QWidget):
    """Looks through the rows that are shown; Enter finds the next one, Esc closes."""

    def __init__(self, grid: Grid, decide: Callable[[Decision], object], work: Work) -> None:
        super().__init__()
        self._grid, self._decide, self._work = grid, decide, work
        self._count: int | None = None
        self.find_edit, self.by_edit = QLineEdit(), QLineEdit()
        for edit, words in ((self.find_edit, _("Find")), (self.by_edit, _("Replace with"))):
            edit.setPlaceholderText(words)
            edit.setAccessibleName(words)
            edit.setMinimumWidth(theme.px(150))
        self.column: QComboBox = Combo()
        fields.dress(self.column)
        self.column.setAccessibleName(_("In which column"))
        self.whole, self.case = QCheckBox(_("Whole cell")), QCheckBox(_("Match case"))
        self._told = text.label("", "muted")
        line = FlowLayout(self, shares=True)
        for one in (self.find_edit, self.by_edit, self.column, self.whole, self.case):
            line.addWidget(one)
        line.addWidget(button(_("Find next"), self.find_next, icon="search"))
        line.addWidget(button(_("Replace all"), self.replace_all))
        line.addWidget(icon_button("close", _("Close"), self.leave))
        line.addWidget(self._told)
        self.hide()

    def begin(self) -> None:
        """Open it, for the column that one is in."""
        model = self._grid.model_
        choices: list[tuple[Any, str]] = [(None, _("In all columns")), *((one, one) for one in model.headers)]
        fields.set_choices(self.column, choices)
        if self.isHidden():
            at = self._grid.currentIndex()
            self.column.setCurrentIndex(at.column() + 1 if model.header(max(0, at.column())) else 0)
        self._told.clear()
        self.show()
        self.find_edit.setFocus()
        self.find_edit.selectAll()

    def find_next(self) -> None:
        """Go to the next cell that has it, round the end."""
        made, search, model = self._grid.model_.plan, self._search(), self._grid.model_
        if made is None or not model.places:
            return
        here, places = self._grid.currentIndex(), list(model.places)
        rest = [one for one in search.headers if model.headers.index(one) > here.column()]

        def look(_progress: Progress) -> Cell | None:
            rows = [made.rows[place].row for place in places]
            at = max(0, here.row())
            begin = cell_edits.find(made.table, made.choices, search.wanted, rows[at : at + 1], rest)
            others = rows[at + 1 :] + rows[: at + 1]
            return begin or cell_edits.find(made.table, made.choices, search.wanted, others, search.headers)

        self._work(look, self._found)

    def replace_all(self) -> None:
        """Replace it wherever it stands in the rows that are shown."""
        search, places = self._search(), list(self._grid.model_.places)

        def decide(made: Plan) -> Choices:
            rows = [made.rows[place].row for place in places]
            found = cell_edits.replaced(made.table, made.choices, search.wanted, search.by, rows, search.headers)
            choices, self._count = found
            return choices

        self._decide(decide)

    def planned(self) -> None:
        """Say in how many cells it was replaced, once the plan follows from it."""
        if self._count is not None:
            words = ngettext("{count} cell was changed.", "{count} cells were changed.", self._count)
            self._told.setText(words.format(count=numbers.show_int(self._count)))
            self._count = None

    def leave(self) -> None:
        """Close it."""
        self.hide()
        self._grid.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.find_next()
        else:
            super().keyPressEvent(event)

    def _search(self) -> _Search:
        wanted = Wanted(self.find_edit.text(), self.whole.isChecked(), self.case.isChecked())
        header = self.column.currentData()
        return _Search(wanted, self.by_edit.text(), [header] if header else list(self._grid.model_.headers))

    def _found(self, found: Cell | None) -> None:
        if found is None:
            self._told.setText(_("It is in no cell."))
            return
        model = self._grid.model_
        row = next(at for at in range(len(model.places)) if model.line(at).row == found[0])
        self._told.clear()
        self._grid.go_to(row, model.headers.index(found[1]))
