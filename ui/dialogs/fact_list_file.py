"""A list of one kind of report data out of a file: its lines looked over, then kept in one step."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm.exchange.fact_lists import reading
from crm.exchange.fact_lists.reading import Found, Line
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.rules import numbers
from ui.dialogs import choices, lines_read, received
from ui.dialogs.ticks import Ticks
from ui.dialogs.working import WorkDialog
from ui.kit import text
from ui.kit.table import Column

_SHOWN = 6
_NAMED = 4


def choose(parent: QWidget | None, table: str, *, name: str, year: int) -> "FactListDialog | None":
    """Ask for the file, then show its lines; None where somebody thought better of it."""
    file = received.one(parent, name, received.tables())
    return ask(parent, table, file=file, year=year) if file is not None else None


def ask(parent: QWidget | None, table: str, *, file: Path, year: int) -> "FactListDialog":
    """Read the file in the worker and show its lines; those that name no year are of `year`."""
    dialog = FactListDialog(parent, table, file, year)
    dialog.open()
    dialog.look()
    return dialog


class FactListDialog(WorkDialog):
    """Every line as it would be kept; what is wrong stands first, and what the register has already is not taken."""

    def __init__(self, parent: QWidget | None, table: str, file: Path, year: int, *, save: str = "") -> None:
        super().__init__(parent, _("Lines of {file}").format(file=file.name), save=save or _("Add"), width=1040)
        self._table, self.file, self._year = table, file, year
        self._told = text.label("", "muted", wrap=True)
        self.body.addWidget(self._told)
        self.ticks: Ticks | None = None
        self.save_button.setEnabled(False)
        self.on_save(self._save)

    def look(self) -> None:
        """Read the file; nothing is written."""
        self.run(self.read, self._show, _("Reading the file"))

    def read(self, progress: Progress) -> Found:
        """What the file holds; asked in the worker."""
        return reading.read(self.file, self._table, year=self._year, today=choices.today(), progress=progress)

    def keep(self, lines: Sequence[Line]) -> int:
        """Keep the lines that are ticked; returns how many."""
        return reading.keep(self.file.name, self._table, lines)

    def work_failed(self, problem: BaseException) -> None:
        """A file that cannot be read leaves no button to press."""
        super().work_failed(problem)
        self.save_button.setEnabled(False)

    def _show(self, found: Found) -> None:
        columns = [
            Column(
                asked.key,
                _(asked.titles[0]),
                190 if asked.kind in ("text", "organisation", "organisations", "named", "person") else 112,
                "right" if asked.kind in ("money", "count", "minutes", "score", "value") else "left",
                sortable=False,
                show=partial(_cell, asked.key),
            )
            for asked in found.columns[:_SHOWN]
        ]
        note = Column("note", _("To be looked at"), 260, sortable=False, show=_note)
        self.ticks = Ticks(_("Lines"), [*columns[:1], note, *columns[1:]], tall=11)
        self.body.addWidget(self.ticks, 1)
        order = sorted(found.lines, key=lambda line: (not line.problem, not line.there))
        taken = [place for place, line in enumerate(order) if not line.problem and not line.there]
        barred = [place for place, line in enumerate(order) if line.problem]
        self.ticks.changed.connect(self._count)
        self.ticks.show_rows(order, taken, barred)
        self._tell(found)
        self.ticks.view.setFocus()

    def _tell(self, found: Found) -> None:
        there, wrong = sum(line.there for line in found.lines), sum(bool(line.problem) for line in found.lines)
        said = lines_read.told(len(found.lines), there, wrong)
        if found.unused:
            names = ", ".join(found.unused[:_NAMED]) + (" …" if len(found.unused) > _NAMED else "")
            said.append(_("Columns that are not read: {columns}.").format(columns=names))
        self._told.setText(" ".join(said))

    def _count(self) -> None:
        assert self.ticks is not None
        taken = len(self.ticks.taken())
        words = ngettext("{count} line is taken", "{count} lines are taken", taken)
        self.ticks.tell(words.format(count=numbers.show_int(taken)))
        self.save_button.setEnabled(bool(taken))

    def _save(self) -> int:
        return self.keep(self.ticks.taken() if self.ticks is not None else [])


def _cell(key: str, line: Line) -> str:
    return line.texts.get(key, "")


def _note(line: Line) -> str:
    if line.problem:
        return line.problem
    return _("stands in the register already") if line.there else line.note
