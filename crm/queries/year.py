"""The year so far beside the year before: the figures of the report that Today shows as small charts (DOMAIN.md 7)."""

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import NamedTuple

from crm.queries import in_touch
from crm.rules.code_lists import PERSONAL
from crm.store.database import rows

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


def so_far(today: date, known: in_touch.Intervals | None = None) -> Year:
    """The figures of today's year; archived meetings count, as in the report. `known` as `in_touch` says."""
    return Year(
        _counted(_MEETINGS, PERSONAL, today),
        _counted(_ACTIVITIES, ("",), today),
        *in_touch.quiet_members(today, known),
    )


# In the order of the index by year, status, kind and day: forty thousand meetings are counted as they stand there.
_MEETINGS = "SELECT held_on, count(*) FROM interaction WHERE year = ? AND status = 'done' AND type = ? GROUP BY held_on"
_ACTIVITIES = "SELECT start_on, count(*) FROM activity WHERE year = ? AND status = 'held' AND ? = '' GROUP BY start_on"


def _counted(sql: str, kinds: Iterable[str], today: date) -> Counted:
    same_day = today.replace(year=today.year - 1, day=min(today.day, 28 if today.month == 2 else 31))
    until = {today.year: today.isoformat(), today.year - 1: same_day.isoformat()}
    months: dict[int, list[int | None]] = {today.year: [0] * today.month + [None] * (12 - today.month)}
    months[today.year - 1] = [0] * 12
    sums = {today.year: 0, today.year - 1: 0}
    for year, kind in product(until, kinds):
        for day, count in rows(sql, (year, kind)):
            early, month = day <= until[year], int(day[5:7]) - 1
            if not early and year == today.year:
                continue  # done before its day: the report asks about it
            months[year][month] = (months[year][month] or 0) + count
            sums[year] += count if early else 0
    now, before = today.year, today.year - 1
    return Counted(tuple(months[now]), tuple(months[before]), sums[now], sums[before])
