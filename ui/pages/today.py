"""Today: what is due and overdue, whom we have neglected, what happened lately."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.changes import Changes
from crm.commands import drafts
from crm.i18n import _, ngettext
from crm.queries import today as questions
from crm.queries.history import StepRow
from crm.queries.in_touch import Quiet
from crm.queries.interactions import InteractionRow
from crm.queries.tasks import TaskRow
from crm.rules import code_lists, dates, numbers
from ui.kit import text, tokens, when
from ui.kit.buttons import button
from ui.kit.cards import Card, StatCard
from ui.kit.empty import Empty, WithEmpty
from ui.kit.page_header import PageHeader
from ui.kit.two_line import Line, RecordLines, RecordList
from ui.pages import doing, halves, moments
from ui.pages.desk import Desk, Page, Status
from ui.pages.draft_rows import DraftRows
from ui.pages.first_steps import FirstSteps
from ui.pages.grouped import Group
from ui.pages.story_words import INTERACTIONS
from ui.pages.task_list import TaskList


class TodayPage(Page):
    """The home of the program."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._tasks: dict[int, TaskRow] = {}
        self._quiet: dict[int, Quiet] = {}
        self._recent: dict[int, InteractionRow] = {}
        self._steps: dict[int, StepRow] = {}
        self._answer: tuple[date, questions.Overview] | None = None
        self._touched: set[str] = set()
        self.header = PageHeader(self.title, primary=(_("Log a meeting"), self.primary_action), icon="log")
        assert self.header.primary is not None
        self.header.primary.setEnabled(desk.writable())
        self.cards = {
            "overdue": StatCard(_("overdue"), clickable=True),
            "due": StatCard(_("due today"), clickable=True),
            "members": StatCard(_("members"), clickable=True),
            "contacts": StatCard(_("meetings and calls this year"), clickable=True),
        }
        for key, page in (("overdue", "followups"), ("due", "followups"), ("members", "members")):
            self.cards[key].clicked.connect(partial(desk.go, page))
        self.cards["contacts"].clicked.connect(partial(desk.go, "interactions"))
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        for card in self.cards.values():
            row.addWidget(card, 1)
        self.tasks = TaskList(desk, self._known(lambda: self._tasks))
        self.tasks.done_asked.connect(self._done)
        self.tasks.snooze_asked.connect(self._snooze)
        self.tasks.opened.connect(self._open_task)
        self.tasks.opened_apart.connect(partial(desk.open_apart, "task"))
        self.tasks.menu_asked.connect(desk.record_menu)
        self.tasks.selection_changed.connect(lambda _count: self.told.emit())
        self.drafts = DraftRows(desk)
        self.quiet = self._list(_("Members we have not spoken with"), self._quiet_line, lambda: self._quiet, "")
        self.quiet.setAccessibleDescription(_("L: log a meeting, F: new follow-up"))
        self.quiet.opened.connect(self._go_to_quiet)
        self.quiet.clicked.connect(lambda index: self._go_to_quiet(self.quiet.table().id_at(index.row())))
        self.quiet.installEventFilter(self)
        self.recent = self._list(_("Latest meetings"), self._recent_line, lambda: self._recent, "interactions")
        self.steps = self._list(_("What changed"), self._step_line, lambda: self._steps, "")
        self.steps.opened.connect(self._take_back)
        self.body.addWidget(self.header)
        self.body.addWidget(FirstSteps(self))
        self.body.addLayout(row)
        self.body.addWidget(halves.split(desk, "today", self._left(), self._right(), (54, 46)), 1)
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Today")

    def react(self, changes: Changes) -> None:
        """Every step is news here: it stands under what changed."""
        if changes.rows.keys() == {drafts.TABLE}:
            self.drafts.refresh()
        else:
            self._touched |= changes.rows.keys()
            self._ask()

    def refresh(self) -> None:
        """Ask everything again."""
        self._answer = None
        self._ask()

    def _ask(self) -> None:
        """Ask what the tables that were touched since the last answer may have changed; all of it on another day."""
        today = self.desk.today()
        self.header.set_subtitle(QLocale().toString(QDate(today.year, today.month, today.day), _("dddd d MMMM yyyy")))
        self.drafts.refresh()
        before = self._answer[1] if self._answer is not None and self._answer[0] == today else None
        touched = frozenset(self._touched)

        def work() -> questions.Overview:
            return questions.overview(today, shown=20, before=before, touched=touched)

        def done(answer: questions.Overview) -> None:
            # A newer question takes the place of one that is not answered: until then all that was touched counts.
            self._answer = (today, answer)
            self._touched.clear()
            self._show(answer)

        self.desk.questions.ask("today.overview", work, done)

    def show_record(self, id: int) -> None:
        """Lead to a follow-up."""
        self.tasks.go_to(id)

    def primary_action(self) -> None:
        """Log a meeting."""
        self.desk.action("log")

    def status(self) -> Status:
        """How much is due."""
        due = len([row for row in self._tasks.values() if row.due_on <= self.desk.today()])
        if not due:
            return Status(_("Nothing due"))
        return Status(ngettext("{count} follow-up due", "{count} follow-ups due", due).format(count=due))

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the follow-up one is on."""
        task = self.tasks.current_id()
        if not self.desk.writable():
            return {}
        if task is None or task not in self._tasks:
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
        chosen = self.quiet.current_id() if self.quiet.hasFocus() else None
        if chosen is None or chosen not in self._quiet:
            return {}
        return {"organisation": chosen} if chosen > 0 else {"person": -chosen}

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
        """Which follow-up one is on, and what stands below the quiet members."""
        return {"id": self.tasks.current_id(), "tab": self.tabs.currentIndex()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back to it; `tab` alone brings what changed to the front."""
        self.tabs.setCurrentIndex(state.get("tab", 0))
        if state.get("id") is not None:
            self.tasks.go_to(state["id"])

    def _left(self) -> Card:
        card = Card(padding=0)
        card.body.setContentsMargins(tokens.XS, tokens.S, tokens.XS, tokens.S)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.M, tokens.XS, tokens.S, 0)
        head.addWidget(text.Elided(_("Follow-ups"), "section"), 1)
        self._done_button = button(_("Done"), lambda: self._of_current(self._done), icon="check", quiet=True)
        self._done_button.setToolTip(_("Done (D in the list)"))
        self._snooze_button = button(_("Put off…"), lambda: self._of_current(self._snooze), icon="snooze", quiet=True)
        self._snooze_button.setToolTip(_("Put off (S in the list)"))
        head.addWidget(self._done_button)
        head.addWidget(self._snooze_button)
        card.body.addLayout(head)
        card.body.addWidget(self.drafts)
        why = _(
            "No follow-up is due in the next two weeks. Promise something when you log a meeting, and it stands here."
        )
        self._no_tasks = WithEmpty(
            self.tasks, Empty("success", _("Nothing is waiting"), why, _("New follow-up"), self._follow_up)
        )
        card.body.addWidget(self._no_tasks, 1)
        return card

    def _right(self) -> QWidget:
        self._nobody = text.label(_("Nobody: every member was spoken with as often as wanted."), "muted", wrap=True)
        why = _("Log the one you just left.")
        empty = Empty("meeting", _("No meetings yet"), why, _("Log a meeting"), self.primary_action)
        self._no_recent = WithEmpty(self.recent, empty)
        self._no_steps = WithEmpty(self.steps, Empty("history", _("Nothing has happened yet")))
        upper = Card(padding=0)
        upper.body.setContentsMargins(tokens.XS, tokens.M, tokens.XS, tokens.S)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.M, 0, tokens.M, 0)
        head.addWidget(text.Elided(_("Members we have not spoken with"), "section"))
        nobody = QHBoxLayout()
        nobody.setContentsMargins(tokens.M, 0, tokens.M, 0)
        nobody.addWidget(self._nobody)
        upper.body.addLayout(head)
        upper.body.addLayout(nobody)
        upper.body.addWidget(self.quiet, 1)
        lower = Card(padding=0)
        lower.body.setContentsMargins(1, tokens.XS, 1, tokens.S)
        tabs = halves.tabs(_("What happened lately"))
        tabs.addTab(self._no_recent, _("Latest meetings"))
        tabs.addTab(self._no_steps, _("What changed"))
        lower.body.addWidget(tabs)
        self.tabs = tabs
        made = QWidget()
        body = QVBoxLayout(made)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.M)
        body.addWidget(upper, 4)
        body.addWidget(lower, 5)
        return made

    def _list(
        self, name: str, line: Callable[[Any], Line], rows: Callable[[], Mapping[int, Any]], page: str
    ) -> RecordList:
        made = RecordList()
        made.setAccessibleName(name)
        made.setModel(RecordLines(line, self._known(rows), made))
        made.setSelectionMode(RecordList.SelectionMode.SingleSelection)
        if page:
            made.opened.connect(lambda id: self.desk.go(page, id))
            made.clicked.connect(lambda index: self.desk.go(page, made.table().id_at(index.row())))
        return made

    def _known(self, rows: Callable[[], Mapping[int, Any]]) -> Callable[[Sequence[int]], Mapping[int, Any]]:
        return lambda ids: {id: rows()[id] for id in ids if id in rows()}

    def _show(self, answer: questions.Overview) -> None:
        self._tasks = {row.id: row for row in (*answer.overdue, *answer.due_today, *answer.coming)}
        # People stand among organisations; the sign tells them apart.
        self._quiet = {row.id: row for row in answer.neglected} | {-row.id: row for row in answer.quiet_people}
        self._recent = {row.id: row for row in answer.recent}
        self._steps = {row.id: row for row in answer.changes}
        self.tasks.set_groups(
            [
                Group(_("Overdue"), [row.id for row in answer.overdue]),
                Group(_("Today"), [row.id for row in answer.due_today]),
                Group(_("The next two weeks"), [row.id for row in answer.coming]),
            ]
        )
        self.quiet.table().set_ids(list(self._quiet))
        self._nobody.setVisible(not self._quiet)
        self.quiet.setVisible(bool(self._quiet))
        for view, known, empty in (
            (self.recent, self._recent, self._no_recent),
            (self.steps, self._steps, self._no_steps),
        ):
            view.table().set_ids(list(known))
            empty.show_empty(not known)
        self._no_tasks.show_empty(not self._tasks)
        for made in (self._done_button, self._snooze_button):
            made.setEnabled(bool(self._tasks) and self.desk.writable())
        self._count(answer)
        self.told.emit()

    def _count(self, answer: questions.Overview) -> None:
        show = numbers.show_int
        oldest = min((row.due_on for row in answer.overdue), default=None)
        late = _("the oldest from {day}").format(day=dates.show(oldest)) if oldest else _("nothing is late")
        self.cards["overdue"].set(show(answer.tasks.overdue), late)
        later = ngettext("{count} later", "{count} later", answer.tasks.later)
        self.cards["due"].set(show(answer.tasks.due_today), later.format(count=show(answer.tasks.later)))
        quiet = len(self._quiet)
        words = ngettext("{count} not spoken with lately", "{count} not spoken with lately", quiet)
        self.cards["members"].set(show(answer.members), words.format(count=quiet) if quiet else _("all spoken with"))
        last = answer.recent[0].held_on if answer.recent else None
        told = _("the last one on {day}").format(day=dates.show(last)) if last else _("none yet")
        self.cards["contacts"].set(show(answer.contacts_this_year), told)

    def _quiet_line(self, row: Quiet) -> Line:
        planned = _("planned {day}").format(day=dates.show(row.planned)) if row.planned else ""
        if row.days is None:
            return Line(
                row.name, _("Never spoken with"), planned or _("never"), key=row.id, tone="" if planned else "danger"
            )
        words = ngettext("{count} day without a meeting or call", "{count} days without a meeting or call", row.days)
        return Line(row.name, words.format(count=row.days), planned, key=row.id)

    def _recent_line(self, row: InteractionRow) -> Line:
        about = row.organisations or row.people
        day = when.ago(row.held_on, self.desk.today())
        return Line(
            row.subject, about, day, dates.show(row.held_on), icon=INTERACTIONS.get(row.type, "note"), key=row.type
        )

    def _step_line(self, row: StepRow) -> Line:
        who = row.staff or code_lists.label("origin", row.origin)
        at, exactly = moments.local(row.at)
        undone = _("undone") if row.undone else ""
        about = " · ".join(part for part in (who, undone) if part)
        return Line(row.label, about, when.ago(at, self.desk.today()), exactly, icon="history", key=6)

    def _of_current(self, act: Callable[[int], None]) -> None:
        task = self.tasks.current_id()
        if task is not None and task in self._tasks:
            act(task)

    def _done(self, task: int) -> None:
        doing.complete(self.desk, task, self.desk.today())

    def _snooze(self, task: int) -> None:
        from ui.dialogs import snooze

        snooze.ask(self.window(), task=task)

    def _go_to_quiet(self, id: int) -> None:
        self.desk.go("members" if id > 0 else "contacts", abs(id))

    def _follow_up(self) -> None:
        from ui.dialogs import task

        about = self.subject()
        task.ask(self.window(), organisation=about.get("organisation"), person=about.get("person"))

    def _take_back(self, step: int) -> None:
        from ui.dialogs import take_back

        if self.desk.writable() and not self._steps[step].undone:
            take_back.ask(self.window(), step=step)

    def _open_task(self, task: int) -> None:
        from ui.dialogs import task as dialog

        dialog.ask(self.window(), task=task)
