"""Rows that come or go by the thousand, written into the journal together.

For each row of its own the trigger costs more than the row; one INSERT ... SELECT over all of them costs a fifth of
that and leaves the very same images. Trigger and rows change in the one transaction of the step: whoever opens the
file finds the trigger there, and a rolled-back step never took it away. The same goes for indexes: one that is made
when all rows are there is sorted once, where each row of its own would look for its place.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from crm.progress import Progress, silent
from crm.store import journal, reach, tables, watched
from crm.store.database import database, rows, value

PIECE = 20_000
INDEXED_LATER_FROM = 5_000
"""New rows, at least as many as there are already, from which on it pays to make the indexes anew."""


def next_id(table: str) -> int:
    """The first id that no row of the table ever had; it stays free while the step is open (BEGIN IMMEDIATE)."""
    used = value("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
    highest = value(f'SELECT max(id) FROM "{table}"')
    return max(used or 0, highest or 0) + 1


@contextmanager
def inserted(table: str, progress: Progress = silent) -> Iterator[None]:
    """Journal at the end what is only inserted into the table meanwhile; a step is open. May raise Cancelled.

    Rows that are there already must be left alone until then: an edited one would be journalled by its own trigger
    before the row it edits.
    """
    step = journal.current()
    first = next_id(table)
    with _without(f"journal_{table}_insert"):
        yield
        # Piece by piece: SQLite keeps the old pages of one statement in memory, in case it fails half way
        sql = (
            'INSERT INTO change (step, "table", "row", before, after)'
            f' SELECT ?, ?, id, NULL, {tables.image(table)} FROM "{table}" WHERE id BETWEEN ? AND ? ORDER BY id'
        )
        with _run(table, came=True):
            after = next_id(table)
            for start in range(first, after, PIECE):
                progress(after - first)
                database.execute_sql(sql, (step.id, table, start, start + PIECE - 1))


@contextmanager
def indexed_later(table: str, coming: int, progress: Progress = silent) -> Iterator[None]:
    """Where so many rows are coming that it pays, make the table's plain indexes when they are there; a step is open.

    Indexes that let no value come twice stay: they are asked all the time. May raise Cancelled.
    """
    if coming < INDEXED_LATER_FROM or coming < value(f'SELECT count(*) FROM "{table}"'):
        yield
        return
    again = dict(
        rows(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE INDEX %'",
            (table,),
        )
    )
    journal.current().aside.update(again)
    for name in again:
        database.execute_sql(f'DROP INDEX "{name}"')
    yield
    with watched.within(lambda: progress(coming)):
        for sql in again.values():
            database.execute_sql(sql)


def remove(table: str, chosen: str, parameters: tuple[Any, ...]) -> None:
    """Delete the rows whose ids the question `chosen` gives; a step is open. Raises IntegrityError as a DELETE does."""
    step = journal.current()
    with _without(f"journal_{table}_delete"):
        with _run(table, came=False):
            database.execute_sql(
                'INSERT INTO change (step, "table", "row", before, after)'
                f' SELECT ?, ?, id, {tables.image(table)}, NULL FROM "{table}" WHERE id IN ({chosen}) ORDER BY id',
                (step.id, table, *parameters),
            )
        database.execute_sql(f'DELETE FROM "{table}" WHERE id IN ({chosen})', parameters)


@contextmanager
def _run(table: str, *, came: bool) -> Iterator[None]:
    """Remember in the step what is written into the journal meanwhile, so that its end need not read it all again."""
    first = (value("SELECT max(id) FROM change") or 0) + 1
    yield
    last = value("SELECT max(id) FROM change") or 0
    # A nested step may yet fail alone, and its changes with it
    if last >= first and not journal.is_nested():
        journal.current().runs.append(reach.Run(table, came, first, last))


@contextmanager
def _without(trigger: str) -> Iterator[None]:
    """The trigger steps aside meanwhile. Where something fails it stays away, and no step is kept that ends like that.

    No savepoint brings it back: inside one SQLite holds the old pages of every statement in memory.
    """
    journal.current().aside.add(trigger)
    again = journal.expected_triggers()[trigger]
    database.execute_sql(f'DROP TRIGGER "{trigger}"')
    yield
    database.execute_sql(again)
