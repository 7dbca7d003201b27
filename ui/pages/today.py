"""Today: what is due and overdue, whom we have neglected, what is coming, what happened lately, how the year goes."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent

from crm.changes import Changes
from crm.commands import drafts
from crm.i18n import _, language, ngettext
from crm.queries import goals
from crm.queries import today as questions
from crm.queries import year as figures
from crm.reports import goals as reported
from ui.kit import theme
from ui.kit.page_header import PageHeader
from ui.pages import doing, halves
from ui.pages.answered import Answered
from ui.pages.desk import Desk, Page, Status
from ui.pages.first_steps import FirstSteps
from ui.pages.today_lists import TodayLists
from ui.pages.today_numbers import Numbers
from ui.pages.today_tasks import TodayTasks

TALL = 830
"""How high the page is from which the charts stand large, in pixels."""
SHOWN = 20
LONG = 0.05
"""Seconds: where counting for the goals takes longer it is done when the page is asked anew, not after each step."""


class TodayPage(Page):
    """The home of the program."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._day: Answered[questions.Overview] = Answered()
        self._year: Answered[figures.Year] = Answered()
        self._goals_took = 0.0
        self.header = PageHeader(self.title, primary=(_("Log a meeting"), self.primary_action), icon="log")
        assert self.header.primary is not None
        self.header.primary.setEnabled(desk.writable())
        self.numbers = Numbers(desk)
        self.cards = self.numbers.cards
        self.due = TodayTasks(desk, self._done, self._snooze, self._follow_up)
        self.tasks = self.due.tasks
        self.tasks.opened.connect(self._open_task)
        self.tasks.opened_apart.connect(partial(desk.open_apart, "task"))
        self.tasks.menu_asked.connect(desk.record_menu)
        self.tasks.selection_changed.connect(lambda _count: self.told.emit())
        self.lists = TodayLists(desk, self.primary_action, self._take_back)
        self.quiet, self.tabs = self.lists.quiet, self.lists.lately
        self.recent, self.steps = self.lists.recent, self.lists.steps
        self.quiet.installEventFilter(self)
        self.body.addWidget(self.header)
        first = FirstSteps(self)
        # Figures of nothing say nothing, and a small screen has no room for both
        first.shown.connect(self.numbers.setHidden)
        self.body.addWidget(first)
        self.body.addWidget(self.numbers)
        self.body.addWidget(halves.split(desk, "today", self.due, self.lists, (54, 46)), 1)
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Today")

    def react(self, changes: Changes) -> None:
        """Every step is news here: it stands under what changed."""
        if changes.rows.keys() == {drafts.TABLE}:
            self.due.drafts.refresh()
        else:
            self._day.touch(changes)
            self._year.touch(changes)
            self._ask()
            if self._year.on(self.desk.today()) is None or changes.touches(*figures.TABLES):
                self._ask_year()
            if changes.touches(*goals.TABLES) or self._goals_took < LONG:
                self._ask_goals()

    def refresh(self) -> None:
        """Ask everything again."""
        self._day.forget()
        self._year.forget()
        self._ask()
        self._ask_year()
        self._ask_goals()

    def _ask(self) -> None:
        """Ask what the tables that were touched since the last answer may have changed; all of it on another day."""
        today = self.desk.today()
        self.header.set_subtitle(QLocale().toString(QDate(today.year, today.month, today.day), _("dddd d MMMM yyyy")))
        self.due.drafts.refresh()
        before, touched = self._day.on(today), self._day.touched()

        def work() -> questions.Overview:
            return questions.overview(today, shown=SHOWN, before=before, touched=touched)

        def done(answer: questions.Overview) -> None:
            self._day.keep(today, answer)
            self._show(answer)

        self.desk.questions.ask("today.overview", work, done)

    def _ask_year(self) -> None:
        """By itself: what is due does not wait for the figures of two years."""
        today = self.desk.today()
        day = self._day.on(today)
        known = day.intervals if day is not None and "organisation" not in self._day.touched() else None
        before, touched = self._year.on(today), self._year.touched()

        def work() -> figures.Year:
            return figures.so_far(today, known, before=before, touched=touched)

        def done(answer: figures.Year) -> None:
            self._year.keep(today, answer)
            self._show_year(answer)

        self.desk.questions.ask("today.year", work, done)

    def _ask_goals(self) -> None:
        """Last: the report of a year is counted for it, in a large register not after every step."""
        today, spoken = self.desk.today(), language()

        def done(answer: reported.Now) -> None:
            self._goals_took = answer.seconds
            self.numbers.show_goals(answer.stands)

        self.desk.questions.ask("today.goals", lambda: reported.now(spoken, today), done)

    def show_record(self, id: int) -> None:
        """Lead to a follow-up."""
        self.tasks.go_to(id)

    def primary_action(self) -> None:
        """Log a meeting."""
        self.desk.action("log")

    def status(self) -> Status:
        """How much is due, also of what is too much to stand in the list."""
        day = self._day.on(self.desk.today())
        due = 0 if day is None else day.tasks.overdue + day.tasks.due_today
        if not due:
            return Status(_("Nothing due"))
        return Status(ngettext("{count} follow-up due", "{count} follow-ups due", due).format(count=due))

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the follow-up one is on."""
        task = self.due.current()
        if not self.desk.writable():
            return {}
        if task is None:
            return {"follow_up": self._follow_up}
        return {
            "follow_up": self._follow_up,
            "done": partial(self._done, task),
            "snooze": partial(self._snooze, task),
            "edit_record": partial(self._open_task, task),
            "archive": partial(doing.archive, self.desk, "task", task),
        }

    def subject(self) -> dict[str, int]:
        """Whom one is about to speak with: the member or person one is on among those we have not spoken with."""
        return self.lists.chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """One key logs a meeting or makes a follow-up with whom we have not spoken."""
        if watched is self.quiet and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = {Qt.Key.Key_L: self.primary_action, Qt.Key.Key_F: self._follow_up}.get(Qt.Key(event.key()))
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if act is not None and plain and self.subject() and self.desk.writable():
                act()
                return True
        return super().eventFilter(watched, event)

    def state(self) -> dict[str, Any]:
        """Which follow-up one is on, and which lists stand beside them."""
        return {
            "id": self.tasks.current_id(),
            "ahead": self.lists.ahead.currentIndex(),
            "tab": self.tabs.currentIndex(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back to it; `tab` alone brings what changed to the front."""
        self.lists.ahead.setCurrentIndex(state.get("ahead", 0))
        self.tabs.setCurrentIndex(state.get("tab", 0))
        if state.get("id") is not None:
            self.tasks.go_to(state["id"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.numbers.set_tall(self.height() >= theme.px(TALL))

    def _show(self, answer: questions.Overview) -> None:
        self.due.show_day(answer)
        self.numbers.show_day(answer)
        self.lists.show_day(answer)
        self.told.emit()

    def _show_year(self, year: figures.Year) -> None:
        self.numbers.show_year(year)
        self.lists.show_members(year.members)

    def _done(self, task: int) -> None:
        doing.complete(self.desk, task, self.desk.today())

    def _snooze(self, task: int) -> None:
        from ui.dialogs import snooze

        snooze.ask(self.window(), task=task)

    def _follow_up(self) -> None:
        from ui.dialogs import task

        about = self.subject()
        task.ask(self.window(), organisation=about.get("organisation"), person=about.get("person"))

    def _take_back(self, step: int) -> None:
        from ui.dialogs import take_back

        if self.desk.writable() and self.lists.can_take_back(step):
            take_back.ask(self.window(), step=step)

    def _open_task(self, task: int) -> None:
        from ui.dialogs import task as dialog

        dialog.ask(self.window(), task=task)
