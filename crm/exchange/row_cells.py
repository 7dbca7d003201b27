"""The cells of a row as a person sees them: which are filled, and what they say."""

from crm.exchange.source import Cell, Row
from crm.rules import names

LONGEST_TITLE = 200
"""Letters of a header; what is longer is a text that strayed there."""


def has_text(cell: Cell) -> bool:
    """Whether anything is to be read in the cell."""
    return cell is not None and (not isinstance(cell, str) or not cell.isspace()) and cell != ""


def filled_cells(row: Row) -> list[Cell]:
    """Those of its cells that are not empty."""
    return [cell for cell in row if has_text(cell)]


def title(cell: Cell) -> str:
    """The cell as a header; what is longer is a text that strayed there, and nobody's name for a column."""
    return names.clean(str(cell)[: LONGEST_TITLE * 2])[:LONGEST_TITLE]


def as_text(row: Row) -> str:
    """The filled cells of a row in one short line."""
    return " | ".join(title(cell) for cell in filled_cells(row))[:200]
