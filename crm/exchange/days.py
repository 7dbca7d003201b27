"""Days in a column of a list: read only in the one way that the whole column allows, else somebody is asked."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from crm.exchange.choices import MONTH_FIRST
from crm.exchange.source import Cell
from crm.rules import dates
from crm.sentences import _

# 1954 to 2064: a number in a column of days that is a day in Excel's count
_SERIALS = (20_000, 60_000)


class Day(NamedTuple):
    """A cell's day, or None with the sentence that says why; `impossible` where it is a date that never was."""

    day: date | None
    wrong: str = ""
    impossible: bool = False


def asks(column: Iterable[Cell]) -> str:
    """A text of the column that can be read as two days, "" where the column says itself which one is meant.

    >>> asks(["3/11/2026", "25/11/2026"]), asks(["1.2.2026", "3/11/2026"])
    ('', '3/11/2026')
    """
    cells = [cell for cell in column if isinstance(cell, str) and "/" in cell]
    if not cells or dates.month_first_column(cells) is not None:
        return ""
    return next((cell for cell in cells if dates.month_first_column([cell]) is None), cells[0])


def reader(column: Iterable[Cell], today: date, order: str = "") -> Callable[[Cell], Day]:
    """A function that gives a cell's day; `order` (day_first or month_first) is what somebody answered, or "".

    >>> read = reader(["11/3/2026", "11/25/2026"], date(2026, 12, 1))
    >>> read("11/3/2026").day, read("31.02.2026").impossible, read(46329).day
    (datetime.date(2026, 11, 3), True, datetime.date(2026, 11, 3))
    """
    month_first = order == MONTH_FIRST if order else dates.month_first_column(column)

    def read(cell: Cell) -> Day:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            serial = _SERIALS[0] <= cell <= _SERIALS[1]
            day = dates.from_cell(cell, today, serial=True) if serial else None
            return Day(day, "" if day else _("It is not a date."))
        if month_first is None and isinstance(cell, str) and "/" in cell:
            day_first = dates.from_cell(cell, today)
            other = dates.from_cell(cell, today, month_first=True)
            if day_first != other:
                return Day(
                    None,
                    _("It can be read as two different days; write it as {example}.").format(
                        example=dates.show(day_first or other or today)
                    ),
                )
        day = dates.from_cell(cell, today, month_first=bool(month_first))
        if day is not None:
            return Day(day)
        # In a column that is read day first 11/25/2026 is as little a day as 30 February
        never = isinstance(cell, str) and (dates.impossible(cell) or dates.from_cell(cell, today, month_first=True))
        return Day(None, _("There is no such day.") if never else _("It is not a date."), bool(never))

    return read
