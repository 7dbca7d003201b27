"""Dates as people type them, cells hold them and lists show them (UX.md "Dates everywhere accept", DOMAIN.md 3.5)."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from crm.i18n import _, ngettext
from crm.rules.date_words import DAYS, MONTHS, RELATIVE_DAYS, UNITS
from crm.rules.folding import fold

_CLOCK = (
    r"(?:[t ,]+(?:kl\.? ?)?[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
    r" ?(?:[ap]m|z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_ISO = re.compile(rf"([0-9]{{4}})-([0-9]{{1,2}})-([0-9]{{1,2}}){_CLOCK}")
_FIGURES = re.compile(rf"([0-9]{{1,2}})([./ \-])\s?([0-9]{{1,2}})(?:\.|\2\s?([0-9]{{4}}|[0-9]{{2}}))?{_CLOCK}")
_DAY_MONTH = re.compile(
    rf"([0-9]{{1,2}})(?:\.|st|nd|rd|th)?[ \-]?(?:of )?([a-z]+)\.?,?[ \-]?([0-9]{{4}}|[0-9]{{2}})?{_CLOCK}"
)
_MONTH_DAY = re.compile(rf"([a-z]+)\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?(?:,? ([0-9]{{4}}))?{_CLOCK}")
_WEEK = re.compile(r"(?:i |in )?(?:uke|week|u|w|vecka|uge)\.? ?([0-9]{1,2})(?:[ ,/\-]+([0-9]{4}|[0-9]{2}))?")
_STEP = re.compile(r"([+-]) ?([0-9]{1,4}) ?([a-z]*)\.?")
_IN = re.compile(r"(?:om|in) ([0-9]{1,4}|en|et|ei|a|an|one) ([a-z]+)")
_AGO = re.compile(r"(?:for )?([0-9]{1,4}|en|et|ei|a|an|one) ([a-z]+) (?:siden|ago)")
_WEEKDAY = re.compile(
    r"(?:(?:pa|on|kommende|coming|this|denne|forstkommende) )?(neste |next |forrige |last |sist |siste )?([a-z]+)\.?"
)
_THIS_WEEK = re.compile(r"(?:(?:on|this|denne) )?([a-z]+)\.?")
_WEEKS_AWAY = {
    "denne uken": 0,
    "denne uka": 0,
    "this week": 0,
    "neste uke": 1,
    "next week": 1,
    "forrige uke": -1,
    "last week": -1,
}
_FIRST_SERIAL, _LAST_SERIAL = 1, 2_958_465
_PIVOT = 70


def parse(text: str, today: date) -> date | None:
    """The date that was typed, or None where there is none; an impossible date is never moved to another day.

    Bokmål and English: `3.11` (of this year), `3.11.26` (1970-2069), `2026-11-03`, `3. november`, `Nov 3, 2026`,
    `i dag`, `i går`, `i morgen`, `fredag` (the coming one, not today), `neste fredag` (of next week), `forrige fredag`
    (the last one before today), `uke 45` (its Monday), `+2u`, `-1d`, `om 3 uker`, `2 weeks ago`.
    The day stands before the month.

    >>> today = date(2026, 11, 4)
    >>> [str(parse(text, today)) for text in ("3.11", "i går", "fredag", "neste fredag", "uke 45", "+2u")]
    ['2026-11-03', '2026-11-03', '2026-11-06', '2026-11-13', '2026-11-02', '2026-11-18']
    >>> parse("31.2", today), parse("2026-13-01", today), parse("snart", today)
    (None, None, None)
    """
    folded = fold(text).strip(" .,")
    if not folded or len(folded) > 60:
        return None
    if folded in RELATIVE_DAYS:
        return _moved(today, RELATIVE_DAYS[folded])
    if folded in _WEEKS_AWAY:
        return _moved(today, 7 * _WEEKS_AWAY[folded] - today.weekday())
    return _written(folded, today.year) or _week(folded, today) or _stepped(folded, today) or _weekday(folded, today)


def held(text: str, today: date) -> date | None:
    """The day of something that took place, as `parse` but for the bare name of a weekday.

    That is the day of this week where it has been or is today; a day still to come in this week is the coming one, as
    everywhere else. "På mandag", "kommende mandag" and "neste mandag" are always to come.

    >>> today = date(2026, 11, 4)
    >>> [str(held(text, today)) for text in ("mandag", "on monday", "onsdag", "fredag", "på mandag")]
    ['2026-11-02', '2026-11-02', '2026-11-04', '2026-11-06', '2026-11-09']
    """
    match = _THIS_WEEK.fullmatch(fold(text).strip(" .,"))
    wanted = DAYS.get(match[1]) if match else None
    if wanted is not None and wanted <= today.weekday():
        return today - timedelta(today.weekday() - wanted)
    return parse(text, today)


def from_cell(value: object, today: date, *, serial: bool = False, month_first: bool = False) -> date | None:
    """The date in a cell of a list, or None.

    Date cells give their day. A number is a date only when the caller says that the column holds Excel's serial days.
    A text must name day, month and year: words like "fredag" mean nothing in a list. `3/11/2026` is read day first
    unless `month_first` (ask `month_first_column` about the whole column). Two-digit years are 1970-2069.

    >>> today = date(2026, 11, 4)
    >>> from_cell(datetime(2026, 11, 3, 9, 5), today), from_cell("02 Nov 2025", today)
    (datetime.date(2026, 11, 3), datetime.date(2025, 11, 2))
    >>> from_cell(46329.0, today), from_cell(46329.0, today, serial=True), from_cell("3.11", today)
    (None, datetime.date(2026, 11, 3), None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _from_serial(value) if serial else None
    folded = fold(str(value)).strip(" .,")
    if len(folded) > 60:
        return None
    return _written(folded, None, month_first=month_first)


def impossible(text: str) -> bool:
    """Whether a text is written as a full date that never was, whichever of its figures is the month.

    >>> impossible("31.02.2020"), impossible("2026-13-01"), impossible("11/25/2026"), impossible("snart")
    (True, True, False, False)
    """
    folded = fold(text).strip(" .,")
    if len(folded) > 60 or _written(folded, None) is not None or _written(folded, None, month_first=True) is not None:
        return False
    named = _DAY_MONTH.fullmatch(folded), _MONTH_DAY.fullmatch(folded)
    return (
        _ISO.fullmatch(folded) is not None
        or bool((found := _FIGURES.fullmatch(folded)) and found[4])
        or bool((found := named[0]) and found[2] in MONTHS and found[3])
        or bool((found := named[1]) and found[1] in MONTHS and found[3])
    )


def month_first_column(values: Iterable[object]) -> bool | None:
    """How a column writes dates such as 11/3/2026: False day first, True month first, None where that is not certain.

    Only dates with a slash say it: a neighbour with points proves nothing, and two that contradict each other neither.

    >>> [month_first_column(column) for column in (["11/3/2026", "11/25/2026"], ["3.11.2026"], ["1/2/2026"])]
    [True, False, None]
    >>> month_first_column(["1.2.2023", "5/6/2024"]), month_first_column(["25/11/2026", "11/25/2026", "3/4/2026"])
    (None, None)
    """
    either = day_first = month_first = False
    for value in values:
        match = _FIGURES.fullmatch(fold(value).strip(" .,")) if isinstance(value, str) else None
        if match is None or match.group(2) != "/":
            continue
        first, second = int(match.group(1)), int(match.group(3))
        day_first = day_first or first > 12 >= second
        month_first = month_first or second > 12 >= first
        either = either or (first != second and first <= 12 and second <= 12)
    if day_first and month_first:
        return None
    return month_first if day_first or month_first else (None if either else False)


def show(day: date) -> str:
    """The day as it is shown everywhere: 03.11.2026.

    >>> show(date(2026, 11, 3))
    '03.11.2026'
    """
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def relative(day: date, today: date) -> str:
    """How far away the day is, short and translated: "today", "yesterday", "3 d", "2 w", "1 mo", "2 y", "in 3 d"."""
    distance = (today - day).days
    if distance in (-1, 0, 1):
        return (_("today"), _("yesterday"), _("tomorrow"))[distance]
    away = abs(distance)
    if away < 14:
        length = ngettext("{count} d", "{count} d", away).format(count=away)
    elif away < 31:
        length = ngettext("{count} w", "{count} w", away // 7).format(count=away // 7)
    elif away < 365:
        length = ngettext("{count} mo", "{count} mo", away // 30).format(count=min(away // 30, 11))
    else:
        length = ngettext("{count} y", "{count} y", away // 365).format(count=away // 365)
    return length if distance > 0 else _("in {length}").format(length=length)


def _written(folded: str, this_year: int | None, *, month_first: bool = False) -> date | None:
    if match := _ISO.fullmatch(folded):
        return _real(int(match[1]), int(match[2]), int(match[3]))
    if match := _FIGURES.fullmatch(folded):
        first, second = int(match[1]), int(match[3])
        day, month = (second, first) if month_first and match[2] == "/" else (first, second)
        return _real(_year(match[4], this_year), month, day)
    if (match := _DAY_MONTH.fullmatch(folded)) and match[2] in MONTHS:
        return _real(_year(match[3], this_year), MONTHS[match[2]], int(match[1]))
    if (match := _MONTH_DAY.fullmatch(folded)) and match[1] in MONTHS:
        return _real(_year(match[3], this_year), MONTHS[match[1]], int(match[2]))
    return None


def _year(written: str | None, this_year: int | None) -> int | None:
    if not written:
        return this_year
    year = int(written)
    return year if len(written) == 4 else year + (1900 if year >= _PIVOT else 2000)


def _real(year: int | None, month: int, day: int) -> date | None:
    try:
        return None if year is None else date(year, month, day)
    except ValueError:
        return None


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def _week(folded: str, today: date) -> date | None:
    match = _WEEK.fullmatch(folded)
    try:
        return date.fromisocalendar(_year(match[2], today.isocalendar().year) or 0, int(match[1]), 1) if match else None
    except ValueError:
        return None


def _stepped(folded: str, today: date) -> date | None:
    if match := _STEP.fullmatch(folded):
        sign, count, unit = (1 if match[1] == "+" else -1), match[2], match[3] or "d"
    elif match := _IN.fullmatch(folded):
        sign, count, unit = 1, match[1], match[2]
    elif match := _AGO.fullmatch(folded):
        sign, count, unit = -1, match[1], match[2]
    else:
        return None
    if unit not in UNITS:
        return None
    days, months = UNITS[unit]
    steps = sign * (int(count) if count.isdecimal() else 1)
    return _moved(today, steps * days) if days else _months_later(today, steps * months)


def _months_later(day: date, months: int) -> date | None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = day.day
    # A month after the 31st is the last day of a shorter month
    while last > 28 and _real(year, month + 1, last) is None:
        last -= 1
    return _real(year, month + 1, last)


def _weekday(folded: str, today: date) -> date | None:
    match = _WEEKDAY.fullmatch(folded)
    if match is None or match[2] not in DAYS:
        return None
    wanted, which = DAYS[match[2]], (match[1] or "").strip()
    if which in ("neste", "next"):
        return _moved(today, 7 - today.weekday() + wanted)
    if which:
        return _moved(today, -((today.weekday() - wanted - 1) % 7 + 1))
    return _moved(today, (wanted - today.weekday() - 1) % 7 + 1)


def _from_serial(serial: float) -> date | None:
    if not _FIRST_SERIAL <= serial <= _LAST_SERIAL:
        return None
    # Excel believes in 29 February 1900 (serial 60)
    return date(1899, 12, 31 if serial < 60 else 30) + timedelta(int(serial))
