"""Moments: kept in UTC, shown in the time of this computer."""

from datetime import UTC, date, datetime

from crm.rules import dates


def local(at: str) -> tuple[date, str]:
    """The day of a moment here, and how it is written in full: 03.11.2026 14:05.

    >>> local("2026-11-03T12:00:00Z")[0].year
    2026
    """
    moment = datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC).astimezone()
    return moment.date(), f"{dates.show(moment.date())} {moment:%H:%M}"
