"""How far the changes of a step reach: the rows they touched, and where all were new or all gone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crm.changes import MOST_NAMED, both
from crm.store.database import rows, value


class Run(NamedTuple):
    """The changes `first` to `last`: nothing but new rows of one table (`came`) or nothing but deleted ones, by id."""

    table: str
    came: bool
    first: int
    last: int


class Touched(NamedTuple):
    """The rows of one table that were touched, none where they are more than are named (crm.changes).

    `new` are their ids where all are new. `gone` are the changes where all were deleted, beside those of other tables.
    """

    rows: frozenset[int]
    new: range | None = None
    gone: range | None = None


def gather(runs: Sequence[Run], first: int, last: int) -> dict[str, Touched]:
    """What the changes `first` to `last` touched, by table; `runs` are those among them that need not be read."""
    found: dict[str, Touched] = {}
    for table, part in _parts(runs, first, last):
        found[table] = _both(found[table], part) if table in found else part
    return found


def _both(one: Touched, then: Touched) -> Touched:
    """Two parts as one; new rows that go on where others ended are still nothing but new rows."""
    new = None
    if one.new is not None and then.new is not None and one.new.stop == then.new.start:
        new = range(one.new.start, then.new.stop)
    return Touched(both(one.rows, then.rows), new)


def _parts(runs: Sequence[Run], first: int, last: int) -> Iterator[tuple[str, Touched]]:
    for run in runs:
        yield from _read(first, run.first - 1)
        ends = [value('SELECT "row" FROM change WHERE id = ?', (change,)) for change in (run.first, run.last)]
        count = run.last - run.first + 1
        yield run.table, _touched(run.table, run.first, run.last, count, *ends, came=run.came, went=not run.came)
        first = run.last + 1
    yield from _read(first, last)


def _read(first: int, last: int) -> Iterator[tuple[str, Touched]]:
    """What the journal itself says of these changes, in any order and of any table."""
    if last < first:
        return
    # The + keeps SQLite from walking the changes of all steps in the order of their tables, the LIMIT from sorting the
    # images along with them.
    told = rows(
        'SELECT "table", count(*), min("row"), max("row"), sum(came), sum(went) FROM'
        ' (SELECT "table", "row", before IS NULL AS came, after IS NULL AS went FROM change'
        ' WHERE id BETWEEN ? AND ? LIMIT -1) GROUP BY +"table"',
        (first, last),
    )
    for table, count, lowest, highest, came, went in told:
        # A row can come or go only once without doing the other in between, so as many changes are as many rows
        yield table, _touched(table, first, last, count, lowest, highest, came=came == count, went=went == count)


def _touched(
    table: str, first: int, last: int, count: int, lowest: int, highest: int, *, came: bool, went: bool
) -> Touched:
    gone = range(first, last + 1) if went else None
    if (came or went) and count == highest - lowest + 1:
        # An import of a hundred thousand, and its undo, is told by its first and last row
        ids = range(lowest, highest + 1)
        return Touched(frozenset(ids if count <= MOST_NAMED else ()), ids if came else None, gone)
    named = rows(
        'SELECT DISTINCT "row" FROM change WHERE id BETWEEN ? AND ? AND +"table" = ? LIMIT ?',
        (first, last, table, MOST_NAMED + 1),
    )
    return Touched(frozenset(row for (row,) in named if len(named) <= MOST_NAMED), None, gone)
