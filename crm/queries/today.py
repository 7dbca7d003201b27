"""Today: what is due, whom we have neglected, what changed."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from crm.queries import in_touch, newly_met
from crm.queries.coming import Coming
from crm.queries.coming import coming as coming_next
from crm.queries.history import StepRow, steps, steps_since
from crm.queries.in_touch import Quiet
from crm.queries.interactions import InteractionRow, InteractionsQuery
from crm.queries.tasks import TaskCounts, TaskRow, TasksQuery, counts

_MOST_DUE = 50


class Overview(NamedTuple):
    """Everything the Today page shows but the figures of the year, and the intervals of people and organisations.

    `planned` is what lies ahead of the cluster, `changed` how many steps there were since the beginning of yesterday,
    `newest` are the meetings that may be in it.
    """

    overdue: list[TaskRow]
    due_today: list[TaskRow]
    coming: list[TaskRow]
    neglected: list[Quiet]
    quiet_people: list[Quiet]
    recent: list[InteractionRow]
    changes: list[StepRow]
    tasks: TaskCounts
    planned: list[Coming]
    changed: int
    longest_of_people: int
    intervals: in_touch.Intervals
    newest: newly_met.Newest


_MEETINGS = frozenset({"interaction", "interaction_participant"})
# What each part is read from; all else in it stays as it was while these do.
_FROM = {
    "tasks": frozenset({"task", "staff", "person", "organisation", "interaction", "project"}),
    "neglected": _MEETINGS | {"organisation", "membership", "setting"},
    "quiet_people": _MEETINGS | {"person"},
    "recent": _MEETINGS | {"person", "organisation", "staff", "focus_area", "project"},
    "planned": _MEETINGS | {"organisation", "activity"},
    "longest_of_people": frozenset({"person"}),
    "intervals": frozenset({"organisation"}),
}


def overview(
    today: date,
    *,
    shown: int = 8,
    ahead_days: int = 14,
    before: Overview | None = None,
    touched: Mapping[str, frozenset[int]] | None = None,
) -> Overview:
    """The facts of a day: at most `shown` of each; whom we neglect as crm.queries.in_touch says.

    Where they were asked already that day, `before`, only what the rows `touched` since may have changed is read.
    """
    newest, touched = newly_met.newest(), touched or {}
    met = None if before is None else newly_met.since(before.newest, touched)

    def part(name: str, field: str, read: Callable[[], Any]) -> Any:
        return read() if before is None or not _FROM[name].isdisjoint(touched) else getattr(before, field)

    def quiet(name: str, shown: str, read: Callable[[], list[Quiet]]) -> list[Quiet]:
        """Whom we neglect, where none of those was met in what was added: then it is as it was."""
        if before is None or met is None or not (_FROM[name] - _MEETINGS).isdisjoint(touched):
            return read()
        known: list[Quiet] = getattr(before, name)
        return read() if {one.id for one in known} & getattr(met, shown) else known

    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    coming = TasksQuery(due_from=tomorrow, due_until=today + timedelta(days=ahead_days), limit=shown)
    longest = part("longest_of_people", "longest_of_people", in_touch.longest_of_people)
    intervals = part("intervals", "intervals", in_touch.intervals)
    return Overview(
        part("tasks", "overdue", lambda: _tasks(TasksQuery(due_until=yesterday, limit=_MOST_DUE))),
        part("tasks", "due_today", lambda: _tasks(TasksQuery(due_from=today, due_until=today, limit=_MOST_DUE))),
        part("tasks", "coming", lambda: _tasks(coming)),
        quiet("neglected", "organisations", lambda: in_touch.organisations(today, limit=shown, known=intervals)),
        quiet("quiet_people", "people", lambda: in_touch.people(today, limit=shown, longest=longest)),
        part("recent", "recent", lambda: _recent(today, shown)),
        steps(shown),
        part("tasks", "tasks", lambda: counts(today)),
        part("planned", "planned", lambda: coming_next(today, shown)),
        steps_since(yesterday),
        longest,
        intervals,
        newest,
    )


def _recent(today: date, shown: int) -> list[InteractionRow]:
    recent = InteractionsQuery(until=today, limit=shown)
    latest = recent.ids()
    lines = recent.rows(latest)
    return [lines[row] for row in latest]


def _tasks(query: TasksQuery) -> list[TaskRow]:
    wanted = query.ids()
    found = query.rows(wanted)
    return [found[row] for row in wanted]
