"""The triggers a file must have, compared with those it has (RELIABILITY.md finding C)."""

from crm.store import guards, journal
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
    """Rewrite the triggers that differ and drop those that are not ours; returns the names that were mended."""
    wanted = expected()
    mended = wrong()
    with database.atomic():
        for name in mended:
            database.execute_sql(f'DROP TRIGGER IF EXISTS "{name}"')
            if name in wanted:
                database.execute_sql(wanted[name])
    return mended


def drop() -> None:
    """Remove every trigger, so that a migration may rebuild tables without firing them."""
    for name in present():
        database.execute_sql(f'DROP TRIGGER "{name}"')
