"""Single cells of a list as plain texts, whatever type the file gave them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from crm.exchange.source import Cell
from crm.rules import names

# What forms and systems write where they have nothing to say
_NOTHING = frozenset(("anonymous", "anonym", "n/a", "#n/a", "null", "none", "(tom)", "(blank)"))
_LONGEST_NOTHING = max(map(len, _NOTHING))
_SHORT = 4


def text(cell: Cell, *, lines: bool = False) -> str:
    """The cell as one clean text, "" where it says nothing; numbers without ".0", days as ISO text.

    >>> text(" Kåre\\u00a0Ødegård "), text(923609016), text(5501.0), text("-"), text("anonymous"), text(None)
    ('Kåre Ødegård', '923609016', '5501', '', '', '')
    """
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return _plain(cell)
    cleaned = names.clean(cell, lines=lines)
    return "" if len(cleaned) <= _LONGEST_NOTHING and says_nothing(cleaned) else cleaned


def _plain(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        cell = cell.date()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def says_nothing(cleaned: str) -> bool:
    """Whether a clean text stands for an empty cell.

    >>> says_nothing("-"), says_nothing("N/A"), says_nothing("4")
    (True, True, False)
    """
    return cleaned.lower() in _NOTHING or (len(cleaned) < _SHORT and not any(map(str.isalnum, cleaned)))


def texts(column: Sequence[Cell], *, lines: bool = False) -> list[str]:
    """A whole column as texts; what occurs often is cleaned once."""
    return mapped(column, lambda cell: text(cell, lines=lines))


def mapped(column: Sequence[Cell], meaning: Callable[[Any], Any]) -> list[Any]:
    """The meaning of each cell, asked once for each different one."""
    known = _Meanings(meaning)
    if bool in set(map(type, column)):
        # True is 1 for a dict, but not for a reader
        return [meaning(cell) if isinstance(cell, bool) else known[cell] for cell in column]
    return [known[cell] for cell in column]


class _Meanings(dict[Cell, Any]):
    """Asks for the meaning of a cell that is not there yet: a look-up in C for all the others."""

    def __init__(self, meaning: Callable[[Any], Any]) -> None:
        super().__init__()
        self.meaning = meaning

    def __missing__(self, cell: Cell) -> Any:
        found = self[cell] = self.meaning(cell)
        return found


def first_filled(columns: Sequence[Sequence[str]], length: int) -> list[str]:
    """Of several columns for one field the first text of each row."""
    if not columns:
        return [""] * length
    filled = list(columns[0])
    for column in columns[1:]:
        filled = [one or other for one, other in zip(filled, column, strict=True)]
    return filled
