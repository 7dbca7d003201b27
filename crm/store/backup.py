"""A copy of the register that is known to be good: made by SQLite itself, reopened and compared before it counts.

Copying the live file by other means loses commits (RELIABILITY.md finding D and section 4).
"""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import _
from crm.store import failures, tables
from crm.store.database import APPLICATION_ID, database, rows


def take(path: Path, reason: str) -> Path:
    """Make a verified copy of the open register at `path` in the folder beside it; returns the copy.

    `reason` becomes part of the name ("migration"). Names carry a running number, so a wrong clock harms nothing.
    Raises CrmError, with no half copy left, where the copy could not be made or is not equal to the register.
    """
    folder = path.with_name(f"{path.stem} backups")
    folder.mkdir(mode=0o700, exist_ok=True)
    number = 1 + max((int(name.stem.rsplit("-", 1)[-1]) for name in folder.glob("*-[0-9]*.klynge")), default=0)
    target = folder / f"{datetime.now():%Y-%m-%d} {reason}-{number:04}.klynge"
    part = target.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        with failures.told():
            _copy(part)
            _verify(part)
        part.replace(target)
    except OSError as error:
        raise CrmError(_("The backup could not be written ({reason}).").format(reason=error.strerror)) from error
    finally:
        part.unlink(missing_ok=True)
    return target


def _copy(part: Path) -> None:
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    copy = dbapi2.connect(str(part))
    try:
        database.connection().backup(copy)
        # A copy of a WAL file asks for a -wal of its own; a backup is one file.
        copy.execute("PRAGMA journal_mode = delete")
    finally:
        copy.close()
    handle = os.open(part, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _verify(part: Path) -> None:
    copy = dbapi2.connect(part.absolute().as_uri() + "?mode=ro", uri=True)
    try:
        healthy = _all(copy, "PRAGMA integrity_check") == [("ok",)] and not _all(copy, "PRAGMA foreign_key_check")
        ours = _all(copy, "PRAGMA application_id") == [(APPLICATION_ID,)]
        version = _all(copy, "PRAGMA user_version") == rows("PRAGMA user_version")
        equal = all(
            _all(copy, f'SELECT count(*) FROM "{table}"') == rows(f'SELECT count(*) FROM "{table}"')
            for table in tables.names()
        )
    finally:
        copy.close()
    if not (healthy and ours and version and equal):
        raise CrmError(_("The backup is not equal to the register and was thrown away."))


def _all(connection: Any, sql: str) -> list[Any]:
    found: list[Any] = connection.execute(sql).fetchall()
    return found
