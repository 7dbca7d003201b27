import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm.commands import organisations
from crm.errors import CrmError
from crm.store import lock, migration, opening
from crm.store.database import PRAGMAS, database, value


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.endswith(".lock")}


def test_a_new_register_has_every_promised_setting(register: Path) -> None:
    for name, wanted in PRAGMAS.items():
        answer = database.execute_sql(f"PRAGMA {name}").fetchone()
        assert answer is None or str(answer[0]) == str(wanted), name
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
opening.open_register(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
"""


def test_one_writer_a_file_the_second_is_told_who_has_it_and_a_kill_heals(register: Path) -> None:
    opening.close()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(register)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        with pytest.raises(lock.InUseError, match=str(other.pid)):
            opening.open_register(register)
        opening.open_register(register, write=False)
        assert value("SELECT count(*) FROM organisation") == 0
        opening.close()
        other.kill()
        other.wait()
    opening.open_register(register)
    organisations.add("Acme AS")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_opens_for_reading(register: Path) -> None:
    opening.close()
    register.chmod(0o400)
    assert opening.open_register(register).read_only
