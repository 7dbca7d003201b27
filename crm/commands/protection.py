"""Putting the register under a passphrase, changing it, taking it away (crm.store.protection says how)."""

from pathlib import Path

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import database, failures, keys, opening, protection
from crm.store.keys import Key

SHORTEST = keys.SHORTEST


def key_for(passphrase: str) -> Key:
    """What a passphrase comes to, after which it can be forgotten; a quarter of a second. Raises CrmError if short."""
    return keys.make(passphrase)


def is_passphrase(passphrase: str) -> bool:
    """Whether this is the passphrase of the open register, which is protected."""
    return keys.is_of(database.key(), passphrase)


def change(key: Key | None, progress: Progress = silent) -> list[Path]:
    """Put the open register under a key, or make it readable again with None; its backups and files follow.

    Returns the copies that could not follow. Raises CrmError, with the register as it was.
    """
    if not opening.is_writable():
        raise CrmError(_("The register is read-only; its protection cannot be changed."))
    return protection.change(key, progress)


def change_closed(path: Path, key: Key | None, progress: Progress = silent) -> list[Path]:
    """The same for a register that nobody has open here and whose key is known; it is closed again at the end."""
    with keys.held():
        opening.open_register(path, check=False)
        try:
            return change(key, progress)
        finally:
            opening.close()


def finish(progress: Progress = silent) -> None:
    """Go on where a kill left files beside the register that are not as protected as it is; quick where none are."""
    if opening.is_writable():
        with failures.files_told():
            protection.finish(progress)
