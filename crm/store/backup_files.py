"""The attached files among the backups: each once under its hash, for all backups that need it."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import keys, other_file, sealed
from crm.store.database import database

FOLDER = "files"
_HASHES = re.compile("[0-9a-f]{64}")


def keep(register: Path, home: Path, progress: Progress = silent) -> int:
    """Copy what the open register needs and the folder of its backups does not have yet; returns how many were copied.

    A file that is missing or altered beside the register is left out; the check of the register tells of it.
    Raises OSError where the disk gives up.
    """
    missing = [one for one in sorted(_hashes(database.connection())) if sealed.found(home / FOLDER, one) is None]
    copied = 0
    for place, sha256 in enumerate(missing):
        progress(place, len(missing), _("Copying attached files"))
        source = sealed.found(of_register(register), sha256)
        if source is not None:
            copied += sealed.copy(source, home / FOLDER, sha256)
    return copied


def bring_back(register: Path, home: Path, wanted: Iterable[str]) -> tuple[int, int]:
    """Copy attached files back beside the register where they are missing; returns how many, and how many are nowhere.

    `home` is the folder of the backup that was restored.
    """
    brought = lost = 0
    for sha256 in sorted(wanted):
        if sealed.found(of_register(register), sha256) is not None:
            continue
        source = sealed.found(home / FOLDER, sha256)
        done = source is not None and sealed.copy(source, of_register(register), sha256)
        brought, lost = brought + done, lost + (not done)
    return brought, lost


def of_register(register: Path) -> Path:
    """Where the attached files of the register at this path lie."""
    return register.with_name(f"{register.stem} files")


def of_copy(path: Path) -> set[str]:
    """The hashes of the attached files that a backup has, or can bring back by undoing."""
    with other_file.opened(path) as connection:
        return _hashes(connection)


def tidy(home: Path, copies: Iterable[Path]) -> None:
    """Remove what none of these backups needs; nothing where one of them cannot be read."""
    kept = {file.name: file for file in (home / FOLDER).glob("??/*") if _is_kept(file)}
    if not kept:
        return
    try:
        for path in copies:
            for sha256 in of_copy(path):
                for name in sealed.names(sha256):
                    kept.pop(name, None)
            if not kept:
                return
    except (dbapi2.DatabaseError, keys.Locked, OSError):
        return
    for file in kept.values():
        file.chmod(0o600)  # Windows removes nothing that is read-only
        file.unlink()


def _is_kept(file: Path) -> bool:
    return _HASHES.fullmatch(file.name.removesuffix(sealed.ENDING)) is not None


def _hashes(connection: Any) -> set[str]:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'attachment'").fetchone() is None:
        return set()  # from before files could be attached
    told = connection.execute("SELECT sha256, '' FROM attachment").fetchall()
    told += connection.execute("SELECT before, after FROM change WHERE \"table\" = 'attachment'").fetchall()
    return {sha256 for line in told for text in line for sha256 in _HASHES.findall(text or "")}
