"""National identity numbers in a list: found wherever they stand, and never kept (DOMAIN.md section 5)."""

import re
from collections.abc import Collection, Mapping, Sequence

from crm.exchange.header import Table
from crm.exchange.source import Cell, Row
from crm.rules import orgnr
from crm.sentences import _

_ELEVEN = re.compile(r"(?<![0-9+])[0-9]{6}[ .\-]?[0-9]{5}(?![0-9])")
# Written out and without looking back it is three times as fast, for the many columns that hold none
_MAYBE = re.compile("[0-9][0-9][0-9][0-9][0-9][0-9][ .-]?[0-9]{5}")
_DIGITS = 11
_TEXTS = frozenset((str, type(None)))
_AT_ONCE = 5_000
"""So many cells are searched in one go, in which no other thread runs."""
_HIDDEN = "•••••••••••"


def suspects(column: Sequence[Cell], *, doubtful: bool = False) -> list[int]:
    """The indexes of the cells that hold an identity number.

    A cell that is nothing but eleven digits is one where they begin with a birth date; in a longer text, and in a
    `doubtful` column (phones, or order numbers of the same length), the check digits must be right as well.
    """
    # A few searches over the whole column: hardly any list has even one
    if _TEXTS.issuperset(map(type, column)):
        long = list({cell for cell in column if isinstance(cell, str) and len(cell) >= _DIGITS})
    else:
        written = {cell if type(cell) is str else _written(cell) for cell in column if cell is not None}
        long = [text for text in written if len(text) >= _DIGITS]
    if not any(_MAYBE.search("\n".join(long[start : start + _AT_ONCE])) for start in range(0, len(long), _AT_ONCE)):
        return []
    candidates = [index for index, cell in enumerate(column) if cell is not None and _ELEVEN.search(_written(cell))]
    alone = [text for index in candidates if _ELEVEN.fullmatch(text := _written(column[index]).strip())]
    strict = doubtful or not all(map(orgnr.identity_number, alone))
    return [index for index in candidates if holds(column[index], strict=strict)]


def columns(table: Table, fields: Mapping[str, str | None]) -> frozenset[str]:
    """The headers of those columns that fill no field and hold identity numbers: their digits are never kept."""
    return frozenset(
        header
        for at, header in enumerate(table.headers)
        if not fields.get(header) and suspects([row[at] for _number, row in table.rows])
    )


def left_out(column: str) -> str:
    """What is said of such a column."""
    sentence = _(
        "Column “{column}” holds national identity numbers. Those are never kept; the rest of the rows comes in."
    )
    return sentence.format(column=column)


def holds(cell: Cell, *, strict: bool = False) -> bool:
    """Whether a cell holds an identity number; `strict` asks for right check digits in every case."""
    written = _written(cell)
    return (not strict and orgnr.identity_number(written)) or orgnr.mentions_identity_number(written)


def sentence(column: str) -> str:
    """Why the row is rejected; the number itself is not repeated."""
    return _(
        "Column “{column}” holds a national identity number. Those are never kept: delete it from the list"
        " and import the row again."
    ).format(column=column)


def hidden(row: Row) -> Row:
    """The row without the digits of anything that could be an identity number."""
    return [_hidden(cell) for cell in row]


def hidden_in(row: Row, places: Collection[int]) -> Row:
    """The same for some cells of the row only."""
    return [_hidden(cell) if at in places else cell for at, cell in enumerate(row)]


def _hidden(cell: Cell) -> Cell:
    return _ELEVEN.sub(_HIDDEN, written) if cell is not None and _ELEVEN.search(written := _written(cell)) else cell


def _written(cell: Cell) -> str:
    # A sheet that took it for a number has lost the first zero
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 1e9 <= cell < 1e11:
        return f"{int(cell):011}"
    return cell if isinstance(cell, str) else str(cell)
