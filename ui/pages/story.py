"""What happened with somebody, newest first, as a timeline that leads to each meeting and promise."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries import timeline
from crm.rules import dates
from ui.kit import when
from ui.kit.empty import Empty, WithEmpty
from ui.kit.timeline import Entry, Timeline, TimelineModel
from ui.pages.desk import Desk

INTERACTIONS = {
    "meeting_in_person": "meeting",
    "meeting_video": "video",
    "phone": "phone",
    "site_visit": "visit",
    "email": "mail",
    "other": "note",
}
OTHERS = {"task": "followups", "position": "person", "membership": "members"}
HOMES = {"interaction": "interactions", "task": "followups"}


class Story(QWidget):
    """A timeline of one person or organisation; a double click or Enter leads to what it shows."""

    counted = Signal(int)

    def __init__(self, name: str, desk: Desk) -> None:
        super().__init__()
        self._name, self._desk = name, desk
        self._entries: Sequence[timeline.Entry] = ()
        self.model = TimelineModel(self._entry, self._fetch, self)
        self.view = Timeline()
        self.view.setAccessibleName(_("What happened"))
        self.view.setModel(self.model)
        self.view.opened.connect(self._open)
        why = _("Log a meeting, a call or a mail with them, and it stands here.")
        self._both = WithEmpty(self.view, Empty("clock", _("Nothing yet"), why))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._both)

    def ask(self, query: timeline.TimelineQuery) -> None:
        """Show what this asks for."""
        self._desk.questions.ask(f"{self._name}.story", query.entries, self._show)

    def _show(self, entries: Sequence[timeline.Entry]) -> None:
        self._entries = entries
        self.model.set_ids(range(len(entries)))
        self._both.show_empty(not entries)
        self.counted.emit(len(entries))

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, Any]:
        return {id: self._entries[id] for id in ids}

    def _entry(self, one: timeline.Entry) -> Entry:
        today = self._desk.today()
        told = (when.ago(one.day, today), one.time, one.meta)
        return Entry(
            icon(one),
            one.title,
            " · ".join(part for part in told if part),
            one.text,
            dates.show(one.day),
            tone(one, today),
        )

    def _open(self, place: int) -> None:
        one = self._entries[place]
        if one.kind in HOMES:
            self._desk.go(HOMES[one.kind], one.id)


def icon(one: timeline.Entry) -> str:
    """The icon of what happened: for a meeting that of its type."""
    return INTERACTIONS.get(one.type, "note") if one.kind == "interaction" else OTHERS.get(one.kind, "clock")


def tone(one: timeline.Entry, today: date) -> str:
    """The colour of its disc: a promise that is late stands out, what merely changed stands back."""
    if one.kind == "task":
        return "success" if one.type == "done" else "danger" if one.type == "open" and one.day < today else "warning"
    return "accent" if one.kind == "interaction" else "muted"
