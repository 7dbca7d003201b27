"""Today: what is due, whom we have neglected, what changed."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Any, NamedTuple

from crm.queries import in_touch
from crm.queries.history import StepRow, steps
from crm.queries.in_touch import Quiet
from crm.queries.interactions import InteractionRow, InteractionsQuery
from crm.queries.on_a_day import MEMBER_ON
from crm.queries.tasks import TaskCounts, TaskRow, TasksQuery, counts
from crm.rules.code_lists import PERSONAL
from crm.store.database import rows

_MOST_DUE = 50
_PERSONAL = ", ".join(f"'{kind}'" for kind in PERSONAL)


class Overview(NamedTuple):
    """Everything the Today page shows, and the longest interval that a person has."""

    overdue: list[TaskRow]
    due_today: list[TaskRow]
    coming: list[TaskRow]
    neglected: list[Quiet]
    quiet_people: list[Quiet]
    recent: list[InteractionRow]
    changes: list[StepRow]
    tasks: TaskCounts
    members: int
    contacts_this_year: int
    longest_of_people: int


_MEETINGS = frozenset({"interaction", "interaction_participant"})
# What each part is read from; all else in it stays as it was while these do.
_FROM = {
    "tasks": frozenset({"task", "staff", "person", "organisation", "interaction", "project"}),
    "neglected": _MEETINGS | {"organisation", "membership", "setting"},
    "quiet_people": _MEETINGS | {"person"},
    "recent": _MEETINGS | {"person", "organisation", "staff", "focus_area", "project"},
    "members": frozenset({"membership"}),
    "longest_of_people": frozenset({"person"}),
}


def overview(
    today: date,
    *,
    shown: int = 8,
    ahead_days: int = 14,
    before: Overview | None = None,
    touched: Collection[str] = (),
) -> Overview:
    """The facts of a day: at most `shown` of each; whom we neglect as crm.queries.in_touch says.

    Where they were asked already that day, `before`, only what the tables `touched` since may have changed is read.
    """

    def part(name: str, field: str, read: Callable[[], Any]) -> Any:
        return read() if before is None or not _FROM[name].isdisjoint(touched) else getattr(before, field)

    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    coming = TasksQuery(due_from=tomorrow, due_until=today + timedelta(days=ahead_days), limit=shown)
    longest = part("longest_of_people", "longest_of_people", in_touch.longest_of_people)
    return Overview(
        part("tasks", "overdue", lambda: _tasks(TasksQuery(due_until=yesterday, limit=_MOST_DUE))),
        part("tasks", "due_today", lambda: _tasks(TasksQuery(due_from=today, due_until=today, limit=_MOST_DUE))),
        part("tasks", "coming", lambda: _tasks(coming)),
        part("neglected", "neglected", lambda: in_touch.organisations(today, limit=shown)),
        part("quiet_people", "quiet_people", lambda: in_touch.people(today, limit=shown, longest=longest)),
        part("recent", "recent", lambda: _recent(today, shown)),
        steps(shown),
        part("tasks", "tasks", lambda: counts(today)),
        part("members", "members", lambda: _members(today)),
        part("recent", "contacts_this_year", lambda: _contacts(today)),
        longest,
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


def _members(today: date) -> int:
    day = f"'{today.isoformat()}'"
    count: int = rows(f"SELECT count(DISTINCT organisation_id) FROM membership WHERE {MEMBER_ON.format(day=day)}")[0][0]
    return count


def _contacts(today: date) -> int:
    count: int = rows(
        "SELECT count(*) FROM interaction"
        f" WHERE year = ? AND status = 'done' AND type IN ({_PERSONAL}) AND held_on <= ?",
        (today.year, today.isoformat()),
    )[0][0]
    return count
