"""One new backup in the place of all that there are, which still hold somebody who was erased."""

from pathlib import Path

from crm.progress import Progress, silent
from crm.store import backup, backup_files, backup_names, backup_owner, identity


def copies(register: Path) -> tuple[list[Path], list[Path]]:
    """The backups that are the open register's own, or cannot be read to tell; and what must be told of as well.

    That is those of another register that lie among them, and a second folder that is not there now.
    """
    second, mine = backup.elsewhere.folder, identity.own()
    homes = backup_owner.homes(register, second)
    found = [(copy.path, backup_owner.of(copy.path)) for home in homes for copy in backup_names.listed(home)]
    own = [path for path, whose in found if whose in (mine, "", None)]
    others = [path for path, _whose in found if path not in own]
    if second is not None and not second.is_dir():
        others.append(second / backup_names.folder(register).name)
    return own + backup_owner.strays(register, second), others


def replace(register: Path, progress: Progress = silent) -> tuple[list[Path], list[Path]]:
    """Make a backup of the open register and remove the others; returns those that went, and those to tell of.

    Raises CrmError or OSError where it cannot be made, before any went, or one cannot be removed.
    """
    before, others = copies(register)
    made = backup.take(register, "asked", progress)
    gone = [copy for copy in before if copy != made]
    for copy in gone:
        copy.unlink(missing_ok=True)
    for home in {copy.parent for copy in (made, *gone)}:
        backup_files.tidy(home, [copy.path for copy in backup_names.listed(home)])
    return gone, others
