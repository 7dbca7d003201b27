"""How often something comes again: read, said, and when the next one is due."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from crm.i18n import _, ngettext
from crm.rules.date_words import UNITS
from crm.rules.folding import fold

NAMES = ("day", "week", "month", "year")
LONGEST = 366
_ONCE = {
    "daglig daily": (1, "day"),
    "ukentlig weekly": (1, "week"),
    "manedlig monthly": (1, "month"),
    "kvartalsvis quarterly": (3, "month"),
    "halvarlig halvarsvis half-yearly": (6, "month"),
    "arlig yearly annually": (1, "year"),
}
_WORDS = {word: interval for words, interval in _ONCE.items() for word in words.split()}
_LARGER = {
    "kvartal": (3, "month"),
    "quarter": (3, "month"),
    "quarters": (3, "month"),
    "halvar": (6, "month"),
    "half year": (6, "month"),
    "half-year": (6, "month"),
    "fjortende dag": (2, "week"),
    "fortnight": (2, "week"),
}
_NUMBERS = {
    "annen": 2, "annet": 2, "andre": 2, "other": 2, "second": 2, "tredje": 3, "third": 3, "fjerde": 4, "fourth": 4,
    "to": 2, "two": 2, "tre": 3, "three": 3, "fire": 4, "four": 4, "fem": 5, "five": 5, "seks": 6, "six": 6,
}  # fmt: skip
_EVERY = re.compile(r"(?:hver|hvert|every|each) (?:(?:([0-9]{1,3})(?:\.|st|nd|rd|th)?|([a-z]+)) )?(.+)")


class Interval(NamedTuple):
    """`every` from 1 to LONGEST, `unit` one of NAMES."""

    every: int
    unit: str


def parse(text: str) -> Interval | None:
    """How often, as people write it in bokmål or English; None where it says no interval.

    >>> [tuple(parse(text)) for text in ("every quarter", "hver 2. uke", "Årlig", "every other month", "hvert år")]
    [(3, 'month'), (2, 'week'), (1, 'year'), (2, 'month'), (1, 'year')]
    >>> tuple(parse("every 90 days")), tuple(parse("hver fjortende dag")), tuple(parse("hvert halvår"))
    ((90, 'day'), (2, 'week'), (6, 'month'))
    >>> parse("sometimes"), parse("every 0 days"), parse("every 999 years"), parse("hver fredag")
    (None, None, None, None)
    """
    folded = " ".join(fold(text).strip(" .").split())
    if folded in _WORDS:
        return Interval(*_WORDS[folded])
    whole = re.fullmatch(r"(?:hver|hvert|every|each) (.+)", folded)
    if whole and whole[1] in _LARGER:
        return Interval(*_LARGER[whole[1]])
    found = _EVERY.fullmatch(folded)
    if found is None or (found[2] and found[2] not in _NUMBERS):
        return None
    times = int(found[1]) if found[1] else _NUMBERS.get(found[2] or "", 1)
    if found[3] in _LARGER:
        every, unit = _LARGER[found[3]]
    elif found[3] in UNITS:
        days, months = UNITS[found[3]]
        every, unit = {(1, 0): (1, "day"), (7, 0): (1, "week"), (0, 1): (1, "month"), (0, 12): (1, "year")}[
            days, months
        ]
    else:
        return None
    return Interval(times * every, unit) if 1 <= times * every <= LONGEST else None


def show(every: int, unit: str) -> str:
    """The interval in the present language, "" for none: "every week", "every 2 weeks", "every quarter".

    >>> show(1, "week"), show(2, "week"), show(3, "month"), show(6, "month"), show(12, "month"), show(0, "")
    ('every week', 'every 2 weeks', 'every quarter', 'every half-year', 'every 12 months', '')
    """
    if not every or unit not in NAMES:
        return ""
    if (every, unit) in ((3, "month"), (6, "month")):
        return _("every quarter") if every == 3 else _("every half-year")
    if every == 1:
        return {"day": _("every day"), "week": _("every week"), "month": _("every month"), "year": _("every year")}[
            unit
        ]
    words = {
        "day": ngettext("every {count} day", "every {count} days", every),
        "week": ngettext("every {count} week", "every {count} weeks", every),
        "month": ngettext("every {count} month", "every {count} months", every),
        "year": ngettext("every {count} year", "every {count} years", every),
    }
    return words[unit].format(count=every)


def following(due_on: date, every: int, unit: str, done_on: date) -> date:
    """When the next one is due: whole intervals after `due_on`, the first such day that is later than `done_on` too.

    So what is done late does not come back overdue, and what is done early keeps its rhythm. A month too short ends it
    on its last day, and whoever stands on the last day of a month stays on last days, as quarters do.

    >>> day = date(2027, 1, 31)
    >>> str(following(day, 1, "month", day)), str(following(date(2027, 2, 28), 1, "month", date(2027, 2, 20)))
    ('2027-02-28', '2027-03-31')
    >>> str(following(date(2026, 3, 31), 3, "month", day)), str(following(date(2026, 11, 2), 1, "week", day))
    ('2027-03-31', '2027-02-01')
    >>> str(following(date(2028, 2, 29), 1, "year", date(2028, 2, 29)))
    '2029-02-28'
    """
    latest = max(due_on, done_on)
    if unit in ("day", "week"):
        length = every * (7 if unit == "week" else 1)
        times = (latest - due_on).days // length + 1
        return due_on + timedelta(days=times * length)
    length = every * (12 if unit == "year" else 1)
    times = max(1, ((latest.year - due_on.year) * 12 + latest.month - due_on.month) // length)
    while (found := _months_later(due_on, times * length)) <= latest:
        times += 1
    return found


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if is_last else min(day.day, last))
