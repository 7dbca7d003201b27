"""Putting a backup in the place of the register: the old file, or the new one, is there at every moment.

The backup is copied beside the register and checked there; the present file gets a second name that tells what it is;
then one rename puts the copy in its place. A kill anywhere leaves the register as it was or as the backup has it.
"""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import (
    backup_files,
    backup_names,
    copy_check,
    durable,
    failures,
    foreign_journal,
    foreign_log,
    keys,
    lock,
    other_file,
)


class Restored(NamedTuple):
    """What was done: where the file from before lies (None where there was none), and the attached files.

    `brought` of them were missing and are back, `lost` are neither beside the register nor among its backups.
    """

    kept: Path | None
    brought: int
    lost: int


def restore(path: Path, copy: Path, progress: Progress = silent) -> Restored:
    """Put the backup `copy` in the place of the register at `path`, which is closed; open it afterwards.

    The present file stays beside it under another name. Raises CrmError, with nothing changed, where the backup is not
    good or under a passphrase that is not known here, another process has the register open, or the disk gives up;
    `progress` may raise Cancelled until the swap.
    """
    with failures.told(), failures.files_told():
        if not copy.is_file():
            raise CrmError(_("There is no file {file}.").format(file=copy))
        path = Path(os.path.realpath(path))
        if path.exists() and path.samefile(copy):
            raise CrmError(_("{file} is the register itself. Choose a backup of it.").format(file=copy.name))
        keys.key_of(copy)  # told of the backup by its name, and before anything is done
        held = lock.acquire(path)
        part = backup_names.half_restored(path)
        try:
            durable.remove(part)
            progress(0, None, _("Copying the backup"))
            _copy(copy, part)
            progress(0, None, _("Checking the backup"))
            _check(part, copy.name)
            kept = _keep_aside(path) if path.exists() else None
            try:
                durable.rename(part, path)
            except OSError:
                if kept is not None:
                    durable.remove(kept)
                raise
            brought, lost = backup_files.bring_back(path, copy.parent, backup_files.of_copy(path))
        finally:
            durable.remove(part)
            lock.release(path, held)
    return Restored(kept, brought, lost)


def _copy(copy: Path, part: Path) -> None:
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with copy.open("rb") as source, os.fdopen(handle, "wb") as made:
        shutil.copyfileobj(source, made, 1 << 20)
    durable.sync(part)


def _check(part: Path, name: str) -> None:
    try:
        with other_file.opened(part) as connection:
            found = copy_check.problems(connection)
    except dbapi2.DatabaseError as error:
        found = [failures.sentence(error) or _("It cannot be read.")]
    if found:
        words = _("The backup {name} cannot be used. {why} Nothing was changed; choose another one.")
        raise CrmError(words.format(name=name, why=" ".join(found)))


def _keep_aside(path: Path) -> Path:
    """Give the present file, with the commits that are not in it yet, a second name; returns that."""
    _finish(path)
    kept = _free_name(path)
    # What belongs to it first: a file that has its name is whole.
    for ending in ("-journal", "-wal", ""):
        source = path.with_name(path.name + ending)
        if source.exists():
            _second_name(source, kept.with_name(kept.name + ending))
    durable.sync_folder(path.parent)
    return kept


def _finish(path: Path) -> None:
    """Bring what SQLite keeps beside the file into it; a damaged file is left as it is, with all that belongs to it."""
    try:
        if foreign_journal.is_foreign(path) or foreign_log.is_foreign(path):
            return
        with other_file.opened(path, write=True) as connection:
            row = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except (dbapi2.DatabaseError, keys.Locked):  # nobody may know the passphrase any more
        return
    if row is not None and row[0]:
        raise CrmError(_("Another program is reading the register. Close it there and try again; nothing was changed."))


def _second_name(source: Path, target: Path) -> None:
    """A hard link where the disk knows them: no byte is copied. Elsewhere a copy."""
    with suppress(OSError, NotImplementedError):
        target.hardlink_to(source)
        return
    part = target.with_name(f".{uuid4().hex}{backup_names.PART}")
    try:
        _copy(source, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _free_name(path: Path) -> Path:
    words = _("{name} before restoring {moment}")
    name = words.format(name=path.stem, moment=f"{datetime.now():%Y-%m-%d %H.%M}")
    number, found = 2, path.with_name(name + path.suffix)
    while found.exists():
        number, found = number + 1, path.with_name(f"{name} ({number}){path.suffix}")
    return found
