"""What both readers of workbooks make of sheets and cells."""

from datetime import date, datetime, time, timedelta
from typing import Any

from crm.exchange.source import Cell, no_such_sheet

ROWS_AT_A_TIME = 5_000
# Beyond, a float no longer holds every whole number, and its digits would be invented
_LARGEST_WHOLE = 1e15
_MIDNIGHT = time()


def chosen(titles: list[str], wanted: str | None) -> list[str]:
    """All sheets, or the wanted one (capitals and outer spaces forgiven); raises CrmError naming those there are."""
    if wanted is None:
        return titles
    for title in titles:
        if title == wanted:
            return [title]
    for title in titles:
        if title.strip().casefold() == wanted.strip().casefold():
            return [title]
    raise no_such_sheet(wanted, titles)


def value(cell: Any) -> Cell:
    """The cell as it is passed on: whole floats are int, a day without a time is a date, times of day are text.

    >>> value(981575679.0), value(""), value(0.5), value(datetime(2026, 11, 3)), value(time(9, 5))
    (981575679, None, 0.5, datetime.date(2026, 11, 3), '09:05:00')
    """
    if cell == "":
        return None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < _LARGEST_WHOLE else cell
    if isinstance(cell, datetime):
        return cell.date() if cell.time() == _MIDNIGHT else cell.replace(tzinfo=None)
    if isinstance(cell, str | bool | int | date):
        return cell
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    return str(cell) if isinstance(cell, timedelta) else None
