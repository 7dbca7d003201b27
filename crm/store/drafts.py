"""The files of drafts beside a register: readable where the register is, unreadable where it is protected."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.store import opening, sealed
from crm.store.database import key
from crm.store.keys import Key

PLAIN, BOXED = ".json", ".draft"
_AGAIN = "~"
"""What the name of a draft ends in while it is written anew under another key."""


class Written(NamedTuple):
    """`name` is what a draft is known by, `at` when it was written (here)."""

    name: str
    at: datetime
    text: str


def folder() -> Path:
    """Where the drafts of the open register lie, whether there are any or not."""
    return folder_of(opening.path_of_open())


def folder_of(register: Path) -> Path:
    """Where the drafts of the register at this path lie."""
    return register.with_name(f"{register.stem} drafts")


def write(name: str, text: str) -> None:
    """Write a draft down, over the one of that name. Raises OSError."""
    folder().mkdir(mode=0o700, exist_ok=True)
    _write(folder(), name, text, key())


def read(name: str) -> Written | None:
    """One draft; None where it is gone, or cannot be read."""
    return _read(folder(), name, key())


def all_written() -> Iterator[Written]:
    """All drafts that can be read, in no order."""
    return _all(folder(), key())


def remove(name: str) -> None:
    """Throw a draft away, and the folder with the last one; nothing where there is none."""
    with suppress(OSError):
        for ending in (PLAIN, BOXED):
            (folder() / (name + ending)).unlink(missing_ok=True)
        folder().rmdir()


def copy_under(register: Path, old: Key | None, new: Key | None) -> None:
    """Write every draft once more under another key, which the register is about to get. Raises OSError."""
    for one in list(_all(folder_of(register), old)):
        _write(folder_of(register), one.name.rstrip(_AGAIN) + _AGAIN, one.text, new)


def settle(register: Path, present: Key | None) -> None:
    """Bring what lies there into the form that the register has, and finish what `copy_under` began.

    What cannot be read under this key stays where nothing else says the same: it may be that of a copy. Raises OSError.
    """
    home, ending = folder_of(register), _ending(present)
    for twin in list(home.glob(f"*{_AGAIN}{ending}")):
        if _text(twin, present) is not None:
            twin.replace(_original(twin, ending))
        elif _original(twin, ending).exists():
            twin.unlink()
    for other in list(home.glob(f"*{BOXED if present is None else PLAIN}")):
        if not _original(other, ending).exists():
            if present is None:
                continue
            _write(home, _original(other, ending).stem, other.read_text(encoding="utf-8", errors="replace"), present)
        other.unlink()


def _original(path: Path, ending: str) -> Path:
    return path.with_name(path.stem.rstrip(_AGAIN) + ending)


def _all(home: Path, present: Key | None) -> Iterator[Written]:
    names = {path.stem for ending in {PLAIN, _ending(present)} for path in home.glob(f"*{ending}")}
    found = (_read(home, name, present) for name in sorted(names))
    return (one for one in found if one is not None)


def _read(home: Path, name: str, present: Key | None) -> Written | None:
    for ending in dict.fromkeys((_ending(present), PLAIN)):
        path = home / (name + ending)
        with suppress(OSError, ValueError):
            at = datetime.fromtimestamp(path.stat().st_mtime)
            text = _text(path, present)
            if text is not None:
                return Written(name, at, text)
    return None


def _text(path: Path, present: Key | None) -> str | None:
    content = path.read_bytes()
    if path.suffix == BOXED:
        opened = sealed.unbox(content, present) if present is not None else None
        return None if opened is None else opened.decode()
    return content.decode()


def _write(home: Path, name: str, text: str, present: Key | None) -> None:
    part = home / f"{name}.part"
    content = text.encode() if present is None else sealed.box(text.encode(), present)
    with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
    part.replace(home / (name + _ending(present)))


def _ending(present: Key | None) -> str:
    return PLAIN if present is None else BOXED
