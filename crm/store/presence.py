"""Whether the open register still lies where it was opened.

On Linux and a Mac a file that is moved or deleted stays open: SQLite would go on writing, acknowledge each step, and
nobody would ever find it again (measured: its own check guards only the rollback journal). So each step asks first.
"""

from pathlib import Path
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _


class GoneError(CrmError):
    """The register's file was moved, deleted, replaced, or its disk was taken away, while it was open."""


class _Seen(NamedTuple):
    path: Path
    device: int
    number: int
    numbered: bool


_seen: _Seen | None = None


def remember(path: Path, *, numbered: bool = True) -> None:
    """The register at `path` is open from now on. `numbered` False: its file system gives files no lasting numbers."""
    global _seen
    found = path.stat()
    _seen = _Seen(path, found.st_dev, found.st_ino, numbered and found.st_ino != 0)


def forget() -> None:
    """No register is open."""
    global _seen
    _seen = None


def is_there() -> bool:
    """Whether the file that is open still lies under its name; True where none is open."""
    if _seen is None:
        return True
    try:
        now = _seen.path.stat()
    except OSError:
        return False
    return not _seen.numbered or (now.st_dev, now.st_ino) == (_seen.device, _seen.number)


def assert_there() -> None:
    """Raise GoneError where the open register is not where it was."""
    if not is_there():
        raise GoneError(gone())


def gone() -> str:
    """The sentence about it."""
    name = _seen.path.name if _seen is not None else ""
    return _(
        "{file} is not where it was: it was moved, renamed or deleted, another took its place, or its disk was taken"
        " out. Nothing more is written to it; what you typed stays in the window."
    ).format(file=name)
