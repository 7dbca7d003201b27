"""The four years of the sample cluster; days are ordinals inside, ISO text in the rows."""

from datetime import date
from functools import cache
from random import Random

YEARS = (2023, 2024, 2025, 2026)
# The day on which the sample cluster stands still: what lies after it is planned or due.
TODAY = date(2026, 11, 20).toordinal()
_SHARES = (21, 24, 27, 28)  # of a copy's interactions, per cent
_EASTER = {2023: (4, 9), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5)}
# Maundy Thursday to Easter Monday, Ascension Day and Whit Monday, counted from Easter Day.
_MOVABLE = (-3, -2, 1, 39, 50)
_LAST = date(2026, 12, 11).toordinal()


@cache
def iso(ordinal: int) -> str:
    """The day as it is stored."""
    return date.fromordinal(ordinal).isoformat()


@cache
def working(year: int) -> tuple[int, ...]:
    """The days of a year on which people meet: no weekend, nothing in July or round Christmas."""
    first, last = date(year, 1, 6).toordinal(), min(date(year, 12, 19).toordinal(), _LAST)
    easter = date(year, *_EASTER[year]).toordinal()
    closed = {easter + distance for distance in _MOVABLE}
    closed |= {date(year, 5, day).toordinal() for day in (1, 17)}
    closed |= set(range(date(year, 7, 3).toordinal(), date(year, 8, 7).toordinal()))
    return tuple(day for day in range(first, last + 1) if date.fromordinal(day).weekday() < 5 and day not in closed)


def meetings(random: Random, count: int) -> list[int]:
    """The days of `count` interactions over the four years, in order."""
    days: list[int] = []
    share = 0
    for year, more in zip(YEARS, _SHARES, strict=True):
        before, share = share, share + more
        days += sorted(random.choices(working(year), k=count * share // 100 - count * before // 100))
    return days
