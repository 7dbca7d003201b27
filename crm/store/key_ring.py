"""The system's own ring of keys (Windows' credentials, a Mac's keychain, GNOME's or KDE's), where there is one.

What it keeps is the key of one register, not the passphrase, under the register's salt: another passphrase or another
register has another. The library is read only when somebody asks.
"""

import importlib.util
from typing import Any

from crm.store.keys import Key

_SERVICE = "Klynge"


def is_read() -> bool:
    """Whether the library that reads rings of keys is installed beside the program."""
    return _ring() is not None


def is_there() -> bool:
    """Whether this computer has a ring that keeps keys."""
    ring = _ring()
    return ring is not None and float(ring.get_keyring().priority) >= 1


def find(salt: bytes) -> Key | None:
    """The key of the register with this salt; None where it is not kept, or nobody may look."""
    ring = _ring()
    if ring is None:
        return None
    try:
        kept = ring.get_password(_SERVICE, salt.hex())
        return Key(salt, bytes.fromhex(kept)) if kept else None
    except (_errors(), ValueError):
        return None


def keep(key: Key) -> bool:
    """Keep a key; False where the ring does not take it."""
    ring = _ring()
    if ring is None:
        return False
    try:
        ring.set_password(_SERVICE, key.salt.hex(), key.secret.hex())
    except _errors():
        return False
    return True


def drop(salt: bytes) -> None:
    """Keep the key of this register no more; nothing where it is not kept."""
    ring = _ring()
    if ring is None or find(salt) is None:
        return
    try:
        ring.delete_password(_SERVICE, salt.hex())
    except _errors():
        return


def _ring() -> Any:
    if importlib.util.find_spec("keyring") is None:
        return None
    import keyring

    return keyring


def _errors() -> type[Exception]:
    from keyring.errors import KeyringError

    found: type[Exception] = KeyringError
    return found
