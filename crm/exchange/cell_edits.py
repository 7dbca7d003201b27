"""Cells written anew: one by one, filled down, found and replaced; each gives the choices that follow."""

import operator
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from crm.exchange import shown_cells
from crm.exchange.choices import Choices
from crm.exchange.header import Table
from crm.exchange.source import Row

Written = tuple[int, str, str]
"""(number of the row, header, text)."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for: `whole` means the whole cell, `case` that capitals count; `text` "" finds empty cells."""

    text: str
    whole: bool = False
    case: bool = False

    def replaced(self, words: str, by: str) -> str:
        """The text of a cell with what is looked for replaced; the same text where it is not in it.

        >>> Wanted("as").replaced("Nord AS", "ASA"), Wanted("as", case=True).replaced("Nord AS", "ASA")
        ('Nord ASA', 'Nord AS')
        >>> Wanted("").replaced("", "Norge"), Wanted("").replaced("x", "Norge")
        ('Norge', 'x')
        """
        if self.whole or not self.text:
            return by if self.found(words) else words
        flags = re.NOFLAG if self.case else re.IGNORECASE
        return re.sub(re.escape(self.text), lambda _found: by, words, flags=flags)

    def found(self, words: str) -> bool:
        """Whether it is in the text of a cell."""
        text, words = (self.text, words) if self.case else (self.text.casefold(), words.casefold())
        return text == words if self.whole or not text else text in words


def written(table: Table, choices: Choices, cells: Iterable[Written]) -> Choices:
    """The choices with these cells written anew; a cell that says again what the file says is no edit."""
    rows = _Rows(table)
    edits = dict(choices.edits)
    for number, header, words in cells:
        mine = dict(edits.get(number, ()))
        if words == rows.text(number, header):
            mine.pop(header, None)
        else:
            mine[header] = words
        if mine:
            edits[number] = mine
        else:
            edits.pop(number, None)
    return replace(choices, edits=edits)


def taken_back(choices: Choices, cells: Iterable[tuple[int, str]]) -> Choices:
    """The choices with these cells, each (number of the row, header), as they are in the file."""
    edits = {number: dict(mine) for number, mine in choices.edits.items()}
    for number, header in cells:
        edits.get(number, {}).pop(header, None)
    return replace(choices, edits={number: mine for number, mine in edits.items() if mine})


def filled_down(table: Table, choices: Choices, numbers: Sequence[int], headers: Sequence[str]) -> Choices:
    """The choices with the cells of the first of these rows in all the others, in these columns."""
    if len(numbers) < 2:
        return choices
    rows = _Rows(table, choices)
    first = {header: rows.text(numbers[0], header) for header in headers}
    return written(table, choices, ((number, *cell) for number in numbers[1:] for cell in first.items()))


def replaced(
    table: Table, choices: Choices, wanted: Wanted, by: str, numbers: Sequence[int], headers: Sequence[str]
) -> tuple[Choices, int]:
    """The choices with what is looked for replaced in these rows and columns, and in how many cells it was."""
    found = [
        (number, header, made)
        for number, header, words in _Rows(table, choices).cells(numbers, headers)
        if (made := wanted.replaced(words, by)) != words
    ]
    return written(table, choices, found), len(found)


def find(
    table: Table, choices: Choices, wanted: Wanted, numbers: Sequence[int], headers: Sequence[str]
) -> tuple[int, str] | None:
    """The first cell (number of the row, header) that has it, in the order of `numbers` and then of `headers`."""
    cells = _Rows(table, choices).cells(numbers, headers)
    return next(((number, header) for number, header, words in cells if wanted.found(words)), None)


def texts(table: Table, choices: Choices, numbers: Sequence[int], headers: Sequence[str]) -> list[list[str]]:
    """What stands in these rows and columns, as somebody reads it."""
    rows = _Rows(table, choices)
    return [rows.texts(number, headers) for number in numbers]


_number: Callable[[tuple[int, Row]], int] = operator.itemgetter(0)


class _Rows:
    """The texts of cells by the number of the row and the header, with what was written anew where there are edits."""

    def __init__(self, table: Table, choices: Choices | None = None) -> None:
        self._rows = table.rows
        self._place = {header: place for place, header in enumerate(table.headers)}
        self._edits = choices.edits if choices is not None else {}

    def text(self, number: int, header: str) -> str:
        """What stands in a cell."""
        written = self._edits.get(number, {}).get(header)
        if written is not None:
            return written
        return shown_cells.text(self._row(number)[self._place[header]])

    def texts(self, number: int, headers: Sequence[str]) -> list[str]:
        """What stands in these cells of a row; thousands of rows are copied while somebody waits."""
        row = self._row(number)
        cells = [row[self._place[header]] for header in headers]
        found = [cell if type(cell) is str else shown_cells.text(cell) for cell in cells]
        if number in self._edits:
            written = self._edits[number]
            found = [written.get(header, words) for header, words in zip(headers, found, strict=True)]
        return found

    def _row(self, number: int) -> Row:
        return self._rows[bisect_left(self._rows, number, key=_number)][1]

    def cells(self, numbers: Sequence[int], headers: Sequence[str]) -> Iterator[Written]:
        """All cells of these rows and columns, row by row."""
        for number in numbers:
            for header in headers:
                yield number, header, self.text(number, header)
