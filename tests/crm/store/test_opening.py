import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crm.commands import organisations
from crm.errors import CrmError
from crm.store import backup, durable, lock, migration, opening, soundness
from crm.store.database import PRAGMAS, database, uri, value


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_a_new_register_has_every_promised_setting(register: Path) -> None:
    for name, wanted in PRAGMAS.items():
        answer = database.execute_sql(f"PRAGMA {name}").fetchone()
        assert answer is None or str(answer[0]) == str(wanted), name
    assert value("PRAGMA journal_mode") == "wal"
    assert migration.present() == migration.latest()


def test_a_closed_register_is_one_file(register: Path) -> None:
    organisations.add("Acme AS")
    opening.close()
    assert files(register.parent) == {register.name}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps other people out by the folder's rights")
def test_a_register_is_nobody_elses_to_read(register: Path) -> None:
    assert register.stat().st_mode & 0o077 == 0


def test_what_was_written_is_there_after_closing(register: Path) -> None:
    organisations.add("Acme AS")
    opening.close()
    opening.open_register(register)
    assert value("SELECT name FROM organisation") == "Acme AS"


def test_creating_over_a_file_is_refused(register: Path) -> None:
    with pytest.raises(CrmError, match=register.name):
        opening.create(register)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CrmError, match="missing"):
        opening.open_register(tmp_path / "missing.klynge")
    assert files(tmp_path) == set()


@pytest.mark.parametrize("damage", ["empty", "text", "foreign", "newer", "cut", "half a page", "header only"])
def test_a_bad_file_is_refused_and_not_a_byte_of_it_changed(register: Path, damage: str) -> None:
    opening.close()
    good = register.read_bytes()
    bad = {
        "empty": b"",
        "text": b"Navn;E-post\n" * 50,
        "foreign": good[:68] + b"\0\0\0\0" + good[72:],
        "newer": good[:60] + (99).to_bytes(4, "big") + good[64:],
        "cut": good[: len(good) // 2 // 4096 * 4096],
        "half a page": good[:-2000],
        "header only": good[:80],
    }[damage]
    register.write_bytes(bad)
    for write in (True, False):
        with pytest.raises(CrmError):
            opening.open_register(register, write=write)
    assert register.read_bytes() == bad
    assert files(register.parent) == {register.name}


def test_a_zeroed_page_is_refused(register: Path) -> None:
    for number in range(300):
        organisations.add(f"Company {number} AS", notes="x" * 300)
    opening.close()
    data = bytearray(register.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = bytes(4096)
    register.write_bytes(data)
    with pytest.raises(CrmError):
        opening.open_register(register)


def test_reading_changes_nothing_and_cannot_write(register: Path) -> None:
    organisations.add("Acme AS")
    opening.close()
    before = register.read_bytes()
    opening.open_register(register, write=False)
    assert value("SELECT count(*) FROM organisation") == 1
    with pytest.raises(CrmError, match="read-only"):
        organisations.add("Nord AS")
    opening.close()
    assert register.read_bytes() == before


WRITER = """
import sys
from pathlib import Path
from crm.store import opening
from crm.store.database import database
opening.open_register(Path(sys.argv[1]))
if sys.argv[2:]:
    database.execute_sql("BEGIN IMMEDIATE")
print("open", flush=True)
sys.stdin.readline()
"""


@contextmanager
def other_writer(path: Path, *doing: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the register open for writing, `doing` a long step or nothing; killed at the end."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), *doing], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        try:
            yield other
        finally:
            other.kill()


def test_one_writer_a_file_the_second_is_told_who_has_it_and_a_kill_heals(register: Path) -> None:
    opening.close()
    with other_writer(register) as other:
        with pytest.raises(lock.InUseError, match=str(other.pid)):
            opening.open_register(register)
        opening.open_register(register, write=False)
        assert value("SELECT count(*) FROM organisation") == 0
        opening.close()
    opening.open_register(register)
    organisations.add("Acme AS")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_opens_for_reading(register: Path) -> None:
    opening.close()
    register.chmod(0o400)
    assert opening.open_register(register).read_only


def test_what_a_deleted_register_left_behind_does_not_reach_a_new_one_of_its_name(tmp_path: Path) -> None:
    path = tmp_path / "new.klynge"
    for ending in durable.BESIDE:
        path.with_name(path.name + ending).write_bytes(b"left over" * 1000)
    opening.create(path)
    assert soundness.problems() == []
    opening.close()


@pytest.mark.parametrize("name", ["med mellomrom", "vår klynge", "a#b", "a?mode=ro", "50 %20", "file:a", "'quoted\""])
def test_a_register_may_have_any_name(tmp_path: Path, name: str) -> None:
    if sys.platform == "win32" and set(name) & set('?":'):
        pytest.skip("Windows knows no such name")
    path = tmp_path / name / f"{name}.klynge"
    path.parent.mkdir()
    opening.create(path)
    organisations.add("Acme AS")
    assert backup.take(path, "test").exists()
    opening.close()
    opening.open_register(path)
    assert value("SELECT name FROM organisation") == "Acme AS"
    opening.close()
    assert files(path.parent) == {path.name, f"{name} backups"}


def test_a_shared_folder_is_named_as_sqlite_wants_it() -> None:
    assert uri(Path("//server/vår klynge/a#1.klynge")) == "file:////server/v%C3%A5r%20klynge/a%231.klynge"


def test_what_cannot_be_a_register_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CrmError, match=tmp_path.name):
        opening.open_register(tmp_path)
    for deed in (opening.open_register, opening.create):
        with pytest.raises(CrmError, match=r"(?i)too long|cannot be used"):
            deed(tmp_path / ("x" * 300))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_leads_to_the_lock_of_the_file_itself(register: Path, tmp_path: Path) -> None:
    link = tmp_path / "other" / "link.klynge"
    link.parent.mkdir()
    link.symlink_to(register)
    opening.close()
    with other_writer(register), pytest.raises(lock.InUseError):
        opening.open_register(link)
    assert list(link.parent.iterdir()) == [link]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_nothing_is_made_through_a_link_to_nowhere(tmp_path: Path) -> None:
    link = tmp_path / "link.klynge"
    link.symlink_to(tmp_path / "nowhere" / "file.klynge")
    with pytest.raises(CrmError, match="exists"):
        opening.create(link)
    assert link.is_symlink()


@pytest.mark.parametrize("damaged", [False, True])
def test_a_copy_that_is_opened_for_reading_or_refused_keeps_every_byte(register: Path, damaged: bool) -> None:
    for number in range(100):
        organisations.add(f"Company {number} AS", notes="x" * 300)
    copy = backup.take(register, "test")
    if damaged:
        data = bytearray(copy.read_bytes())
        middle = len(data) // 2 // 4096 * 4096
        data[middle : middle + 4096] = bytes(4096)
        copy.write_bytes(data)
    before = copy.read_bytes()
    if damaged:
        with pytest.raises(CrmError):
            opening.open_register(copy)
    else:
        opening.open_register(copy, write=False)
    opening.close()
    assert copy.read_bytes() == before
    assert files(copy.parent) == {copy.name}


def test_other_files_among_the_backups_do_no_harm(register: Path) -> None:
    first = backup.take(register, "test")
    for name in ("2026-11-23 mine.klynge", "copy-2b.klynge", "notes.txt"):
        (first.parent / name).write_bytes(b"")
    assert backup.take(register, "test").name.endswith("-0002.klynge")


def test_a_backup_that_has_no_place_is_a_sentence(register: Path) -> None:
    register.with_name("register backups").write_bytes(b"")
    with pytest.raises(CrmError, match="register backups"):
        backup.take(register, "test")


def test_opening_for_writing_without_writing_changes_not_a_byte(register: Path) -> None:
    organisations.add("Acme AS")
    opening.close()
    before = register.read_bytes()
    opening.open_register(register)
    opening.close()
    assert register.read_bytes() == before
