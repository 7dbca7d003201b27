"""How the open register is protected."""

from crm.store import database, key_ring


def is_protected() -> bool:
    """Whether the open register can be read with its passphrase alone."""
    return database.key() is not None


def can_be_kept() -> bool:
    """Whether this computer has a ring of keys, in which that of a register can be kept."""
    return key_ring.is_there()


def is_kept() -> bool:
    """Whether the key of the open register is kept in this computer's ring, so that nobody is asked."""
    key = database.key()
    return key is not None and key_ring.find(key.salt) is not None
