"""The rows of a sheet as the XML of a workbook, written as they come: five times as fast as cell objects."""

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange.writers import words
from crm.exchange.writers.columns import Cell, Column, Row, Sheet, Value
from crm.i18n import _

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
# Day 0 of Excel. It believes in a 29 February 1900, so days before March 1900 are written as text.
_EPOCH = date(1899, 12, 30).toordinal()
_FIRST_DAY = date(1900, 3, 1)
# Beyond this a number in Excel loses its last digits.
_LARGEST = 10**15
# In points: a line of our font, and the highest row Excel knows.
_LINE = 15
_HIGHEST = 409
_FIRST = frozenset("=+-@ \t\n\r\u00a0")
_BEGINS_FORMULA = re.compile(r"\s*[=+\-@]")

Tell = Callable[[str], None]


class Style(NamedTuple):
    """What tells the cells of a table apart: kind, bold, a line above, broken into lines, text like a formula."""

    kind: str
    strong: bool = False
    begins: bool = False
    wrap: bool = False
    quoted: bool = False


def refuse_too_large(table: Sheet) -> None:
    """Raise CrmError where a sheet of Excel cannot hold the table."""
    if table.count + 1 > MOST_ROWS or len(table.columns) > MOST_COLUMNS:
        raise CrmError(
            _("Excel holds {rows} rows in a sheet; these are {count}. Write a .csv file instead.").format(
                rows=MOST_ROWS - 1, count=table.count
            )
        )


def rows(table: Sheet, styles: Mapping[Style, int], tell: Tell) -> Iterator[tuple[Row, str]]:
    """Each row of the table as it is given and as XML; `tell` hears what a cell could not hold."""
    places = {
        (strong, begins): _places(table, styles, strong, begins) for strong in (False, True) for begins in (False, True)
    }
    wrapped = [(place, column.characters) for place, column in enumerate(table.columns) if column.wrap]
    for number, values in enumerate(table.rows, 2):
        dressed = number - 2 in table.strong, number - 2 in table.begins
        cells = [_row(number, values, wrapped)]
        for (letter, column, style, quoted), value in zip(places[dressed], values, strict=True):
            kind = column.kind
            if type(value) is Cell:
                value, kind = value
                style = styles[Style(kind, *dressed, column.wrap)]
            if value is None or value == "":
                # An empty cell is drawn all the same, so that a row's line is not broken.
                cells.append(f'<c r="{letter}{number}" s="{style}"/>')
            elif (shown := as_number(value, kind)) is not None:
                cells.append(f'<c r="{letter}{number}" s="{style}"><v>{shown}</v></c>')
            else:
                text = _text(value, kind, f"{letter}{number}", table.title, tell)
                if text[0] in _FIRST and _BEGINS_FORMULA.match(text):
                    style = quoted
                space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
                cells.append(
                    f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t{space}>{words.xml(text)}</t></is></c>'
                )
        cells.append("</row>")
        yield values, "".join(cells)


def _row(number: int, values: Row, wrapped: list[tuple[int, float]]) -> str:
    """The beginning of a row, as high as its broken lines need: not every program measures them itself."""
    lines = max((_lines(values[place], width) for place, width in wrapped), default=1)
    height = f' ht="{min(lines * _LINE, _HIGHEST)}" customHeight="1"' if lines > 1 else ""
    return f'<row r="{number}"{height}>'


def _lines(value: Value | Cell, width: float) -> int:
    """How many lines a text takes in a column, which is measured in digits: letters are a little narrower."""
    if not isinstance(value, str) or (len(value) < width and "\n" not in value):
        return 1
    return sum(len(textwrap.wrap(line, int(width * 1.1))) or 1 for line in value.split("\n"))


def _places(
    table: Sheet, styles: Mapping[Style, int], strong: bool, begins: bool
) -> list[tuple[str, Column, int, int]]:
    """For each column: its letter, itself, the number of its style, and of that for text that begins like a formula."""
    from openpyxl.utils import get_column_letter

    return [
        (
            get_column_letter(place),
            column,
            styles[Style(column.kind, strong, begins, column.wrap)],
            styles[Style(column.kind, strong, begins, column.wrap, quoted=True)],
        )
        for place, column in enumerate(table.columns, 1)
    ]


def numbers_as_text(table: Sheet) -> str:
    """The part of a sheet that says in which columns digits are text."""
    from openpyxl.utils import get_column_letter

    letters = [get_column_letter(place) for place, column in enumerate(table.columns, 1) if column.kind == "code"]
    if not letters or not table.count:
        return ""
    where = " ".join(f"{letter}2:{letter}{table.count + 1}" for letter in letters)
    return f'<ignoredErrors><ignoredError sqref="{where}" numberStoredAsText="1"/></ignoredErrors>'


def as_number(value: Value | Cell, kind: str) -> str | None:
    """The number a spreadsheet keeps for the value, or None where it is text there."""
    if kind == "text" or kind == "code":
        return None
    if kind == "day":
        day = date.fromisoformat(value) if isinstance(value, str) else value
        if isinstance(day, datetime) or not isinstance(day, date) or day < _FIRST_DAY:
            return None
        return str(day.toordinal() - _EPOCH)
    if kind == "moment":
        return _moment(value) if isinstance(value, datetime) and value.date() >= _FIRST_DAY else None
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) >= _LARGEST:
        return None
    if kind == "money":
        return f"{value / 100:.2f}" if isinstance(value, float) else _kroner(value)
    if value != value:
        raise ValueError("not a number")
    return repr(value)


def _moment(value: datetime) -> str:
    """Days since Excel's own day 0, to the second; of another zone the time that stands on its clock."""
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return repr(round(value.toordinal() - _EPOCH + seconds / 86_400, 10))


def _kroner(ore: int) -> str:
    kroner, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{kroner}.{rest:02}"


def _text(value: Value | Cell, kind: str, where: str, title: str, tell: Tell) -> str:
    if kind == "day" and isinstance(value, str):
        value = date.fromisoformat(value)
    if isinstance(value, date):
        return f"{value:%d.%m.%Y %H:%M}" if isinstance(value, datetime) and kind == "moment" else f"{value:%d.%m.%Y}"
    text = value if isinstance(value, str) else str(value)
    sound = words.sound(text)
    if sound is not text and sound != text:
        shown = _("{sheet}, cell {cell}: characters that no file can hold are shown as �.")
        tell(shown.format(sheet=title, cell=where))
    if words.fits(sound):
        return sound
    tell(
        _("{sheet}, cell {cell}: the text has {length} characters and Excel holds {most}; its end is left out.").format(
            sheet=title, cell=where, length=len(sound), most=words.LONGEST
        )
    )
    return words.shortened(sound)
