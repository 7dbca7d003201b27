"""A backup counts only when it is good, and none that is good goes for one that is not (RELIABILITY.md section 4)."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm.commands import attachments, backups, organisations, people
from crm.errors import CrmError
from crm.queries import backups as queries
from crm.store import backup, backup_files, backup_folder, backup_names, copy_check, opening, other_file, soundness
from crm.store.database import database, value
from tests import new_register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Path]:
    """An empty register, open, closed afterwards."""
    path = tmp_path / "register.klynge"
    new_register.create(path)
    yield path
    opening.close()


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Path]:
    """A second folder for backups, as a memory stick would be."""
    folder = tmp_path / "stick"
    folder.mkdir()
    backup.elsewhere.folder = folder
    yield folder
    backup.elsewhere.folder, backup.elsewhere.trouble = None, ""


def paths(home: Path) -> list[Path]:
    return [copy.path for copy in backup_names.listed(home)]


def damage(path: Path) -> None:
    """Write nonsense over a page in the middle of a closed file."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\xa5" * 4096)


def test_a_backup_is_one_file_for_its_owner_and_holds_what_the_register_held(register: Path) -> None:
    person = people.add(first_name="Eva", last_name="Kern")
    copy = backups.take("asked")
    people.archive(person)
    assert [path.name for path in copy.parent.iterdir() if path.suffix != ".lock" and path.name != ".lock"] == [
        copy.name
    ]
    if sys.platform != "win32":
        assert copy.stat().st_mode & 0o077 == 0 and copy.parent.stat().st_mode & 0o077 == 0
    inside = queries.inside(copy)
    assert inside.rows["person"] == 1 and inside.newest and "Eva" in inside.steps[0][1]
    opening.open_register(copy, write=False)
    assert soundness.problems() == [] and value("SELECT archived FROM person") in (0, None)


def test_it_is_due_when_something_was_written_since(register: Path) -> None:
    assert not queries.is_due()
    organisations.add("Acme AS")
    assert queries.is_due()
    backups.take("timer")
    assert not queries.is_due() and queries.last() is not None
    organisations.add("Beta AS")
    assert queries.is_due()


def test_a_backup_inside_a_step_is_a_mistake_of_ours(register: Path) -> None:
    with database.atomic(), pytest.raises(RuntimeError):
        backups.take("asked")
    assert queries.listed(register) == []


def test_a_search_index_that_went_wrong_is_made_anew_in_the_backup(register: Path) -> None:
    people.add(first_name="Eva", last_name="Kern")
    database.execute_sql("INSERT INTO person_grams (person_grams) VALUES ('delete-all')")
    assert "Contact: the search index does not match the records." in soundness.problems()
    opening.open_register(backups.take("asked"))
    assert soundness.problems() == []


def test_three_good_backups_survive_fifty_tries_on_a_damaged_register(register: Path) -> None:
    for name in ("Acme", "Beta", "Gamma"):
        organisations.add(f"{name} AS", notes="x" * 20_000)
        backups.take("timer")
    opening.close()
    kept = {path.name: path.read_bytes() for path in paths(backup_names.folder(register))}
    damage(register)
    for _cycle in range(50):
        opening.open_register(register, check=False)
        with pytest.raises(CrmError):
            backups.take("timer")
        opening.close()
    assert {path.name: path.read_bytes() for path in paths(backup_names.folder(register))} == kept
    assert not list(register.parent.rglob("*.part"))


def name(home: Path, day: date, number: int) -> Path:
    return home / f"{day} 10.00 timer-{number:04}.klynge"


def test_a_damaged_backup_stands_for_no_good_one(register: Path) -> None:
    organisations.add("Acme AS", notes="x" * 20_000)
    whole = backups.take("timer")
    home = whole.parent
    for number, day in enumerate((1, 1, 1, 2, 3, 4, 5), start=10):
        shutil.copyfile(whole, name(home, date(2026, 11, day), number))
    whole.unlink()
    damage(name(home, date(2026, 11, 1), 12))
    assert backup_folder.thin(home) == []
    shutil.copyfile(name(home, date(2026, 11, 1), 11), name(home, date(2026, 11, 1), 12))
    assert [path.name[-11:-7] for path in sorted(backup_folder.thin(home))] == ["0010", "0011"]


def test_nothing_goes_while_fewer_than_three_that_stay_are_good(register: Path) -> None:
    organisations.add("Acme AS", notes="x" * 20_000)
    whole = backups.take("timer")
    home = whole.parent
    for number, day in enumerate((1, 1, 2, 3, 4), start=10):
        shutil.copyfile(whole, name(home, date(2026, 11, day), number))
    whole.unlink()
    for number, day in ((13, 3), (14, 4)):
        damage(name(home, date(2026, 11, day), number))
    assert backup_folder.thin(home) == []


def test_attached_files_lie_once_among_all_backups_and_go_with_the_last_that_needs_them(
    register: Path, tmp_path: Path
) -> None:
    eva = people.add(first_name="Eva", last_name="Kern")
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    (tmp_path / "b.txt").write_text("one", encoding="utf-8")
    attachments.add([attachments.keep(tmp_path / "a.txt"), attachments.keep(tmp_path / "b.txt")], person=eva)
    first = backups.take("asked")
    kept = list((first.parent / "files").glob("*/*"))
    assert len(kept) == 1
    before = kept[0].stat().st_mtime_ns
    second = backups.take("asked")
    assert kept[0].stat().st_mtime_ns == before
    backup_files.tidy(first.parent, [first, second])
    assert kept[0].exists()
    backup_files.tidy(first.parent, [])
    assert not kept[0].exists()


def test_everything_lies_in_the_second_folder_too(register: Path, second: Path, tmp_path: Path) -> None:
    eva = people.add(first_name="Eva", last_name="Kern")
    (tmp_path / "a.txt").write_text("one", encoding="utf-8")
    attachments.add([attachments.keep(tmp_path / "a.txt")], person=eva)
    copy = backups.take("asked")
    (there,) = paths(second / "register backups")
    assert there.read_bytes() == copy.read_bytes() and backups.second_trouble() == ""
    assert len(list((second / "register backups" / "files").glob("*/*"))) == 1


def test_a_second_folder_that_is_gone_is_told_and_costs_nothing(register: Path, second: Path) -> None:
    organisations.add("Acme AS")
    second.rmdir()
    assert backups.take("asked").exists()
    assert str(second) in backups.second_trouble()
    second.mkdir()
    backups.take("asked")
    assert backups.second_trouble() == ""


WRITER = """
import os, sys
from pathlib import Path
from crm.commands import organisations
from crm.store import opening
opening.open_register(Path(sys.argv[1]))
print("writing", flush=True)
number, parent = 0, os.getppid()
while os.getppid() == parent:
    number += 1
    organisations.add(f"Company {number} AS", notes="Restråstoff")
"""


def under_load(register: Path, count: int) -> None:
    """Make backups while another process writes as fast as it can; each must be whole and hold more than the last."""
    opening.close()
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(register)], stdout=subprocess.PIPE, text=True)
    try:
        assert writer.stdout is not None and writer.stdout.readline() == "writing\n"
        opening.open_register(register, write=False)
        last = -1
        for _number in range(count):
            copy = backups.take("timer")
            with other_file.opened(copy) as connection:
                assert copy_check.problems(connection) == []
                steps = copy_check.counts(connection)["step"]
            assert steps > last
            last = steps
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()
    opening.close()
    opening.open_register(register)
    assert soundness.problems() == []


def test_backups_are_whole_while_another_process_writes(register: Path) -> None:
    under_load(register, 6)


@pytest.mark.soak
@pytest.mark.parametrize("quarter", range(4))
def test_a_hundred_of_a_hundred_backups_under_load_are_whole(register: Path, quarter: int) -> None:
    under_load(register, 25)


def test_what_a_kill_left_half_made_is_swept_up_by_the_next_backup(register: Path) -> None:
    organisations.add("Acme AS")
    home = backups.take("asked").parent
    (home / ".0123.part").write_bytes(b"half")
    (home / ".0123.part-journal").write_bytes(b"half")
    backups.take("asked")
    assert not [entry for entry in home.iterdir() if ".part" in entry.name]
