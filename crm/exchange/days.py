"""Days in a column of a list: read only in the one way that the whole column allows."""

from collections.abc import Callable, Iterable
from datetime import date

from crm.exchange.source import Cell
from crm.i18n import _
from crm.rules import dates

# 1954 to 2064: a number in a column of days that is a day in Excel's count
_SERIALS = (20_000, 60_000)


def reader(column: Iterable[Cell], today: date) -> Callable[[Cell], date | str | None]:
    """A function that gives a cell's day, None where it is none, or a sentence where it could be two.

    >>> read = reader(["11/3/2026", "11/25/2026"], date(2026, 12, 1))
    >>> read("11/3/2026"), read("31.02.2026"), read(46329)
    (datetime.date(2026, 11, 3), None, datetime.date(2026, 11, 3))
    """
    month_first = dates.month_first_column(column)

    def read(cell: Cell) -> date | str | None:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            serial = _SERIALS[0] <= cell <= _SERIALS[1]
            return dates.from_cell(cell, today, serial=True) if serial else None
        day_first = dates.from_cell(cell, today)
        if month_first is None and isinstance(cell, str):
            other = dates.from_cell(cell, today, month_first=True)
            if other != day_first:
                return _("It can be read as two different days; write it as {example}.").format(
                    example=dates.show(day_first) if day_first else dates.show(today)
                )
        return dates.from_cell(cell, today, month_first=True) if month_first else day_first

    return read
