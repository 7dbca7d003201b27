"""Which rows and columns an .ods, .xls or .xlsb hides; archive.look tells it of .xlsx and .xlsm.

It is only told, so a file that cannot be understood here hides nothing: whoever reads it says what is wrong with it.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

Span = tuple[int, int]
"""The first and the last of adjoining columns, counted from 1."""

_LARGEST = 128 * 1024 * 1024
_MOST_RECORDS = 3_000_000
_ODS_HIDES = re.compile(rb'visibility="(?:collapse|filter)"')
_ODS_TAGS = re.compile(
    rb"<(?:\w+:)?table(?=[ >])|<(?:\w+:)?table-column\b([^<>]*)>"
    rb"|<(?:\w+:)?table-row\b([^<>]*)>(\s*<(?:\w+:)?table-cell\b[^<>]*/>\s*</)?"
)
_COLUMNS_REPEATED = re.compile(rb'number-columns-repeated="([0-9]{1,7})"')
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="([0-9]{1,7})"')
# MS-XLS 2.4.221 Row and 2.4.53 ColInfo
_XLS_ROW, _XLS_COLUMNS, _XLS_ROW_HIDDEN, _XLS_COLUMN_HIDDEN = 0x208, 0x7D, 0x20, 0x1
# MS-XLSB 2.4.740 BrtRowHdr and 2.4.331 BrtColInfo
_XLSB_ROW, _XLSB_COLUMNS, _XLSB_ROW_HIDDEN, _XLSB_COLUMN_HIDDEN = 0, 60, 0x10, 0x1


class Hidden(NamedTuple):
    """How many rows, and which columns of which sheets."""

    rows: int = 0
    columns: tuple[Span, ...] = ()


def look(data: bytes, kind: str) -> Hidden:
    """What a workbook of this kind hides; nothing for other kinds and for what cannot be understood."""
    try:
        match kind:
            case "ods":
                return _ods(data)
            case "xls":
                return _xls(data)
            case "xlsb":
                return _xlsb(data)
    except (
        *(zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, MemoryError, RuntimeError),
        # What the libraries stumble over in a file that lies about itself
        *(ValueError, LookupError, TypeError, AttributeError),
    ):
        pass
    return Hidden()


def _ods(data: bytes) -> Hidden:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo("content.xml").file_size > _LARGEST:
            return Hidden()
        content = archive.read("content.xml")
    if not _ODS_HIDES.search(content):
        return Hidden()
    rows, column = 0, 1
    columns: list[Span] = []
    for tag in _ODS_TAGS.finditer(content):
        of_column, of_row, empty = tag.groups()
        if of_row is not None:
            # The million rows below the list are one empty row, many times
            if _ODS_HIDES.search(of_row) and empty is None:
                rows += _times(_ROWS_REPEATED, of_row)
        elif of_column is not None:
            times = _times(_COLUMNS_REPEATED, of_column)
            if _ODS_HIDES.search(of_column):
                columns.append((column, column + times - 1))
            column += times
        else:
            column = 1
    return Hidden(rows, tuple(columns))


def _times(said: re.Pattern[bytes], attributes: bytes) -> int:
    found = said.search(attributes)
    return int(found[1]) if found else 1


def _xls(data: bytes) -> Hidden:
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as file:
        stream = next(name for name in ("Workbook", "Book", "") if not name or file.exists(name))
        records = file.openstream(stream).read() if stream else b""
    rows: set[tuple[int, int]] = set()
    columns: list[Span] = []
    sheet = at = 0
    for _count in range(_MOST_RECORDS):
        if at + 4 > len(records):
            break
        record, length = struct.unpack_from("<HH", records, at)
        if record == _XLS_ROW:
            row, first, beyond, flags = struct.unpack_from("<HHH6xH", records, at + 4)
            if flags & _XLS_ROW_HIDDEN and beyond > first:
                rows.add((sheet, row))
        elif record == _XLS_COLUMNS:
            one, last, flags = struct.unpack_from("<HH4xH", records, at + 4)
            if flags & _XLS_COLUMN_HIDDEN:
                columns.append((one + 1, last + 1))
        elif record == 0x809:  # BOF: another sheet begins
            sheet += 1
        at += 4 + length
    return Hidden(len(rows), tuple(columns))


def _xlsb(data: bytes) -> Hidden:
    rows = 0
    columns: list[Span] = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            if not part.filename.casefold().startswith("xl/worksheets/") or part.file_size > _LARGEST:
                continue
            for record, content in _records(archive.read(part)):
                if record == _XLSB_ROW and len(content) > 11 and content[11] & _XLSB_ROW_HIDDEN:
                    rows += 1
                elif record == _XLSB_COLUMNS and len(content) > 16 and content[16] & _XLSB_COLUMN_HIDDEN:
                    one, last = struct.unpack_from("<II", content)
                    columns.append((one + 1, last + 1))
    return Hidden(rows, tuple(columns))


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part, each with its number (MS-XLSB 2.1.4); a part that is cut off raises IndexError."""
    at = 0
    for _count in range(_MOST_RECORDS):
        if at >= len(part):
            return
        record, at = part[at], at + 1
        if record & 0x80:
            record, at = record & 0x7F | part[at] << 7, at + 1
        size = 0
        for shift in range(0, 28, 7):
            byte, at = part[at], at + 1
            size |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
        yield record, part[at : at + size]
        at += size
