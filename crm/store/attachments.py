"""Files beside the register, each under the hash of its bytes: the same bytes lie there once, whatever they are called.

Names from outside never become paths here. A file is written under another name, synced and renamed, and nobody writes
to it again; undoing the step that attached it leaves it where it is, so that redo finds it.
"""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from crm.errors import CrmError
from crm.i18n import _
from crm.store import backup_files, durable, opening, sealed
from crm.store.database import key, rows
from crm.store.sealed import Source

LARGEST = 100_000_000
"""In bytes: a whole film belongs elsewhere, and a register is copied and backed up."""
_PIECE = 1 << 20
_HASH = re.compile("[0-9a-f]{64}")
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_ENDING, _BACKUPS = " files", " backups"


class Bytes(NamedTuple):
    """What was kept: the hash of it in hexadecimal digits, and how many bytes it has."""

    sha256: str
    size: int


def folder() -> Path:
    """Where the files of the open register lie, whether there are any or not.

    Those of a copy in the folder of the backups lie beside the register that it is a copy of, or among the backups.
    """
    register = opening.path_of_open()
    beside = register.with_name(register.stem + _ENDING)
    if register.parent.name.endswith(_BACKUPS) and not beside.exists():
        name = register.parent.name.removesuffix(_BACKUPS) + _ENDING
        among = register.parent / backup_files.FOLDER
        return (
            among
            if among.exists() and not register.parent.with_name(name).exists()
            else register.parent.with_name(name)
        )
    return beside


def path(sha256: str) -> Path:
    """Where the bytes with this hash lie, or would. ValueError for what is no hash."""
    if not _HASH.fullmatch(sha256):
        raise ValueError("not a hash")
    return sealed.found(folder(), sha256) or sealed.place(folder(), sha256, protected=_protected())


def is_there(sha256: str) -> bool:
    """Whether the bytes are there; not whether they are right."""
    return path(sha256).is_file()


def keep(source: Source, name: str, tell: Callable[[int], object] = lambda done: None) -> Bytes:
    """Keep what `source` gives, safe on the disk when this returns; `tell` hears how many bytes are written.

    Raises CrmError, naming the file as `name`, where it is larger than LARGEST or cannot be written; what `tell` raises
    (Cancelled) is raised here. Nothing half is left then.
    """
    _writable()
    home = folder()
    if not home.exists():
        find_again()
    part = home / f"{uuid4().hex}.part"
    # What a file is sealed with follows from all of it: until then it is written under a key that nobody keeps.
    secret = sealed.new_secret() if _protected() else None
    try:
        _make(home)
        try:
            kept = _write(source, part, secret, name, tell)
            _place(part, secret, kept)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise CrmError(_sentence(error, name)) from error
    return kept


def keep_file(file: Path, name: str, tell: Callable[[int], object] = lambda done: None) -> Bytes:
    """Keep a copy of a file of this computer, as `keep`.

    Raises CrmError also for a folder, a device, the register itself, and what cannot be read.
    """
    try:
        found = file.stat()
        if stat.S_ISDIR(found.st_mode):
            raise CrmError(_("«{file}» is a folder. Attach the files in it, or a .zip of it.").format(file=name))
        if not stat.S_ISREG(found.st_mode):
            raise CrmError(_("«{file}» is not a file that can be copied.").format(file=name))
        if _is_register(file):
            # To open it past SQLite would cancel its locks (RELIABILITY.md finding D).
            raise CrmError(_("«{file}» belongs to the open register and cannot be attached to it.").format(file=name))
        if found.st_size > LARGEST:
            raise CrmError(_too_large(name))
        with file.open("rb") as source:
            return keep(source, name, tell)
    except OSError as error:
        raise CrmError(
            _("«{file}» could not be read ({reason}).").format(file=name, reason=error.strerror or error)
        ) from error


def copy_out(sha256: str, target: Path, name: str) -> None:
    """Write the bytes to `target`, where nothing is yet, and make sure that they are right.

    Raises CrmError, with no file left, where they are missing, altered or cannot be written.
    """
    digest = hashlib.sha256()
    try:
        with _open(sha256, name) as source:
            handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as copy:
                while piece := source.read(_PIECE):
                    digest.update(piece)
                    copy.write(piece)
        if digest.hexdigest() != sha256:
            target.unlink(missing_ok=True)
            raise CrmError(altered(name))
    except OSError as error:
        with suppress(OSError):
            target.unlink(missing_ok=True)
        raise CrmError(_sentence(error, name)) from error


def is_right(sha256: str) -> bool:
    """Whether the bytes that lie there are those that were kept. Raises OSError where they cannot be read."""
    return sealed.digest(path(sha256), sha256) == sha256


def all_kept() -> Iterator[Path]:
    """Every file that lies there, under one of the `sealed.names` of its hash; other things are left alone."""
    home = folder()
    for shard in sorted(home.iterdir()) if home.is_dir() else ():
        for file in sorted(shard.iterdir()) if shard.is_dir() else ():
            known = _HASH.fullmatch(file.name.removesuffix(sealed.ENDING))
            if known and file.name.startswith(shard.name) and file.is_file():
                yield file


def find_again() -> Path | None:
    """Give the folder the register's name again where only the register was renamed; the folder, or None.

    That is so where the folder is missing, and just one folder beside the register that belongs to no other register
    holds a file that this one needs.
    """
    home = folder()
    wanted = [sha256 for (sha256,) in rows("SELECT sha256 FROM attachment ORDER BY id LIMIT 20")]
    if home.exists() or not wanted or not opening.is_writable():
        return None
    fitting = [
        other
        for other in home.parent.glob(f"*{_ENDING}")
        if not home.with_name(other.name.removesuffix(_ENDING) + opening.ENDING).exists()
        and any(sealed.found(other, sha256) for sha256 in wanted)
    ]
    if len(fitting) != 1:
        return None
    with suppress(OSError):
        return fitting[0].rename(home)
    return None


def altered(name: str) -> str:
    """The sentence about bytes that are not what they were."""
    return _(
        "The attached file «{file}» is not as it was when it was attached: its copy was changed or damaged."
    ).format(file=name)


def missing(name: str) -> str:
    """The sentence about bytes that are not there."""
    sentence = _("The attached file «{file}» is missing. It belongs in the folder “{folder}” beside the register.")
    return sentence.format(file=name, folder=folder().name)


@contextmanager
def _open(sha256: str, name: str) -> Iterator[Source]:
    try:
        file = path(sha256)
        with sealed.reading(file, sha256) as source:
            yield source
    except FileNotFoundError:
        raise CrmError(missing(name)) from None


def _write(source: Source, part: Path, secret: bytes | None, name: str, tell: Callable[[int], object]) -> Bytes:
    digest, size = hashlib.sha256(), 0
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        into = file if secret is None else sealed.Stream(file, secret)
        while piece := source.read(_PIECE):
            size += len(piece)
            if size > LARGEST:
                raise CrmError(_too_large(name))
            digest.update(piece)
            into.write(piece)
            tell(size)
    return Bytes(digest.hexdigest(), size)


def _place(part: Path, secret: bytes | None, kept: Bytes) -> None:
    there = sealed.found(folder(), kept.sha256)
    if there is not None and there.stat().st_size == kept.size and is_right(kept.sha256):
        return
    if secret is not None:
        with part.open("rb") as file:
            sealed.move(folder(), kept.sha256, sealed.Stream(file, secret), protected=True)
        return
    target = sealed.place(folder(), kept.sha256, protected=False)
    if target.is_file():
        target.chmod(0o600)  # damaged: the good bytes take its place
    _make(target.parent)
    part.chmod(0o600)
    durable.settle(part, target)
    target.chmod(0o400)


def _protected() -> bool:
    return key() is not None


def _make(home: Path) -> None:
    if not home.is_dir():
        home.mkdir(mode=0o700, exist_ok=True)
        durable.sync_folder(home.parent)


def _writable() -> None:
    if not opening.is_writable():
        raise CrmError(_("The register is read-only; nothing can be attached to it."))


def _is_register(file: Path) -> bool:
    register = opening.path_of_open()
    beside = (register.with_name(register.name + ending) for ending in ("", *durable.BESIDE))
    return any(one.exists() and one.samefile(file) for one in beside)


def _too_large(name: str) -> str:
    limit = LARGEST // 1_000_000
    return _("«{file}» is larger than {limit} MB. Keep it elsewhere, and write in a note where it is.").format(
        file=name, limit=limit
    )


def _sentence(error: OSError, name: str) -> str:
    if error.errno in _FULL:
        return _("The disk is full: {file} was not written. Free some space and try again.").format(file=name)
    return _("{file} could not be written ({reason}).").format(file=name, reason=error.strerror or error)
