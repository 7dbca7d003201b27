from pathlib import Path

import pytest
from playhouse.schema_diff import diff_models

from crm.commands import organisations, people
from crm.errors import CrmError
from crm.records.kinds import KINDS
from crm.store import migration, opening, soundness, tables, triggers
from crm.store.database import database, make, rows, value

ADDS_A_COLUMN = """
from peewee import TextField
REMOVES = ()
def up(migrator, db):
    migrator.migrate(migrator.add_column("organisation", "nickname", TextField(default="")))
"""
LOSES_ROWS = """
def up(migrator, db):
    db.execute_sql("DELETE FROM position")
"""


def schema() -> dict[str, str]:
    """What sqlite_master says of the records' tables and indexes, white space and quotes aside."""
    ours = {record._meta.table_name for record in KINDS}
    return {
        name: " ".join(sql.replace('"', " ").replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split())
        for name, table, sql in rows(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'"
        )
        if table in ours
    }


def folder_with(tmp_path: Path, source: str) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    for path in migration.FOLDER.glob("*.py"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / f"{migration.latest() + 1:04}_next.py").write_text(source, encoding="utf-8")
    return folder


def test_a_migrated_file_is_what_the_records_say(register: Path) -> None:
    assert not diff_models(database.obj, KINDS), str(diff_models(database.obj, KINDS))
    assert {record._meta.table_name for record in KINDS} == set(tables.journalled()) | tables.OUTSIDE


def test_checks_and_keys_of_a_migrated_file_are_those_of_a_fresh_one(register: Path, tmp_path: Path) -> None:
    migrated = schema()
    opening.close()
    database.initialize(make(tmp_path / "fresh.klynge"))
    with database.connection_context():
        database.create_tables(KINDS)
        assert schema() == migrated


def test_a_migration_that_rebuilds_a_table_keeps_children_triggers_and_history(register: Path, tmp_path: Path) -> None:
    acme = organisations.add("Acme AS")
    people.add(last_name="Kern", organisation=acme)
    folder = folder_with(tmp_path, ADDS_A_COLUMN)
    assert migration.migrate(folder) == [f"{migration.latest() + 1:04}_next"]
    assert value("SELECT count(*) FROM position") == 1
    assert triggers.wrong() == []
    assert migration.present() == migration.latest() + 1
    assert value("PRAGMA foreign_keys") == 1
    assert "nickname" in triggers.present()["journal_organisation_update"]
    assert soundness.problems() == []


def test_a_migration_that_loses_rows_is_taken_back_whole(register: Path, tmp_path: Path) -> None:
    acme = organisations.add("Acme AS")
    people.add(last_name="Kern", organisation=acme)
    with pytest.raises(RuntimeError, match="position"):
        migration.migrate(folder_with(tmp_path, LOSES_ROWS))
    assert value("SELECT count(*) FROM position") == 1
    assert migration.present() == migration.latest()
    assert triggers.wrong() == []


def test_a_verified_copy_is_taken_before_a_migration(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisations.add("Acme AS")
    opening.close()
    monkeypatch.setattr(migration, "FOLDER", folder_with(tmp_path, ADDS_A_COLUMN))
    monkeypatch.setattr(migration.latest, "__defaults__", (migration.FOLDER,))
    monkeypatch.setattr(migration.migrate, "__defaults__", (migration.FOLDER,))
    opening.open_register(register)
    assert "nickname" in tables.columns("organisation")
    opening.close()
    (copy,) = (register.parent / "register backups").glob("*.klynge")
    monkeypatch.undo()
    opening.open_register(copy)
    assert value("SELECT name FROM organisation") == "Acme AS"
    assert "nickname" not in tables.columns("organisation")


def test_an_older_file_opened_for_reading_only_says_what_to_do(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening.close()
    monkeypatch.setattr(migration.latest, "__defaults__", (folder_with(tmp_path, ADDS_A_COLUMN),))
    with pytest.raises(CrmError, match="older"):
        opening.open_register(register, write=False)
