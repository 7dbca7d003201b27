"""A register under a passphrase: every way into it, and nothing to be read by who does not know it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from crm.commands import organisations
from crm.errors import CrmError
from crm.store import backup, keys, opening, protection, soundness, tables
from crm.store.database import database, rows, value
from tests import new_register

PASSPHRASE = "fire ord på rad"
NAME = "Nordlys Havbruk"


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, keys.Key]:
    """A protected register with one organisation, and its key: protecting is done once."""
    path = tmp_path_factory.mktemp("protected") / "register.klynge"
    new_register.create(path)
    organisations.add(f"{NAME} AS")
    key = keys.make(PASSPHRASE)
    protection.change(key)
    opening.close()
    return path.read_bytes(), key


@pytest.fixture
def protected(tmp_path: Path, _made: tuple[bytes, keys.Key]) -> Iterator[Path]:
    """A register with one organisation, open and protected."""
    path = tmp_path / "register.klynge"
    path.touch(0o600)
    path.write_bytes(_made[0])
    keys.trust(_made[1])
    opening.open_register(path)
    yield path
    opening.close()
    keys.forget()


def everything() -> dict[str, list[object]]:
    return {table: rows(f'SELECT * FROM "{table}"') for table in tables.names()}


def test_it_goes_on_as_before_and_is_sound(register: Path) -> None:
    organisations.add(f"{NAME} AS")
    before = everything()
    protection.change(keys.make(PASSPHRASE))
    assert everything() == before and soundness.problems() == []
    organisations.add("Ødegård AS")
    assert value("PRAGMA journal_mode") == "wal"
    opening.close()
    assert NAME.encode() not in register.read_bytes() and register.stat().st_mode & 0o077 == 0


def test_it_opens_with_the_passphrase_alone(protected: Path) -> None:
    opening.close()
    before = protected.read_bytes()
    for write in (True, False):
        with pytest.raises(keys.Locked):
            opening.open_register(protected, write=write)
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock(protected, "fire ord på rot")
    with pytest.raises(keys.Locked):
        opening.open_register(protected)
    assert protected.read_bytes() == before
    assert {one.name for one in protected.parent.iterdir()} <= {protected.name, f".{protected.name}.lock"}
    keys.unlock(protected, "fire ord pa\u030a rad")  # å as a Mac may type it
    opening.open_register(protected)
    assert value("SELECT name FROM organisation") == f"{NAME} AS"


def test_any_program_that_reads_sqlcipher_opens_it(protected: Path) -> None:
    opening.close()
    with closing(dbapi2.connect(str(protected))) as other:
        other.execute(f"PRAGMA key = '{PASSPHRASE}'")
        assert other.execute("SELECT name FROM organisation").fetchall() == [(f"{NAME} AS",)]


def test_backups_are_protected_equally_and_open_with_the_same_passphrase(protected: Path) -> None:
    copy = backup.take(protected, "trial")
    assert NAME.encode() not in copy.read_bytes() and copy.stat().st_mode & 0o077 == 0
    opening.close()
    keys.unlock(copy, PASSPHRASE)
    opening.open_register(copy, write=False)
    assert value("SELECT name FROM organisation") == f"{NAME} AS"


def test_another_passphrase_and_none(protected: Path) -> None:
    before = everything()
    protection.change(keys.make("et helt annet sett"))
    opening.close()
    with pytest.raises(keys.WrongPassphrase):
        keys.unlock(protected, PASSPHRASE)
    keys.unlock(protected, "et helt annet sett")
    opening.open_register(protected)
    protection.change(None)
    assert everything() == before
    opening.close()
    opening.open_register(protected)
    assert soundness.problems() == [] and NAME.encode() in protected.read_bytes()


@pytest.mark.parametrize("damage", ["newer", "foreign", "cut", "half a page", "first page", "noise"])
def test_a_bad_file_is_refused_and_not_a_byte_of_it_changed(protected: Path, damage: str) -> None:
    if damage == "newer":
        database.execute_sql("PRAGMA user_version = 99")
    if damage == "foreign":
        database.execute_sql("PRAGMA application_id = 7")
    opening.close()
    good = protected.read_bytes()
    bad = {
        "cut": good[: len(good) // 2 // 4096 * 4096],
        "half a page": good[:-2000],
        "first page": good[:2000] + bytes(8) + good[2008:],
        "noise": b"\x17" * 8192,
    }.get(damage, good)
    protected.write_bytes(bad)
    for write in (True, False):
        with pytest.raises(CrmError):
            if keys.salt_of(protected):
                keys.unlock(protected, PASSPHRASE)
            opening.open_register(protected, write=write)
    assert protected.read_bytes() == bad
    assert {one.name for one in protected.parent.iterdir()} <= {protected.name, f".{protected.name}.lock"}


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(CrmError, match="12"):
        keys.make("for kort")
