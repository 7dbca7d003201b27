"""The triggers a file must have, compared with those it has (RELIABILITY.md finding C)."""

import json

from crm.store import guards, journal, tables
from crm.store.database import database, rows


def expected() -> dict[str, str]:
    """All triggers the present tables demand: {name: SQL}."""
    return journal.expected_triggers() | guards.expected_triggers()


def present() -> dict[str, str]:
    """The triggers the file has: {name: SQL}."""
    return dict(rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))


def wrong() -> list[str]:
    """The names of triggers that are missing, altered or not ours."""
    wanted, found = expected(), present()
    return sorted(name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))


def ensure() -> list[str]:
    """Rewrite the triggers that differ and drop those that are not ours; returns the names that were mended.

    Makes the journal's later indexes too, where a file does not have them yet.
    """
    tables.forget()
    wanted = expected()
    mended = wrong()
    with database.atomic():
        for name in mended:
            database.execute_sql(f'DROP TRIGGER IF EXISTS "{name}"')
            if name in wanted:
                database.execute_sql(wanted[name])
        if mended:
            _remember_shapes()
        for index in journal.INDEXES:
            database.execute_sql(index)
    return mended


def _remember_shapes() -> None:
    """Write down what the images hold from now on, so that history is still read after the next migration."""
    for table in tables.journalled():
        database.execute_sql(
            'INSERT INTO shape (schema, "table", columns) SELECT user_version, ?, ? FROM pragma_user_version'
            " WHERE true ON CONFLICT DO NOTHING",
            (table, json.dumps(tables.columns(table))),
        )


def drop() -> None:
    """Remove every trigger, so that a migration may rebuild tables without firing them."""
    for name in present():
        database.execute_sql(f'DROP TRIGGER "{name}"')
