"""One follow-up: what was promised, whom it is about, who keeps it by when."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from crm.commands import tasks as commands
from crm.i18n import _
from crm.queries import named, tasks
from crm.rules import code_lists, dates, recurrence
from ui.kit import tokens, when
from ui.kit.buttons import button, icon_button
from ui.kit.empty import Empty
from ui.pages import doing, halves, own_facts, task_list
from ui.pages.desk import Desk
from ui.pages.note import Note
from ui.pages.sheet import Fact, Facts, Head


class FollowUpDetail(QWidget):
    """The right half of the follow-ups page."""

    def __init__(self, desk: Desk, done: Callable[[int], object], snooze: Callable[[int], object]) -> None:
        super().__init__()
        self.desk = desk
        self.task: tasks.TaskRow | None = None
        self._head, self._facts = Head(), Facts()
        self._done = button(_("Done"), lambda: self.task and done(self.task.id), icon="check", tip=_("Done (D)"))
        self._snooze = button(_("Put off"), lambda: self.task and snooze(self.task.id), icon="snooze")
        self._reopen = button(_("Not done after all"), self._open_again, icon="restore")
        self._end = button(_("Stop repeating"), self._end_series, icon="close")
        self._end.setToolTip(_("This one stays; when it is done none follows"))
        for one in (self._done, self._snooze, self._reopen, self._end, icon_button("more", _("More"), self._menu)):
            self._head.add(one)
        self._more = one
        self._notes = Note(desk, "task")
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(tokens.L + 4, tokens.L, tokens.L, tokens.L)
        body.setSpacing(tokens.M)
        body.addWidget(self._head)
        body.addWidget(self._facts)
        body.addWidget(self._notes)
        body.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(halves.scrolling(inner))
        self._stack.addWidget(Empty("followups", _("No follow-up chosen"), _("Choose one in the list.")))
        self.show_task(None)

    def show_task(self, id: int | None) -> None:
        """Show a follow-up, or that none is chosen."""
        if id is None:
            self.task = None
            self._stack.setCurrentIndex(1)
            return
        self.desk.questions.ask("followup.detail", lambda: _told(id), lambda answer: self._show(*answer))

    def _show(self, row: tasks.TaskRow, about: dict[str, str], beside: own_facts.Beside) -> None:
        self.task = row
        self._stack.setCurrentIndex(0)
        today, open_ = self.desk.today(), row.status == "open"
        away = (task_list.late(row.due_on, today) if open_ else "") or when.ago(row.due_on, today)
        day = f"{dates.show(row.due_on)} · {away}"
        marks: list[tuple[str, int | str]] = []
        if not open_:
            marks.append((code_lists.label("task_status", row.status), row.status))
        elif row.due_on < today:
            marks.append((_("Overdue"), 4))
        if row.archived:
            marks.append((_("Archived"), "archived"))
        self._head.set(row.title, _("Due {day}").format(day=day), marks)
        again = recurrence.show(row.repeat_every or 0, row.repeat_unit)
        if again and open_:
            following = recurrence.following(row.due_on, row.repeat_every or 1, row.repeat_unit, today)
            again = _("{how_often}, next on {day}").format(how_often=again, day=dates.show(following))
        go = self.desk.go
        self._facts.set(
            [
                Fact(_("Responsible"), row.responsible),
                Fact(_("Comes again"), again, icon="refresh"),
                Fact(_("Done"), dates.show(row.done_on) if row.done_on else ""),
                Fact(_("Person"), about.get("person", ""), icon="person", does=_("Go there"),
                     on=partial(go, "contacts", row.person_id)),
                Fact(_("Organisation"), about.get("organisation", ""), icon="building", does=_("Go there"),
                     on=partial(go, "members", row.organisation_id)),
                Fact(_("Project"), row.project, icon="folder"),
                *own_facts.facts(self.desk, beside),
                Fact(_("Promised at"), about.get("interaction", ""), icon="meeting", does=_("Go there"),
                     on=partial(go, "interactions", row.interaction_id)),
            ]
        )  # fmt: skip
        self._notes.show_note(row.id, row.notes)
        for made, shown in (
            (self._done, open_),
            (self._snooze, open_),
            (self._reopen, row.status == "done"),
            (self._end, open_ and bool(row.repeat_every)),
        ):
            made.setVisible(shown)
            made.setEnabled(self.desk.writable())

    def _end_series(self) -> None:
        if self.task is not None:
            doing.end_series(self.desk, self.task.id)

    def _open_again(self) -> None:
        if self.task is not None:
            commands.reopen(self.task.id)
            doing.told(self.desk, _("Open again."))

    def _menu(self) -> None:
        self.desk.record_menu(self._more.mapToGlobal(self._more.rect().bottomLeft()))


def _told(id: int) -> tuple[tasks.TaskRow, dict[str, str], own_facts.Beside]:
    """A follow-up, what the records it is about are called, and what stands beside it."""
    row = tasks.detail(id)
    ids = {"person": row.person_id, "organisation": row.organisation_id, "interaction": row.interaction_id}
    about = {table: named.names(table, [id]).get(id, "") for table, id in ids.items() if id is not None}
    return row, about, own_facts.read("task", id)
