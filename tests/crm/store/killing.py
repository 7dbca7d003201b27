"""A program that kills itself at chance moments of a deed and looks at what is left (RELIABILITY.md promises 1 and 7).

    python -m tests.crm.store.killing DEED FOLDER KILLS SEED [network]

Each kill is a fork that opens a fresh copy of the register, sets a timer whose signal ends it at once, and does the
deed. Then the register is opened again: it must be sound and hold what it held before or after one of the deed's steps.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from crm import changes, i18n
from crm.commands import backups, history, imports, interactions, merging, organisations, people
from crm.commands.import_writes import Batch, Line, NewOrganisation, NewPerson, NewPoints, NewPosition, Point, Writes
from crm.commands.interactions import FollowUp, Participant
from crm.queries import import_lookup
from crm.store import backup_names, copy_check, durable, migration, opening, protection, soundness, surroundings, tables
from crm.store.database import rows, value
from crm.store.place import NETWORK, Place
from tests.crm.store import deeds_of_lists

PEOPLE = 300
KEPT = 3
"""So many of the newest backups that were found good stay, and the oldest, which is restored: to look at a hundred
again after each fault would take hours.
"""


def log_meetings() -> None:
    """Six steps that touch five tables each."""
    for number in range(6):
        interactions.log(
            f"Møte {number}",
            held_on=date(2026, 1, 1 + number),
            notes="Restråstoff " * 200,
            participants=[Participant(name=f"Eva Kern{number}", organisation_name=f"Org {number} AS")],
            follow_ups=[FollowUp("Ring", date(2026, 2, 1))],
        )


def bring_in() -> None:
    """One step of a whole list."""
    organisation = NewOrganisation("nord", "Nord AS", "", "", "company", "", None, "", "", "", "", "")
    batch = Batch("list.xlsx", "0" * 64, "xlsx", "", "", 1, "{}", PEOPLE, PEOPLE, 0, 0, 0, 0)
    writes = Writes(
        people=[NewPerson("Eva", f"Kern{n}", f"eva kern{n}", "") for n in range(PEOPLE)],
        organisations=[organisation],
        positions=[NewPosition(-n - 1, -1, "", True) for n in range(PEOPLE)],
        points=[
            NewPoints(-n - 1, None, (Point("email", "work", *2 * (f"e{n}@nord.example",)),)) for n in range(PEOPLE)
        ],
    )
    lines = (Line(n + 2, "new", "", "[]", -n - 1, -1) for n in range(PEOPLE))
    imports.bring_in(batch, writes, lines, seen=import_lookup.last_step())


def undo_and_redo() -> None:
    """The list taken out, put back, taken out by its step, and that undone."""
    history.undo()
    history.redo()
    history.take_back(value("SELECT step FROM import_batch"))
    history.undo()


def nothing() -> None:
    """What happens is the opening: it migrates."""


MIGRATION = """
from peewee import TextField
def up(migrator, db):
    migrator.migrate(migrator.add_column("person", "nickname", TextField(default="")))
"""


def migrate_from_now_on(folder: Path) -> None:
    """Have this program know one migration more, which rebuilds a table."""
    shutil.copytree(migration.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / f"{migration.latest() + 1:04}_next.py").write_text(MIGRATION, encoding="utf-8")
    for function in (migration.latest, migration.migrate):
        function.__defaults__ = (folder,)


def back_up() -> None:
    """Two backups with a step between them."""
    backups.take("timer")
    organisations.add("Mellom AS")
    backups.take("timer")


def restore() -> None:
    """The register becomes what its only backup holds."""
    path = opening.path_of_open()
    opening.close()
    backups.restore(path, backup_names.listed(backup_names.folder(path))[-1].path)
    opening.open_register(path)


def merge() -> None:
    """Two organisations with all their people and meetings become one, and are two again."""
    merging.merge("organisation", 1, 2)
    history.take_back(value("SELECT max(id) FROM step"))


DEEDS: dict[str, Callable[[], None]] = {
    "log": log_meetings,
    "import": bring_in,
    "undo": undo_and_redo,
    "migrate": nothing,
    "create": nothing,
    "backup": back_up,
    "restore": restore,
    "merge": merge,
    **deeds_of_lists.DEEDS,
}


def state() -> str:
    """One number for all that the register holds, times left out."""
    held = {table: rows(f'SELECT * FROM "{table}" ORDER BY id') for table in tables.journalled()}
    held["setting"] = [line for line in held["setting"] if "erasure_salt" not in line]  # made by chance
    held["step"] = rows("SELECT id, label, args, kind, first_change, last_change, undone_by FROM step ORDER BY id")
    held["rest"] = [(table, value(f'SELECT count(*) FROM "{table}"')) for table in ("change", *sorted(tables.OUTSIDE))]
    held["remembered"] = [deeds_of_lists.remembered()]
    return hashlib.sha256(json.dumps(held).encode()).hexdigest()


def do(deed: str, path: Path) -> None:
    """The deed with its opening and closing."""
    (opening.create if deed == "create" else opening.open_register)(path)
    DEEDS[deed]()
    opening.close()


def prepare(deed: str, base: Path) -> None:
    """The register as it is before each deed, closed; none where it is the deed to make it."""
    if deed == "create":
        return
    opening.create(base)
    people.add(last_name="Nord", organisation=organisations.add("Acme AS"))
    if deed in ("undo", "migrate", "merge", *deeds_of_lists.DEEDS):
        bring_in()
    if deed in deeds_of_lists.DEEDS:
        deeds_of_lists.prepare(deed)
    if deed == "merge":
        for number in range(6):
            both = [Participant(organisation=1), Participant(organisation=2)]
            interactions.log(f"Møte {number}", held_on=date(2026, 1, 1 + number), participants=both)
    opening.close()
    if deed == "restore":
        opening.open_register(shutil.copyfile(base, base.with_name("register.klynge")))
        backups.take("timer")
        opening.open_register(base)
        bring_in()
        opening.close()
    if deed == "migrate":
        migrate_from_now_on(base.with_name("migrations"))


def run(deed: str, folder: Path, kills: int, seed: int) -> int:
    """Kill the deed so many times; returns how many kills came before its end. AssertionError where harm was done."""
    base, path = folder / "base.klynge", folder / "register.klynge"
    prepare(deed, base)
    allowed: set[str] = set()

    def fresh() -> None:
        durable.remove(path)
        if base.exists():
            shutil.copyfile(base, path)

    def look() -> None:
        opening.open_register(path)
        allowed.add(state())

    fresh()
    stop = changes.subscribe(lambda news: allowed.add(state()))
    start = time.perf_counter()
    do(deed, path)
    took = time.perf_counter() - start
    stop()
    look()
    fresh()
    if deed != "create":
        look()
    opening.close()

    chance, killed = random.Random(seed), 0
    for number in range(kills):
        fresh()
        delay = chance.uniform(0.0005, took)
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, delay)
            do(deed, path)
            os._exit(0)
        _pid, status = os.waitpid(pid, 0)
        killed += os.WIFSIGNALED(status)
        assert os.WIFSIGNALED(status) or status == 0, f"{deed}: the deed failed ({status})"
        told = f"{deed}, seed {seed}, kill {number} after {delay:.4f} s"
        if deed == "create" and not path.exists():
            opening.create(path)
        opening.open_register(path)
        assert soundness.problems() == [], told
        assert state() in allowed, told
        protection.finish()  # as whoever opens a register does: it ends an erasing that was killed
        assert deed != "erase" or deeds_of_lists.is_gone_or_there(path), told
        opening.close()
        copies = backup_names.listed(backup_names.folder(path))
        for place, copy in enumerate(copies):
            assert copy_check.is_good(copy.path), told
            if KEPT <= place < len(copies) - 1:
                copy.path.unlink()
        assert not list(path.parent.glob(".*.part")), told
        for kept in path.parent.glob("*before restoring*.klynge"):
            assert copy_check.is_good(kept), told
            kept.unlink()
    return killed


if __name__ == "__main__":
    i18n.use("en")
    if sys.argv[5:] == ["network"]:  # steps are kept whole by a rollback journal, which is rolled back after a kill
        surroundings.of = lambda path: Place(NETWORK, "server")
    sys.stdout.write(str(run(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))))
