"""The rows of one imported list that did not come in, cell by cell, and what was known of the list."""

import json
from collections.abc import Collection
from typing import Any, NamedTuple

from crm import sentences
from crm.rules import kept_cells
from crm.store.database import rows


class LeftOutRow(NamedTuple):
    """A row as it came: its number in the file, why it stayed out, its cells in the order of the headers."""

    row: int
    reason: str
    cells: tuple[Any, ...]


class LeftOut(NamedTuple):
    """What did not come in of a list; `header_row` is None where it had no header."""

    sheet: str
    sha256: str
    header_row: int | None
    headers: list[str]
    rows: list[LeftOutRow]


def left_out(batch: int) -> LeftOut:
    """The rejected and unanswered rows of a list, in the order of the file."""
    kept = rows("SELECT sheet, sha256, header_row, mapping FROM import_batch WHERE id = ?", (batch,))
    sheet, sha256, header_row, titles = kept[0] if kept else ("", "", None, "{}")
    headers = list(json.loads(titles or "{}"))
    found = rows(
        "SELECT row, reason, cells FROM import_row WHERE batch_id = ? AND action IN ('rejected', 'question')"
        " ORDER BY id",
        (batch,),
    )
    lines = [(row, sentences.told(reason), kept_cells.cells(cells)) for row, reason, cells in found]
    width = max([len(headers), *(len(cells) for _row, _reason, cells in lines)])
    headers += [f"({place})" for place in range(len(headers) + 1, width + 1)]
    wide = [LeftOutRow(row, reason, (*cells, *[None] * (width - len(cells)))) for row, reason, cells in lines]
    return LeftOut(sheet, sha256, header_row, headers, wide)


def import_of(number: int, sha256: str) -> int | None:
    """The import of this number, or the newest one, where it was of the file with this hash; else None."""
    found = rows("SELECT id FROM import_batch WHERE sha256 = ? ORDER BY id = ? DESC, id DESC LIMIT 1", (sha256, number))
    return found[0][0] if found and sha256 else None


def import_with(fingerprint: str, numbers: Collection[int]) -> int | None:
    """The newest import of a list with these headers (crm.exchange.remembered) that left out the rows of all these
    numbers; else None.
    """
    found = rows(
        "SELECT import_batch.id FROM import_batch WHERE fingerprint = ? AND fingerprint <> '' AND ("
        " SELECT count(DISTINCT row) FROM import_row JOIN json_each(?) AS wanted ON import_row.row = wanted.value"
        " WHERE batch_id = import_batch.id AND action IN ('rejected', 'question')) = ? ORDER BY id DESC LIMIT 1",
        (fingerprint, json.dumps(sorted(numbers)), len(numbers)),
    )
    return found[0][0] if found else None


def mapping(batch: int) -> dict[str, str | None]:
    """What the columns of a list became: {header: field}."""
    found = rows("SELECT mapping FROM import_batch WHERE id = ?", (batch,))
    return dict(json.loads(found[0][0] or "{}")) if found else {}


def choices(batch: int) -> str:
    """What was chosen about a list, as crm.exchange.choices writes it."""
    found = rows("SELECT choices FROM import_batch WHERE id = ?", (batch,))
    return str(found[0][0]) if found else ""
