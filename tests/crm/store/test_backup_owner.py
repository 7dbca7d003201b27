"""Two registers of one name with one second folder keep their backups apart (crm/store/backup_owner.py)."""

import shutil
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from crm.commands import backups, erasing, organisations, people
from crm.store import backup, backup_names, backup_owner, identity, keys, opening, protection
from tests import new_register


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    """A second folder for backups, as a memory stick would be."""
    folder = tmp_path / "stick"
    folder.mkdir()
    backup.elsewhere.folder = folder
    yield folder
    opening.close()
    keys.forget()
    backup.elsewhere.folder, backup.elsewhere.trouble = None, ""


def registers(tmp_path: Path) -> tuple[Path, Path]:
    """Two registers of one name; the second one is open. Both were begun in the same second, as far as is known."""
    made = []
    for place, begin in (("work", organisations.add), ("club", lambda name: people.add(last_name=name))):
        (tmp_path / place).mkdir()
        made.append(tmp_path / place / "register.klynge")
        opening.close()
        new_register.create(made[-1])
        begin("Acme")
    return made[0], made[1]


def back_up(register: Path) -> Path:
    opening.open_register(register)
    copy = backups.take("asked")
    assert backups.second_trouble() == ""
    return copy


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.klynge")}


def filled(home: Path, copy: Path, first: int, day: date) -> None:
    """Lay many copies into a folder, three for each of ten days."""
    for number in range(30):
        there = home / f"{day + timedelta(number // 3)} 10.00 timer-{first + number:04}.klynge"
        shutil.copyfile(copy, there)


def test_each_of_two_registers_of_one_name_thins_and_numbers_its_own(tmp_path: Path, stick: Path) -> None:
    work, club = registers(tmp_path)
    back_up(work)
    home = stick / "register backups"
    filled(home, next(home.glob("*.klynge")), 10, date(2026, 1, 1))
    kept = contents(home)
    copy = back_up(club)
    assert contents(home) == kept, "the other register's copies are neither thinned nor mixed with ours"
    (ours,) = contents(stick / "register backups (2)").values()
    assert ours == copy.read_bytes()
    assert sys.platform == "win32" or (home / backup_owner.MARK).stat().st_mode & 0o077 == 0
    back_up(club)
    assert [one.number for one in backup_names.listed(stick / "register backups (2)")] == [2, 1]
    back_up(work)
    assert 3 <= len(contents(home)) < len(kept), "while the first one keeps its folder and thins it"


def test_an_empty_register_does_not_go_among_the_copies_of_another(tmp_path: Path, stick: Path) -> None:
    work, _club = registers(tmp_path)
    back_up(work)
    (tmp_path / "new").mkdir()
    opening.close()
    new_register.create(tmp_path / "new" / "register.klynge")
    backups.take("import")
    people.add(last_name="Kern")
    backups.take("asked")
    assert sorted(path.name for path in stick.iterdir()) == ["register backups", "register backups (2)"]
    assert len(contents(stick / "register backups (2)")) == 2


def test_a_folder_in_which_two_are_mixed_already_loses_nothing(tmp_path: Path, stick: Path) -> None:
    work, club = registers(tmp_path)
    backup.elsewhere.folder = None
    theirs, ours = back_up(work), back_up(club)
    home = stick / "register backups"
    home.mkdir()
    filled(home, theirs, 10, date(2026, 1, 1))
    kept = contents(home)
    filled(home, ours, 50, date(2026, 2, 1))
    backup.elsewhere.folder = stick
    back_up(club)
    left = contents(home)
    assert kept.items() <= left.items() and len(left) < len(kept) + 31
    back_up(work)
    assert contents(home) == left and len(contents(stick / "register backups (2)")) == 1


def test_what_a_register_is_outlives_restoring_protecting_and_erasing(tmp_path: Path, stick: Path) -> None:
    work, club = registers(tmp_path)
    whose = identity.own()
    copy = back_up(club)
    person = people.add(last_name="Kern")
    assert backup_owner.of(copy) == identity.own() == whose != ""
    protection.change(keys.make("fire ord på rad"))
    assert backup_owner.of(copy) == identity.own() == whose
    erasing.erase(person)
    assert identity.own() == whose
    protection.change(None)
    (copy,) = club.parent.glob("register backups/*.klynge")
    opening.close()
    backups.restore(club, copy)
    opening.open_register(club)
    assert identity.own() == whose
    opening.open_register(work)
    assert identity.own() not in ("", whose)


def test_erasing_and_protecting_leave_the_copies_of_another_register_alone(tmp_path: Path, stick: Path) -> None:
    work, club = registers(tmp_path)
    back_up(work)
    person = people.add(last_name="Tjuvskjærsund")
    back_up(work)
    opening.open_register(club)
    back_up(club)
    other = contents(stick / "register backups (2)")
    opening.open_register(work)
    shutil.copyfile(next((stick / "register backups").glob("*-0002.klynge")), stick / "register backups (2)" / "x")
    (stick / "register backups (2)" / "x").rename(stick / "register backups (2)" / "2026-01-01 10.00 timer-0090.klynge")
    done = erasing.erase(person)
    assert done.left == [] and len(done.removed) == 7
    assert contents(stick / "register backups (2)") == other, "ours that lay among theirs went, theirs stayed"
    assert not [path for path in stick.rglob("*.klynge") if "Tjuvskjærsund".encode() in path.read_bytes()]
    assert protection.change(keys.make("fire ord på rad")) == []
    assert contents(stick / "register backups (2)") == other
    assert {keys.salt_of(path) == b"" for path in (stick / "register backups").glob("*.klynge")} == {False}
