"""The year so far beside the year before: the figures of the report that Today shows as small charts (DOMAIN.md 7)."""

from datetime import date
from typing import NamedTuple

from crm.queries import in_touch
from crm.queries.on_a_day import MEMBER_ON
from crm.rules.code_lists import PERSONAL
from crm.store.database import rows

_PERSONAL = ", ".join(f"'{kind}'" for kind in PERSONAL)
TABLES = ("interaction", "interaction_participant", "activity", "membership", "organisation", "setting")
"""What the figures are read from."""
Months = tuple[int | None, ...]


class Counted(NamedTuple):
    """How many by month, January first: None for the months that are not here yet, which are unknown and not zero.

    `so_far` is the sum up to today, `before_so_far` that of the year before up to the same day.
    """

    months: Months
    before: Months
    so_far: int
    before_so_far: int


class Year(NamedTuple):
    """Personal contacts (I), held activities (A), how many members there are and how many of them are too quiet."""

    contacts: Counted
    activities: Counted
    members: int
    quiet: int


def so_far(today: date) -> Year:
    """The figures of today's year; archived meetings count, as in the report."""
    quiet = set(in_touch.organisation_ids(today))
    day = f"'{today.isoformat()}'"
    members = {id for (id,) in rows(f"SELECT organisation_id FROM membership WHERE {MEMBER_ON.format(day=day)}")}
    return Year(
        _counted("interaction", "held_on", f"status = 'done' AND type IN ({_PERSONAL})", today),
        _counted("activity", "start_on", "status = 'held'", today),
        len(members),
        len(members & quiet),
    )


def _counted(table: str, day: str, condition: str, today: date) -> Counted:
    same_day = today.replace(year=today.year - 1, day=min(today.day, 28 if today.month == 2 else 31))
    found = rows(
        f"""
        SELECT year, CAST(substr({day}, 6, 2) AS INTEGER), {day} <= iif(year = :year, :today, :same_day), count(*)
        FROM {table} WHERE year IN (:year, :year - 1) AND {condition} GROUP BY 1, 2, 3""",
        {"year": today.year, "today": today.isoformat(), "same_day": same_day.isoformat()},
    )
    months: dict[int, list[int | None]] = {today.year: [0] * today.month + [None] * (12 - today.month)}
    months[today.year - 1] = [0] * 12
    sums = {today.year: 0, today.year - 1: 0}
    for year, month, early, count in found:
        if not early and year == today.year:
            continue  # done before its day: the report asks about it
        months[year][month - 1] = (months[year][month - 1] or 0) + count
        sums[year] += count if early else 0
    now, before = today.year, today.year - 1
    return Counted(tuple(months[now]), tuple(months[before]), sums[now], sums[before])
