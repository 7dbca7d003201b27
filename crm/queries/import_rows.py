"""The rows of one imported list that did not come in, cell by cell."""

import json
from typing import Any, NamedTuple

from crm.store.database import rows


class LeftOutRow(NamedTuple):
    """A row as it came: its number in the file, why it stayed out, its cells as texts in the order of the headers."""

    row: int
    reason: str
    cells: tuple[str, ...]


def left_out(batch: int) -> tuple[list[str], list[LeftOutRow]]:
    """The headers of a list and its rejected and unanswered rows, in the order of the file."""
    kept = rows("SELECT mapping FROM import_batch WHERE id = ?", (batch,))
    headers = list(json.loads(kept[0][0] or "{}")) if kept else []
    found = rows(
        "SELECT row, reason, cells FROM import_row WHERE batch_id = ? AND action IN ('rejected', 'question')"
        " ORDER BY id",
        (batch,),
    )
    lines = [(row, reason, json.loads(cells or "[]")) for row, reason, cells in found]
    width = max([len(headers), *(len(cells) for _row, _reason, cells in lines)])
    headers += [f"({place})" for place in range(len(headers) + 1, width + 1)]
    return headers, [
        LeftOutRow(row, reason, tuple(_text(cell) for cell in cells) + ("",) * (width - len(cells)))
        for row, reason, cells in lines
    ]


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
