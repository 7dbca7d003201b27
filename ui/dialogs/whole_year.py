"""The figures of a year for all members at once: typed in a grid, pasted from Excel, or out of a file."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm.commands import organisation_years
from crm.errors import CrmError
from crm.exchange import year_figures
from crm.exchange.year_figures import Found
from crm.i18n import _, ngettext
from crm.queries import organisation_years as queries
from crm.rules import numbers, orgnr
from ui.dialogs import received
from ui.dialogs.working import WorkDialog
from ui.dialogs.year_grid import YearGrid, YearModel
from ui.kit import text

_NAMED = 5


def ask(parent: QWidget | None, *, year: int) -> "YearDialog":
    """All members of a year with what is known of it; `saved` tells how many organisations have other figures."""
    dialog = YearDialog(parent, year)
    dialog.open()
    dialog.grid.setFocus()
    return dialog


class YearDialog(WorkDialog):
    """A grid in which a whole year is typed; nothing is written before it is saved, and then as one step."""

    def __init__(self, parent: QWidget | None, year: int) -> None:
        super().__init__(parent, _("Company figures {year}").format(year=year), width=920)
        self.year = year
        words = _("Type the numbers, or paste them from Excel. Cells with organisation numbers find their own line.")
        self._told = text.label(words, "muted", wrap=True)
        self.model = YearModel(queries.members(year))
        self.grid = YearGrid(self.model)
        self.grid.setMinimumHeight(320)
        self.grid.pasted = self._pasted
        self._count = text.label("", "muted")
        self.body.addWidget(self._told)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(self._count)
        self.add_button(_("From a file…"), self._choose, icon="import")
        self.model.typed.connect(self._tell)
        self.on_save(self._save)
        self.ask_before_losing()
        self._tell()

    def unsaved(self) -> bool:
        """Whether a cell holds something else than what is known."""
        return bool(self.model.changed()) or self.model.first_wrong() is not None

    def look(self, file: Path) -> None:
        """Read a file into the grid; nothing is written."""
        year = self.year
        self.run(lambda progress: year_figures.read(file, year, progress=progress), self._take, _("Reading the file"))

    def _choose(self) -> None:
        chosen = received.one(self, _("Figures of members"), received.tables())
        if chosen is not None:
            self.look(chosen)

    def _pasted(self, rows: Sequence[Sequence[str]]) -> bool:
        """Cells that say whom they are about find their own line, wherever the cursor is."""
        found = year_figures.out_of([list(row) for row in rows], self.year)
        if found is None and len(rows[0]) > 1 and _says_whom(rows):
            heads = ["org.nr." if _digits(rows) else "navn", "ansatte", "omsetning", "balanse"]
            found = year_figures.out_of([heads[: len(rows[0])], *(list(row) for row in rows)], self.year)
        if found is None:
            return False
        self._take(found)
        return True

    def _take(self, found: Found) -> None:
        self.model.put(found.values, queries.organisations(list(found.values), self.year))
        told = ngettext("{count} organisation found.", "{count} organisations found.", len(found.values))
        sentences = [told.format(count=numbers.show_int(len(found.values)))]
        for words, listed in (
            (_("In no line of the register: {names}."), found.unknown),
            (_("Could be several: {names}."), found.several),
            (_("No number: {names}."), found.unread),
        ):
            if listed:
                names = ", ".join(listed[:_NAMED]) + (" …" if len(listed) > _NAMED else "")
                sentences.append(words.format(names=names))
        if found.other_years:
            sentences.append(_("Lines of other years were left out: {count}.").format(count=found.other_years))
        self._told.setText(" ".join(sentences))
        self.save_button.setEnabled(True)

    def _tell(self) -> None:
        count = len(self.model.changed())
        words = ngettext("{count} organisation changed", "{count} organisations changed", count)
        self._count.setText(words.format(count=numbers.show_int(count)))

    def _save(self) -> int:
        wrong = self.model.first_wrong()
        if wrong is not None:
            self.grid.go_to(*wrong)
            name = self.model.members[wrong[0]].name
            raise CrmError(_("What stands at {name} is no number. Correct it, or empty the cell.").format(name=name))
        changed = self.model.changed()
        return organisation_years.put_all(self.year, changed) if changed else 0


def _says_whom(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first column holds names or organisation numbers, in most of the rows."""
    return sum(_is_number(row[0]) or any(sign.isalpha() for sign in row[0]) for row in rows) * 2 > len(rows)


def _digits(rows: Sequence[Sequence[str]]) -> bool:
    return any(_is_number(row[0]) for row in rows)


def _is_number(cell: str) -> bool:
    """Whether it looks like an organisation number: nine figures, with letters and blanks at most beside them."""
    return len(orgnr.clean(cell)) == 9 and orgnr.clean(cell).isdigit()
