"""What happened with somebody or in a project, newest first, as a timeline that leads to each meeting and promise."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from crm.changes import Changes
from crm.i18n import _
from crm.queries import attachments, timeline
from crm.queries.timeline import Answer, TimelineQuery
from ui.kit import tokens
from ui.kit.empty import Empty, WithEmpty
from ui.kit.timeline import Entry, Timeline, TimelineModel
from ui.pages import lending, places, story_words
from ui.pages.desk import Desk
from ui.pages.story_bar import StoryBar

KEPT = 500
"""So many entries are kept in words."""


class _Row(NamedTuple):
    """An entry and its number."""

    id: int
    entry: timeline.Entry


LEAST = 48
"""Pixels of a timeline that stay however much stands above it."""


class Story(QWidget):
    """The timeline of one record; a double click or Enter leads to what an entry shows.

    A file opens in the system's program, a position leads to who is on its other side. A membership belongs to the
    record itself: `membership_asked` comes, and who shows the record shows it.

    Give it a name of its own among the page's questions, then `about("person", 7)`, `about("organisation", 3)` or
    `about("project", 5)`; `react(changes)` asks again where they touch it. It goes into any layout.
    """

    counted = Signal(int)
    membership_asked = Signal()

    def __init__(self, name: str, desk: Desk) -> None:
        super().__init__()
        self._name, self._desk = name, desk
        self._owner: tuple[str, int] | None = None
        self._query = TimelineQuery()
        self._scroll: int | None = None
        self._worded: dict[int, Entry] = {}
        self.bar = StoryBar()
        self.model = TimelineModel(self._painted, self._fetch, self)
        self.view = Timeline()
        self.view.setAccessibleName(_("What happened"))
        self.view.setModel(self.model)
        self.view.setMinimumHeight(LEAST)
        self.view.opened.connect(self._open)
        self.view.opened_apart.connect(self._open_apart)
        self._empty = Empty("clock", "")
        self._both = WithEmpty(self.view, self._empty)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.S)
        body.addWidget(self.bar)
        body.addWidget(self._both, 1)
        self.bar.changed.connect(self.again)
        self.bar.jumped.connect(self._jump)
        self.view.verticalScrollBar().valueChanged.connect(self._tell_year)

    def about(self, kind: str, id: int) -> None:
        """Show the timeline of a record: kind is person, organisation or project. What is chosen stays chosen."""
        if (kind, id) != self._owner:
            if self._owner is not None:
                self.bar.restore(self.bar.state() | {"words": ""})
            self._owner = (kind, id)
        self.again()

    def again(self) -> None:
        """Ask once more."""
        if self._owner is None:
            return
        kind, id = self._owner
        query = replace(
            timeline.of(kind, id),
            direct_only=self.bar.direct() and kind == "organisation",
            kinds=self.bar.kinds(),
            text=self.bar.words(),
        )
        self._desk.questions.ask(f"{self._name}.story", query.answer, lambda answer: self._show(query, answer))

    def react(self, changes: Changes) -> None:
        """Ask again where these changes touch what a timeline tells."""
        if changes.touches(*timeline.TABLES):
            self.again()

    def entries(self) -> list[timeline.Entry]:
        """All entries that are shown, read now."""
        found = self._query.rows(list(self.model.ids()))
        return [found[id] for id in self.model.ids() if id in found]

    def state(self) -> dict[str, Any]:
        """What is chosen and where one stands."""
        here = self.view.verticalScrollBar().value()
        return self.bar.state() | {"scroll": here, "current": self.view.current_id()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Choose it again and stand there with the next answer."""
        self.bar.restore(state)
        self._scroll = state.get("scroll")
        self._owner = None

    def _show(self, query: TimelineQuery, answer: Answer) -> None:
        self._query = query
        self.model.set_ids(answer.ids)
        self.bar.show_counts(answer.counts, rolls_up=query.organisation is not None)
        self.bar.show_years(answer.years)
        self._tell_year()
        if not answer.ids:
            self._empty.set(*self._nothing(query))
        self._both.show_empty(not answer.ids)
        if self._scroll is not None:
            # The rows have their place once Qt has laid them out.
            scroll, self._scroll = self._scroll, None
            QTimer.singleShot(0, self.view, lambda: self.view.verticalScrollBar().setValue(scroll))
        self.counted.emit(len(answer.ids))

    def _nothing(self, query: TimelineQuery) -> tuple[str, str, str]:
        if query.text or query.kinds or query.direct_only:
            return "search", _("Nothing found"), _("Nothing of this kind fits what you search.")
        if query.project is not None:
            return "clock", _("Nothing yet"), _("What is logged with this project stands here.")
        return "clock", _("Nothing yet"), _("Log a meeting, a call or a mail with them, and it appears here.")

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, _Row]:
        for id in ids:
            self._worded.pop(id, None)
        return {id: _Row(id, one) for id, one in self._query.rows(ids).items()}

    def _painted(self, row: _Row) -> Entry:
        """The entry in words: a page of rows is read at a time, but only those in sight are worth wording."""
        found = self._worded.get(row.id)
        if found is None:
            if len(self._worded) >= KEPT:
                self._worded.clear()
            found = self._worded[row.id] = story_words.shown(row.entry, self._desk.today())
        return found

    def _jump(self, place: int) -> None:
        index = self.model.index(place, 0)
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        self.view.go_to(self.model.id_at(place))
        self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtTop)
        self.view.setFocus()

    def _tell_year(self) -> None:
        self.bar.stand_at(max(0, self.view.rowAt(0)))

    def _open_apart(self, id: int) -> None:
        row = self.model.record(self.model.row_of(id))
        if row is not None:
            self._desk.open_apart(*_leads_to(row.entry))

    def _open(self, id: int) -> None:
        row = self.model.record(self.model.row_of(id))
        if row is None:
            return
        table, record = _leads_to(row.entry)
        if table == "attachment":
            lending.open(self._desk, attachments.detail(record))
        elif table == "membership":
            self.membership_asked.emit()
        elif table == "step" and self._owner is not None:
            from ui.dialogs import record_history

            kind, id_ = self._owner
            record_history.ask(self.window(), table=kind, row=id_, step=record)
        elif places.has_home(table):
            self._desk.go(places.home(table), record, **places.part(table))


def _leads_to(entry: timeline.Entry) -> tuple[str, int]:
    """The table and the record that an entry is about."""
    return entry.other or (entry.kind, entry.id)
