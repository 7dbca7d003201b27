"""The files that belong to a register and must be as protected as it is: attached files, and backups with theirs."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import (
    attachment_check,
    attachments,
    backup,
    backup_files,
    backup_names,
    backup_owner,
    drafts,
    durable,
    identity,
    keys,
    sealed,
)
from crm.store.keys import Key

_HASH = re.compile("[0-9a-f]{64}")


def settle(register: Path, *, protected: bool, progress: Progress = silent) -> None:
    """Seal or open the attached files of the open register, and those among its backups. Raises OSError."""
    for folder in (attachments.folder(), *(home / backup_files.FOLDER for home in _backups(register))):
        if protected:
            _seal(folder, progress)
        else:
            _open(folder, _hashes(register), progress)


def rewrite_copies(
    register: Path, key: Key | None, rewrite: Callable[[Path, Path, Key | None], None], progress: Progress = silent
) -> list[Path]:
    """Write the backups anew under `key`; returns what could not be, with other copies that lie beside the register."""
    left: list[Path] = []
    for home in _backups(register):
        with backup_names.alone(home):
            left += _rewrite_all(home, key, rewrite, progress)
    others = copies_beside(register) + backup_owner.strays(register, backup.elsewhere.folder)
    return left + [other for other in others if not _has(other, key)]


def _rewrite_all(
    home: Path, key: Key | None, rewrite: Callable[[Path, Path, Key | None], None], progress: Progress
) -> list[Path]:
    mine = identity.own()
    left, copies = [], [copy for copy in sorted(home.glob("*.klynge")) if backup_owner.of(copy) in (mine, "", None)]
    for place, copy in enumerate(copies):
        progress(place, len(copies), copy.name)
        part = copy.with_name(f".{copy.name}{backup_names.PART}")
        times = copy.stat()
        try:
            if not _has(copy, key):
                rewrite(copy, part, key)
                durable.rename(part, copy)
                _keep_time(copy, times.st_atime, times.st_mtime)
        except (CrmError, OSError, dbapi2.DatabaseError):  # each is told by its name: what is protected stays so
            left.append(copy)
        finally:
            durable.remove(part)
    return left


def copies_beside(register: Path) -> list[Path]:
    """Other files in the register's folder whose names say that they are copies of it."""
    return sorted(
        path for path in register.parent.glob("*.klynge") if path != register and _is_called_after(path, register)
    )


def _is_called_after(path: Path, register: Path) -> bool:
    rest = path.stem.removeprefix(register.stem)
    return rest != path.stem and not rest[:1].isalnum()


def _has(copy: Path, key: Key | None) -> bool:
    return keys.salt_of(copy) == (b"" if key is None else key.salt)


def _keep_time(path: Path, accessed: float, changed: float) -> None:
    with suppress(OSError):
        os.utime(path, (accessed, changed))


def _backups(register: Path) -> list[Path]:
    """The folders of its backups that are there: beside it, and where a second one is set."""
    return backup_owner.homes(register, backup.elsewhere.folder)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.glob("??/*")) if path.is_file()) if folder.is_dir() else iter(())


def _seal(folder: Path, progress: Progress) -> None:
    plain = [path for path in _files(folder) if _HASH.fullmatch(path.name)]
    for place, path in enumerate(plain):
        progress(place, len(plain), _("Protecting the attached files"))
        if not sealed.place(folder, path.name, protected=True).is_file():
            with path.open("rb") as source:
                sealed.move(folder, path.name, source, protected=True, altered_too=True)
        sealed.remove(path)


def _open(folder: Path, hashes: Callable[[], Iterable[str]], progress: Progress) -> None:
    closed = {path.name: path for path in _files(folder) if path.name.endswith(sealed.ENDING)}
    if not closed:
        return
    known = {sealed.names(sha256)[1]: sha256 for sha256 in hashes()}
    for place, (name, path) in enumerate(closed.items()):
        progress(place, len(closed), _("Opening the attached files"))
        if name in known:  # whose hash nobody knows nobody needs
            with sealed.reading(path, known[name]) as source:
                sealed.move(folder, known[name], source, protected=False, altered_too=True)
            sealed.remove(path)


def _hashes(register: Path) -> Callable[[], set[str]]:
    def found() -> set[str]:
        known = attachment_check.needed()
        known.update(sha256 for one in drafts.all_written() for sha256 in _HASH.findall(one.text))
        for copy in (copy for home in _backups(register) for copy in home.glob("*.klynge")):
            with suppress(CrmError, dbapi2.DatabaseError):
                known |= backup_files.of_copy(copy)
        return known

    return found
