"""Which of many backups may go: close ones of lately stay, of older ones one for each day, week and month.

Only the running number says which is newer. The dates merely say which belong together, so that a clock that was
wrong costs one place among the days and nothing else.
"""

from collections.abc import Callable, Hashable, Sequence
from datetime import date

DAYS_WHOLE = 2
DAYS, WEEKS, MONTHS = 12, 10, 9
LEAST = 3
MOST_OF_LATELY = 96
"""A clock that stands still calls every day the same: even then they do not fill the disk."""

Copy = tuple[int, date]
_Period = Callable[[date], Hashable]
_PERIODS: tuple[tuple[int, _Period], ...] = (
    (DAYS, lambda day: day),
    (WEEKS, lambda day: tuple(day.isocalendar())[:2]),
    (MONTHS, lambda day: (day.year, day.month)),
)


def superfluous(copies: Sequence[Copy]) -> dict[int, int | None]:
    """The numbers of the copies that may go, each with the number of the one that stands for it from then on.

    All of the two newest days stay, then the newest of each of 12 days, 10 weeks and 9 months that have one; what is
    older is stood for by none. The three newest never go.

    >>> superfluous([(1, date(2026, 11, 3)), (2, date(2026, 11, 3)), (3, date(2026, 11, 4)), (4, date(2026, 11, 5))])
    {}
    >>> days = [3, 3, 4, 5, 5]
    >>> superfluous([(number, date(2026, 11, day)) for number, day in enumerate(days, start=1)])
    {1: 2}
    """
    newest_first = sorted(copies, reverse=True)
    lately = list(dict.fromkeys(day for _number, day in newest_first))[:DAYS_WHOLE]
    gone: dict[int, int | None] = {}
    recent = [number for number, day in newest_first if day in lately]
    gone.update(dict.fromkeys(recent[MOST_OF_LATELY:], recent[0] if recent else None))
    left = [copy for copy in newest_first if copy[1] not in lately]
    for places, period in _PERIODS:
        left = _stand(left, places, period, gone)
    gone.update(dict.fromkeys((number for number, _day in left), None))
    for number, _day in newest_first[:LEAST]:
        gone.pop(number, None)
    return gone


def _stand(copies: list[Copy], places: int, period: _Period, gone: dict[int, int | None]) -> list[Copy]:
    """Let the newest of each period stand for the others of it; returns what belongs to none of so many periods."""
    standing: dict[Hashable, int] = {}
    left = []
    for number, day in copies:
        key = period(day)
        if key in standing:
            gone[number] = standing[key]
        elif len(standing) < places:
            standing[key] = number
        else:
            left.append((number, day))
    return left
