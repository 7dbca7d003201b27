"""The first rows of a sheet or a text, as a line each, for choosing between several."""

from collections.abc import Iterable, Sequence
from itertools import islice

from crm.exchange.source import Cell
from ui.dialogs.import_preview import shown

ROWS, CELLS, LETTERS = 3, 8, 24
BETWEEN = "  |  "


def lines(rows: Iterable[Sequence[Cell]]) -> list[str]:
    """A few rows below each other, their cells parted by a stroke, so that one sees what is a cell and what is not."""
    return [BETWEEN.join(map(_short, row[:CELLS])) for row in islice(rows, ROWS)]


def _short(cell: Cell) -> str:
    words = " ".join(shown(cell).split())
    return words if len(words) <= LETTERS else words[: LETTERS - 1].rstrip() + "…"
