"""What may stand only once in a table, asked of the schema itself."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from crm.store.database import rows


class Unique(NamedTuple):
    """A unique index: the `columns` whose values together stand only once, among the rows that `where` holds for.

    `where` is SQL, "1" for all rows.
    """

    columns: tuple[str, ...]
    where: str


@cache
def of(table: str) -> tuple[Unique, ...]:
    """The unique indexes of a table; the schema is the same in every register."""
    found = []
    for name, sql in rows(
        "SELECT list.name, master.sql FROM pragma_index_list(?) AS list"
        ' JOIN sqlite_master AS master ON master.name = list.name WHERE "unique" = 1 ORDER BY list.name',
        (table,),
    ):
        columns = tuple(column for (column,) in rows("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (name,)))
        where = re.search(r"\bWHERE\b(.*)", sql or "", re.DOTALL | re.IGNORECASE)
        found.append(Unique(columns, where[1].strip() if where else "1"))
    return tuple(found)


def in_the_way(table: str, row: int, changes: Mapping[str, Any]) -> list[tuple[Unique, int]]:
    """The rows that keep a row from getting new values, each with the index that both would stand in."""
    found = []
    for unique in of(table):
        if not set(unique.columns) & set(changes):
            continue
        # The row as it would be, told by the names that the index knows its columns by
        as_it_would_be = ", ".join(
            f':{name} AS "{name}"' if name in changes else f'"{name}"' for (name,) in _columns(table)
        )
        same = " AND ".join(f'other."{column}" = wanted."{column}"' for column in unique.columns)
        for (other,) in rows(
            f'SELECT other.id FROM (SELECT * FROM (SELECT {as_it_would_be} FROM "{table}" WHERE id = :the_row)'
            f' WHERE {unique.where}) AS wanted JOIN (SELECT * FROM "{table}" WHERE {unique.where}) AS other'
            f" ON {same} AND other.id <> wanted.id",
            {**changes, "the_row": row},
        ):
            found.append((unique, other))
    return found


def _columns(table: str) -> list[Any]:
    return rows("SELECT name FROM pragma_table_info(?)", (table,))
