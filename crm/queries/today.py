"""Today: what is due, whom we have neglected, what changed."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.queries import plain
from crm.queries.history import StepRow, steps
from crm.queries.interactions import InteractionRow, InteractionsQuery
from crm.queries.on_a_day import MEMBER_ON
from crm.queries.tasks import TaskCounts, TaskRow, TasksQuery, counts
from crm.rules.code_lists import PERSONAL
from crm.store.database import rows

_MOST_DUE = 50
_PERSONAL = ", ".join(f"'{kind}'" for kind in PERSONAL)


class Neglected(NamedTuple):
    """A member without a personal contact for `days`, None where there never was one."""

    organisation_id: int
    name: str
    days: int | None


class Overview(NamedTuple):
    """Everything the Today page shows."""

    overdue: list[TaskRow]
    due_today: list[TaskRow]
    coming: list[TaskRow]
    neglected: list[Neglected]
    recent: list[InteractionRow]
    changes: list[StepRow]
    tasks: TaskCounts
    members: int
    contacts_this_year: int


def overview(today: date, *, shown: int = 8, quiet_days: int = 180, ahead_days: int = 14) -> Overview:
    """The facts of a day: at most `shown` of each; neglected are members without a personal contact in `quiet_days`."""
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    coming = TasksQuery(due_from=tomorrow, due_until=today + timedelta(days=ahead_days), limit=shown)
    recent = InteractionsQuery(until=today, limit=shown)
    latest = recent.ids()
    lines = recent.rows(latest)
    return Overview(
        _tasks(TasksQuery(due_until=yesterday, limit=_MOST_DUE)),
        _tasks(TasksQuery(due_from=today, due_until=today, limit=_MOST_DUE)),
        _tasks(coming),
        neglected(today, quiet_days, shown),
        [lines[row] for row in latest],
        steps(shown),
        counts(today),
        _members(today),
        _contacts(today),
    )


def neglected(today: date, quiet_days: int = 180, limit: int = -1) -> list[Neglected]:
    """Members without a done personal contact in so many days (K13 with t = today), the longest silence first.

    An archived meeting counts, as in the report; a negative `limit` is none.
    """
    quiet_since = today - timedelta(days=quiet_days)
    personal = f"i.status = 'done' AND i.type IN ({_PERSONAL}) AND i.held_on <= :day"
    # Who was met since is read once by day; only for the others the last contact is looked up.
    found = rows(
        f"""
        SELECT organisation.id, organisation.name,
               (SELECT max(i.held_on) FROM interaction_participant AS ip
                CROSS JOIN interaction AS i ON i.id = ip.interaction_id
                WHERE ip.organisation_id = organisation.id AND {personal}) AS last
        FROM membership CROSS JOIN organisation ON organisation.id = membership.organisation_id
        WHERE {MEMBER_ON.format(day=":day")} AND organisation.archived = 0 AND organisation.id NOT IN
            (SELECT ip.organisation_id FROM interaction AS i
             CROSS JOIN interaction_participant AS ip ON ip.interaction_id = i.id
             WHERE i.year >= :year AND i.held_on > :since AND {personal} AND ip.organisation_id IS NOT NULL)
        ORDER BY last NULLS FIRST, organisation.sort_key, organisation.id LIMIT :limit""",
        {"day": today.isoformat(), "since": quiet_since.isoformat(), "year": quiet_since.year, "limit": limit},
    )
    return [
        Neglected(row, name, (today - last_day).days if (last_day := plain.day(last)) else None)
        for row, name, last in found
    ]


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
