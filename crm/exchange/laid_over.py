"""The table as somebody wants it read: cells written anew stand in place of the file's, constants in empty ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crm.errors import CrmError
from crm.exchange import fillable
from crm.exchange.choices import Choices
from crm.exchange.header import Table
from crm.exchange.source import Cell, Row
from crm.i18n import _, quoted

_ADDED = ("tags", "organisation.tags")
"""Of these a constant is one more, whatever the row says itself."""

Fields = Mapping[str, str | None]


def over(table: Table, fields: Fields, choices: Choices) -> tuple[Table, Fields]:
    """The table and the field of each header with `choices.edits` and `choices.constants` laid over them.

    A constant is one more column, empty wherever the row says something of its field itself. Raises CrmError where an
    edit names a column that is not there. Rows that nobody wrote in are the same.
    """
    rows = edited(table, choices.edits)
    headers, fields = list(table.headers), dict(fields)
    for field, text in choices.constants.items():
        if not text.strip():
            continue
        said = [place for place, header in enumerate(table.headers) if fields.get(header) == field]
        said = [] if field in _ADDED else said
        rows = [(number, [*row, _constant(row, said, text)]) for number, row in rows]
        title = _title(field, headers)
        headers.append(title)
        fields[title] = field
    if rows is table.rows and len(headers) == len(table.headers):
        return table, fields
    return replace(table, headers=tuple(headers), rows=rows), fields


def edited(table: Table, edits: Mapping[int, Mapping[str, str]]) -> list[tuple[int, Row]]:
    """The rows of the table with the cells that somebody wrote; "" empties a cell, an unknown row is passed over."""
    if not edits:
        return table.rows
    place = {header: at for at, header in enumerate(table.headers)}
    missing = next((header for cells in edits.values() for header in cells if header not in place), None)
    if missing is not None:
        there_are = ", ".join(map(quoted, table.headers))
        sentence = _("There is no column “{column}”; there are: {columns}.")
        raise CrmError(sentence.format(column=missing, columns=there_are))
    return [
        (number, _edited(row, ((place[header], text) for header, text in edits[number].items())))
        if number in edits
        else (number, row)
        for number, row in table.rows
    ]


def is_empty(cell: Cell) -> bool:
    """Whether nothing is to be seen in a cell.

    >>> is_empty(None), is_empty(" "), is_empty(0)
    (True, True, False)
    """
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _edited(row: Row, cells: Iterable[tuple[int, str]]) -> Row:
    made = list(row)
    for place, text in cells:
        made[place] = text or None
    return made


def _constant(row: Row, said: Sequence[int], text: str) -> Cell:
    return text if all(is_empty(row[place]) for place in said) else None


def _title(field: str, headers: Sequence[str]) -> str:
    """What the column of a constant is called where something in it cannot be read."""
    title = f"= {fillable.title(field)}"
    while title in headers:
        title = f"={title}"
    return title
