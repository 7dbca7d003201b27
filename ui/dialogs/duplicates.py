"""Who and what stands in the register twice: the pairs, likeliest first, to be merged or told apart one by one."""

from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from crm.commands import merging
from crm.exchange import duplicate_organisations
from crm.exchange import duplicates as people
from crm.exchange.duplicates import Pair
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import duplicates as queries
from crm.rules import numbers
from ui.dialogs import merge
from ui.dialogs.listing import Listing
from ui.dialogs.working import WorkDialog
from ui.kit import text, tokens
from ui.kit.cards import Card
from ui.kit.chips import Chip, FilterChips
from ui.kit.table import Column

KINDS = ("person", "organisation")
_LINES = 7
"""So many fields of a pair are shown beneath the list; the rest stands in the dialog that merges."""


def ask(parent: QWidget | None, *, kind: str = "person") -> "DuplicatesDialog":
    """Look through the whole register and list the pairs; `kind` is person or organisation."""
    dialog = DuplicatesDialog(parent, kind)
    dialog.open()
    dialog.look()
    return dialog


class Line(NamedTuple):
    """A pair in words."""

    pair: Pair
    score: str
    one: str
    other: str
    why: str


class DuplicatesDialog(WorkDialog):
    """Enter merges the pair one is on, Delete says that they are two; then the next one is current."""

    def __init__(self, parent: QWidget | None, kind: str) -> None:
        super().__init__(parent, _("Duplicates"), save=_("Merge…"), cancel=_("Close"), width=940)
        self.kind = kind
        self._pairs: list[Pair] = []
        self._copied = False
        self._merged, self._apart = 0, 0
        self._chips = FilterChips()
        self._chips.set_chips(
            [
                Chip("person", _("Contacts"), kind == "person"),
                Chip("organisation", _("Organisations"), kind == "organisation"),
            ]
        )
        self._chips.toggled.connect(self._other_kind)
        self._count = text.label("", "muted", wrap=True)
        above = QHBoxLayout()
        above.addWidget(self._chips)
        above.addWidget(self._count, 1)
        self.listing = Listing(
            _("Duplicates"),
            [
                Column("score", _("Likely"), 70, "right", sortable=False),
                Column("one", _("One"), 200, sortable=False),
                Column("other", _("The other"), 200, sortable=False),
                Column("why", _("Why"), 330, sortable=False, tip=lambda row: row.why),
            ],
            tall=9,
            least=4,
        )
        self._beside = _Beside()
        self.body.addLayout(above)
        self.body.addWidget(self.listing, 1)
        self.body.addWidget(self._beside)
        self.apart_button = self.add_button(_("Not the same"), self.tell_apart, icon="close")
        self.apart_button.setToolTip(_("They are two, and will not be asked about again (Delete)"))
        self.listing.current_changed.connect(lambda _id: self._show_pair())
        self.listing.opened.connect(lambda _id: self.save_now())
        keys = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.listing, self.tell_apart)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._allow()

    def look(self) -> None:
        """Look through everybody, or every organisation, in the worker."""
        kind = self.kind
        self.listing.show_rows([])
        self._show_pair()
        self._count.setText("")

        def work(progress: Progress) -> list[Pair]:
            return people.people(progress) if kind == "person" else duplicate_organisations.organisations(progress)

        self.run(work, self._found, _("Looking for duplicates"))

    def pairs(self) -> list[Pair]:
        """Those that are listed."""
        return [line.pair for line in self.listing.rows()]

    def save_now(self) -> None:
        """Show the pair side by side to merge it."""
        line = self.listing.current_row()
        if line is None or self.working():
            return
        asked = merge.ask(self, kind=self.kind, one=line.pair.low, other=line.pair.high, backup=not self._copied)
        asked.saved.connect(self._went)

    def tell_apart(self) -> None:
        """The pair one is on are two: remember it and go to the next."""
        line = self.listing.current_row()
        if line is None or self.working():
            return
        merging.tell_apart(self.kind, [(line.pair.low, line.pair.high)])
        self._apart += 1
        self._drop(lambda pair: pair == line.pair)

    def _went(self, both: tuple[int, int]) -> None:
        self._copied = True
        self._merged += 1
        self._drop(lambda pair: both[1] in (pair.low, pair.high))

    def _found(self, pairs: list[Pair]) -> None:
        self._pairs = pairs
        self._fill(0)

    def _drop(self, gone: Any) -> None:
        place = self.listing.current_id() or 0
        self._pairs = [pair for pair in self._pairs if not gone(pair)]
        self._fill(place)

    def _fill(self, place: int) -> None:
        ids = {id for pair in self._pairs for id in (pair.low, pair.high)}
        told = queries.described(self.kind, ids)
        lines = [
            Line(pair, numbers.show_whole_percent(pair.score), told[pair.low].name, told[pair.high].name, pair.why)
            for pair in self._pairs
            if pair.low in told and pair.high in told
        ]
        self.listing.show_rows(lines)
        if lines:
            self.listing.go_to(min(place, len(lines) - 1))
        self._count.setText(self._counted(len(lines)))
        self._show_pair()
        self._allow()
        (self.listing if lines else self.cancel_button).setFocus()

    def _counted(self, left: int) -> str:
        words = ngettext("{count} pair left.", "{count} pairs left.", left) if left else _("Nothing looks alike.")
        told = [words.format(count=numbers.show_int(left))]
        if self._merged:
            told.append(_("Merged: {count}.").format(count=numbers.show_int(self._merged)))
        if self._apart:
            told.append(_("Told apart: {count}.").format(count=numbers.show_int(self._apart)))
        return " ".join(told)

    def _show_pair(self) -> None:
        line = self.listing.current_row()
        self._beside.show_pair(self.kind, line.pair if line is not None else None)

    def _allow(self) -> None:
        able = bool(self.listing.rows())
        self.save_button.setEnabled(able)
        self.apart_button.setEnabled(able)

    def _other_kind(self, key: str, _on: bool) -> None:
        if self.working():
            return
        self.kind = key
        self._chips.set_checked([key])
        self.look()


class _Beside(QWidget):
    """The pair one is on, side by side."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._card = Card()
        line.addWidget(self._card)
        self._inside: QWidget | None = None

    def show_pair(self, kind: str, pair: Pair | None) -> None:
        """Show another pair, nothing for None."""
        self.setVisible(pair is not None)
        if self._inside is not None:
            self._card.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
            self._inside = None
        if pair is None:
            return
        told = queries.described(kind, [pair.low, pair.high])
        if len(told) < 2:
            return
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.L)
        grid.setVerticalSpacing(tokens.XS)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, row in enumerate((pair.low, pair.high), start=1):
            grid.addWidget(text.label(told[row].name, "strong", wrap=True), 0, place)
            grid.addWidget(text.label(told[row].about or "–", "muted", wrap=True), 1, place, Qt.AlignmentFlag.AlignTop)
        for place, one in enumerate(merge.compared(kind, pair.low, pair.high)[:_LINES], start=2):
            for column, words in enumerate((one.field, one.one, one.other)):
                said = text.Elided(words, "muted" if column == 0 else "body")
                grid.addWidget(said, place, column)
        self._inside = made
        self._card.body.addWidget(made)
