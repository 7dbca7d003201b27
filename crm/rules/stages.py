"""How far projects come: which day belongs to which stage (DOMAIN.md 6.1, 7 K20-K21)."""

from collections.abc import Mapping
from datetime import date

DAYS = ("applied_on", "decided_on", "start_on", "end_on")
"""The days of a project that the report counts by."""

DAY_OF = {
    "application": "applied_on",
    "granted": "decided_on",
    "rejected": "decided_on",
    "running": "start_on",
    "completed": "end_on",
    "aborted": "end_on",
}
"""Which day a stage begins on; an idea has none."""

OVER = ("completed", "rejected", "aborted")
"""The stages of a project that is over."""


def days_of_move(stage: str, on: date, known: Mapping[str, date | None]) -> dict[str, date]:
    """The day to fill in where a project comes to `stage` on a day: one that is known stays, as does the order of days.

    >>> days_of_move("application", date(2026, 3, 1), {"applied_on": None})
    {'applied_on': datetime.date(2026, 3, 1)}
    >>> days_of_move("application", date(2026, 3, 1), {"applied_on": date(2026, 2, 1)})
    {}
    >>> days_of_move("completed", date(2026, 3, 1), {"start_on": date(2027, 1, 1)})
    {}
    """
    name = DAY_OF.get(stage)
    if name is None or known.get(name) is not None:
        return {}
    start, end = known.get("start_on"), known.get("end_on")
    if (name == "end_on" and start is not None and start > on) or (name == "start_on" and end is not None and end < on):
        return {}
    return {name: on}
