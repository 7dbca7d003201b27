"""What the first bytes of a file tell of it, read before SQLite touches it: ours, whole, not newer."""

import struct
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import _
from crm.store import durable, failures, keys, migration
from crm.store.database import APPLICATION_ID


def inspect(path: Path) -> None:
    """Look at the header before SQLite does: the only time the program opens the file itself (finding D).

    Raises CrmError for what is no register of ours, or newer than this program; DamagedError for one that is broken.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(100)
    if size == 0:
        raise CrmError(_("{file} is empty. Nothing can be read from it; open a backup.").format(file=path.name))
    if keys.is_salt(header):
        _inspect_protected(path, size)
        return
    if not header.startswith(b"SQLite format 3\x00"):
        raise _strange(path)(_("{file} is not a Klynge register.").format(file=path.name))
    if len(header) < 100:
        raise failures.DamagedError(damaged())
    page = struct.unpack(">H", header[16:18])[0]
    page = 65536 if page == 1 else page
    pages, version, application = (struct.unpack(">I", header[at : at + 4])[0] for at in (28, 60, 68))
    if application != APPLICATION_ID:
        raise _strange(path)(_("{file} is a database of another program.").format(file=path.name))
    refuse_newer(version)
    # After a kill or a full disk in the middle of a checkpoint the rest of the file stands in its -wal.
    if page < 512 or (not durable.is_pending(path) and (size < page * pages or size % page)):
        raise failures.DamagedError(damaged())


def _inspect_protected(path: Path, size: int) -> None:
    """The same of a protected file, whose header only its key opens; nothing is written for that either."""
    if not durable.is_pending(path) and size % keys.PAGE:
        raise failures.DamagedError(damaged())
    found = keys.key_of(path)
    if found is not None and not keys.fits(path, found):
        raise failures.DamagedError(damaged())
    try:
        with closing(keys.connect(path, "?mode=ro&immutable=1")) as peek:
            application, version, pages = (
                int(peek.execute(f"PRAGMA {name}").fetchone()[0])
                for name in ("application_id", "user_version", "page_count")
            )
    except dbapi2.DatabaseError:
        if path.with_name(path.name + "-journal").exists():
            return  # half of a step: whether rolling it back makes it whole is tried next (crm.store.foreign_journal)
        raise
    if application != APPLICATION_ID:
        raise _strange(path)(_("{file} is a database of another program.").format(file=path.name))
    refuse_newer(version)
    if not durable.is_pending(path) and size < keys.PAGE * pages:
        raise failures.DamagedError(damaged())


def refuse_newer(version: int) -> None:
    """Raise CrmError where a schema is newer than this program knows."""
    if version > migration.latest():
        raise CrmError(_("This register was written by a newer version of Klynge. Install that version to open it."))


def _strange(path: Path) -> type[CrmError]:
    """Bytes that are none of ours under a name that is: the beginning of a register may have been damaged."""
    return failures.DamagedError if path.suffix.casefold() == ".klynge" else CrmError


def damaged() -> str:
    """The sentence about a file that cannot be trusted."""
    return _(
        "The register's file is damaged or cut short. Nothing was changed; open a backup of it, or recover what can"
        " still be read."
    )
