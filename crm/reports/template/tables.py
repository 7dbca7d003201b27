"""Where the rows of a table go in a form: into the cells below its mark, in the look of the row the mark stands in."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from crm.i18n import _
from crm.reports.template import cells, filled, scan
from crm.reports.template.cells import Splice
from crm.reports.template.filled import Filled, Table
from crm.reports.template.package import Package

Where = tuple[int, int]


class Put(NamedTuple):
    """A value for a cell and the number of its style, "" for none."""

    filled: Filled
    style: str


def reference(row: int, column: int) -> str:
    """A cell as it is called: B5."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def spread(
    title: str, sheet: scan.Sheet, at: Where, table: Table, marked: Collection[Where]
) -> tuple[dict[Where, Put], str]:
    """The cells of a table whose first one is `at`, and what stands in their way ("" where nothing does).

    Nothing is moved: rows that went down would take formulas, merged cells and charts with them.
    """
    first, left = at
    made: dict[Where, Put] = {}
    for down, row in enumerate(table.rows):
        for right, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            where = first + down, left + right
            there = sheet.cells.get(where)
            if where != at and ((there is not None and there.filled) or where in marked):
                words = _(
                    "The table that begins in {cell} needs {rows} rows and {columns} columns, but {taken} is taken."
                )
                return {}, words.format(
                    cell=f"{title}!{reference(*at)}", rows=len(table.rows), columns=len(table.columns),
                    taken=reference(*where),
                )  # fmt: skip
            pattern = sheet.cells.get((first, left + right))
            style = there.style if there is not None else pattern.style if pattern is not None else ""
            made[where] = Put(filled.plain(value, column.kind), style)
    if at not in made:
        there = sheet.cells.get(at)
        made[at] = Put(Filled(""), there.style if there else "")
    area = (first, left, first + max(len(table.rows), 1) - 1, left + len(table.columns) - 1)
    merged = next((one for one in sheet.merged if _meets(one, area)), "")
    if merged and len(made) > 1:
        words = _("The table that begins in {cell} would lie over the merged cells {merged}.")
        return {}, words.format(cell=f"{title}!{reference(*at)}", merged=merged)
    return made, ""


def splices(sheet: scan.Sheet, puts: dict[Where, Put], form: Package, language: str) -> Iterator[Splice]:
    """What changes in the part of a sheet so that these cells hold these values."""
    tag = sheet.prefix + "c"
    made = {
        (row, column): cells.cell(
            reference(row, column),
            sheet.cells[row, column].tag if (row, column) in sheet.cells else tag,
            put.style,
            put.filled,
            filled.shown(put.filled, language) if put.filled.value is not None else _nothing(put, language),
            percent=put.style in form.percents,
            day=put.style in form.days,
        )
        for (row, column), put in puts.items()
    }
    missing: dict[int, list[int]] = {}
    for (row, column), new in made.items():
        there = sheet.cells.get((row, column))
        if there is not None:
            yield there.start, there.end, new
        else:
            missing.setdefault(row, []).append(column)
    fresh: list[tuple[int, bytes]] = []
    beside: dict[int, list[tuple[int, int]]] = {}
    for (row, column), cell in sheet.cells.items():  # once for all rows
        if row in missing:
            beside.setdefault(row, []).append((column, cell.start))
    for row, columns in sorted(missing.items()):
        columns.sort()
        if row in sheet.rows:
            yield from _into(sheet.rows[row], sorted(beside.get(row, ())), columns, made)
        else:
            inside = b"".join(made[row, column] for column in columns)
            name = sheet.prefix + "row"
            fresh.append((row, f'<{name} r="{row}">'.encode() + inside + f"</{name}>".encode()))
    yield from _rows(sheet, fresh)
    yield from _dimension(sheet, puts)


def _nothing(put: Put, language: str) -> str:
    """What stands for a figure that is not applicable; an empty cell of a table stays empty."""
    return filled.shown(put.filled, language) if put.filled.kind in ("int", "percent", "number", "change") else ""


def _into(
    row: scan.Row, there: list[tuple[int, int]], columns: list[int], made: dict[Where, bytes]
) -> Iterator[Splice]:
    """New cells into a row that is there, each before the first one to its right; `there` are columns and starts."""
    empty = row.close == row.end
    inside: dict[int, bytes] = {}
    for column in columns:
        before = next((start for other, start in there if other > column), row.close)
        inside[before] = inside.get(before, b"") + made[row.number, column]
    if empty:
        # <row r="5"/> becomes a row with an end.
        close = f"</{row.tag}>".encode()
        yield row.opened - 2, row.end, b">" + b"".join(inside.values()) + close
        return
    for at, new in inside.items():
        yield at, at, new


def _rows(sheet: scan.Sheet, fresh: list[tuple[int, bytes]]) -> Iterator[Splice]:
    """New rows, each before the first one below it."""
    if not fresh:
        return
    if sheet.close == sheet.end:
        yield sheet.opened - 2, sheet.end, b">" + b"".join(new for _row, new in fresh) + f"</{sheet.tag}>".encode()
        return
    inside: dict[int, bytes] = {}
    for row, new in fresh:
        before = min((one.start for number, one in sheet.rows.items() if number > row), default=sheet.close)
        inside[before] = inside.get(before, b"") + new
    for at, new in inside.items():
        yield at, at, new


def _dimension(sheet: scan.Sheet, puts: dict[Where, Put]) -> Iterator[Splice]:
    """The sheet's own note of how far it reaches, where it reaches further now."""
    if sheet.dimension is None or not puts:
        return
    start, end, tag, told = sheet.dimension
    first, _colon, last = told.partition(":")
    last = last or first
    row, column = max(row for row, _c in puts), max(column for _r, column in puts)
    if row <= scan.row_of(last) and column <= scan.column_of(last):
        return
    furthest = reference(max(row, scan.row_of(last)), max(column, scan.column_of(last)))
    yield start, end, f'<{tag} ref="{first or "A1"}:{furthest}"/>'.encode()


def _meets(merged: str, area: tuple[int, int, int, int]) -> bool:
    bounds = re.findall(r"\$?[A-Za-z]{1,3}\$?[0-9]+", merged)
    if not bounds:
        return False
    top, left = scan.row_of(bounds[0]), scan.column_of(bounds[0])
    low, right = scan.row_of(bounds[-1]), scan.column_of(bounds[-1])
    return not (low < area[0] or top > area[2] or right < area[1] or left > area[3])
