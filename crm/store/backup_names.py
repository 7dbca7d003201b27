"""Where the backups of a register lie and what they are called: a day, a reason, and a running number that decides."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from crm.errors import CrmError
from crm.i18n import _

ENDING = ".klynge"
FOLDER = " backups"
PART = ".part"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)(?: (\d\d)\.(\d\d))? (.+)-(\d+)\.klynge")
_WAIT = 60
"""Seconds that one backup waits for another one of the same register."""


class Copy(NamedTuple):
    """A backup as its name tells it; `made` is local time, right only where the clock was."""

    path: Path
    number: int
    made: datetime
    reason: str
    size: int


def folder(register: Path) -> Path:
    """Where the backups of a register lie, whether there are any or not."""
    return register.with_name(register.stem + FOLDER)


def listed(home: Path) -> list[Copy]:
    """The backups in a folder, the newest first by their number; whatever else lies there is left alone."""
    found = (_read(path) for path in home.iterdir()) if home.is_dir() else ()
    return sorted((copy for copy in found if copy is not None), key=lambda copy: copy.number, reverse=True)


def half_restored(register: Path) -> Path:
    """What a backup is called while it is made ready to take the place of the register."""
    return register.with_name(f".{register.name}.restoring{PART}")


def following(home: Path, reason: str, now: datetime) -> Path:
    """The name of the next backup: its number is one more than the highest."""
    number = 1 + max((copy.number for copy in listed(home)), default=0)
    return home / f"{now:%Y-%m-%d %H.%M} {reason}-{number:04}{ENDING}"


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Make the folder where it is missing, and keep other processes from making or thinning backups in it meanwhile.

    What a kill left half made is taken away. Raises CrmError where another process takes too long.
    """
    home.mkdir(mode=0o700, exist_ok=True)
    lock = FileLock(str(home / ".lock"), timeout=_WAIT, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise CrmError(_("Another backup of this register is being made. Try again in a moment.")) from None
    try:
        for left in (*home.glob(f".*{PART}*"), *home.glob(f"files/??/.*{PART}")):
            left.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def _read(path: Path) -> Copy | None:
    told = _NAME.fullmatch(path.name)
    if told is None or not path.is_file():
        return None
    kept = path.stat()
    changed = datetime.fromtimestamp(kept.st_mtime)
    try:
        day = date.fromisoformat(told[1])
        made = datetime(
            day.year, day.month, day.day, *(int(told[2]), int(told[3])) if told[2] else changed.timetuple()[3:5]
        )
    except ValueError:
        return None
    return Copy(path, int(told[5]), made, told[4], kept.st_size)
