"""What a recovery brings back, from where, and that the new register works: protected ones, logs and backups too."""

import lzma
import shutil
import sys
from pathlib import Path

import pytest

from crm.commands import attachments, history, organisations, people, protection
from crm.errors import CrmError
from crm.store import (
    attachment_check,
    backup,
    durable,
    findings,
    journal,
    keys,
    mending,
    opening,
    recover,
    schema,
    soundness,
    trees,
)
from crm.store.database import database, rows, value
from crm.store.pages import Pages
from crm.store.recovery_report import Report
from tests.crm.store.damaging import PAGE
from tests.crm.store.killing import PEOPLE, bring_in
from tests.crm.store.test_opening import other_writer

COUNT = 40


@pytest.fixture
def filled(register: Path) -> Path:
    """Forty organisations with long notes, closed."""
    for number in range(COUNT):
        organisations.add(f"Firma {number} AS", notes=f"Notat {number}. " + "Restråstoff " * 60)
    return register


def pages_of(path: Path, table: str) -> list[int]:
    """The pages that hold the rows of a table, of a file that nobody has open."""
    pages = Pages(path, keys.key_of(path))
    roots = {row.values[1]: row.values[3] for leaf in trees.reach(pages, 1, set())[0] for row in leaf.rows}
    root = roots[table]
    assert isinstance(root, int)
    return [leaf.number for leaf in trees.reach(pages, root, set())[0]]


def zero(path: Path, page: int) -> None:
    data = bytearray(path.read_bytes())
    data[(page - 1) * PAGE : page * PAGE] = bytes(PAGE)
    path.write_bytes(data)


def names() -> list[str]:
    return [name for (name,) in rows("SELECT name FROM organisation ORDER BY id")]


def recovered(path: Path, copy: Path | None = None) -> Report:
    """Recover it beside itself, and open what came of it."""
    target = recover.target_of(path)
    report = recover.recover(path, target, copy)
    opening.open_register(target)
    assert soundness.problems() == []
    return report


def test_rows_on_a_lost_page_come_back_from_the_journal_and_undo_goes_on(filled: Path) -> None:
    opening.close()
    before = filled.read_bytes()
    zero(filled, pages_of(filled, "organisation")[3])
    damaged = filled.read_bytes()
    report = recovered(filled)
    assert report.is_whole() and report.from_journal and filled.read_bytes() == damaged != before
    assert names() == [f"Firma {number} AS" for number in range(COUNT)]
    history.undo()
    assert len(names()) == COUNT - 1
    organisations.add("Ny AS")
    assert soundness.problems() == []


def test_a_lost_piece_of_the_journal_ends_undo_and_is_told(filled: Path) -> None:
    opening.close()
    zero(filled, pages_of(filled, "change")[3])
    report = recovered(filled)
    assert report.changes > 0 and any("history" in line for line in report.lines())
    assert len(names()) == COUNT
    with pytest.raises(CrmError):
        history.undo()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE change SET step = 1 WHERE id = (SELECT max(id) FROM change)",
        "UPDATE step SET first_change = first_change - 4 WHERE id = (SELECT max(id) FROM step)",
        "UPDATE step SET first_change = last_change WHERE first_change < last_change",
    ],
)
def test_a_change_goes_back_to_the_step_that_wrote_it(register: Path, damage: str) -> None:
    for number in range(3):
        people.add(last_name="Kern", organisation=organisations.add(f"Firma {number} AS"), email="eva@acme.example")
    told = "SELECT id, label, first_change, last_change FROM step ORDER BY id"
    before = rows(told), rows("SELECT * FROM change ORDER BY id")
    assert soundness.problems() == []
    database.execute_sql(damage)
    assert [one.kind for one in soundness.examine()] == [findings.HISTORY]
    opening.close()
    assert recovered(register).is_whole()
    assert (rows(told), rows("SELECT * FROM change ORDER BY id")) == before
    history.undo()
    assert value("SELECT count(*) FROM person") == 2


def test_a_step_and_a_change_that_contradict_another_step_end_undo_and_are_told(register: Path) -> None:
    for number in range(3):
        organisations.add(f"Firma {number} AS")
    last, first = rows("SELECT id, first_change FROM step ORDER BY id DESC")[0]
    database.execute_sql("UPDATE step SET first_change = ? WHERE id = ?", (first - 1, last))
    database.execute_sql("UPDATE change SET step = ? WHERE id = ?", (last, first - 1))
    assert [one.kind for one in soundness.examine()] == [findings.HISTORY]
    opening.close()
    report = recovered(register)
    assert report.changes == 1 and not report.is_whole() and len(names()) == 3


def test_a_lost_note_of_something_that_changed_no_record_is_told(register: Path) -> None:
    acme = organisations.add("Acme AS")
    for number in range(200):
        journal.note(f"A list went out {number}")
    organisations.edit(acme, city="Bodø")
    opening.close()
    zero(register, pages_of(register, "step")[1])
    report = recovered(register)
    assert report.uncounted == {"step"} and not report.is_whole()


def test_lost_rows_of_an_import_come_from_the_newest_backup(register: Path) -> None:
    bring_in()
    copy = backup.take(register, "test")
    opening.close()
    zero(register, pages_of(register, "import_row")[0])
    report = recovered(register, copy)
    assert report.is_whole() and {table for table, _row in report.from_backup} == {"import_row"}
    assert value("SELECT count(*) FROM import_row") == PEOPLE


def test_what_both_lost_comes_from_the_newest_backup_that_is_whole(filled: Path) -> None:
    copy = backup.take(filled, "test")
    opening.close()
    for table in ("organisation", "change"):
        for page in pages_of(filled, table):
            zero(filled, page)
    assert recover.newest_backup(filled) == copy
    assert len(recovered(filled, copy).from_backup) == COUNT
    assert len(names()) == COUNT


def test_a_backup_tells_which_of_row_and_history_is_right(filled: Path) -> None:
    copy = backup.take(filled, "test")
    opening.close()
    data = bytearray(filled.read_bytes())
    for begin in ((page - 1) * PAGE for page in pages_of(filled, "organisation")):
        data[begin : begin + PAGE] = data[begin : begin + PAGE].replace(b"Firma 7 AS", b"Firma 9 AS")
    filled.write_bytes(data)
    alone = recovered(filled)
    assert alone.differing == [("organisation", 8)] and not alone.is_whole()
    assert names()[7] == "Firma 9 AS"
    opening.close()
    assert recovered(filled, copy).from_journal == [("organisation", 8)]
    assert names()[7] == "Firma 7 AS"


def test_a_protected_register_is_recovered_under_its_passphrase(filled: Path) -> None:
    protection.change(protection.key_for("fire ord uten mening"))
    opening.close()
    with keys.held():
        keys.unlock(filled, "fire ord uten mening")
        damaged = bytearray(filled.read_bytes())
        damaged[(pages_of(filled, "organisation")[2] - 1) * PAGE + 700] ^= 4
        filled.write_bytes(damaged)
        target = recover.target_of(filled)
        report = recover.recover(filled, target)
        assert report.damaged == 1
        assert b"Firma" not in target.read_bytes() and keys.is_salt(target.read_bytes())
        opening.open_register(target)
        assert len(names()) == COUNT and soundness.problems() == []
    opening.close()


def test_what_stands_only_in_the_log_is_recovered_too(filled: Path, tmp_path: Path) -> None:
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    organisations.add("Sist AS")
    away = tmp_path / "away" / "copy.klynge"
    away.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(filled.with_name(filled.name + ending), away.with_name(away.name + ending))
    opening.close()
    recovered(away)
    assert names()[-1] == "Sist AS"


def test_attached_files_come_along(register: Path) -> None:
    acme = organisations.add("Acme AS")
    attachments.add([attachments.keep(b"Avtale", "avtale.txt")], organisation=acme)
    opening.close()
    recovered(register)
    assert attachment_check.problems() == []


@pytest.mark.parametrize("content", [b"", b"Navn;E-post\n" * 500, bytes(PAGE * 3)])
def test_what_was_never_a_register_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "liste.klynge"
    path.write_bytes(content)
    with pytest.raises(CrmError, match="backup"):
        recover.recover(path, recover.target_of(path))
    assert [one.name for one in tmp_path.iterdir() if not one.name.startswith(".")] == ["liste.klynge"]


def test_a_newer_register_is_not_recovered_into_an_older_one(register: Path) -> None:
    opening.close()
    data = bytearray(register.read_bytes())
    data[60:64] = (99).to_bytes(4, "big")
    register.write_bytes(data)
    with pytest.raises(CrmError, match="newer"):
        recover.recover(register, recover.target_of(register))


def test_a_register_of_an_older_schema_is_recovered_and_brought_up_to_date(tmp_path: Path) -> None:
    old = Path(__file__).parents[2] / "old_files" / "schema_2.klynge.xz"
    path = tmp_path / "old.klynge"
    path.write_bytes(lzma.decompress(old.read_bytes()))
    zero(path, pages_of(path, "person")[0])
    report = recovered(path)
    assert not report.gone and value("SELECT count(*) FROM person") > 5


# Mending


def test_what_a_fresh_register_has_besides_tables_is_written_down(register: Path) -> None:
    assert schema.present() == schema.expected(), "run python -m tests.crm.store.keep_schema"


def test_indexes_triggers_and_search_are_made_again_and_no_record_is_touched(register: Path) -> None:
    people.add(last_name="Kern", organisation=organisations.add("Acme AS"), email="eva@acme.example")
    before = {table: rows(f'SELECT * FROM "{table}"') for table in ("person", "organisation", "change", "step")}
    for sql in (
        "DROP TRIGGER journal_person_update",
        "DROP INDEX person_name_key",
        "DROP TABLE organisation_words",
        "DELETE FROM person_words_data",
        "INSERT INTO open_step (id) VALUES (1)",
    ):
        database.execute_sql(sql)
    found = soundness.examine()
    assert found and all(one.mendable for one in found)
    assert len(mending.mend()) >= 4
    assert soundness.problems() == []
    assert {table: rows(f'SELECT * FROM "{table}"') for table in before} == before
    assert mending.mend() == []


def test_an_index_that_lost_an_entry_is_filled_again(register: Path) -> None:
    for number in range(5):
        organisations.add(f"Firma {number} AS")
    database.execute_sql("PRAGMA writable_schema = 1")
    kept = value("SELECT sql FROM sqlite_master WHERE name = 'organisation_name_key'")
    database.execute_sql("UPDATE sqlite_master SET sql = sql || ' WHERE id > 3' WHERE name = 'organisation_name_key'")
    opening.close()
    opening.open_register(register)
    database.execute_sql("REINDEX organisation_name_key")
    database.execute_sql("PRAGMA writable_schema = 1")
    database.execute_sql("UPDATE sqlite_master SET sql = ? WHERE name = 'organisation_name_key'", (kept,))
    opening.close()
    opening.open_register(register, check=False)
    assert [one.kind for one in soundness.examine()].count(findings.INDEX) > 0
    assert mending.mend()
    assert soundness.problems() == []


def test_history_that_was_altered_is_found(register: Path) -> None:
    acme = organisations.add("Acme AS")
    organisations.edit(acme, city="Tromsø")
    organisations.edit(acme, city="Bodø")
    assert soundness.problems() == []
    database.execute_sql("UPDATE change SET before = replace(before, 'Tromsø', 'Trondheim') WHERE before IS NOT NULL")
    assert [one.kind for one in soundness.examine()] == [findings.HISTORY]


def test_what_is_left_behind_of_a_recovery_that_was_killed_is_no_hindrance(filled: Path) -> None:
    opening.close()
    target = recover.target_of(filled)
    target.with_name(f".{target.name}.part").write_bytes(b"half")
    recovered(filled)
    assert not target.with_name(f".{target.name}.part").exists()
    opening.close()
    durable.remove(target)


@pytest.mark.skipif(sys.platform == "win32", reason="a lock keeps everybody out there")
def test_nobody_recovers_a_register_that_is_open_elsewhere(filled: Path) -> None:
    opening.close()
    with other_writer(filled), pytest.raises(CrmError, match="open for"):
        recover.recover(filled, recover.target_of(filled))
