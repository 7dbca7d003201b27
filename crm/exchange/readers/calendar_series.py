"""The days of a series: those around today, never more than a thousand, and never one that is taken out."""

import re
from datetime import date, datetime, timedelta
from itertools import islice

from crm.exchange.readers.calendar_times import LATEST, Moment, Zones, parsed

BEFORE, AFTER = timedelta(days=400), timedelta(days=200)
MOST = 1_000
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_SIGNED = r"[+-]?(?:[12]?[0-9]|3[01])"
_SENSIBLE = {
    "FREQ": re.compile("|".join(_FREQUENCIES)),
    "INTERVAL": re.compile(r"[1-9][0-9]{0,3}"),
    "BYDAY": re.compile(r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)){0,30}"),
    "BYMONTHDAY": re.compile(f"{_SIGNED}(?:,{_SIGNED}){{0,30}}"),
    "BYMONTH": re.compile(r"(?:1[0-2]|[1-9])(?:,(?:1[0-2]|[1-9])){0,11}"),
    "BYSETPOS": re.compile(r"[+-]?[1-5]"),
    "WKST": re.compile("MO|TU|WE|TH|FR|SA|SU"),
}
_RARE_DAY = re.compile("29|30|31")
# What a rule can say within a year is found within a few
_FURTHEST = timedelta(days=366 * 3)


def moments(start: Moment, rule: str, zones: Zones, today: date) -> list[Moment] | None:
    """When it takes place, from a year or so before today to half a year after; at least once, where it ever does.

    None for a rule that makes no sense, or that means more than once a day.
    """
    told = dict(part.split("=", 1) for part in rule.upper().strip().strip(";").split(";") if "=" in part)
    until, count = told.pop("UNTIL", ""), told.pop("COUNT", "")
    if "FREQ" not in told or not _makes_sense(told):
        return None
    wall = _wall(start)
    last = min(max(today + AFTER, wall.date() + _FURTHEST), LATEST)
    if until:
        end = parsed(until, {}, zones)
        if end is None:
            return None
        last = min(last, _wall(end, like=start).date())
    found: list[datetime] = []
    for day in islice(_days(told, wall, last), int(count) if count.isdecimal() else None):
        if found and (found[-1].date() < today - BEFORE or day.date() > today + AFTER or len(found) >= MOST):
            if day.date() > today + AFTER or len(found) >= MOST:
                break
            found.pop()
        found.append(day)
    return [_again(start, day) for day in found]


def _makes_sense(told: dict[str, str]) -> bool:
    """Whether it says a day, not a time, and one that comes: dateutil looks for 31 February until year 9999."""
    if not all(key in _SENSIBLE and _SENSIBLE[key].fullmatch(said) for key, said in told.items()):
        return False
    days = told.get("BYMONTHDAY", "")
    if not days:
        return True
    numbered = any(sign.isdigit() for sign in told.get("BYDAY", ""))
    rare = "BYMONTH" in told and _RARE_DAY.search(days) is not None
    return not (numbered or rare or "0" in days.split(",") or "BYSETPOS" in told or told["FREQ"] == "WEEKLY")


def _days(told: dict[str, str], wall: datetime, last: date) -> list[datetime]:
    from dateutil.rrule import rrulestr

    text = ";".join(f"{key}={said}" for key, said in told.items())
    try:
        return list(rrulestr(f"{text};UNTIL={last:%Y%m%d}T235959", dtstart=wall))
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError):
        return []  # dateutil raises any of these for a rule that makes no sense


def _wall(moment: Moment, like: Moment | None = None) -> datetime:
    """The moment as its own clock shows it, or the clock of another."""
    if not isinstance(moment.at, datetime):
        return datetime(moment.at.year, moment.at.month, moment.at.day)
    at = moment.at
    if like is not None and at.tzinfo is not None and isinstance(like.at, datetime) and like.at.tzinfo is not None:
        at = at.astimezone(like.at.tzinfo)
    return at.replace(tzinfo=None)


def _again(start: Moment, day: datetime) -> Moment:
    if not isinstance(start.at, datetime):
        return Moment(day.date())
    return Moment(day.replace(tzinfo=start.at.tzinfo), start.unknown_zone)
