"""A second opinion on .xlsx and .xlsm that calamine refuses or dies of (parts in UTF-16, among others): openpyxl."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError

from crm.exchange.readers import refusals
from crm.exchange.readers.archive import MOST_CELLS, MOST_ROWS
from crm.exchange.readers.cells import ROWS_AT_A_TIME, chosen, value
from crm.exchange.source import Message, Row

KINDS = ("xlsx", "xlsm")


def messages(data: bytes, kind: str, name: str, wanted: str | None = None) -> Iterator[Message]:
    """Tell the sheets of a workbook, or only the one of the `wanted` name. Raises CrmError as the first reader does."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    yield ("format", kind, None)
    try:
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = {sheet.title: sheet for sheet in workbook.worksheets}
        cells = 0
        for title in chosen(list(sheets), wanted):
            sheet = sheets[title]
            yield ("sheet", title, sheet.sheet_state != "visible")
            # The declared size may be wrong; without it openpyxl looks for itself
            sheet.reset_dimensions()
            together: list[Row] = []
            for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
                cells += len(row)
                if cells > MOST_CELLS or number > MOST_ROWS:
                    raise refusals.too_large(name)
                together.append([value(cell) for cell in row])
                if len(together) == ROWS_AT_A_TIME:
                    yield ("rows", together)
                    together = []
            if together:
                yield ("rows", together)
    except (
        *(InvalidFileException, zipfile.BadZipFile, ParseError, OSError, EOFError),
        # What openpyxl stumbles over when parts are missing or hold what they should not
        *(KeyError, IndexError, ValueError, TypeError, AttributeError),
    ) as error:
        raise refusals.damaged(name) from error
