"""What Today tells: members nobody has spoken with, what is coming, the latest meetings, what changed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from crm.i18n import _, ngettext
from crm.queries.coming import Coming
from crm.queries.history import StepRow
from crm.queries.in_touch import Quiet
from crm.queries.interactions import InteractionRow
from crm.queries.today import Overview
from crm.rules import code_lists, dates
from ui.kit import tokens, when
from ui.kit.buttons import icon_button
from ui.kit.cards import Card
from ui.kit.empty import Empty, WithEmpty
from ui.kit.two_line import Line, RecordLines, RecordList
from ui.pages import halves, moments
from ui.pages.desk import Desk
from ui.pages.filters import Choice
from ui.pages.grouped import Group, GroupedLines, GroupedList
from ui.pages.story_words import INTERACTIONS


class TodayLists(QWidget):
    """Two cards, one below the other, with two lists each."""

    def __init__(self, desk: Desk, log: Callable[[], object], take_back: Callable[[int], object]) -> None:
        super().__init__()
        self._desk, self._changed = desk, 0
        self._rows: dict[str, dict[int, Any]] = {"quiet": {}, "coming": {}, "recent": {}, "steps": {}}
        self.quiet = self._list("quiet", _("Members we have not spoken with"), self._quiet_line, self._to_quiet)
        self.quiet.setAccessibleDescription(_("L: log a meeting, F: new follow-up"))
        self.coming = self._list("coming", _("What is coming"), self._coming_line, self._to_coming)
        self.recent = self._list("recent", _("Latest meetings"), self._recent_line, partial(desk.go, "interactions"))
        self.steps = GroupedList()
        self.steps.setAccessibleName(_("What changed"))
        self.steps.setModel(GroupedLines(self._step_line, self._known("steps"), self.steps))
        self.steps.opened.connect(take_back)
        self._empty = {
            "quiet": WithEmpty(self.quiet, Empty("success", "", "", primary=False)),
            "coming": WithEmpty(
                self.coming,
                Empty(
                    "activities",
                    _("Nothing is planned"),
                    _("Planned activities and meetings stand here."),
                    _("New activity"),
                    self._plan,
                    primary=False,
                ),
            ),
            "recent": WithEmpty(
                self.recent,
                Empty(
                    "meeting",
                    _("No meetings yet"),
                    _("Log the one you just left."),
                    _("Log a meeting"),
                    log,
                    primary=False,
                ),
            ),
            "steps": WithEmpty(self.steps, Empty("history", _("Nothing has happened yet"))),
        }
        self.ahead = self._tabs(_("Whom and what to think of"), ("quiet", "coming"))
        self.lately = self._tabs(_("What happened lately"), ("recent", "steps"))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.M)
        for tabs, share in ((self.ahead, 4), (self.lately, 5)):
            card = Card(padding=0)
            card.body.setContentsMargins(1, tokens.XS, 1, tokens.S)
            card.body.addWidget(tabs)
            body.addWidget(card, share)
        self._name()

    def show_day(self, answer: Overview) -> None:
        """Fill the lists."""
        # People stand among organisations; the sign tells them apart.
        quiet = {row.id: row for row in answer.neglected} | {-row.id: row for row in answer.quiet_people}
        steps = {row.id: row for row in answer.changes}
        self._rows = {
            "quiet": quiet,
            "coming": dict(enumerate(answer.planned, start=1)),
            "recent": {row.id: row for row in answer.recent},
            "steps": steps,
        }
        for key, view in (("quiet", self.quiet), ("coming", self.coming), ("recent", self.recent)):
            view.table().set_ids(list(self._rows[key]))
        lines = self.steps.table()
        assert isinstance(lines, GroupedLines)
        lines.set_groups(self._by_day(answer.changes))
        for key, stack in self._empty.items():
            stack.show_empty(not self._rows[key])
        self._changed = answer.changed
        self._name()

    def show_members(self, count: int) -> None:
        """Say why nobody is too quiet: there are no members yet, or all were spoken with."""
        if count:
            why = _("Every member was spoken with as often as wanted.")
            self._empty["quiet"].empty.set("success", _("Nobody is forgotten"), why)
        else:
            why = _("Members nobody has spoken with for a long time are listed here.")
            bring = _("Import a list…")
            self._empty["quiet"].empty.set(
                "members", _("No members yet"), why, bring, lambda: self._desk.action("import")
            )

    def chosen(self) -> dict[str, int]:
        """The member or person one is on among those we have not spoken with, as a dialog wants it."""
        id = self.quiet.current_id() if self.quiet.hasFocus() else None
        if id is None or id not in self._rows["quiet"]:
            return {}
        return {"organisation": id} if id > 0 else {"person": -id}

    def can_take_back(self, step: int) -> bool:
        """Whether a step of the list was not taken back yet."""
        row = self._rows["steps"].get(step)
        return row is not None and not row.undone

    def _list(self, key: str, name: str, line: Callable[[Any], Line], opened: Callable[[int], object]) -> RecordList:
        made = RecordList()
        made.setAccessibleName(name)
        made.setModel(RecordLines(line, self._known(key), made))
        made.setSelectionMode(RecordList.SelectionMode.SingleSelection)
        made.opened.connect(opened)
        made.clicked.connect(lambda index: opened(made.table().id_at(index.row())))
        return made

    def _known(self, key: str) -> Callable[[Sequence[int]], Mapping[int, Any]]:
        return lambda ids: {id: self._rows[key][id] for id in ids if id in self._rows[key]}

    def _tabs(self, name: str, keys: Sequence[str]) -> QTabWidget:
        tabs = halves.tabs(name, titled=False)
        for key in keys:
            tabs.addTab(self._empty[key], "")
        leads: dict[str, Callable[[], object]] = {
            "quiet": self._all_quiet,
            "coming": self._all_coming,
            "recent": self._all_recent,
        }
        more = icon_button("chevron-right", _("Show all"), lambda: leads[keys[tabs.currentIndex()]]())
        tabs.setCornerWidget(more)
        tabs.currentChanged.connect(lambda place: more.setEnabled(keys[place] in leads))
        return tabs

    def _name(self) -> None:
        changed = self._changed
        for tabs, names in (
            (self.ahead, ((_("Not spoken with"), len(self._rows["quiet"])), (_("Coming"), len(self._rows["coming"])))),
            (self.lately, ((_("Latest meetings"), 0), (_("What changed"), changed))),
        ):
            for place, (words, count) in enumerate(names):
                told = _("{what} ({count})").format(what=words, count=count) if count else words
                tabs.setTabText(place, told)

    def _by_day(self, steps: Sequence[StepRow]) -> list[Group]:
        today = self._desk.today()
        found: dict[str, list[int]] = {_("Today"): [], _("Yesterday"): [], _("Earlier"): []}
        now, yesterday, before = found.values()
        for row in steps:
            day = moments.local(row.at)[0]
            (now if day >= today else yesterday if day == today - timedelta(days=1) else before).append(row.id)
        return [Group(title, ids) for title, ids in found.items()]

    def _quiet_line(self, row: Quiet) -> Line:
        planned = _("planned {day}").format(day=dates.show(row.planned)) if row.planned else ""
        if row.days is None:
            tone = "" if planned else "danger"
            return Line(row.name, _("Never spoken with"), planned or _("never"), key=row.id, tone=tone)
        words = ngettext("{count} day without a meeting or call", "{count} days without a meeting or call", row.days)
        return Line(row.name, words.format(count=row.days), planned, key=row.id)

    def _coming_line(self, row: Coming) -> Line:
        activity = row.table == "activity"
        kind = code_lists.label("activity_type" if activity else "interaction_type", row.type)
        about = " · ".join(part for part in (kind, row.where, row.time) if part)
        icon = "activities" if activity else INTERACTIONS.get(row.type, "note")
        return Line(
            row.title, about, when.ago(row.day, self._desk.today()), dates.show(row.day), icon=icon, key=row.type
        )

    def _recent_line(self, row: InteractionRow) -> Line:
        about = row.organisations or row.people
        day = when.ago(row.held_on, self._desk.today())
        icon = INTERACTIONS.get(row.type, "note")
        return Line(row.subject, about, day, dates.show(row.held_on), icon=icon, key=row.type)

    def _step_line(self, row: StepRow) -> Line:
        who = row.staff or code_lists.label("origin", row.origin)
        at, exactly = moments.local(row.at)
        about = " · ".join(part for part in (who, _("undone") if row.undone else "") if part)
        return Line(row.label, about, when.ago(at, self._desk.today()), exactly, icon="history", key=6)

    def _to_quiet(self, id: int) -> None:
        self._desk.go("members" if id > 0 else "contacts", abs(id))

    def _to_coming(self, place: int) -> None:
        row = self._rows["coming"][place]
        self._desk.go("activities" if row.table == "activity" else "interactions", row.id)

    def _plan(self) -> None:
        from ui.dialogs import activity

        if self._desk.writable():
            activity.ask(self.window())

    def _all_quiet(self) -> None:
        self._desk.go("members", chips=["quiet"], text="")

    def _all_coming(self) -> None:
        today = self._desk.today()
        self._desk.go("activities", text="", filters={"period": Choice((today, None), _("From today on"))})

    def _all_recent(self) -> None:
        self._desk.go("interactions", text="", filters={})
