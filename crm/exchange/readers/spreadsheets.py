"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) through python-calamine.

calamine kills the whole process on some malformed files (RELIABILITY.md F): only the child process calls this.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from typing import Any

from crm.exchange.readers import refusals
from crm.exchange.readers.archive import MOST_CELLS
from crm.exchange.source import Cell, Message, Row, no_such_sheet

_ROWS_AT_A_TIME = 5_000
# Beyond, a float no longer holds every whole number, and its digits would be invented
_LARGEST_WHOLE = 1e15


def messages(data: bytes, kind: str, name: str, wanted: str | None = None) -> Iterator[Message]:
    """Tell the sheets of a workbook, or only the one of the `wanted` name.

    Raises CrmError where the file is damaged, protected, too large, or has no such sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    yield ("format", kind, None)
    # Bytes, not a path: given a path it goes by the extension
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        cells = 0
        for title in _chosen([sheet.name for sheet in sheets], wanted):
            sheet = workbook.get_sheet_by_name(title)
            cells += sheet.width * sheet.height
            if cells > MOST_CELLS:
                raise refusals.too_large(name)
            visible = next(meta.visible for meta in sheets if meta.name == title)
            yield ("sheet", title, visible != SheetVisibleEnum.Visible)
            yield from _rows(sheet.iter_rows(), sheet.start[1] if sheet.start else 0)
    except PasswordError as error:
        raise refusals.protected(name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise refusals.damaged(name) from error


def _chosen(titles: list[str], wanted: str | None) -> list[str]:
    if wanted is None:
        return titles
    for title in titles:
        if title == wanted or title.strip().casefold() == wanted.strip().casefold():
            return [title]
    raise no_such_sheet(wanted, titles)


def _rows(rows: Iterable[list[Any]], columns_before: int) -> Iterator[Message]:
    before: Row = [None] * columns_before
    together: list[Row] = []
    for row in rows:
        # "" and whole floats are by far the most cells that are not what they seem: told apart here, where it is cheap
        together.append(
            before
            + [cell if (kind := type(cell)) is str and cell else cell if kind is int else _cell(cell) for cell in row]
        )
        if len(together) == _ROWS_AT_A_TIME:
            yield ("rows", together)
            together = []
    if together:
        yield ("rows", together)


def _cell(cell: Any) -> Cell:
    if cell == "":
        return None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < _LARGEST_WHOLE else cell
    if isinstance(cell, str | bool | int | date):
        return cell
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    return str(cell) if isinstance(cell, timedelta) else None
