"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) through python-calamine.

calamine kills the whole process on some malformed files (RELIABILITY.md F): only the child process calls this.
"""

import io
from collections.abc import Iterable, Iterator
from typing import Any

from crm.exchange.readers import refusals, second
from crm.exchange.readers.archive import MOST_CELLS, MOST_ROWS
from crm.exchange.readers.cells import ROWS_AT_A_TIME, chosen, value
from crm.exchange.source import Message, Row


def messages(data: bytes, kind: str, name: str, wanted: str | None = None) -> Iterator[Message]:
    """Tell the sheets of a workbook, or only the one of the `wanted` name.

    Raises CrmError where the file is damaged, protected, too large, or has no such sheet.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    yield ("format", kind, None)
    try:
        # Bytes, not a path: given a path it goes by the extension
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        hidden = {
            sheet.name: sheet.visible != SheetVisibleEnum.Visible
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        }
        cells = 0
        for title in chosen(list(hidden), wanted):
            sheet = workbook.get_sheet_by_name(title)
            cells += sheet.width * sheet.height
            if cells > MOST_CELLS or sheet.height > MOST_ROWS:
                raise refusals.too_large(name)
            yield ("sheet", title, hidden[title])
            yield from _rows(sheet.iter_rows(), sheet.start[1] if sheet.start else 0)
    except PasswordError as error:
        raise refusals.protected(name) from error
    except (CalamineError, OSError, ValueError) as error:
        if kind not in second.KINDS:
            raise refusals.damaged(name) from error
        yield from second.messages(data, kind, name, wanted)


def _rows(rows: Iterable[list[Any]], columns_before: int) -> Iterator[Message]:
    before: Row = [None] * columns_before
    together: list[Row] = []
    for row in rows:
        # Most cells are filled texts: settled here, where it costs least
        together.append(before + [cell if type(cell) is str and cell else value(cell) for cell in row])
        if len(together) == ROWS_AT_A_TIME:
            yield ("rows", together)
            together = []
    if together:
        yield ("rows", together)
