"""The table in a sheet: its header row below logos and titles, its rows, and what around them is no data."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange import data_rows, header_rows, synonyms
from crm.exchange.data_rows import LeftOut
from crm.exchange.header_rows import MOST_COLUMNS, ROWS_LOOKED_AT, known
from crm.exchange.row_cells import filled_cells, has_text, title
from crm.exchange.source import Row, Sheet, Source
from crm.i18n import _


@dataclass(frozen=True)
class Table:
    """The list in a sheet.

    `header_row` counts from 1 and is None where the list has no header. `headers` are unique: repeated ones are
    "Name (2)", empty ones "(column C)". Each row is (its number in the file, one cell a header); no row is empty.
    `above` are the first texts of the rows above the header; `groups` {header: what stands over several of them}, as
    "Kontaktperson" over "Navn" and "E-post".
    """

    sheet: str
    header_row: int | None
    headers: tuple[str, ...]
    rows: list[tuple[int, Row]]
    left_out: tuple[LeftOut, ...] = ()
    above: tuple[str, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)


class Look(NamedTuple):
    """A sheet at a glance: how many of its rows hold anything, and the first few from its header on."""

    sheet: str
    hidden: bool
    rows: int
    first: tuple[Row, ...]


def looks(source: Source, rows: int = 3) -> list[Look]:
    """Each sheet with its first `rows` filled rows, from the header on where it has one."""
    found = []
    for sheet in source.sheets:
        start = header_rows.index_of(sheet.rows) or 0
        first = islice(filter(filled_cells, sheet.rows[start:]), rows)
        # Any cell but None: a blank text is rare, and every row is asked
        count = sum(1 for row in sheet.rows if any(cell is not None for cell in row))
        found.append(Look(sheet.name, sheet.hidden, count, tuple(first)))
    return found


def choose(source: Source) -> Sheet:
    """The sheet that most likely holds the list: visible, with the best header, then the most rows; raises CrmError."""
    filled = [sheet for sheet in source.sheets if any(map(filled_cells, sheet.rows[:1000]))]
    if not filled:
        raise CrmError(_("There is no filled row in the file."))
    return max(filled, key=lambda sheet: (not sheet.hidden, _known_headers(sheet), len(sheet.rows)))


def find(sheet: Sheet, header_row: int | None = None, kept: Collection[int] = ()) -> Table:
    """The table of a sheet; raises CrmError where no row holds anything, or where it has over 2 000 columns.

    `header_row` counts from 1, 0 says that there is no header, None that it is to be found. The rows `kept` are data
    although they look like totals or notes.
    """
    if not any(map(filled_cells, sheet.rows)):
        raise CrmError(_("There is no filled row in the sheet “{sheet}”.").format(sheet=sheet.name))
    at = header_rows.index_of(sheet.rows) if header_row is None else _said(sheet, header_row)
    first = at + 1 if at is not None else _first_data(sheet.rows)
    titles = _titles(sheet.rows, at) if at is not None else {}
    rows, left_out = data_rows.parted(sheet.rows, first, titles, kept)
    columns = _columns(titles, [row for _number, row in rows])
    if len(columns) > MOST_COLUMNS:
        raise CrmError(
            _(
                "The list has {count} columns; more than {most} cannot be brought in. Save only those that matter."
            ).format(count=len(columns), most=MOST_COLUMNS)
        )
    headers = _unique([titles.get(column) or f"(column {letters(column)})" for column in columns])
    groups = header_rows.groups(sheet.rows, at) if at is not None else {}
    return Table(
        sheet.name,
        at + 1 if at is not None else None,
        headers,
        [(number, _picked(row, columns)) for number, row in rows],
        tuple(left_out),
        tuple(title(filled[0]) for row in sheet.rows[: at or 0][-ROWS_LOOKED_AT:] if (filled := filled_cells(row))),
        {title: groups[column] for title, column in zip(headers, columns, strict=True) if column in groups},
    )


def _said(sheet: Sheet, header_row: int) -> int | None:
    """The index of the header row that somebody named."""
    if header_row == 0:
        return None
    if header_row > len(sheet.rows) or not filled_cells(sheet.rows[header_row - 1]):
        raise CrmError(_("Row {row} is empty, so it cannot hold the headers.").format(row=header_row))
    return header_row - 1


def letters(column: int) -> str:
    """What a spreadsheet calls the column counted from 0.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def _known_headers(sheet: Sheet) -> int:
    at = header_rows.index_of(sheet.rows)
    return known(sheet.rows[at]) if at is not None else 0


def _first_data(rows: Sequence[Row]) -> int:
    """Without a header: below a title or two, where the rows have their usual width."""
    widths = [len(filled_cells(row)) for row in rows[:ROWS_LOOKED_AT]]
    usual = max(widths)
    return next(index for index, width in enumerate(widths) if width > 0 and (width > 1 or usual <= 2))


def _titles(rows: Sequence[Row], at: int) -> dict[int, str]:
    titles = {column: title(cell) for column, cell in enumerate(rows[at]) if has_text(cell)}
    above = rows[at - 1] if at else []
    # A header merged over two rows stands in the upper one
    if len(filled_cells(above)) >= 2:
        for column, cell in enumerate(above):
            if has_text(cell) and column not in titles and synonyms.meaning(title(cell)):
                titles[column] = title(cell)
    return titles


def _columns(titles: dict[int, str], rows: Sequence[Row]) -> list[int]:
    """Every column with a header or anything below it."""
    widest = max((len(row) for row in rows), default=0)
    untitled = [column for column in range(widest) if column not in titles]
    filled = {column for column in untitled if any(column < len(row) and has_text(row[column]) for row in rows)}
    return sorted(filled | set(titles))


def _unique(titles: Sequence[str]) -> tuple[str, ...]:
    taken: set[str] = set()
    numbered: list[str] = []
    for one in titles:
        name, number = one, 1
        while name in taken:
            number += 1
            name = f"{one} ({number})"
        taken.add(name)
        numbered.append(name)
    return tuple(numbered)


def _picked(row: Row, columns: Sequence[int]) -> Row:
    if len(row) == len(columns) == columns[-1] + 1:
        return row
    width = len(row)
    return [row[column] if column < width else None for column in columns]
