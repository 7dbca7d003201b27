"""The last step of an import: what came of it, the way back, and the rows that stayed out."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.exchange import meetings
from crm.exchange.carry_out import Outcome
from crm.i18n import _, ngettext
from crm.queries.informing import Clock
from crm.rules import numbers
from ui.dialogs import wording
from ui.kit import text, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card, StatCard


class DoneStep(QWidget):
    """Counts, Undo, and Save rejected rows."""

    def __init__(self, undo: Callable[[], object], save_rejected: Callable[[], object]) -> None:
        super().__init__()
        self._title = text.label("", "heading", wrap=True)
        self._cards = [StatCard("") for _kind in range(4)]
        cards = QHBoxLayout()
        cards.setSpacing(tokens.M)
        for card in self._cards:
            cards.addWidget(card)
        self.undo = button(_("Undo the import"), undo, icon="undo")
        self.save_rejected = button(_("Save rejected rows as Excel…"), save_rejected, icon="export")
        self._out = text.label(wrap=True)
        self._due, self._meeting = text.label("", wrap=True), text.label("", wrap=True)
        way_back = text.label(
            _("The whole import can also be taken back later, under Imports: what was edited since stays."),
            "muted",
            wrap=True,
        )
        back, out = Card(_("Not what you expected?")), Card(_("Rows that were left out"))
        back.body.addWidget(way_back)
        back.body.addLayout(_left(self.undo))
        out.body.addWidget(self._out)
        out.body.addLayout(_left(self.save_rejected))
        self._rejected, self._back = out, back
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.L)
        body.addWidget(self._title)
        body.addLayout(cards)
        body.addWidget(self._meeting)
        body.addWidget(self._due)
        body.addWidget(out)
        body.addWidget(back)
        body.addStretch(1)

    def show_outcome(self, outcome: Outcome, clock: Clock) -> None:
        """Show what came of it, and until when its new people must be told."""
        counts = outcome.counts
        out = counts.rejected + counts.questions
        brought = counts.new + counts.changed
        words = ngettext("{count} row of {file} was imported", "{count} rows of {file} were imported", brought)
        self._title.setText(words.format(count=numbers.show_int(brought), file=outcome.plan.file_name))
        came = _contents(counts.people_created, counts.organisations_created, counts.memberships_created)
        told = (
            (ngettext("Row added", "Rows added", counts.new), counts.new, came),
            (
                ngettext("Row changed", "Rows changed", counts.changed),
                counts.changed,
                _contents(counts.people_updated, counts.organisations_updated),
            ),
            (ngettext("Row unchanged", "Rows unchanged", counts.same), counts.same, ""),
            (ngettext("Row left out", "Rows left out", out), out, ""),
        )
        for card, (kind, count, sub) in zip(self._cards, told, strict=True):
            card.set(numbers.show_int(count), sub, kind)
        said = ngettext(
            "{count} row was not written. Save it with the reason, correct it, and import it again.",
            "{count} rows were not written. Save them with the reason for each, correct them, and import them again.",
            out,
        )
        self._out.setText(said.format(count=numbers.show_int(out)))
        for shown in (*self._cards, self._back):
            shown.setVisible(True)
        self._rejected.setVisible(bool(out))
        self._meeting.setText(meetings.counted(outcome.plan.attendance))
        self._meeting.setVisible(bool(self._meeting.text()))
        self._due.setText(wording.must_be_told(clock))
        self._due.setVisible(bool(self._due.text()))
        self.undo.setEnabled(outcome.step is not None)

    def show_undone(self) -> None:
        """Say that nothing of the list remains."""
        self._title.setText(_("The import is undone"))
        self.undo.setEnabled(False)
        for gone in (*self._cards, self._back):
            gone.setVisible(False)
        self._due.hide()
        self._meeting.hide()


def _contents(people: int, organisations: int, memberships: int = 0) -> str:
    counted = (("person", people), ("organisation", organisations), ("membership", memberships))
    return ", ".join(wording.counted(table, count) for table, count in counted if count)


def _left(widget: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(widget)
    line.addStretch(1)
    return line
