"""A file of each released schema comes up to the present one with every row, and works (RELIABILITY.md findings B, C).

The files were made by the program of their time: the small cluster of tests/crm/conftest.py, one import of four rows
(with tags and consents where the program knew them), one import that was undone.
"""

import lzma
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlcipher3 import dbapi2

from crm import table_words
from crm.commands import history, organisations, people
from crm.errors import CrmError
from crm.rules import folding
from crm.store import findings, migration, opening, search, soundness, triggers, undo
from crm.store.database import database, rows, value

OLD = Path(__file__).parents[2] / "old_files"
# What a migration adds to on purpose.
GROWS = ("schema_migration", "shape", "sqlite_sequence", "sqlite_schema")


class Before(NamedTuple):
    """A file as it was: the rows of each table as {column: value}, and where it is now, brought up.

    `numbers` are the highest ids ever given in each table, `copies` the names of what was kept beside it.
    """

    path: Path
    tables: dict[str, list[dict[str, Any]]]
    numbers: dict[str, int]
    copies: list[str]


@pytest.fixture(params=sorted(OLD.glob("*.xz")), ids=lambda path: path.name.split(".")[0])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Before]:
    """An old file that was opened, migrated and closed, at a path of the test's own."""
    migrated, found = _brought_up(request.param)
    path = tmp_path / "old.klynge"
    path.write_bytes(migrated)
    yield found._replace(path=path)
    opening.close()


@cache
def _brought_up(packed: Path) -> tuple[bytes, Before]:
    """Open the file once, which migrates it; the tests look at copies."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "old.klynge"
        path.write_bytes(lzma.decompress(packed.read_bytes()))
        with closing(dbapi2.connect(str(path))) as connection:
            listed = connection.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
            found = {name: _read(connection, name) for (name,) in listed.fetchall() if name not in GROWS}
            numbers = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        opening.open_register(path)
        opening.close()
        copies = [copy.name for copy in (path.parent / "old backups").glob("*.klynge")]
        return path.read_bytes(), Before(path, found, numbers, copies)


def _read(connection: Any, table: str) -> list[dict[str, Any]]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def schema() -> dict[str, str]:
    """Everything that sqlite_master holds: tables, indexes, triggers, search index; white space aside."""
    return {name: " ".join(sql.split()) for name, sql in rows("SELECT name, sql FROM sqlite_master WHERE sql <> ''")}


def test_every_row_of_an_old_file_is_there_unchanged(old: Before) -> None:
    assert len(old.tables["person"]) > 5 and len(old.tables["import_row"]) == 5
    opening.open_register(old.path)
    assert migration.present() == migration.latest()
    for table, before in old.tables.items():
        names = ", ".join(f'"{name}"' for name in before[0]) if before else "*"
        assert rows(f'SELECT {names} FROM "{table}"') == [tuple(row.values()) for row in before], table


def test_a_migrated_file_is_built_like_a_fresh_one(old: Before, tmp_path: Path) -> None:
    opening.open_register(old.path)
    migrated = schema()
    assert triggers.wrong() == []
    assert soundness.problems() == []
    assert value("PRAGMA foreign_keys") == 1
    opening.create(tmp_path / "fresh.klynge")
    assert schema() == migrated


def test_an_id_that_was_given_once_never_comes_again(old: Before) -> None:
    opening.open_register(old.path)
    after = dict(rows("SELECT name, seq FROM sqlite_sequence"))
    assert {name: after[name] for name in old.numbers if name not in GROWS} == {
        name: seq for name, seq in old.numbers.items() if name not in GROWS
    }


def test_the_old_file_itself_is_kept_beside_it(old: Before) -> None:
    (copy,) = old.copies
    assert "migration" in copy


def test_history_stays_readable_and_undo_ends_at_the_seam(old: Before) -> None:
    opening.open_register(old.path)
    assert undo.undoable() is None and undo.redoable() is None
    step = value("SELECT step FROM import_batch WHERE id = 1")
    with pytest.raises(CrmError, match="before an update"):
        history.take_back(step)
    count = value("SELECT count(*) FROM organisation")
    organisations.add("Ny AS")
    history.undo()
    assert value("SELECT count(*) FROM organisation") == count
    assert soundness.problems() == []


def test_what_an_old_import_did_not_know_is_empty(old: Before) -> None:
    opening.open_register(old.path)
    if "fingerprint" in old.tables["import_batch"][0]:
        return  # it knew
    assert set(rows("SELECT fingerprint, origin, basis, strategy, choices, mends FROM import_batch")) == {
        ("", "", "", "", "", None)
    }


def test_tags_hang_where_they_hung_and_on_meetings_too(old: Before) -> None:
    opening.open_register(old.path)
    hung = [(row["tag_id"], row["person_id"], row["organisation_id"]) for row in old.tables.get("tagging", [])]
    assert rows("SELECT tag_id, person_id, organisation_id FROM tagging ORDER BY id") == hung
    elsewhere = ("interaction_id", "task_id", "project_id", "activity_id")
    others = [tuple(row.get(column) for column in elsewhere) for row in old.tables.get("tagging", [])]
    assert rows(f"SELECT {', '.join(elsewhere)} FROM tagging ORDER BY id") == others


def test_the_notes_that_an_old_file_holds_are_found(old: Before) -> None:
    opening.open_register(old.path)
    for table in ("person", "organisation"):
        noted = {row["id"]: folding.fold(row["notes"]) for row in old.tables[table] if row["notes"]}
        assert dict(rows(f"SELECT id, notes_text FROM {table} WHERE notes_text <> ''")) == noted
        for row, text in noted.items():
            assert search.noted(table, text.split()[0], 10) == [row]


def test_a_row_of_an_old_file_that_is_not_as_it_was_last_written_is_found(old: Before) -> None:
    opening.open_register(old.path)
    organisations.edit(1, city="Alta")
    people.edit(2, notes="Etter flyttingen")
    people.add(last_name="Kort")
    history.undo()
    assert soundness.problems() == [], "what was written since is no trouble"
    for table, column in (("person", "last_name"), ("interaction", "subject"), ("position", "title")):
        database.execute_sql(f"DROP TRIGGER journal_{table}_update")
        last = value(f'SELECT max(id) FROM "{table}" WHERE id > 2')
        was = value(f'SELECT "{column}" FROM "{table}" WHERE id = ?', (last,))
        database.execute_sql(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (was + "x", last))
        told = [one.sentence for one in soundness.examine() if one.kind == findings.JOURNAL]
        assert told == [f"{table_words.kind(table)}: 1 record is not as the history has it."], table
        database.execute_sql(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (was, last))
    database.execute_sql("PRAGMA foreign_keys = 0")
    database.execute_sql("DROP TRIGGER journal_membership_delete")
    database.execute_sql("DELETE FROM membership WHERE id = (SELECT max(id) FROM membership)")
    assert [one.kind for one in soundness.examine() if one.detail == "membership" and one.kind == "journal"]
