"""Writing rows by the thousand: plain executemany inside the open step, a chunk at a time so that it can be stopped.

Nothing is checked here but by the database: whoever plans the rows has checked their values (crm.exchange.normalise).
Columns that are not given get the record's defaults. The search index follows at the end of the step by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from crm.progress import Progress, silent
from crm.records.base import Record
from crm.store import journal, tables, together
from crm.store.database import database

CHUNK = 2_000
# To begin and end a statement costs half as much as a row does, so one writes many
ROWS_A_STATEMENT = 200


def next_id(kind: type[Record]) -> int:
    """The first id that no row of the table ever had; it stays free while the step is open (BEGIN IMMEDIATE)."""
    return together.next_id(kind._meta.table_name)


def insert(
    kind: type[Record],
    columns: Sequence[str],
    values: Iterable[Sequence[Any]],
    progress: Progress = silent,
    *,
    coming: int = 0,
) -> int:
    """Write new rows, each with the given columns in their order; returns how many. May raise Cancelled.

    `coming` is how many there will be, where that is known: an index of very many is made once they are there.
    """
    fields = {field.column_name: field for field in kind._meta.sorted_fields}
    rest = {name: field for name, field in fields.items() if name not in columns and name != "id"}
    names = ", ".join(f'"{name}"' for name in (*columns, *rest))
    marks = ", ".join([*("?" * len(columns)), *(_literal(_default(field)) for field in rest.values())])
    table = kind._meta.table_name
    sql = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'
    more = f", ({marks})" * (ROWS_A_STATEMENT - 1)
    with together.indexed_later(table, coming, progress):
        if table not in tables.journalled():
            return _new(sql, more, values, progress)
        with together.inserted(table, progress):
            return _new(sql, more, values, progress)


def update(
    kind: type[Record], columns: Sequence[str], values: Iterable[Sequence[Any]], progress: Progress = silent
) -> int:
    """Give rows new values: each holds those of the columns, then the id and the version it was planned on.

    Returns how many rows still had that version and were written; the caller decides what to do about the others.
    """
    sets = ", ".join(f'"{name}" = ?' for name in columns)
    sql = f'UPDATE "{kind._meta.table_name}" SET {sets} WHERE id = ? AND version = ?'
    written = 0
    connection = database.connection()
    for chunk in _chunks(values):
        written += connection.executemany(sql, chunk).rowcount
        progress(written)
    return written


def _new(sql: str, more: str, values: Iterable[Sequence[Any]], progress: Progress) -> int:
    """Write with `sql` one row, with `more` behind it as many as a statement takes."""
    written = 0
    connection = database.connection()
    for chunk in _chunks(values):
        # Inside a savepoint SQLite keeps, for every statement of several rows, the old pages until the savepoint ends
        whole = 0 if journal.is_nested() else len(chunk) - len(chunk) % ROWS_A_STATEMENT
        several = (chunk[start : start + ROWS_A_STATEMENT] for start in range(0, whole, ROWS_A_STATEMENT))
        connection.executemany(sql + more, (tuple(chain.from_iterable(rows)) for rows in several))
        connection.executemany(sql, chunk[whole:])
        written += len(chunk)
        progress(written)
    return written


def _chunks(values: Iterable[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    remaining = iter(values)
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk


def _default(field: Any) -> Any:
    default = field.default() if callable(field.default) else field.default
    return field.db_value(default)


def _literal(default: Any) -> str:
    if default is None:
        return "NULL"
    if isinstance(default, int):
        return str(default)
    return "'" + str(default).replace("'", "''") + "'"
