"""What a writer is told of a table: its columns, each with the kind of value it holds."""

from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

Value = str | int | float | date | None

KINDS = (
    "text", "code", "int", "number", "money", "day", "percent", "minutes", "change", "change_number", "change_percent",
    "plain", "moment",
)  # fmt: skip
"""text; code: text in which zeros matter (org. numbers, postcodes, phones); int; number: with two decimals;
money: whole øre; day: a date or its ISO text; percent: 61.1 for 61.1 %; minutes: whole minutes; change, change_number,
change_percent: int, number and percentage points with their sign; plain: a number as it is; moment: day and time."""

_WIDTHS = {"text": 26.0, "code": 13.0, "money": 14.0, "day": 12.0}
_WIDEST = 60.0
# The decimals of each kind of number, and what stands beside its figures: a sign, the room to the right, bold ones.
_FIGURES = {"int": 0, "number": 2, "money": 2, "percent": 1, "minutes": 0,
            "change": 0, "change_number": 2, "change_percent": 1}  # fmt: skip
_BESIDE = 3
# What the filter's arrow takes of the header, in characters.
_ARROW = 4


@dataclass(frozen=True)
class Column:
    """One column: what stands in its header, the kind of its values (KINDS), its width in characters.

    Without a width it is as wide as values of its kind and its header need. `wrap` breaks long text into lines; a
    `hidden` one is there for the program alone.
    """

    title: str
    kind: str = "text"
    width: float | None = None
    wrap: bool = False
    hidden: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of column: {self.kind}")

    @property
    def characters(self) -> float:
        """How wide the column is drawn."""
        return self.width or min(max(_WIDTHS.get(self.kind, 10.0), len(self.title) + _ARROW), _WIDEST)


class Cell(NamedTuple):
    """A value whose kind differs from that of its column: the share in a column of counts."""

    value: Value
    kind: str


Row = Sequence[Value | Cell]


@dataclass(frozen=True)
class Sheet:
    """A table to write: title (at most 31 characters in a workbook), columns, and `count` rows.

    `strong` are the places (from 0) of rows in bold, `begins` of those that begin a block, with a line above; `notes`
    stand in the footer of each printed page. `colours` give cells a background by their text: place of the column,
    text, colour. `choices` are what Excel offers in a column: place of the column, and where the words stand in another
    sheet ("'klynge'!$A$2:$A$9"). A `hidden` sheet is shown by no menu of Excel.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    count: int
    strong: frozenset[int] = frozenset()
    begins: frozenset[int] = frozenset()
    notes: str = ""
    colours: tuple[tuple[int, str, str], ...] = ()
    choices: tuple[tuple[int, str], ...] = ()
    hidden: bool = False


def sheet(title: str, columns: Sequence[Column], rows: Iterable[Row], count: int | None = None) -> Sheet:
    """A sheet of rows that are counted here unless the count is given."""
    if count is None:
        rows = rows if isinstance(rows, Sized) else list(rows)
        count = len(rows)
    return Sheet(title, columns, rows, count)


def roomy(made: Sheet) -> Sheet:
    """The sheet with each column of numbers as wide as its longest number: a narrower one shows only ####.

    For tables that are short enough to be held as a whole.
    """
    rows = [tuple(row) for row in made.rows]
    columns = [
        replace(column, width=max(column.characters, *(_figures(row[place], column) for row in rows)))
        if rows and column.kind in _FIGURES
        else column
        for place, column in enumerate(made.columns)
    ]
    return replace(made, columns=columns, rows=rows)


def _figures(value: Value | Cell, column: Column) -> int:
    """How many characters a number takes, with the room beside it; 0 for what is none."""
    if isinstance(value, Cell):
        column, value = replace(column, kind=value.kind), value.value
    if not isinstance(value, int | float) or column.kind not in _FIGURES:
        return 0
    shown = value / 100 if column.kind == "money" else value
    return len(f"{shown:,.{_FIGURES[column.kind]}f}") + _BESIDE


class Written(NamedTuple):
    """What was written: `rows` without headers, and sentences about what a reader of the file should know."""

    rows: int
    notes: tuple[str, ...] = ()
