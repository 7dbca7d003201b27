"""A folder of backups kept from growing for ever."""

from collections.abc import Callable, Iterable
from pathlib import Path

from crm.store import backup_files, backup_names, backup_owner, copy_check, identity, thinning
from crm.store.backup_names import Copy


def thin(home: Path, newest: Path | None = None) -> list[Path]:
    """Remove the backups that others stand for, as `crm.store.thinning` says; returns those that went.

    `newest` was checked just now. A copy goes only where the one that stands for it is good and at least three good
    ones stay. What is not known to be the open register's neither goes nor counts.
    """
    listed = backup_names.listed(home)
    if not _superfluous(listed):
        return []  # the usual case: no copy need be opened to see whose it is
    mine = identity.own()
    copies = {copy.number: copy for copy in listed if copy.path == newest or backup_owner.of(copy.path) == mine}
    gone = _superfluous(copies.values())
    known = {copy.number: True for copy in copies.values() if copy.path == newest}

    def good(number: int) -> bool:
        if number not in known:
            known[number] = copy_check.is_good(copies[number].path)
        return known[number]

    if not gone or not _enough(copies, gone, good):
        return []
    removed = [copies[number].path for number, other in gone.items() if other is None or good(other)]
    for path in removed:
        path.unlink(missing_ok=True)
    backup_files.tidy(home, [copy.path for copy in listed if copy.path not in removed])
    return removed


def _superfluous(copies: Iterable[Copy]) -> dict[int, int | None]:
    return thinning.superfluous([(copy.number, copy.made.date()) for copy in copies])


def _enough(copies: dict[int, Copy], gone: dict[int, int | None], good: Callable[[int], bool]) -> bool:
    staying = (number for number in sorted(copies, reverse=True) if number not in gone)
    found = 0
    for number in staying:
        found += good(number)
        if found >= thinning.LEAST:
            return True
    return False
