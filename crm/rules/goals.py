"""Goals and what shows how far they are reached (DOMAIN.md 1.1 no. 6, 8 sheet 12). Values are whole hundredths."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from crm.rules.numbers import round_half_up

LEVELS = ("vision", "main", "sub", "result")
"""From the top down."""
Course = Literal["reached", "on_course", "behind", "unknown"]


def may_stand_below(level: str, above: str | None) -> bool:
    """Whether a goal of a level may stand below one of the level `above`, None for the top.

    >>> may_stand_below("sub", "vision"), may_stand_below("main", "main"), may_stand_below("result", None)
    (True, False, True)
    """
    return above is None or LEVELS.index(level) > LEVELS.index(above)


def achieved(baseline: int | None, target: int | None, value: int | None) -> Decimal | None:
    """How much of the way from baseline to target is gone, in percent with one decimal; None where one is unknown.

    Above 100 where more was reached, below 0 where it went the other way.

    >>> achieved(3200, 4500, 3600), achieved(4500, 3000, 3000), achieved(100, 100, 100), achieved(None, 100, 50)
    (Decimal('30.8'), Decimal('100.0'), None, None)
    """
    if baseline is None or target is None or value is None or baseline == target:
        return None
    return round_half_up(Fraction((value - baseline) * 100, target - baseline), 1)


def reached(target: int | None, value: int | None, direction: str) -> bool | None:
    """Whether a value is at the target or beyond; `direction` is up or down; None where one is unknown.

    >>> reached(4500, 4500, "up"), reached(4500, 4600, "down"), reached(None, 1, "up")
    (True, False, None)
    """
    if target is None or value is None:
        return None
    return value <= target if direction == "down" else value >= target


def planned(
    baseline: int | None, baseline_year: int | None, target: int | None, target_year: int | None, year: int
) -> Fraction | None:
    """What would be reached in a year on a straight way from baseline to target; None where that cannot be told.

    >>> planned(1000, 2023, 2000, 2027, 2024), planned(1000, 2023, 2000, 2027, 2030)
    (Fraction(1250, 1), Fraction(2000, 1))
    >>> planned(None, 2023, 2000, 2027, 2024) is None
    True
    """
    if (
        baseline is None
        or target is None
        or baseline_year is None
        or target_year is None
        or target_year <= baseline_year
    ):
        return None
    gone = min(max(year, baseline_year), target_year) - baseline_year
    return baseline + Fraction((target - baseline) * gone, target_year - baseline_year)


def course(
    baseline: int | None,
    baseline_year: int | None,
    target: int | None,
    target_year: int | None,
    direction: str,
    year: int,
    value: int | None,
) -> Course:
    """How it stands in a year: reached, on the straight way there or ahead of it, behind it, or unknown.

    >>> course(1000, 2023, 2000, 2027, "up", 2025, 1500), course(1000, 2023, 2000, 2027, "up", 2025, 1499)
    ('on_course', 'behind')
    >>> course(None, None, 2000, None, "up", 2025, 2100), course(None, None, 2000, None, "up", 2025, 1000)
    ('reached', 'unknown')
    """
    done = reached(target, value, direction)
    if done is None or value is None:
        return "unknown"
    if done:
        return "reached"
    should = planned(baseline, baseline_year, target, target_year, year)
    if should is None:
        return "unknown"
    good = value <= should if direction == "down" else value >= should
    return "on_course" if good else "behind"


def hundredths(value: int | float | None) -> int | None:
    """A figure of the report as an indicator keeps it.

    >>> hundredths(61.1), hundredths(36), hundredths(None)
    (6110, 3600, None)
    """
    return None if value is None else int(round_half_up(Decimal(str(value)) * 100))


UNITS = {"%": "percent", "kr": "kroner", "hours": "hours", "score": "score"}
"""The unit of an indicator by that of the figure it follows; all else is a number."""
