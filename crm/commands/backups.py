"""Verified copies of the register: made, listed by `crm.queries.backups`, put in its place."""

from pathlib import Path

from crm.progress import Progress, silent
from crm.store import backup, opening, restoring

Restored = restoring.Restored


def take(reason: str, progress: Progress = silent) -> Path:
    """Make a copy of the open register, check it, and return it; `reason` becomes part of its name.

    Reasons with words of their own are in `crm.queries.backups`. No step may be open. Raises CrmError, with no half
    copy left, where it cannot be made: then what was to follow must not be done.
    """
    return backup.take(opening.path_of_open(), reason, progress)


def restore(register: Path, copy: Path, progress: Progress = silent) -> Restored:
    """Put a backup in the place of a register that is closed; the file from before stays beside it.

    Raises CrmError, with nothing changed, where the backup is not good or another process has the register open.
    """
    return restoring.restore(register, copy, progress)


def second_trouble() -> str:
    """Why the last backup is not in the second folder as well; "" where it is, or none is wanted."""
    return backup.elsewhere.trouble
