"""Files that appear whole, under their name, and stay through a power cut."""

import errno
import os
import shutil
from pathlib import Path

# What SQLite keeps beside a database while it is in use, and leaves behind when the process is killed.
BESIDE = ("-wal", "-shm", "-journal")


def rename(part: Path, target: Path) -> None:
    """Give a finished database its name, in place of what had it. Nobody has either open."""
    _sync(part, os.O_RDWR)
    for ending in BESIDE:
        # Left over from a file that was deleted: SQLite would write it into the new one.
        target.with_name(target.name + ending).unlink(missing_ok=True)
    part.replace(target)
    sync_folder(target.parent)


def settle(part: Path, target: Path) -> None:
    """Give a finished file its name for good, in place of what had it; the folders above are there already."""
    _sync(part, os.O_RDWR)
    part.replace(target)
    sync_folder(target.parent)


def sync(file: Path) -> None:
    """Keep what was written to a file through a power cut."""
    _sync(file, os.O_RDWR)


def copy(source: Path, target: Path) -> None:
    """A copy of a file that never changes, for the owner's eyes only; nothing half where it cannot be made."""
    part = target.with_name(f"{target.name}.part")
    try:
        with source.open("rb") as bytes_, os.fdopen(os.open(part, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
            shutil.copyfileobj(bytes_, file, 1 << 20)
        settle(part, target)
    finally:
        part.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Keep the names in a folder through a power cut."""
    if hasattr(os, "O_DIRECTORY"):  # Windows keeps names by itself
        _sync(folder, os.O_RDONLY)


def remove(database: Path) -> None:
    """Take away a half-made database with what SQLite kept beside it; nothing where there is none."""
    for path in (database, *(database.with_name(database.name + ending) for ending in BESIDE)):
        path.unlink(missing_ok=True)


def is_pending(database: Path) -> bool:
    """Whether SQLite has something to finish: a commit that did not reach the file yet, or one to roll back."""
    beside = (database.with_name(database.name + ending) for ending in ("-wal", "-journal"))
    return any(path.exists() and path.stat().st_size for path in beside)


def _sync(path: Path, how: int) -> None:
    handle = os.open(path, how)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # some network folders know no fsync
            raise
    finally:
        os.close(handle)
