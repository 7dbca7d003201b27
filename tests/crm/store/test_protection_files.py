"""What lies beside a protected register is protected too, whatever happens on the way."""

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from crm.commands import attachments, drafts, interactions, people
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.queries import attachments as attached
from crm.queries import drafts as waiting
from crm.store import attachments as kept
from crm.store import backup, keys, opening, protection, soundness
from crm.store.database import value
from tests import new_register
from tests.crm.store.left_bytes import hits

FIRST, SECOND = "Ragnfrid", "Tjuvskjærsund"
MAIL, PHONE = "ragnfrid.ts@tjuvskjaer.example", "47983621"
WORDS = (FIRST, SECOND, MAIL, PHONE, "hemmelighetsfull")
OLD, NEW = keys.make("fire ord på rad"), keys.make("et helt annet sett")


class Written(NamedTuple):
    """A register with somebody in every place where a name can stand."""

    path: Path
    file: int
    draft: str


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Written]:
    """In a folder of its own, open."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    yield write(folder)
    opening.close()
    keys.forget()


def write(folder: Path) -> Written:
    path = folder / "register.klynge"
    new_register.create(path)
    who = people.add(first_name=FIRST, last_name=SECOND, email=MAIL, phone=PHONE)
    interactions.log(
        f"Møte med {FIRST}", held_on=date(2026, 1, 2), notes="En hemmelighetsfull sak", participants=[Participant(who)]
    )
    people.edit(who, last_name=f"{SECOND} Hansen")
    (file,) = attachments.add(
        [attachments.keep(f"Avtale med {FIRST} {SECOND}".encode() * 99, "Avtale.txt")], person=who
    )
    backup.take(path, "trial")
    return Written(path, file, drafts.keep("", {"notes": f"Ring {FIRST}"}))


def is_whole(register: Written, tmp_path: Path) -> bool:
    copy = tmp_path / f"copy{random.randrange(10**9)}"
    attached.write_copy(attached.detail(register.file), copy)
    assert copy.read_bytes() == f"Avtale med {FIRST} {SECOND}".encode() * 99
    assert kept.is_right(attached.detail(register.file).sha256)
    (draft,) = waiting.waiting()
    assert draft.values == {"notes": f"Ring {FIRST}"}
    assert value("SELECT first_name FROM person") == FIRST
    return soundness.problems() == []


def test_nobody_stands_in_the_bytes_of_a_protected_register_while_it_is_open_nor_after(register, tmp_path) -> None:
    folder = register.path.parent
    assert {word for _file, word in hits(folder, WORDS)} == set(WORDS)
    assert protection.change(OLD) == []
    assert hits(folder, WORDS) == [] and is_whole(register, tmp_path)
    people.add(first_name=FIRST, last_name="To")
    attachments.keep(f"Enda en avtale med {FIRST}".encode(), "To.txt")
    drafts.keep("", {"notes": f"Til {FIRST}"})
    drafts.drop(register.draft)
    backup.take(register.path, "again")
    assert (folder / "register.klynge-wal").stat().st_size
    assert hits(folder, WORDS) == []
    opening.close()
    assert hits(folder, WORDS) == []


def test_it_is_as_it_was_when_the_protection_is_taken_off(register, tmp_path) -> None:
    before = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.json")}
    names = sorted(path.name for path in register.path.parent.rglob("*") if path.is_file())
    protection.change(OLD)
    protection.change(NEW)
    assert is_whole(register, tmp_path)
    assert protection.change(None) == []
    assert is_whole(register, tmp_path)
    assert sorted(path.name for path in register.path.parent.rglob("*") if path.is_file()) == names
    assert {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.json")} == before


def test_every_backup_follows_and_keeps_its_time(register) -> None:
    (copy,) = (register.path.parent / "register backups").glob("*.klynge")
    os.utime(copy, (1e9, 1e9))
    protection.change(OLD)
    assert keys.salt_of(copy) == OLD.salt and copy.stat().st_mtime == 1e9
    protection.change(NEW)
    assert keys.salt_of(copy) == NEW.salt


def test_copies_that_stay_readable_are_told(register) -> None:
    beside = register.path.with_name("register before restoring.klynge")
    other = register.path.with_name("registers.klynge")
    for path in (beside, other):
        path.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    broken = register.path.parent / "register backups" / "broken.klynge"
    broken.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    assert protection.change(OLD) == [broken, beside]
    assert broken.stat().st_size == 4096


def test_a_file_that_was_altered_is_found_out_in_a_protected_register_too(register, tmp_path) -> None:
    protection.change(OLD)
    lies = kept.path(attached.detail(register.file).sha256)
    lies.chmod(0o600)
    content = bytearray(lies.read_bytes())
    content[7] ^= 1
    lies.write_bytes(content)
    with pytest.raises(CrmError, match="changed or damaged"):
        attached.write_copy(attached.detail(register.file), tmp_path / "copy")
    lies.unlink()
    with pytest.raises(CrmError, match="missing"):
        attached.write_copy(attached.detail(register.file), tmp_path / "copy")


def test_kept_files_that_nobody_needs_are_found_under_their_sealed_names(register) -> None:
    protection.change(OLD)
    loose = attachments.keep(b"of nobody", "b.txt")
    lies = kept.path(loose.sha256)
    os.utime(lies, (1e9, 1e9))
    os.utime(kept.path(attached.detail(register.file).sha256), (1e9, 1e9))
    assert [path for path, _size in attached.orphans()] == [lies]
    assert attachments.tidy() == len(b"of nobody") and not lies.exists()


def changed_and_killed(folder: Path, before: keys.Key | None, after: keys.Key | None, delay: float) -> Written:
    """A register that was killed so many seconds after its key began to change; closed."""
    folder.mkdir(mode=0o700)
    register = write(folder)
    if before is not None:
        protection.change(before)
    opening.close()
    for key in filter(None, (before, after)):
        keys.trust(key)
    pid = os.fork()
    if pid == 0:
        opening.open_register(register.path)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, delay)
        protection.change(after)
        os._exit(0)
    os.waitpid(pid, 0)
    return register


WAYS = [(None, OLD), (OLD, NEW), (OLD, None)]


def killed_anywhere(tmp_path: Path, kills: int) -> None:
    chance = random.Random(kills)
    write(tmp_path)
    began = time.perf_counter()
    protection.change(OLD)
    took = time.perf_counter() - began
    opening.close()
    for number in range(kills):
        before, after = WAYS[number % 3]
        folder = tmp_path / str(number)
        register = changed_and_killed(folder, before, after, chance.uniform(0.001, took * 1.1))
        for key in filter(None, (before, after)):
            keys.trust(key)
        with suppress(keys.Locked):
            opening.open_register(register.path)
        told = f"kill {number}: {before} to {after}"
        assert opening.register() is not None, told
        protection.finish()
        assert is_whole(register, tmp_path), told
        opening.close()
        salt = keys.salt_of(register.path)
        assert salt in {b"" if key is None else key.salt for key in (before, after)}, told
        assert not protection.leftover(register.path).exists(), told
        if salt:
            readable = {file for file, _word in hits(folder, WORDS)}
            assert all("backups" in file for file in readable), (told, readable)


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_killed_anywhere_it_is_the_old_one_or_the_new_one_whole(tmp_path: Path) -> None:
    killed_anywhere(tmp_path, 6)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_killed_anywhere_three_hundred_times(tmp_path: Path) -> None:
    killed_anywhere(tmp_path, 300)
