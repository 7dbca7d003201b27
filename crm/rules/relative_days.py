"""Stretches of days as a filter asks for them: relative to today, or as they are written."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

Span = tuple[date | None, date | None]
"""The first and the last day, both inclusive; None is open."""

PERIODS = ("week", "month", "quarter", "year")
LONGEST = 36_500
"""The most days that a filter reaches back or ahead."""


def span(op: str, value: object, today: date) -> Span | None:
    """The days that a comparison lets through; None where there are none (before the first day there is).

    `op` is one of is, before, after, from, until, between, last_days, next_days, ago, this, last, next, in_year.
    Today is the first of the last days: in the last 7 days is since the same day of the week before, without it.

    >>> day = date(2026, 11, 30)
    >>> span("last_days", 7, day)
    (datetime.date(2026, 11, 24), datetime.date(2026, 11, 30))
    >>> span("ago", 7, day)
    (None, datetime.date(2026, 11, 23))
    >>> span("last", "quarter", day)
    (datetime.date(2026, 7, 1), datetime.date(2026, 9, 30))
    """
    if isinstance(value, date):
        return _of_day(op, value)
    if isinstance(value, tuple):
        return value[0], value[1]
    if isinstance(value, str):
        return period(value, today, {"last": -1, "this": 0, "next": 1}[op])
    assert isinstance(value, int)
    if op == "in_year":
        return date(value, 1, 1), date(value, 12, 31)
    if op == "last_days":
        return (moved(today, 1 - value), today) if value > 0 else None
    if op == "next_days":
        return today, moved(today, value)
    return None, moved(today, -value)


def period(name: str, today: date, steps: int = 0) -> tuple[date, date]:
    """The week (from Monday), month, quarter or year of today, or the one so many steps from it.

    >>> period("month", date(2026, 1, 15), -1)
    (datetime.date(2025, 12, 1), datetime.date(2025, 12, 31))
    >>> period("week", date(2026, 11, 29))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 29))
    """
    if name == "week":
        first = moved(today, 7 * steps - today.weekday())
        return first, moved(first, 6)
    length = {"month": 1, "quarter": 3, "year": 12}[name]
    months = today.year * 12 + today.month - 1
    first_month = (months // length + steps) * length
    last_month = first_month + length - 1
    year, month = divmod(last_month, 12)
    last = date(year, month + 1, monthrange(year, month + 1)[1])
    return date(first_month // 12, first_month % 12 + 1, 1), last


def moved(day: date, days: int) -> date:
    """The day so many days from another, or the first or last there is.

    >>> moved(date(2026, 1, 1), -1), moved(date(1, 1, 2), -5)
    (datetime.date(2025, 12, 31), datetime.date(1, 1, 1))
    """
    place = day.toordinal() + days
    return date.fromordinal(min(max(place, 1), date.max.toordinal()))


def _of_day(op: str, day: date) -> Span | None:
    known: dict[str, Callable[[], Span | None]] = {
        "is": lambda: (day, day),
        "before": lambda: (None, day - timedelta(days=1)) if day > date.min else None,
        "after": lambda: (day + timedelta(days=1), None) if day < date.max else None,
        "from": lambda: (day, None),
        "until": lambda: (None, day),
    }
    return known[op]()
