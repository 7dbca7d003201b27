"""Bringing an older file up to the present schema: numbered files in crm/migrations, in order, each whole or absent.

Peewee's runner is used with its `migration_context`, never inside a transaction of ours: only so do table rebuilds
leave the child rows alone (RELIABILITY.md finding B). They drop triggers (finding C), so these are taken away first
and made again in the same transaction, together with the new `user_version`.
"""

from pathlib import Path
from typing import Any

from playhouse.migrations import Migration, Runner

from crm.store import tables, triggers
from crm.store.database import database, rows, value

FOLDER = Path(__file__).resolve().parent.parent / "migrations"


class Migrations(Runner):
    """Peewee's runner, with our triggers, our version number and a count of every table around each migration."""

    def _run(self, name: str, module: Any, direction: str, fake: bool = False) -> None:
        number = int(name.split("_", 1)[0])
        with self.migrator.migration_context():
            before = _counts()
            triggers.drop()
            getattr(module, direction)(self.migrator, self.database)
            self.History.create(name=name)
            self.database.execute_sql(f"PRAGMA user_version = {number}")
            triggers.ensure()
            _nothing_lost(name, before, _counts(), getattr(module, "REMOVES", ()))
            broken = rows("PRAGMA foreign_key_check")
            if broken:
                raise RuntimeError(f"migration {name} leaves {len(broken)} dangling references")


def latest(folder: Path = FOLDER) -> int:
    """The number of the newest migration: the schema this program writes."""
    return max(int(migration.idx) for migration in Migration.load_directory(str(folder)))


def present() -> int:
    """The number of the schema the open file has."""
    return int(value("PRAGMA user_version"))


def migrate(folder: Path = FOLDER, *, until: int | None = None) -> list[str]:
    """Apply what is due, `until` that schema where it is given; returns the names. Outside any transaction."""
    runner: Any = Migrations
    last = next((one.name for one in Migration.load_directory(str(folder)) if one.idx == until), None)
    done: list[str] = runner(database.obj, directory=str(folder)).up(last)
    return done


def _counts() -> dict[str, int]:
    return {
        table: int(value(f'SELECT count(*) FROM "{table}"'))
        for table in tables.names()
        if table not in ("schema_migration", "shape")
    }


def _nothing_lost(name: str, before: dict[str, int], after: dict[str, int], removes: tuple[str, ...]) -> None:
    for table, count in before.items():
        if table not in removes and after.get(table) != count:
            raise RuntimeError(f"migration {name} leaves {after.get(table)} of {count} rows in {table}")
