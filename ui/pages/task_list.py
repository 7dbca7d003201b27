"""Follow-ups in groups by when they are due; D is done, S puts off, Enter opens (UX.md: one key, two keys)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crm.i18n import _, ngettext
from crm.queries.tasks import TaskRow
from crm.rules import dates, recurrence
from ui.kit import when
from ui.kit.pages import Fetch
from ui.kit.two_line import Line
from ui.pages.desk import Desk
from ui.pages.grouped import Group, GroupedLines, GroupedList

DONE_KEYS = (Qt.Key.Key_D, Qt.Key.Key_Space)
SNOOZE_KEYS = (Qt.Key.Key_S,)


class TaskList(GroupedList):
    """A list of follow-ups."""

    done_asked = Signal(int)
    snooze_asked = Signal(int)

    def __init__(self, desk: Desk, fetch: Fetch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAccessibleName(_("Follow-ups"))
        self.setAccessibleDescription(_("D: done, S: put off"))
        self.setModel(GroupedLines(lambda row: line(row, desk.today()), fetch, self))

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show these; the first stands ready where none was chosen, the next where the chosen one went."""
        before, current = self.ids(), self.current_id()
        lines = self.table()
        assert isinstance(lines, GroupedLines)
        lines.set_groups(groups)
        if self.current_id() is None or self.current_id() not in self.ids():
            self.go_to(following(before, self.ids(), current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        current = self.current_id()
        if plain and current is not None and current > 0 and self._desk.writable():
            if event.key() in DONE_KEYS:
                self.done_asked.emit(current)
                return
            if event.key() in SNOOZE_KEYS:
                self.snooze_asked.emit(current)
                return
        super().keyPressEvent(event)


def following(before: Sequence[int], after: Sequence[int], gone: int | None) -> int | None:
    """Where to stand when a row has gone: on the next one that is still there, else on the one before it.

    >>> following([1, 2, 3], [1, 3], 2), following([1, 2, 3], [1, 2], 3), following([], [5, 6], None)
    (3, 2, 5)
    """
    if gone in before:
        place = before.index(gone)
        for one in (*before[place + 1 :], *reversed(before[:place])):
            if one in after:
                return one
    return after[0] if after else None


def every_days(days: int | None) -> str:
    """An interval of staying in touch in words, "" for the cluster's own."""
    if days is None:
        return ""
    return ngettext("{count} day", "{count} days", days).format(count=days) if days else _("never")


def late(due_on: date, today: date) -> str:
    """How long a day has been over: "3 y late"; "" for yesterday, which says so by itself, and for what is to come."""
    return _("{time} late").format(time=when.ago(due_on, today)) if (today - due_on).days > 1 else ""


def line(row: TaskRow, today: date) -> Line:
    """A follow-up in two lines: what, whom it is about and who does it, and when."""
    again = recurrence.show(row.repeat_every or 0, row.repeat_unit)
    about = " · ".join(part for part in (row.about, again, row.responsible) if part)
    if row.status == "done" and row.done_on is not None:
        words, tip, tone = when.ago(row.done_on, today), _("Done {day}").format(day=dates.show(row.done_on)), ""
    else:
        words, tip = when.ago(row.due_on, today), _("Due {day}").format(day=dates.show(row.due_on))
        tone = "danger" if row.due_on < today else "warning" if row.due_on == today else ""
        words = late(row.due_on, today) or words
    icon = "check" if row.status == "done" else "followups"
    return Line(row.title, about, words, tip, icon=icon, key=row.responsible_id or 6, tone=tone)
