"""What somebody should be reminded of now: follow-ups of today, meetings that are about to begin."""

from datetime import datetime, timedelta
from typing import NamedTuple

from crm.store.database import rows

AHEAD, BEHIND = timedelta(minutes=15), timedelta(minutes=5)
"""A meeting is near from so long before its beginning until so long after it: the computer may have slept."""


class Due(NamedTuple):
    """An open follow-up of today."""

    id: int
    title: str


class Near(NamedTuple):
    """A planned meeting that begins about now; `start` as "10:30"."""

    id: int
    subject: str
    start: str


class Reminders(NamedTuple):
    """What is due today, and which meetings are near."""

    due: list[Due]
    near: list[Near]


def now(at: datetime, responsible: int | None = None) -> Reminders:
    """What there is at a moment of the clock on the wall, for one staff member with what is nobody's, or for all."""
    mine = "" if responsible is None else " AND (responsible_id = :who OR responsible_id IS NULL)"
    found = {"day": at.date().isoformat(), "who": responsible}
    due = rows(
        f"SELECT id, title FROM task WHERE status = 'open' AND archived = 0 AND due_on = :day{mine} ORDER BY id",
        found,
    )
    planned = rows(
        "SELECT id, subject, start_time FROM interaction WHERE archived = 0 AND held_on = :day AND status = 'planned'"
        f" AND start_time <> ''{mine} ORDER BY start_time, id",
        found,
    )
    near = [
        Near(*line)
        for line in planned
        if -BEHIND <= datetime.combine(at.date(), datetime.strptime(line[2], "%H:%M").time()) - at <= AHEAD
    ]
    return Reminders([Due(*line) for line in due], near)
