"""A copy of the register that is known to be good: made by SQLite itself, reopened and compared before it counts.

Copying the live file by other means loses commits (RELIABILITY.md finding D and section 4).
"""

import re
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from crm.errors import CrmError
from crm.i18n import _
from crm.store import durable, failures, keys, tables
from crm.store.database import APPLICATION_ID, database, key, rows


def take(path: Path, reason: str) -> Path:
    """Make a verified copy of the open register at `path` in the folder beside it; returns the copy.

    `reason` becomes part of the name ("migration"). Names carry a running number, so a wrong clock harms nothing.
    Raises CrmError, with no half copy left, where the copy could not be made or is not equal to the register.
    """
    folder = path.with_name(f"{path.stem} backups")
    with failures.told(), failures.files_told():
        folder.mkdir(mode=0o700, exist_ok=True)
        target = folder / f"{datetime.now():%Y-%m-%d} {reason}-{_number(folder):04}.klynge"
        part = target.with_suffix(".part")
        try:
            durable.remove(part)
            _copy(part)
            _verify(part)
            durable.rename(part, target)
        finally:
            durable.remove(part)
    return target


def _number(folder: Path) -> int:
    """The number of the next copy: one more than the highest, whatever else somebody keeps in the folder."""
    numbers = (re.search(r"-(\d+)\.klynge$", path.name) for path in folder.iterdir())
    return 1 + max((int(found[1]) for found in numbers if found), default=0)


def _copy(part: Path) -> None:
    with closing(keys.create(part, key())) as copy:
        database.connection().backup(copy)
        # A copy of a WAL file asks for a -wal of its own; a backup is one file.
        copy.execute("PRAGMA journal_mode = delete")


def _verify(part: Path) -> None:
    with closing(keys.connect(part, "?mode=ro")) as copy:
        healthy = _all(copy, "PRAGMA integrity_check") == [("ok",)] and not _all(copy, "PRAGMA foreign_key_check")
        ours = _all(copy, "PRAGMA application_id") == [(APPLICATION_ID,)]
        version = _all(copy, "PRAGMA user_version") == rows("PRAGMA user_version")
        equal = all(
            _all(copy, f'SELECT count(*) FROM "{table}"') == rows(f'SELECT count(*) FROM "{table}"')
            for table in tables.names()
        )
    if not (healthy and ours and version and equal):
        raise CrmError(_("The backup is not equal to the register and was thrown away."))


def _all(connection: Any, sql: str) -> list[Any]:
    found: list[Any] = connection.execute(sql).fetchall()
    return found
