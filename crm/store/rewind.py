"""The register as it was after an earlier step, for one connection only: what is asked on it is answered from then.

Temporary views take the place of the tables that were written since: SQLite looks in temp before it looks in the file.
They hold the rows that were not touched as they stand, and the touched ones as the journal says they were. The file is
only read, in one transaction, so that nothing another window writes meanwhile is seen.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from crm.store import tables
from crm.store.database import database, rows, value

Go = Callable[[int], None]


@contextmanager
def rewound(first: int) -> Iterator[Go]:
    """Hand out what takes this connection to the register after a step, from `first` to the last one there is.

    At the end everything is as before. Nothing can be written meanwhile on this connection.
    """
    reading = value("PRAGMA query_only")
    database.execute_sql("PRAGMA query_only = 0")
    database.execute_sql("BEGIN")
    try:
        yield _Rewound(first).go
    finally:
        database.execute_sql("ROLLBACK")
        database.execute_sql(f"PRAGMA query_only = {reading}")


class _Rewound:
    def __init__(self, first: int) -> None:
        self._first = first
        self._at = int(value("SELECT max(id) FROM step") or 0)
        self._columns: dict[str, tuple[str, ...]] = {}
        low, high = self._changes(first, self._at)
        written = rows('SELECT DISTINCT "table" FROM change WHERE id > ? AND id <= ?', (low, high))
        known = set(tables.journalled())
        for (table,) in written:
            if table in known:
                self._columns[table] = tables.columns(table)
        for table in self._columns:
            self._stand_in(table, low, high)

    def go(self, step: int) -> None:
        """Let the tables be as they were after the step."""
        if not self._first <= step:
            raise ValueError(f"step {step} lies before {self._first}")
        if step == self._at:
            return
        back = step < self._at
        low, high = self._changes(min(step, self._at), max(step, self._at))
        image, order = ("before", "DESC") if back else ("after", "ASC")
        # Of a row that was written more than once the image farthest on the way is the one that stays.
        found: dict[str, dict[int, dict[str, Any] | None]] = {}
        for table, row, schema, kept in rows(
            f'SELECT c."table", c."row", step.schema, c.{image} FROM change AS c JOIN step ON step.id = c.step'
            f" WHERE c.id > ? AND c.id <= ? ORDER BY c.id {order}",
            (low, high),
        ):
            if table in self._columns:
                found.setdefault(table, {})[row] = tables.decode(table, schema, kept)
        for table, images in found.items():
            self._put(table, images)
        self._at = step

    def _put(self, table: str, images: dict[int, dict[str, Any] | None]) -> None:
        connection = database.connection()
        columns = self._columns[table]
        connection.executemany(f"DELETE FROM temp.was_{table} WHERE id = ?", [(row,) for row in images])
        there = [tuple(image.get(name) for name in columns) for image in images.values() if image is not None]
        connection.executemany(
            f"INSERT INTO temp.was_{table} VALUES ({', '.join('?' * len(columns))})",
            there,
        )

    def _changes(self, first: int, last: int) -> tuple[int, int]:
        """The last change up to each of two steps."""
        asked = "SELECT max(last_change) FROM step WHERE id <= ?"
        return int(value(asked, (first,)) or 0), int(value(asked, (last,)) or 0)

    def _stand_in(self, table: str, low: int, high: int) -> None:
        for statement in (
            f"CREATE TEMP TABLE touched_{table} (id INTEGER PRIMARY KEY)",
            f'INSERT INTO temp.touched_{table} SELECT DISTINCT "row" FROM change'
            f" WHERE \"table\" = '{table}' AND id > {low} AND id <= {high}",
            f'CREATE TEMP TABLE was_{table} AS SELECT * FROM main."{table}"'
            f" WHERE id IN (SELECT id FROM temp.touched_{table})",
            f"CREATE UNIQUE INDEX temp.was_{table}_id ON was_{table} (id)",
            f'CREATE TEMP VIEW "{table}" AS SELECT * FROM main."{table}"'
            f" WHERE id NOT IN (SELECT id FROM temp.touched_{table}) UNION ALL SELECT * FROM temp.was_{table}",
        ):
            database.execute_sql(statement)
