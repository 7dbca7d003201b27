"""Dated periods whose last day still belongs to them (DOMAIN.md 6.1); a missing end is open."""

from datetime import date

from crm.i18n import _

Period = tuple[date | None, date | None]


def covers(start: date | None, end: date | None, day: date) -> bool:
    """Whether the day lies in the period; both ends belong to it.

    >>> covers(date(2025, 1, 1), date(2025, 12, 31), date(2025, 12, 31))
    True
    >>> covers(date(2025, 1, 1), None, date(2024, 12, 31))
    False
    """
    return (start is None or start <= day) and (end is None or day <= end)


def overlap(a: Period, b: Period) -> bool:
    """Whether two periods share a day.

    >>> overlap((date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), None))
    False
    >>> overlap((date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 6, 30), None))
    True
    """
    return (a[0] is None or b[1] is None or a[0] <= b[1]) and (b[0] is None or a[1] is None or b[0] <= a[1])


def problem(start: date | None, end: date | None) -> str | None:
    """A sentence where the period ends before it starts; None where it can be.

    >>> problem(date(2025, 1, 1), date(2025, 1, 1)) is None, problem(date(2025, 1, 2), date(2025, 1, 1)) is None
    (True, False)
    """
    if start is not None and end is not None and end < start:
        return _("The last day is before the first.")
    return None
