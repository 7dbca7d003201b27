"""The walls around a zipped workbook, checked before any reader sees it (RELIABILITY.md section 5)."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple

from crm.exchange.readers import locked_ods, refusals
from crm.exchange.readers.hidden import Hidden

LOCKED = "locked ods"
MOST_PARTS = 10_000
MOST_INFLATED = 300 * 1024 * 1024
MOST_CELLS = 5_000_000
MOST_ROWS = 500_000
_CHUNK = 1 << 20
# As much of the chunk before as a tag or an entity may be cut by its end
_OVERLAP = 200
_ENTITIES = b"<!DOCTYPE"
_ENCRYPTED_FLAG = 0x1
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LAST_CELLS = 4096
# Columns beyond Z or rows from 192 000 on: only then can 26 columns or fewer pass five million cells
_FAR_CELL = re.compile(rb' r="(?:[A-Z]{2,3}[0-9]|[A-Z]{0,3}(?:[2-9][0-9]{5}|19[2-9][0-9]{3}|[0-9]{7}))')
_FILLED_CELL = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>(?!</)')


_MOST_TOLD = 100_000
_HIDDEN_ROW = re.compile(rb'<row r="([0-9]{1,7})"[^<>]{0,300}? hidden="(?:1|true)"')
_HIDDEN_COLUMNS = re.compile(
    rb'<col (?=[^<>]{0,300}?hidden="(?:1|true)")(?=[^<>]{0,300}?min="([0-9]{1,5})")(?=[^<>]{0,300}?max="([0-9]{1,5})")'
)
_NO_VALUE = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]{0,100}><f[^<>]{0,200}>[^<>]{0,9000}</f>(?:<v ?/>|<v></v>)?</c>'
)
_ERROR = re.compile(rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^<>]{0,60} t="e"')


class Found(NamedTuple):
    """A sound archive: xlsx, xlsm, xlsb, ods or LOCKED, and what the sheets of an xlsx or xlsm hide.

    `formulas` counts the cells whose value the program that wrote them left out, `errors` those that show #N/A and so
    on.
    """

    kind: str
    hidden: Hidden = Hidden()
    formulas: int = 0
    errors: int = 0


def kind(data: bytes, name: str) -> str:
    """Only the kind of what `look` finds."""
    return look(data, name).kind


def look(data: bytes, name: str) -> Found:
    """The kind of workbook and what it hides; raises CrmError where it is damaged, encrypted, hostile or foreign.

    Refused are more than 10 000 parts, parts of the same name, more than 300 MB inflated (counted, not declared), a
    DOCTYPE in any part, and a sheet whose filled cells span more than five million.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            if len(parts) > MOST_PARTS:
                raise refusals.too_large(name)
            if len({part.casefold() for part in names}) < len(names):
                raise refusals.suspicious(name)
            if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
                raise refusals.protected(name)
            if any(part.compress_type not in _COMPRESSIONS for part in parts):
                raise refusals.suspicious(name)
            found = _kind(archive, names, name)
            hidden, formulas, errors = _inflate(archive, parts, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, struct.error) as error:
        raise refusals.damaged(name) from error
    return Found(found, hidden, formulas, errors)


def _kind(archive: zipfile.ZipFile, names: list[str], name: str) -> str:
    lowered = {part.casefold().replace("\\", "/") for part in names}
    if "xl/workbook.bin" in lowered:
        return "xlsb"
    if any(part.startswith("xl/") for part in lowered):
        return "xlsm" if "xl/vbaproject.bin" in lowered else "xlsx"
    if ("content.xml" in lowered or locked_ods.WHOLE in lowered) and "mimetype" in names:
        with archive.open("mimetype") as part:
            if b"spreadsheet" not in part.read(200):
                raise refusals.not_a_list(name)
        if "META-INF/manifest.xml" in names:
            with archive.open("META-INF/manifest.xml") as part:
                if b"encryption-data" in part.read(_CHUNK):
                    return LOCKED
        return "ods"
    if any(part.startswith("index/") and part.endswith(".iwa") for part in lowered) or "index.zip" in lowered:
        raise refusals.outdated(name)
    raise refusals.not_a_list(name)


def _inflate(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> tuple[Hidden, int, int]:
    inflated = 0
    rows: set[tuple[str, bytes]] = set()
    columns: set[tuple[str, bytes, bytes]] = set()
    formulas: set[tuple[str, bytes]] = set()
    errors: set[tuple[str, bytes]] = set()
    for part in parts:
        area = _Area()
        is_sheet = "worksheets/" in part.filename.casefold() or part.filename.casefold().endswith(".xml")
        for chunk in _chunks(archive, part):
            inflated += len(chunk)
            if inflated > MOST_INFLATED:
                raise refusals.too_large(name)
            if _ENTITIES in chunk or (b"\x00" in chunk and _ENTITIES in chunk.translate(None, b"\x00")):
                raise refusals.suspicious(name)
            if is_sheet and area.grown_by(chunk) > MOST_CELLS:
                raise refusals.too_large(name)
            if not part.filename.startswith("xl/worksheets/"):
                continue
            # Two cheap questions spare nearly all workbooks the search; overlaps count once
            if b' hidden="' in chunk and len(rows) < _MOST_TOLD:
                rows.update((part.filename, row) for row in _HIDDEN_ROW.findall(chunk))
                columns.update((part.filename, *span) for span in _HIDDEN_COLUMNS.findall(chunk))
            if b"</f>" in chunk and len(formulas) < _MOST_TOLD:
                formulas.update((part.filename, cell) for cell in _NO_VALUE.findall(chunk))
            if b' t="e"' in chunk and len(errors) < _MOST_TOLD:
                errors.update((part.filename, cell) for cell in _ERROR.findall(chunk))
    spans = tuple((int(first), int(last)) for _part, first, last in columns)
    return Hidden(len(rows), spans), len(formulas), len(errors)


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    tail = b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_OVERLAP:]


class _Area:
    """The rectangle that holds all filled cells of a sheet: calamine allocates the whole of it."""

    def __init__(self) -> None:
        self.rows = 0
        self.columns = 0
        self.far = False

    def grown_by(self, chunk: bytes) -> int:
        """The number of cells, seen so far, that the rectangle spans; small sheets count as nothing."""
        self.far = self.far or _FAR_CELL.search(chunk) is not None
        # Looking at every cell takes a tenth of the reading itself; of near ones the last tells enough
        for column, row in _FILLED_CELL.findall(chunk if self.far else chunk[-_LAST_CELLS:]):
            self.rows = max(self.rows, int(row))
            self.columns = max(self.columns, _number(column))
        return self.rows * self.columns if self.far else 0


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number
