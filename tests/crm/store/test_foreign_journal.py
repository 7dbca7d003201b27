"""A rollback journal of another register: a sentence, no byte changed; its own is rolled back as ever."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crm.commands import organisations, people
from crm.store import keys, opening, protection, recover, restoring, soundness, surroundings
from crm.store.database import database, value
from crm.store.failures import DamagedError
from crm.store.place import NETWORK, Place
from tests import new_register

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.fixture(autouse=True)
def on_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where steps are kept whole by a rollback journal."""
    monkeypatch.setattr(surroundings, "of", lambda _path: Place(NETWORK, "server"))


def made(path: Path, names: int) -> Path:
    new_register.create(path)
    organisations.add("Nord AS")
    for number in range(names):
        people.add(last_name=f"{path.stem} {number}")
    opening.close()
    return path


def journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def killed(path: Path, deed: Callable[[], object] = lambda: None, key: keys.Key | None = None) -> bytes:
    """A process is killed in the middle of a step that reached the file already; returns the journal it left."""
    pid = os.fork()
    if pid == 0:
        if key is not None:
            keys.trust(key)
        opening.open_register(path)
        assert value("PRAGMA journal_mode") == "delete"
        deed()
        connection = database.connection()
        for pragma in ("cache_size = 5", "cache_spill = 1"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE change SET before = before || ' ', after = after || ' '")
        connection.execute("UPDATE step SET label = label || ' halv'")
        connection.execute("CREATE TABLE more (words)")
        connection.executemany("INSERT INTO more VALUES (?)", [("Denne raden er halv. " * 150,) for _row in range(60)])
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
    return journal(path).read_bytes()


def everything(folder: Path) -> dict[str, bytes]:
    ours = (".klynge", ".klynge-journal")
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix in ours}


def refused(path: Path, words: str) -> None:
    before = everything(path.parent)
    for write in (True, False):
        with pytest.raises(DamagedError, match=words):
            opening.open_register(path, write=write)
    assert everything(path.parent) == before


def holds(path: Path, count: int) -> None:
    opening.open_register(path)
    assert value("SELECT count(*) FROM person") == count and soundness.problems() == []
    opening.close()


@pytest.mark.parametrize("names", [(3, 25), (25, 3), (3, 3)])
def test_the_journal_of_another_register_is_refused_and_its_own_takes_it(
    tmp_path: Path, names: tuple[int, int]
) -> None:
    one, other = made(tmp_path / "one.klynge", names[0]), made(tmp_path / "other.klynge", names[1])
    journal(one).write_bytes(killed(other))
    refused(one, "one.klynge-journal beside one.klynge holds changes of another register")
    report = recover.recover(one, tmp_path / "reddet.klynge")
    assert report.is_whole() and any("belongs to another register" in line for line in report.lines())
    holds(tmp_path / "reddet.klynge", names[0])
    holds(other, names[1])


def test_an_older_version_of_the_register_does_not_take_the_journal_of_a_newer_one(tmp_path: Path) -> None:
    path = made(tmp_path / "one.klynge", 5)
    older = path.read_bytes()

    def more() -> None:
        for number in range(4):
            people.add(last_name=f"Ny {number}", notes="Denne endringen står i filen. " * 40)

    killed(path, more)
    path.write_bytes(older)
    refused(path, "another version of this")


def test_a_torn_file_whose_journal_is_damaged_is_told_and_stays_as_it_is(tmp_path: Path) -> None:
    path = made(tmp_path / "one.klynge", 25)
    good = killed(path)
    # Its first page, at a byte that SQLite's sum counts: none of the pages would be put back, and the file kept torn.
    at = 512 + 4 + 4096 - 200
    journal(path).write_bytes(good[:at] + bytes([good[at] ^ 255]) + good[at + 1 :])
    before = everything(tmp_path)
    with pytest.raises(DamagedError):
        opening.open_register(path)
    assert everything(tmp_path) == before


def test_a_protected_register_rolls_its_own_back_and_takes_no_plain_one(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one.klynge", 3), made(tmp_path / "other.klynge", 3)
    opening.open_register(one)
    key = keys.make("fire ord på rad")
    protection.change(key)
    with keys.held():
        opening.close()
        journal(one).write_bytes(killed(other))
        refused(one, "holds changes of another register")
        journal(one).unlink()
        killed(one, key=key)
        holds(one, 3)
    keys.forget()


def test_restoring_keeps_the_file_aside_without_a_foreign_journal_in_it(tmp_path: Path) -> None:
    one, other = made(tmp_path / "one.klynge", 3), made(tmp_path / "other.klynge", 25)
    copy = tmp_path / "copy.klynge"
    copy.write_bytes(one.read_bytes())
    journal(one).write_bytes(killed(other))
    kept = restoring.restore(one, copy).kept
    assert kept is not None and kept.read_bytes() == copy.read_bytes()
    holds(one, 3)


def test_a_journal_that_holds_nothing_keeps_nobody_out(tmp_path: Path) -> None:
    path = made(tmp_path / "one.klynge", 3)
    for left in (b"", bytes(512), b"no journal at all" * 40):
        journal(path).write_bytes(left)
        holds(path, 3)
