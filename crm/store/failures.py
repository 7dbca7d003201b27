"""What the user reads when the disk or the file gives up (RELIABILITY.md finding I)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee
from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import N_, _


class DamagedError(CrmError):
    """The register's file is damaged: what can still be read of it can be recovered into a new one."""


SENTENCES = {
    "SQLITE_FULL": N_("The disk is full. Nothing was written; free some space and try again."),
    "SQLITE_BUSY": N_("Another program is writing to the register. Nothing was written; try again in a moment."),
    "SQLITE_LOCKED": N_("Another program is writing to the register. Nothing was written; try again in a moment."),
    "SQLITE_READONLY": N_(
        "The register cannot be written to: the file or its folder is read-only. Nothing was written."
    ),
    "SQLITE_IOERR": N_("The disk reports an error. Nothing was written; check that the disk is still connected."),
    "SQLITE_CORRUPT": N_("The register's file is damaged. Nothing was written; open a backup of it."),
    "SQLITE_NOTADB": N_("The register's file is damaged. Nothing was written; open a backup of it."),
    "SQLITE_CANTOPEN": N_("The register's file cannot be opened. Check that it and its folder still exist."),
}
# SQLite's backup tells its errors in words only; all JSON that is asked stands in the journal.
_NAMES = {
    "database or disk is full": "SQLITE_FULL",
    "disk I/O error": "SQLITE_IOERR",
    "malformed JSON": "SQLITE_CORRUPT",
}


def sentence(error: BaseException | None) -> str | None:
    """The sentence for a database error, found by walking its causes; None where it is no fault of the environment.

    Peewee hides the cause ("cannot rollback" instead of "disk full"), so the whole chain is asked.
    """
    found = None
    for name in names(error):
        for known, text in SENTENCES.items():
            if name == known or name.startswith(known + "_"):
                found = text
    return _(found) if found else None


def names(error: BaseException | None) -> Iterator[str]:
    """SQLite's names for an error and its causes ("SQLITE_FULL"), the first cause last."""
    while error is not None:
        text = str(error)
        unreadable = isinstance(error, dbapi2.DatabaseError) and text.startswith("Could not decode to UTF-8")
        told = "SQLITE_CORRUPT" if unreadable else _NAMES.get(text, "")
        yield getattr(error, "sqlite_errorname", None) or told
        error = error.__cause__ or error.__context__


@contextmanager
def told() -> Iterator[None]:
    """Turn errors of the disk and the file into sentences; errors of ours rise as they are."""
    try:
        yield
    except (peewee.DatabaseError, dbapi2.DatabaseError) as error:  # the second from executemany and backup
        text = sentence(error)
        if text is None:
            raise
        broken = any(name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) for name in names(error))
        raise (DamagedError if broken else CrmError)(text) from error


@contextmanager
def damage_told() -> Iterator[None]:
    """As `told`, where nothing but the file can be at fault: letters that are none are damage too."""
    try:
        with told():
            yield
    except UnicodeDecodeError as error:  # SQLite quotes what it could not read, and Python cannot read it either
        sentence_of_damage = SENTENCES["SQLITE_CORRUPT"]
        raise DamagedError(_(sentence_of_damage)) from error


@contextmanager
def files_told() -> Iterator[None]:
    """Turn what the system says of a file or a folder into a sentence."""
    try:
        yield
    except OSError as error:
        file = Path(error.filename).name if error.filename else _("The file")
        raise CrmError(_("{file} cannot be used ({reason}).").format(file=file, reason=error.strerror)) from error
