"""The recycle bin: everything that was archived, deleted or merged away, of every kind, and the way back."""

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.commands import recycle_bin
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import recycle_bin as queries
from crm.queries.recycle_bin import Thrown
from crm.rules import folding, numbers
from ui.dialogs import wording
from ui.dialogs.listing import Listing
from ui.dialogs.working import WorkDialog
from ui.kit import text
from ui.kit.chips import Chip, FilterChips
from ui.kit.search_field import SearchField
from ui.kit.table import Column


def ask(parent: QWidget | None, *, writable: bool = True) -> "RecycleBinDialog":
    """List all that is in no list any more; `saved` is never told, for it stays open until it is closed."""
    dialog = RecycleBinDialog(parent, writable)
    dialog.open()
    dialog.look()
    return dialog


class Line(NamedTuple):
    """A record of the bin in words."""

    thrown: Thrown
    name: str
    kind: str
    how: str
    at: str
    who: str
    along: str
    found_by: str


class RecycleBinDialog(WorkDialog):
    """Enter restores what one is on; one types to find it."""

    def __init__(self, parent: QWidget | None, writable: bool) -> None:
        super().__init__(parent, _("Recycle bin"), save=_("Restore"), cancel=_("Close"), width=1080)
        self._writable = writable
        self._lines: list[Line] = []
        why = _(
            "What was archived is in no list and still counts in figures. What was deleted comes back with all that"
            " hung on it then."
        )
        self.search = SearchField(_("Search in the recycle bin"))
        self._chips = FilterChips()
        self._chips.set_chips(
            [
                Chip(queries.ARCHIVED, _("Archived"), False),
                Chip(queries.DELETED, _("Deleted"), False),
                Chip(queries.MERGED, _("Merged"), False),
            ]
        )
        self._count = text.label("", "muted")
        self.listing = Listing(
            _("Recycle bin"),
            [
                Column("name", _("Name"), 200, sortable=False, tip=lambda row: row.name),
                Column("kind", _("What"), 116, sortable=False),
                Column("how", _("How"), 150, sortable=False, tip=lambda row: row.how),
                Column("at", _("When"), 132, sortable=False),
                Column("who", _("Who"), 110, sortable=False),
                Column("along", _("What went with it"), 150, sortable=False, tip=lambda row: row.along),
            ],
            tall=12,
            least=5,
        )
        above = QHBoxLayout()
        above.addWidget(self.search, 1)
        above.addWidget(self._chips)
        self.body.addWidget(text.label(why, "muted", wrap=True))
        self.body.addLayout(above)
        self.body.addWidget(self.listing, 1)
        self.body.addWidget(self._count)
        self.search.searched.connect(lambda _words: self._fill())
        self._chips.toggled.connect(lambda _key, _on: self._fill())
        self.listing.current_changed.connect(lambda _id: self._allow())
        self.listing.opened.connect(lambda _id: self.save_now())
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search, self.listing.setFocus)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._allow()

    def look(self) -> None:
        """Read the bin in the worker."""
        self.run(lambda _progress: queries.everything(), self._found, _("Looking through the recycle bin"))

    def names(self) -> list[str]:
        """What is listed."""
        return [line.name for line in self.listing.rows()]

    def save_now(self) -> None:
        """Restore what one is on; it leaves the list."""
        line = self.listing.current_row()
        if line is None or not self.save_button.isEnabled() or self.working():
            return
        one = line.thrown

        def work(progress: Progress) -> list[str]:
            return recycle_bin.restore(one.table, one.row, progress)

        self.run(work, lambda stayed: self._restored(line, stayed), _("Restoring"), cancellable=False)

    def work_failed(self, problem: BaseException) -> None:
        """Tell why it stays away, and let another be chosen."""
        super().work_failed(problem)
        self._allow()

    def _found(self, listed: list[Thrown]) -> None:
        self._lines = [_line(one) for one in listed]
        self._fill()
        self.search.setFocus()

    def _fill(self) -> None:
        words = folding.fold(self.search.text()).split()
        hows = self._chips.checked()
        shown = [
            line
            for line in self._lines
            if (not hows or line.thrown.how in hows) and all(word in line.found_by for word in words)
        ]
        self.listing.show_rows(shown)
        count = ngettext("{count} record", "{count} records", len(shown)).format(count=numbers.show_int(len(shown)))
        self._count.setText(count if self._lines else _("The recycle bin is empty."))
        self._allow()

    def _restored(self, line: Line, stayed: list[str]) -> None:
        place = self.listing.current_id() or 0
        self._lines = [one for one in self._lines if one is not line]
        self._fill()
        if self.listing.rows():
            self.listing.go_to(min(place, len(self.listing.rows()) - 1))
        told = _("“{name}” is back.").format(name=line.name)
        if stayed:
            told += " " + _("This stayed away, for something has taken its place: {what}.").format(
                what=", ".join(dict.fromkeys(stayed))
            )
        self.say(told, "warning" if stayed else "success")
        self.listing.setFocus()

    def _allow(self) -> None:
        line: Any = self.listing.current_row()
        able = line is not None and line.thrown.can and self._writable
        self.save_button.setEnabled(able)
        self.save_button.setToolTip(
            _("An update of the program lies between: this can no longer be restored.")
            if line is not None and not line.thrown.can
            else ""
        )


def _line(one: Thrown) -> Line:
    hows = {queries.ARCHIVED: _("Archived"), queries.DELETED: _("Deleted")}
    how = hows.get(one.how) or _("Merged into {name}").format(name=one.into)
    along = ", ".join(wording.counted(table, count) for table, count in sorted(one.along.items()))
    name = one.name or wording.kind(one.table)
    kind = wording.kind(one.table)
    found_by = folding.fold(f"{name} {kind} {one.into} {one.who}")
    return Line(one, name, kind, how, wording.moment(one.at), one.who or "–", along, found_by)
