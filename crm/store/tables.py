"""Which tables a file holds and what stands in them, asked of the database itself."""

from functools import lru_cache

from crm.store.database import database, rows

# Kept by the store, not by the user: no journal, no undo.
OWN = {"step", "change", "open_step", "schema_migration"}
# Append-only records outside the journal (DESIGN.md section 1).
OUTSIDE = {"import_batch", "import_row", "report_run"}


def names() -> list[str]:
    """All real tables of the file, without those that SQLite and the search index keep for themselves."""
    listed = rows(
        "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite@_%' ESCAPE '@'"
    )
    return sorted(name for name, kind in listed if kind == "table")


def columns(table: str) -> tuple[str, ...]:
    """The columns of a table in their order; empty where there is no such table."""
    return _columns(table, id(database.obj), schema_cookie())


def journalled() -> tuple[str, ...]:
    """The tables whose every write stands in the journal: all that a person or an import changes."""
    return _journalled(id(database.obj), schema_cookie())


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


def image(table: str, row: str = "") -> str:
    """SQL that makes the exact image of one row as a JSON object; `row` is an alias, NEW or OLD."""
    dot = f"{row}." if row else ""
    return "json_object(" + ", ".join(f"'{name}', {dot}\"{name}\"" for name in columns(table)) + ")"


def schema_cookie() -> int:
    """A number that changes with every change of the schema, so that what is remembered about it stays true."""
    return int(rows("PRAGMA schema_version")[0][0])


@lru_cache(maxsize=256)
def _columns(table: str, _database: int, _cookie: int) -> tuple[str, ...]:
    return tuple(name for (name,) in rows("SELECT name FROM pragma_table_info(?)", (table,)))


@lru_cache(maxsize=8)
def _journalled(_database: int, _cookie: int) -> tuple[str, ...]:
    return tuple(name for name in names() if name not in OWN | OUTSIDE)
