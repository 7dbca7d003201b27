"""How the cells of a column are read that hold a code, a word of a code list or a day: value, problem, warning."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm.exchange import cells, days, findings
from crm.exchange.findings import Findings
from crm.exchange.source import Cell
from crm.exchange.whole_columns import Several
from crm.i18n import quoted
from crm.rules import code_lists
from crm.rules.folding import loose
from crm.sentences import _


class Read(NamedTuple):
    """A cell: its value or None, a problem for which the row is rejected, a warning."""

    value: Any = None
    problem: str = ""
    warning: str = ""


EMPTY = Read()
Reader = Callable[[str, Cell], Read]


def values(header: str, column: Sequence[Cell], reader: Reader, found: Findings) -> list[Any]:
    """The values of a column; each different text is read once."""
    reads = cells.mapped(column, lambda cell: reader(header, cell) if cell is not None else EMPTY)
    for index, read in enumerate(reads):
        if read.problem:
            found.reject(index, read.problem)
        elif read.warning:
            found.warn(index, read.warning)
    return [read.value for read in reads]


def first(several: Sequence[Sequence[Any]]) -> list[Any]:
    """Of several columns the first value of each row, None where none has one."""
    return [next((value for value in row if value is not None), None) for row in zip(*several, strict=True)]


def known_as(code: Callable[[Cell], str | None], expected: str) -> Reader:
    """Of a code that stands in no code list: `expected` is the sentence about a cell that is none, to be translated."""

    def read(header: str, cell: Cell) -> Read:
        text = cells.text(cell)
        return kept(code(cell), header, text, _(expected)) if text else EMPTY

    return read


def code(list_name: str, meant: Mapping[str, Mapping[str, str]]) -> Reader:
    """Of a code list, by its words, its synonyms and what somebody said a word means."""
    answered = {loose(word): code for word, code in meant.get(list_name, {}).items()}

    def read(header: str, cell: Cell) -> Read:
        text = cells.text(cell)
        if not text:
            return EMPTY
        code = answered.get(loose(text))
        if code == "":
            return EMPTY
        return kept(code or code_lists.from_text(list_name, text), header, text, _choices(list_name))

    return read


def dated(several: Several, today: date, orders: Mapping[str, str]) -> Reader:
    """Each column is read in its own way: two of them may come from two programs."""
    readers = {header: days.reader(column, today, orders.get(header, "")) for header, column in several}

    def read(header: str, cell: Cell) -> Read:
        if not (text := cells.text(cell)):
            return EMPTY
        day, wrong, impossible = readers[header](cell)
        if impossible:
            return Read(problem=findings.wrong(header, f"{quoted(findings.shown(text))}: {wrong}"))
        return kept(day.isoformat() if day else None, header, text, wrong)

    return read


def kept(value: Any, header: str, text: str, expected: str) -> Read:
    """The value; where it is None a warning that says what was expected."""
    return Read(value) if value is not None else Read(warning=findings.not_read(header, text, expected))


def _choices(list_name: str) -> str:
    choices = ", ".join(code_lists.label(list_name, key) for key in code_lists.keys(list_name))
    return _("The choices are: {choices}.").format(choices=choices)
