"""A backup in the place of the register: checked first, the present file kept, nothing lost on the way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.commands import attachments, backups, organisations, people
from crm.errors import CrmError
from crm.queries import backups as queries
from crm.store import attachment_check, keys, lock, opening, protection, soundness
from crm.store.database import value
from tests import new_register
from tests.crm.store.test_backups import damage


def companies() -> int:
    return int(value("SELECT count(*) FROM organisation"))


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Path]:
    """An empty register, open, closed afterwards."""
    path = tmp_path / "register.klynge"
    new_register.create(path)
    yield path
    opening.close()


@pytest.fixture
def copy(register: Path) -> Path:
    """A backup with one company; the register, closed, has two."""
    organisations.add("Acme AS", notes="x" * 20_000)
    made = backups.take("asked")
    organisations.add("Beta AS")
    opening.close()
    return made


def test_the_backup_takes_its_place_and_what_was_there_stays_beside_it(register: Path, copy: Path) -> None:
    done = backups.restore(register, copy)
    opening.open_register(register)
    assert companies() == 1 and soundness.problems() == []
    organisations.add("Gamma AS")
    assert done.kept is not None and "before restoring" in done.kept.name
    opening.open_register(done.kept)
    assert companies() == 2 and soundness.problems() == []
    opening.open_register(copy, write=False)
    assert companies() == 1, "the backup itself is as it was"


def test_a_register_with_commits_that_wait_in_its_wal_is_kept_with_them(register: Path, copy: Path) -> None:
    opening.open_register(register)
    organisations.add("Gamma AS")
    wal = register.with_name(register.name + "-wal")
    main, waiting = register.read_bytes(), wal.read_bytes()
    opening.close()
    register.write_bytes(main)
    wal.write_bytes(waiting)
    done = backups.restore(register, copy)
    assert done.kept is not None and not wal.exists()
    opening.open_register(done.kept)
    assert companies() == 3


def test_a_damaged_register_is_replaced_and_kept_as_it_is(register: Path, copy: Path) -> None:
    damage(register)
    broken = register.read_bytes()
    done = backups.restore(register, copy)
    assert done.kept is not None and done.kept.read_bytes() == broken
    opening.open_register(register)
    assert companies() == 1 and soundness.problems() == []


def test_a_register_that_is_gone_comes_back(register: Path, copy: Path) -> None:
    register.unlink()
    assert backups.restore(register, copy).kept is None
    opening.open_register(register)
    assert companies() == 1


@pytest.mark.parametrize("harm", ["damaged", "cut", "empty", "foreign"])
def test_a_backup_that_is_not_good_changes_nothing(register: Path, copy: Path, harm: str) -> None:
    if harm == "damaged":
        damage(copy)
    else:
        whole = copy.read_bytes()
        copy.write_bytes({"cut": whole[: len(whole) // 2], "empty": b"", "foreign": b"Just text" * 1000}[harm])
    before = register.read_bytes()
    with pytest.raises(CrmError, match="Nothing was changed"):
        backups.restore(register, copy)
    assert register.read_bytes() == before
    assert {path.name for path in register.parent.iterdir() if path.is_file() and path.suffix != ".lock"} == {
        register.name
    }


def test_a_register_that_somebody_else_has_open_is_left_alone(register: Path, copy: Path) -> None:
    held = lock.acquire(register)
    try:
        with pytest.raises(lock.InUseError):
            backups.restore(register, copy)
    finally:
        lock.release(register, held)
    opening.open_register(register)
    assert companies() == 2


def test_attached_files_that_are_missing_come_back(register: Path, tmp_path: Path) -> None:
    eva = people.add(first_name="Eva", last_name="Kern")
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    attachments.add([attachments.keep(tmp_path / "a.txt")], person=eva)
    copy = backups.take("asked")
    opening.close()
    for file in (register.with_name("register files")).glob("*/*"):
        file.chmod(0o600)
        file.unlink()
    done = backups.restore(register, copy)
    assert (done.brought, done.lost) == (1, 0)
    opening.open_register(register)
    assert attachment_check.problems() == []


def test_a_second_restoring_in_the_same_minute_keeps_both_files(register: Path, copy: Path) -> None:
    kept = {backups.restore(register, copy).kept for _time in range(3)}
    assert len(kept) == 3 and all(path is not None and path.exists() for path in kept)


def test_a_protected_register_has_protected_backups_that_come_back(register: Path) -> None:
    organisations.add("Acme AS")
    protection.change(keys.make("fire ord uten sammenheng"))
    copy = backups.take("asked")
    assert keys.salt_of(copy) and b"Acme" not in copy.read_bytes()
    organisations.add("Beta AS")
    assert queries.inside(copy).rows["organisation"] == 1
    with keys.held():
        opening.close()
        done = backups.restore(register, copy)
        opening.open_register(register)
        assert companies() == 1 and soundness.problems() == []
    assert done.kept is not None and keys.salt_of(done.kept)


def test_a_register_whose_passphrase_nobody_knows_any_more_is_kept_and_replaced(register: Path, copy: Path) -> None:
    copy = copy.rename(register.with_name("stick.klynge"))
    opening.open_register(register)
    protection.change(keys.make("fire ord uten sammenheng"))
    opening.close()
    locked = register.read_bytes()
    done = backups.restore(register, copy)
    assert done.kept is not None and done.kept.read_bytes() == locked
    opening.open_register(register)
    assert companies() == 1
