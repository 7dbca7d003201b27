"""The year so far beside the year before: the figures of the report that Today shows as small charts (DOMAIN.md 7)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from crm.queries import in_touch, newly_met
from crm.queries.newly_met import Met, Newest
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
    """Personal contacts (I), held activities (A), how many members there are and which of them are too quiet.

    `newest` are the meetings that may be in it.
    """

    contacts: Counted
    activities: Counted
    members: int
    quiet_ids: frozenset[int]
    newest: Newest

    @property
    def quiet(self) -> int:
        """How many members are too quiet."""
        return len(self.quiet_ids)


def so_far(
    today: date,
    known: in_touch.Intervals | None = None,
    *,
    before: Year | None = None,
    touched: Mapping[str, frozenset[int]] | None = None,
) -> Year:
    """The figures of today's year; archived meetings count, as in the report. `known` as `in_touch` says.

    Where they were asked already that day, `before`, only what the rows `touched` since may have changed is counted
    again: where meetings were added, the months they are in and whom they were with.
    """
    newest, touched = newly_met.newest(), touched or {}
    met = None if before is None else newly_met.since(before.newest, touched)
    if before is None or met is None:
        contacts = _counted(_MEETINGS, PERSONAL, today)
    else:
        contacts = _recounted(before.contacts, met.days, today)
    held = None if before is None or "activity" in touched else before.activities
    activities = held or _counted(_ACTIVITIES, ("",), today)
    members = _members(today, known, before, touched, met)
    return Year(contacts, activities, members.total, members.quiet, newest)


def _members(
    today: date,
    known: in_touch.Intervals | None,
    before: Year | None,
    touched: Mapping[str, frozenset[int]],
    met: Met | None,
) -> in_touch.Members:
    if before is None or met is None or not _MEMBERS.isdisjoint(touched):
        return in_touch.quiet_members(today, known)
    asked = before.quiet_ids & met.organisations
    gone = asked - in_touch.still_quiet(today, asked, known) if asked else frozenset()
    return in_touch.Members(before.members, before.quiet_ids - gone)


_MEMBERS = frozenset({"membership", "organisation", "setting"})
# In the order of the index by year, status, kind and day: forty thousand meetings are counted as they stand there.
_MEETINGS = """
    SELECT held_on, count(*) FROM interaction
    WHERE year = :year AND status = 'done' AND type = :kind AND held_on BETWEEN :first AND :last GROUP BY held_on"""
_ACTIVITIES = """
    SELECT start_on, count(*) FROM activity
    WHERE year = :year AND status = 'held' AND :kind = '' AND start_on BETWEEN :first AND :last GROUP BY start_on"""


def _counted(sql: str, kinds: Iterable[str], today: date) -> Counted:
    found, until = {}, _until(today)
    for year, same_day in until.items():
        months, early = [0] * 12, 0
        for kind in kinds:
            asked = {"year": year, "kind": kind, "first": f"{year}-01-01", "last": f"{year}-12-31"}
            for day, count in rows(sql, asked):
                if day <= same_day:
                    early += count
                # What was done before its day the report asks about.
                if day <= same_day or year < today.year:
                    months[int(day[5:7]) - 1] += count
        found[year] = months, early
    (now, so_far), (before, before_so_far) = found[today.year], found[today.year - 1]
    known = tuple(count if month < today.month else None for month, count in enumerate(now))
    return Counted(known, tuple(before), so_far, before_so_far)


def _recounted(before: Counted, days: Collection[str], today: date) -> Counted:
    """The meetings of the months in which these days are counted again."""
    this_year = {day for day in days if day.startswith(str(today.year)) and day <= today.isoformat()}
    if any(day.startswith(str(today.year - 1)) for day in days):
        return _counted(_MEETINGS, PERSONAL, today)
    months = list(before.months)
    for month in {day[:7] for day in this_year}:
        asked = {"year": today.year, "first": f"{month}-01", "last": min(f"{month}-31", today.isoformat())}
        months[int(month[5:]) - 1] = sum(
            count for kind in PERSONAL for _day, count in rows(_MEETINGS, asked | {"kind": kind})
        )
    return Counted(tuple(months), before.before, sum(month or 0 for month in months), before.before_so_far)


def _until(today: date) -> dict[int, str]:
    """The day up to which each of the two years is looked at: today, and the same day of the year before."""
    same_day = today.replace(year=today.year - 1, day=min(today.day, 28 if today.month == 2 else 31))
    return {today.year: today.isoformat(), today.year - 1: same_day.isoformat()}
