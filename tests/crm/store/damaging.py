"""A small register whose every byte is known, ways to damage its file, and what is made of that."""

import hashlib
import random
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from crm.commands import history, interactions, organisations, people, tasks
from crm.commands.interactions import FollowUp, Participant
from crm.errors import CrmError
from crm.store import durable, opening, recover, soundness, tables
from crm.store.database import rows
from crm.store.recovery_report import Report
from tests.crm.store.killing import bring_in

PAGE = 4096
Dump = dict[str, set[Any]]


def fill() -> None:
    """Write a little of everything into the open register: long notes, an import, an edit, an undone step."""
    for number in range(12):
        acme = organisations.add(f"Firma {number} AS", notes="Restråstoff fra sjøen. " * 30, city="Tromsø")
        eva = people.add(first_name="Eva", last_name=f"Kern {number}", organisation=acme, email=f"e{number}@f.example")
        interactions.log(
            f"Møte {number}",
            held_on=date(2026, 1, 1 + number),
            notes="Vi snakket om tare og blåskjell. " * (1 + 40 * number),
            participants=[Participant(eva)],
            follow_ups=[FollowUp("Ring", date(2026, 2, 1))],
        )
    tasks.add("Send avtalen", due_on=date(2026, 3, 1), organisation=acme)
    bring_in()
    organisations.add("Angret AS")
    history.undo()


def dump() -> Dump:
    """All that the open register holds, to compare."""
    return {table: set(rows(f'SELECT * FROM "{table}"')) for table in tables.names() if table != "schema_migration"}


def flipped(good: bytes, page: int, chance: random.Random) -> bytes:
    """One bit of the page is another."""
    data = bytearray(good)
    data[(page - 1) * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
    return bytes(data)


def zeroed(good: bytes, page: int, _chance: random.Random) -> bytes:
    """The page is nothing but zeroes, as after a bad sector."""
    return good[: (page - 1) * PAGE] + bytes(PAGE) + good[page * PAGE :]


def cut(good: bytes, page: int, _chance: random.Random) -> bytes:
    """The file ends before the page."""
    return good[: (page - 1) * PAGE]


class Seen(NamedTuple):
    """What opening and check made of a damaged file: "refused", "found", "harmless" or "silent", and what differed."""

    how: str
    differing: dict[str, int]


def look(path: Path, data: bytes, good: Dump) -> Seen:
    """Put these bytes there, open and check them. AssertionError where a refused file is changed."""
    opening.close()
    durable.remove(path)
    path.write_bytes(data)
    try:
        try:
            opening.open_register(path, write=False)
        except CrmError:
            assert path.read_bytes() == data, "a refused file was changed"
            assert not any(path.with_name(path.name + ending).exists() for ending in durable.BESIDE)
            return Seen("refused", {})
        try:
            if soundness.problems():
                return Seen("found", {})
        except CrmError:
            return Seen("found", {})
        now = dump()
    finally:
        opening.close()
    differing = {table: len(good[table] ^ now[table]) for table in good if good[table] != now[table]}
    return Seen("silent" if differing else "harmless", differing)


def recovered(path: Path, data: bytes, backup: Path | None = None) -> tuple[Dump, Report] | None:
    """Put these bytes there and recover them: what the new register holds, and the account; None where nothing is left.

    AssertionError where the damaged file is changed or the new one is not sound.
    """
    opening.close()
    target = path.with_name("recovered.klynge")
    for one in (path, target):
        durable.remove(one)
    path.write_bytes(data)
    try:
        report = recover.recover(path, target, backup)
    except CrmError:
        assert not target.exists()
        return None
    finally:
        assert path.read_bytes() == data, "the damaged file was changed"
    try:
        opening.open_register(target)
        assert soundness.problems() == report.left == []
        return dump(), report
    finally:
        opening.close()


def pages(good: bytes, step: int = 1) -> Iterable[int]:
    """The numbers of its pages, or every so manieth of them."""
    return range(1, len(good) // PAGE + 1, step)


Damage = Callable[[bytes, int, random.Random], bytes]


def chance(*of: object) -> random.Random:
    """Chance that is the same each time."""
    return random.Random(int.from_bytes(hashlib.sha256(repr(of).encode()).digest()[:4], "big"))
