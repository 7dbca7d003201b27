"""Which tables a file holds and what stands in them, asked of the database itself."""

import json
from collections.abc import Collection
from functools import cache
from graphlib import TopologicalSorter
from typing import Any, TypeAlias

from crm.i18n import _
from crm.store import failures
from crm.store.database import rows

# Kept by the store, not by the user: no journal, no undo.
OWN = {"step", "change", "open_step", "shape", "schema_migration"}
# Append-only records outside the journal (DESIGN.md section 1, docs/decisions/0005).
OUTSIDE = {"import_batch", "import_row", "report_run", "import_mapping", "import_word", "erased"}


def names() -> list[str]:
    """All real tables of the file, without those that SQLite and the search index keep for themselves."""
    listed = rows(
        "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'"
    )
    return sorted(name for name, kind in listed if kind == "table")


@cache
def columns(table: str) -> tuple[str, ...]:
    """The columns of a table in their order; empty where there is no such table. Remembered until `forget`."""
    return tuple(name for (name,) in rows("SELECT name FROM pragma_table_info(?)", (table,)))


@cache
def journalled() -> tuple[str, ...]:
    """The tables whose every write stands in the journal: all that a person or an import changes."""
    return tuple(name for name in names() if name not in OWN | OUTSIDE)


def forget() -> None:
    """Ask the file again: another one was opened, or a migration changed its tables."""
    columns.cache_clear()
    journalled.cache_clear()


def searchable() -> tuple[str, ...]:
    """The tables that are found by words: those with a column `search_text`."""
    return tuple(table for table in journalled() if "search_text" in columns(table))


def references(table: str) -> list[tuple[str, str]]:
    """Who points at a table: (other table, its column) for each foreign key."""
    return [
        (other, column)
        for other in journalled()
        for target, column in rows('SELECT "table", "from" FROM pragma_foreign_key_list(?)', (other,))
        if target == table
    ]


def children_first(wanted: Collection[str]) -> list[str]:
    """The tables in an order in which their rows can be deleted: those who refer to others before these."""
    referring = {table: {other for other, _column in references(table)} - {table} for table in wanted}
    return [table for table in TopologicalSorter(referring).static_order() if table in wanted]


def image(table: str, row: str = "") -> str:
    """SQL that makes the exact image of one row: a JSON array in the order of `columns`; `row` is an alias, NEW or OLD.

    An array and not an object: without the names the journal is half as large and a bulk write a fifth faster.
    """
    dot = f"{row}." if row else ""
    return "json_array(" + ", ".join(f'{dot}"{name}"' for name in columns(table)) + ")"


def columns_then(table: str, schema: int) -> tuple[str, ...]:
    """The columns that a table's images had under an earlier schema, in their order (see `crm.store.triggers`)."""
    found = rows('SELECT columns FROM shape WHERE "table" = ? AND schema = ?', (table, schema))
    return tuple(json.loads(found[0][0])) if found else ()


Shapes: TypeAlias = dict[tuple[str, int], tuple[str, ...]]


def decode(table: str, schema: int, image: str | None, known: Shapes | None = None) -> dict[str, Any] | None:
    """An image of the journal as {column: value}; None where the row was not there. DamagedError where it is none.

    Who reads many hands over a dictionary in which the columns of each table are kept, so that they are asked once.
    """
    if image is None:
        return None
    shapes = {} if known is None else known
    if (table, schema) not in shapes:
        shapes[table, schema] = columns_then(table, schema)
    try:
        return dict(zip(shapes[table, schema], json.loads(image), strict=True))
    except (ValueError, TypeError) as error:
        raise failures.DamagedError(
            _("The history of the register is damaged. Check the register (Tools) and open a backup, or recover it.")
        ) from error
