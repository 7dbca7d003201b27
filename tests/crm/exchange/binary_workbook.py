"""An .xlsb as Excel writes it (MS-XLSB), with no more in it than a list needs: no library here writes that format."""

import io
import struct
import zipfile
from collections.abc import Sequence
from datetime import date

_DAY = date(1899, 12, 30)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsb(
    *rows: Sequence[str | float | date | None], sheet: str = "Ark1", hidden: tuple[int, int] | None = None
) -> bytes:
    """A workbook with these rows in its only sheet; dates have the format of a date. `hidden` is a row (counted from
    0) and a column (from 1) that nobody sees.
    """
    book = _record(131) + _record(143)
    book += _record(156, struct.pack("<II", 0, 1) + _text("rId1") + _text(sheet)) + _record(144) + _record(132)
    lines = "".join(
        f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for id, kind, target in (("rId1", "worksheet", "worksheets/sheet1.bin"), ("rId2", "styles", "styles.bin"))
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>')
        archive.writestr("xl/workbook.bin", book)
        archive.writestr("xl/styles.bin", _styles())
        archive.writestr("xl/worksheets/sheet1.bin", _sheet(rows, hidden))
    return file.getvalue()


def _styles() -> bytes:
    """Two formats of cells: anything, and number format 14, a date."""
    formats = b"".join(_record(47, struct.pack("<HH12x", 0, number)) for number in (0, 14))
    return _record(278) + _record(617, struct.pack("<I", 2)) + formats + _record(618) + _record(279)


def _sheet(rows: Sequence[Sequence[str | float | date | None]], hidden: tuple[int, int] | None) -> bytes:
    wide = max(map(len, rows))
    told = _record(129) + _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, wide - 1))
    if hidden is not None:
        told += (
            _record(390) + _record(60, struct.pack("<IIIIH", hidden[1] - 1, hidden[1] - 1, 2560, 0, 1)) + _record(391)
        )
    told += _record(145)
    for number, row in enumerate(rows):
        unseen = 0x10 if hidden is not None and number == hidden[0] else 0
        told += _record(0, struct.pack("<II3xB5x", number, 0, unseen))
        told += b"".join(_cell(column, cell) for column, cell in enumerate(row) if cell is not None)
    return told + _record(146) + _record(130)


def _cell(column: int, cell: str | float | date) -> bytes:
    if isinstance(cell, str):
        return _record(6, struct.pack("<II", column, 0) + _text(cell))
    if isinstance(cell, date):
        return _record(5, struct.pack("<IId", column, 1, (cell - _DAY).days))
    return _record(5, struct.pack("<IId", column, 0, cell))


def _record(kind: int, content: bytes = b"") -> bytes:
    size = len(content)
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    while size > 127:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + content


def _text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
