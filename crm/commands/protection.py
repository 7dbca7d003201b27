"""Putting the register under a passphrase, changing it, taking it away (crm.store.protection says how)."""

from pathlib import Path

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import database, failures, key_ring, keys, opening, protection
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
    before = database.key()
    left = protection.change(key, progress)
    if before is not None and key_ring.find(before.salt) is not None:
        key_ring.drop(before.salt)
        if key is not None:
            key_ring.keep(key)
    return left


def change_closed(path: Path, key: Key | None, progress: Progress = silent) -> list[Path]:
    """The same for a register that nobody has open here and whose key is known; it is closed again at the end."""
    with keys.held():
        opening.open_register(path, check=False)
        try:
            return change(key, progress)
        finally:
            opening.close()


def close_for_change() -> None:
    """Close the open register for `change_closed`, which is to follow: its key stays known."""
    with keys.held():
        opening.close()


def unlock(path: Path, passphrase: str, *, keep: bool = False) -> None:
    """Let a protected register that nobody has open here be opened; `keep` for later times on this computer too.

    Raises keys.WrongPassphrase.
    """
    with failures.files_told(), failures.told():
        key = keys.unlock(path, passphrase)
    if keep:
        key_ring.keep(key)


def unlock_kept(path: Path) -> bool:
    """The same with the key that this computer's ring keeps; False where it keeps none that fits."""
    with failures.files_told(), failures.told():
        key = key_ring.find(keys.salt_of(path))
        if key is None or not keys.fits(path, key):
            return False
        keys.trust(key)
    return True


def ask_again() -> None:
    """Take the key of the open register out of this computer's ring: it is asked for at the next start."""
    key = database.key()
    if key is not None:
        key_ring.drop(key.salt)
