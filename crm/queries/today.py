"""Today: what is due, whom we have neglected, what changed."""

from datetime import date, timedelta
from typing import NamedTuple

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
    """Everything the Today page shows."""

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


def overview(today: date, *, shown: int = 8, ahead_days: int = 14) -> Overview:
    """The facts of a day: at most `shown` of each; whom we neglect as crm.queries.in_touch says."""
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    coming = TasksQuery(due_from=tomorrow, due_until=today + timedelta(days=ahead_days), limit=shown)
    recent = InteractionsQuery(until=today, limit=shown)
    latest = recent.ids()
    lines = recent.rows(latest)
    return Overview(
        _tasks(TasksQuery(due_until=yesterday, limit=_MOST_DUE)),
        _tasks(TasksQuery(due_from=today, due_until=today, limit=_MOST_DUE)),
        _tasks(coming),
        in_touch.organisations(today, limit=shown),
        in_touch.people(today, limit=shown),
        [lines[row] for row in latest],
        steps(shown),
        counts(today),
        _members(today),
        _contacts(today),
    )


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
