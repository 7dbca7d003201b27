"""A copy of the register that is known to be good: made by SQLite itself, reopened and compared before it counts.

Copying the live file by other means loses commits (RELIABILITY.md finding D and section 4). A copy that failed its
check is thrown away before anything else is touched, so it can never take the place of a good one.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import (
    backup_files,
    backup_folder,
    backup_names,
    copy_check,
    durable,
    failures,
    other_file,
    second_folder,
)
from crm.store.database import database


@dataclass
class Elsewhere:
    """A second folder for copies of the backups, such as a memory stick; `trouble` is why the last one is not there."""

    folder: Path | None = None
    trouble: str = ""


elsewhere = Elsewhere()


def take(path: Path, reason: str, progress: Progress = silent) -> Path:
    """Make a verified copy of the open register at `path` in the folder beside it; returns the copy.

    `reason` becomes part of the name ("migration"). Names carry a running number, so a wrong clock harms nothing. The
    attached files are kept beside it, each once for all copies. Too many older copies are thinned. What keeps it from
    the second folder is told in `elsewhere`. Raises CrmError, with no half copy left, where the copy could not be made
    or is not equal to the register; `progress` may raise Cancelled until it is whole.
    """
    home = backup_names.folder(path)
    with failures.told(), failures.files_told(), backup_names.alone(home):
        backup_files.keep(path, home, progress)
        progress(0, None, _("Copying the register"))
        target = backup_names.following(home, reason, datetime.now())
        part = home / f".{uuid4().hex}{backup_names.PART}"
        try:
            counts, version = _copy(part)
            progress(0, None, _("Checking the backup"))
            _verify(part, counts, version)
            durable.rename(part, target)
        finally:
            durable.remove(part)
        backup_folder.thin(home, target)
        elsewhere.trouble = second_folder.bring(target, path, elsewhere.folder, reason) if elsewhere.folder else ""
    return target


def _copy(part: Path) -> tuple[dict[str, int], int]:
    """Copy one moment of the register; returns the rows of its tables then, and its schema."""
    source = database.connection()
    if source.in_transaction:
        raise RuntimeError("a backup inside a transaction would hold what may be rolled back")
    # Counted and copied in one reading, while others may go on writing.
    source.execute("BEGIN")
    try:
        counts = copy_check.counts(source)
        (version,) = source.execute("PRAGMA user_version").fetchone()
        with other_file.made(part) as copy:
            source.backup(copy)
            # A copy of a WAL file asks for a -wal of its own; a backup is one file.
            copy.execute("PRAGMA journal_mode = delete")
            copy_check.mend_search(copy)
    finally:
        source.execute("ROLLBACK")
    durable.sync(part)
    return counts, version


def _verify(part: Path, counts: dict[str, int], version: int) -> None:
    try:
        with other_file.opened(part) as copy:
            found = copy_check.problems(copy)
            equal = not found and copy.execute("PRAGMA user_version").fetchone() == (version,)
            if equal and copy_check.counts(copy) == counts:
                return
    except dbapi2.DatabaseError as error:
        raise CrmError(_failed(failures.sentence(error) or "")) from error
    raise CrmError(_failed(" ".join(found)))


def _failed(why: str) -> str:
    told = _("The backup is not equal to the register and was thrown away.")
    look = _("The earlier backups stand as they were. “Check the register” in the Tools menu tells more.")
    return " ".join(part for part in (told, why, look) if part)
