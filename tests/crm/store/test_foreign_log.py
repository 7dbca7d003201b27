"""A log that is another register's, an older version's, damaged or gone: a sentence, no byte changed, never half."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.commands import history, organisations, people
from crm.store import foreign_log, keys, opening, protection, recover, restoring, soundness
from crm.store.database import database, rows, value
from crm.store.failures import DamagedError
from tests import new_register

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def killed(path: Path, deed: Callable[[], object], key: keys.Key | None = None) -> None:
    """A process does something with the register and is killed: what it wrote stands in the log."""
    pid = os.fork()
    if pid == 0:
        if key is not None:
            keys.trust(key)
        opening.open_register(path)
        deed()
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    assert log(path).stat().st_size


def log(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def made(path: Path, names: int) -> Path:
    new_register.create(path)
    organisations.add("Nord AS")
    if path.stem == "other":  # two registers of the same second are told apart by what was done
        people.add(last_name="En annen")
        history.undo()
    for number in range(names):
        people.add(last_name=f"{path.stem} {number}")
    opening.close()
    return path


def some_more() -> None:
    for number in range(3):
        people.add(last_name=f"Ny {number}", organisation=organisations.add(f"Ny {number} AS"))


def everything(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix in (".klynge", ".klynge-wal")}


def refused(path: Path, words: str) -> None:
    before = everything(path.parent)
    for write in (True, False):
        with pytest.raises(DamagedError, match=words):
            opening.open_register(path, write=write)
    assert everything(path.parent) == before


def without_the_log(path: Path, people: int) -> None:
    """All that the file itself holds can be recovered."""
    target = path.with_name("reddet.klynge")
    report = recover.recover(path, target)
    assert report.is_whole() and any("belongs to another register" in line for line in report.lines())
    opening.open_register(target)
    assert value("SELECT count(*) FROM person") == people and soundness.problems() == []
    opening.close()


@pytest.mark.parametrize("names", [(5, 40), (40, 5), (5, 5)])
def test_the_log_of_another_register_is_refused(tmp_path: Path, names: tuple[int, int]) -> None:
    one, other = made(tmp_path / "one.klynge", names[0]), made(tmp_path / "other.klynge", names[1])
    killed(other, some_more)
    log(one).write_bytes(log(other).read_bytes())
    refused(one, "holds changes of another register")
    if names == (5, 5):
        without_the_log(one, 5)
    opening.open_register(other)
    assert value("SELECT count(*) FROM person") == names[1] + 3, "its own register takes it"
    opening.close()


def test_an_older_version_of_the_register_does_not_take_the_log_of_a_newer_one(tmp_path: Path) -> None:
    path = made(tmp_path / "one.klynge", 5)
    older = path.read_bytes()
    opening.open_register(path)
    people.edit(3, notes="Denne endringen står i filen, men ikke i loggen. " * 40)
    opening.close()
    killed(path, some_more)
    path.write_bytes(older)
    refused(path, "another version of this")


def test_a_protected_register_does_not_take_the_log_of_a_plain_one(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one.klynge", 3), made(tmp_path / "other.klynge", 3)
    killed(other, some_more)
    key = keys.make("fire ord på rad")
    opening.open_register(one)
    protection.change(key)
    with keys.held():
        opening.close()
        log(one).write_bytes(log(other).read_bytes())
        refused(one, "holds changes of another register")
        log(one).unlink()
        killed(one, some_more, key)
        opening.open_register(one)
        assert value("SELECT count(*) FROM person") == 6, "its own it takes"
    opening.close()
    keys.forget()


def test_restoring_writes_no_foreign_log_into_the_file_it_keeps(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one.klynge", 5), made(tmp_path / "other.klynge", 40)
    killed(other, some_more)
    copy = tmp_path / "copy.klynge"
    copy.write_bytes(one.read_bytes())
    log(one).write_bytes(log(other).read_bytes())
    kept = restoring.restore(one, copy).kept
    assert kept is not None and kept.read_bytes() == copy.read_bytes()
    opening.open_register(one)
    assert value("SELECT count(*) FROM person") == 5
    opening.close()


def test_a_flipped_byte_in_the_log_is_told_or_costs_the_last_step_alone(tmp_path: Path) -> None:
    path = made(tmp_path / "one.klynge", 5)
    killed(path, some_more)
    good, held = log(path).read_bytes(), path.read_bytes()
    told = 0
    for at in [*range(0, 32, 5), *range(40, len(good), len(good) // 13), len(good) - 9]:
        log(path).with_name("one.klynge-shm").unlink(missing_ok=True)
        path.write_bytes(held)
        log(path).write_bytes(good[:at] + bytes([good[at] ^ 8]) + good[at + 1 :])
        try:
            opening.open_register(path)
        except DamagedError as problem:
            told += "damaged" in str(problem)
            continue
        names = [name for (name,) in rows("SELECT last_name FROM person ORDER BY id")][5:]
        assert names in (["Ny 0", "Ny 1"], ["Ny 0", "Ny 1", "Ny 2"]) and soundness.problems() == [], f"byte {at}"
        opening.close()
    assert told > 5


def test_without_its_log_a_register_is_what_it_was_before(tmp_path: Path) -> None:
    path = made(tmp_path / "one.klynge", 5)

    def written_down() -> None:
        people.add(last_name="I filen")
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        some_more()

    killed(path, written_down)
    log(path).unlink()
    opening.open_register(path)
    assert value("SELECT count(*) FROM person") == 6 and soundness.problems() == []
    opening.close()


def test_a_log_of_its_own_is_read_too_by_whoever_only_reads(tmp_path: Path) -> None:
    path = made(tmp_path / "one.klynge", 5)
    killed(path, some_more)
    assert not foreign_log.is_foreign(path)
    opening.open_register(path, write=False)
    assert value("SELECT count(*) FROM person") == 8
    opening.close()
