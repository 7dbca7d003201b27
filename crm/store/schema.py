"""The indexes, views and search tables that a register must have, compared with those it has (RELIABILITY.md C).

What they are stands in resources/schema.json, written from a fresh register by `python -m tests.crm.store.keep_schema`,
and a test compares it, so that no migration forgets it. Tables are not in it: one that is missing is no small harm.
"""

import json
from functools import cache
from pathlib import Path

from crm.store.database import database, rows

FILE = Path(__file__).resolve().parents[2] / "resources" / "schema.json"


def present() -> dict[str, str]:
    """What the open register has: {name: SQL}, white space aside."""
    return {
        name: " ".join(sql.split())
        for name, sql in rows(
            "SELECT name, sql FROM sqlite_master WHERE sql <> '' AND (type IN ('index', 'view')"
            " OR sql LIKE 'CREATE VIRTUAL %') ORDER BY name"
        )
    }


@cache
def expected() -> dict[str, str]:
    """What a fresh register has."""
    found: dict[str, str] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def missing() -> list[str]:
    """The names of those that are missing or altered."""
    here = present()
    return [name for name, sql in expected().items() if here.get(name) != sql]


def make_again() -> list[str]:
    """Make those that are missing or altered; returns their names. Search tables are empty then."""
    made = missing()
    wanted = expected()
    kinds = dict(rows("SELECT name, type FROM sqlite_master"))
    # A search table may read a view, so views come first.
    for name in sorted(made, key=lambda name: not wanted[name].startswith("CREATE VIEW")):
        if name in kinds:
            database.execute_sql(f'DROP {kinds[name]} "{name}"')
        database.execute_sql(wanted[name])
    return made
