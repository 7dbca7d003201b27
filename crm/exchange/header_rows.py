"""Which row of a sheet holds the headers: by the words that lists use, else by being unlike the rows below."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from crm.exchange import cell_kinds, loose_headers, synonyms
from crm.exchange.row_cells import filled_cells, has_text, title
from crm.exchange.source import Row
from crm.rules.folding import fold

ROWS_LOOKED_AT = 40
_MOSTLY = 0.6
_SEVERAL = 3
MOST_COLUMNS = 2_000
"""More columns than this are no list of contacts."""


_OURS = re.compile(r"\(column [A-Z]{1,3}\)")
"""What a column without a title is called (crm.exchange.header): rejected rows of such a list come back with it."""


def index_of(rows: Sequence[Row]) -> int | None:
    """The index of the header row, or None: the row with most known headers, else one that looks unlike those below.

    >>> index_of([["Medlemsliste 2026"], [], ["Navn", "E-post"], ["Åse", "ase@nordlys.example"]])
    2
    """
    best, most = None, 0
    for index, row in enumerate(rows[:ROWS_LOOKED_AT]):
        if any(isinstance(cell, str) and _OURS.fullmatch(cell) for cell in row):
            return index
        count = known(row)
        if (count > most or (count == most and best == index - 1 and _completes(row, rows[best]))) and heads(
            row, count
        ):
            best, most = index, count
    if best is not None:
        return best
    return _unlike_those_below(rows)


def known(row: Row) -> int:
    """How many different headers of the row are in the synonyms."""
    found = set()
    for cell in row[:MOST_COLUMNS]:
        if isinstance(cell, str) and len(cell) <= 80 and (meaning := synonyms.meaning(cell)):
            # Two columns for e-mail count once each, a word repeated over merged cells once
            found.add((meaning.kind, meaning.word, synonyms.key(cell)))
    return len(found)


def groups(rows: Sequence[Row], at: int) -> dict[int, str]:
    """{column: the header of its group} where the row above names whose the columns below are: "Bedrift", "Kontakt"."""
    above = rows[at - 1] if at else []
    names = {column: title(cell) for column, cell in enumerate(above) if has_text(cell)}
    if len(names) < 2 or not all(map(loose_headers.names_somebody, names.values())):
        return {}
    found, group = {}, ""
    for column, cell in enumerate(rows[at]):
        group = names.get(column, group)
        if group and has_text(cell):
            found[column] = group
    return found


def _completes(row: Row, above: Row) -> bool:
    """Whether the row has headers where the one above, its groups merged over several columns, has none."""
    return any(has_text(cell) and (at >= len(above) or not has_text(above[at])) for at, cell in enumerate(row))


def heads(row: Row, known: int) -> bool:
    """Whether a row with so many known headers could be the header row."""
    filled = [cell for cell in row if has_text(cell)]
    if any(cell_kinds.is_value(cell) for cell in filled):
        return False
    return known >= 2 or (known == 1 and len(filled) <= 2)


def _unlike_those_below(rows: Sequence[Row]) -> int | None:
    """For headers that nobody has heard of: different short texts, above rows with addresses, numbers or dates."""
    widths = [len(filled_cells(row)) for row in rows[:ROWS_LOOKED_AT]]
    width = max(widths, default=0)
    for index, row in enumerate(rows[:ROWS_LOOKED_AT]):
        filled = filled_cells(row)
        if len(filled) < 2 or len(filled) < 0.7 * width:
            continue
        texts = {fold(cell) for cell in filled if isinstance(cell, str) and len(cell) <= 80}
        if len(texts) < len(filled) or any(cell_kinds.is_value(cell) for cell in filled):
            return None
        below = [cell for under in rows[index + 1 : index + 6] for cell in filled_cells(under)]
        if any(cell_kinds.is_value(cell) for cell in below):
            return index
        known = [_understood(row) for row in rows[index : index + 6]]
        if known[0].share >= _MOSTLY > max((one.share for one in known[1:]), default=0):
            return index
        # An abbreviated header or two are not understood, but no row of a list has several words of headers
        return index if known[0].cells >= _SEVERAL and not any(one.cells for one in known[1:]) else None
    return None


class _Understood(NamedTuple):
    """How many cells of a row are understood word by word, and the share they are."""

    cells: int
    share: float


def _understood(row: Row) -> _Understood:
    """How much is understood word by word, where nothing else tells headers from names."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    count = sum(map(loose_headers.understood, texts))
    return _Understood(count, count / len(texts) if texts else 0)
