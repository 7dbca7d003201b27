"""What is due on Today: the drafts that wait, and the follow-ups with what is done to them most."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from crm.i18n import _
from crm.queries.tasks import TaskRow
from crm.queries.today import Overview
from ui.kit import text, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.empty import Empty, WithEmpty
from ui.pages.desk import Desk
from ui.pages.draft_rows import DraftRows
from ui.pages.grouped import Group
from ui.pages.task_list import TaskList


class TodayTasks(Card):
    """The follow-ups of a day; `done` and `snooze` are called with one of them, `promise` where there is none."""

    def __init__(
        self,
        desk: Desk,
        done: Callable[[int], object],
        snooze: Callable[[int], object],
        promise: Callable[[], object],
    ) -> None:
        super().__init__(padding=0)
        self._desk = desk
        self.rows: dict[int, TaskRow] = {}
        self.tasks = TaskList(desk, lambda ids: {id: self.rows[id] for id in ids if id in self.rows})
        self.tasks.done_asked.connect(done)
        self.tasks.snooze_asked.connect(snooze)
        self.drafts = DraftRows(desk)
        self._done = button(_("Done"), lambda: self._of_current(done), icon="check", quiet=True)
        self._done.setToolTip(_("Done (D in the list)"))
        self._snooze = button(_("Put off…"), lambda: self._of_current(snooze), icon="snooze", quiet=True)
        self._snooze.setToolTip(_("Put off (S in the list)"))
        why = _(
            "No follow-up is due in the next two weeks. Promise something when you log a meeting, and it appears here."
        )
        new = _("New follow-up") if desk.writable() else ""
        nothing = Empty("success", _("Nothing is waiting"), why, new, promise, primary=False)
        self._nothing = WithEmpty(self.tasks, nothing)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.M, tokens.XS, tokens.S, 0)
        head.addWidget(text.Elided(_("Follow-ups"), "section"), 1)
        head.addWidget(self._done)
        head.addWidget(self._snooze)
        self.body.setContentsMargins(tokens.XS, tokens.S, tokens.XS, tokens.S)
        self.body.addLayout(head)
        self.body.addWidget(self.drafts)
        self.body.addWidget(self._nothing, 1)

    def show_day(self, answer: Overview) -> None:
        """Show what is due."""
        self.rows = {row.id: row for row in (*answer.overdue, *answer.due_today, *answer.coming)}
        self.tasks.set_groups(
            [
                Group(_("Overdue"), [row.id for row in answer.overdue]),
                Group(_("Today"), [row.id for row in answer.due_today]),
                Group(_("The next two weeks"), [row.id for row in answer.coming]),
            ]
        )
        self._nothing.show_empty(not self.rows)
        for made in (self._done, self._snooze):
            made.setEnabled(bool(self.rows) and self._desk.writable())

    def current(self) -> int | None:
        """The follow-up one is on."""
        task = self.tasks.current_id()
        return task if task is not None and task in self.rows else None

    def _of_current(self, act: Callable[[int], object]) -> None:
        task = self.current()
        if task is not None:
            act(task)
