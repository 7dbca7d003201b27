"""What single cells of a list of hours say: a length of time, an amount, a month."""

import calendar
import re
from datetime import date, datetime
from decimal import Decimal

from crm.exchange.source import Cell
from crm.rules import numbers
from crm.rules.date_words import MONTHS
from crm.rules.folding import fold

# Excel's [h]:mm is read as "1 day, 6:00:00" where it passes a day.
_CLOCK = re.compile(r"(?:([0-9]{1,3}) days?, )?([0-9]{1,4}):([0-5][0-9])(?::[0-9]{2})?")
_BOTH = re.compile(r"([0-9]{1,4}) ?(?:timer|time|t|h|hours|hour)\.?(?: og| and)? ?([0-5]?[0-9]) ?(?:minutter|min|m)\.?")
_UNIT = re.compile(r" ?(?:timer|time|t|hrs|hours|hour|h)\.?$")
_PER_HOUR = re.compile(r" ?(?:/ ?(?:time|hour|t|h)|(?:pr\.?|per) (?:time|hour))\.?$")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_FIGURES = re.compile(r"(?:(20[0-9]{2})[-./ ]([01]?[0-9])|([01]?[0-9])[-./ ](20[0-9]{2})|(20[0-9]{2})([01][0-9]))")
MOST = 1_000_000 * 60
"""Minutes; more is no length of time that anybody worked."""


def minutes(cell: Cell) -> int | None:
    """The length of time in a cell in whole minutes: 7,5 and "7:30" and "7 t 30 min" are 450; None for no such.

    >>> minutes(7.5), minutes("7,5"), minutes("7:30"), minutes("7 t 30 min"), minutes("1 200,5 timer"), minutes("ferie")
    (450, 450, 450, 450, 72030, None)
    """
    if cell is None or isinstance(cell, bool | date):
        return None
    if isinstance(cell, str):
        cell = fold(cell).strip()
        clock = _CLOCK.fullmatch(cell)
        if clock is not None:
            return (int(clock[1] or 0) * 24 + int(clock[2])) * 60 + int(clock[3])
        parts = _BOTH.fullmatch(cell)
        if parts is not None:
            return int(parts[1]) * 60 + int(parts[2])
        cell = _UNIT.sub("", cell)
    number = numbers.parse(cell)
    return None if number is None else _whole(number * 60)


def ore(cell: Cell) -> int | None:
    """The amount in a cell in whole øre, None for none; of a fraction of an øre half goes up.

    >>> ore("1 200,50"), ore(550), ore("550 kr/t"), ore("gratis")
    (120050, 55000, 55000, None)
    """
    if cell is None or isinstance(cell, bool | date):
        return None
    text = _PER_HOUR.sub("", fold(cell).strip()) if isinstance(cell, str) else cell
    number = numbers.parse(text)
    return None if number is None or abs(number) > 10**12 else int(numbers.round_half_up(number * 100))


def month(cell: Cell) -> tuple[int | None, int] | None:
    """The year, where it says one, and the month: "mars 2026", "2026-03", "03.2026", 202603, "mar"; None for none.

    >>> month("Mars 2026"), month("2026-03"), month("3/2026"), month(202603), month("des."), month("uke 3")
    ((2026, 3), (2026, 3), (2026, 3), (2026, 3), (None, 12), None)
    """
    if isinstance(cell, date):
        return cell.year, cell.month
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, float) and cell == int(cell):
        cell = int(cell)
    text = fold(str(cell)).strip(" .")
    figures = _FIGURES.fullmatch(text)
    if figures is not None:
        year, of = int(figures[1] or figures[4] or figures[5]), int(figures[2] or figures[3] or figures[6])
        return (year, of) if 1 <= of <= 12 else None
    words = [word for word in re.split(r"[ .,/\\-]+", text) if word]
    if not words or words[0] not in MONTHS or len(words) > 2:
        return None
    if len(words) == 2 and not re.fullmatch("20[0-9]{2}|[0-9]{2}", words[1]):
        return None
    of_year = None if len(words) == 1 else int(words[1]) if len(words[1]) == 4 else 2000 + int(words[1])
    return of_year, MONTHS[words[0]]


def last_day(year: int, of: int) -> date:
    """The last day of a month."""
    return date(year, of, calendar.monthrange(year, of)[1])


def year(cell: Cell) -> int | None:
    """The one year from 2000 on that a cell, a title or a file's name holds; None for none or several.

    >>> year("Timeliste 2026"), year(2026), year("2025-2026"), year("Timer")
    (2026, 2026, None, None)
    """
    if isinstance(cell, datetime | date | bool) or cell is None:
        return None
    if isinstance(cell, float) and cell == int(cell):
        cell = int(cell)
    found = set(_YEAR.findall(str(cell)))
    return int(found.pop()) if len(found) == 1 else None


def text(cell: Cell) -> str:
    """What a cell says as text; whole numbers without ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return " ".join(str(cell).split())


def _whole(number: Decimal) -> int | None:
    whole = int(numbers.round_half_up(number))
    return whole if abs(whole) <= MOST else None
