"""Verified copies of the open register, made before something large is done to it (RELIABILITY.md section 4)."""

from pathlib import Path

from crm.store import backup, opening


def take(reason: str) -> Path:
    """Make a copy, check it, and return it; `reason` becomes part of its name. No step may be open.

    Raises CrmError, with no half copy left, where it cannot be made: then what was to follow must not be done.
    """
    return backup.take(opening.path_of_open(), reason)
