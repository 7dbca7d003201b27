"""Temporary files in a folder of this process's own, which the next start takes away where a kill left it behind.

Libraries write temporary files too: openpyxl the sheet that it is drawing. What a killed process leaves in the system's
folder nobody ever takes away. `settle` is called once, before anything is written; from then on Python's `tempfile`
makes everything in the process's own folder, and so do the processes it starts (`for_child`). What has to lie
elsewhere, half a list beside the place where it is wanted, is written down there (`elsewhere`) and goes as well.

A lock that the system lets go of when a process ends, however it ends, stands beside each folder: one without is left.
"""

import atexit
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCK = ".lock"
_HALF, _ELSEWHERE = ".part", "elsewhere-"
_TRIES = 5
_own: Path | None = None
_system = ""


def root() -> Path:
    """Where the folders of the processes lie: $KLYNGE_HOME/temporary, else where this system keeps a user's caches."""
    told = os.environ.get("KLYNGE_HOME")
    if told:
        return Path(told) / "temporary"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Klynge" / "temporary"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "Klynge" / "temporary"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "klynge" / "temporary"


def settle() -> None:
    """Empty what dead processes left and have all temporary files of this one in a folder that only its user can read.

    Where no folder can be made or locked (a full or read-only disk) they go into the system's, as in any program.
    """
    global _own, _system
    if _own is not None:
        return
    try:
        root().mkdir(0o700, parents=True, exist_ok=True)
        empty()
        made = _made()
    except OSError:
        return
    if made is not None:
        _system = tempfile.gettempdir()
        _own = made
        tempfile.tempdir = str(made)


def empty() -> None:
    """Take away the folders of processes that have ended; one with a file that another program holds stays as it is."""
    for folder in _folders():
        lock = folder.with_name(folder.name + _LOCK)
        with suppress(OSError):
            handle = _locked(lock) if folder != _own else None
            if handle is not None:
                _remove_halves(folder)
                remove(folder)
                _let_go(lock, handle, gone=not folder.exists())


def everywhere() -> list[Path]:
    """The folders in which a copy may lie that any process made, also an earlier version's: the system's own is one."""
    return [Path(_system or tempfile.gettempdir()), *_folders()]


@contextmanager
def elsewhere(part: Path) -> Iterator[None]:
    """While this lasts, `part` (NAME.part) is half a file: after a kill the next start takes it away."""
    note = _own / f"{_ELSEWHERE}{secrets.token_hex(8)}" if _own is not None else None
    try:
        if note is not None:
            with suppress(OSError):  # a full disk: what is to be written has not failed yet
                note.write_text(str(part.absolute()), encoding="utf-8", errors="surrogateescape")
        yield
    finally:
        if note is not None:
            with suppress(OSError):
                note.unlink(missing_ok=True)


def for_child(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for a process of ours, which then keeps its temporary files where this one does.

    Never for other people's programs: theirs would be taken away while they still want them.
    """
    here = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(_own)) if _own is not None else {}
    return {**environment, **here}


def remove(folder: Path) -> None:
    """Take away a folder with all that is in it, as far as the system allows."""
    for file in folder.rglob("*"):
        if not file.is_symlink():
            with suppress(OSError):
                file.chmod(0o700)  # Windows removes nothing that is read-only
    shutil.rmtree(folder, ignore_errors=True)


def _remove_halves(folder: Path) -> None:
    for note in folder.glob(f"{_ELSEWHERE}*"):
        with suppress(OSError, ValueError):
            part = Path(note.read_text(encoding="utf-8", errors="surrogateescape"))
            if part.suffix == _HALF and part.is_absolute():
                part.unlink(missing_ok=True)


def _folders() -> list[Path]:
    try:
        return [one for one in root().iterdir() if one.is_dir()]
    except OSError:
        return []


def _made() -> Path | None:
    """A new folder whose lock this process holds until it ends; None where nothing can be locked there."""
    for _try in range(_TRIES):
        folder = root() / f"{os.getpid()}-{secrets.token_hex(4)}"
        lock = folder.with_name(folder.name + _LOCK)
        # Before the folder: one without a held lock is anybody's to take away.
        handle = _locked(lock)
        if handle is not None:
            folder.mkdir(0o700)
            atexit.register(_end, folder, lock, handle, os.getpid())
            return folder
    return None


def _end(folder: Path, lock: Path, handle: int, process: int) -> None:
    if os.getpid() == process:  # a fork has not ended for the other
        remove(folder)
        _let_go(lock, handle, gone=not folder.exists())


def _locked(lock: Path) -> int | None:
    """A handle that holds the lock; None where another process does, or where the disk knows no locks."""
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _let_go(lock: Path, handle: int, *, gone: bool) -> None:
    """Give the lock back, and take its file away where that of which it tells is gone."""
    if sys.platform == "win32":
        os.close(handle)  # Windows takes away no file that is open
    if gone:
        with suppress(OSError):
            lock.unlink()
    if sys.platform != "win32":
        os.close(handle)
