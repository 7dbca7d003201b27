"""How the open register is protected."""

from crm.i18n import _
from crm.store import database, key_ring


def is_protected() -> bool:
    """Whether the open register can be read with its passphrase alone."""
    return database.key() is not None


def why_not_kept() -> str:
    """Why this computer cannot keep the key of a register in a ring of keys, and what helps; "" where it can."""
    if key_ring.is_there():
        return ""
    if key_ring.is_read():
        return _("This computer has no keyring in which Klynge could keep the key.")
    return _(
        "For that the library “keyring” is missing here. Whoever installed Klynge can add it: python -m pip install"
        " keyring"
    )


def is_kept() -> bool:
    """Whether the key of the open register is kept in this computer's ring, so that nobody is asked."""
    key = database.key()
    return key is not None and key_ring.find(key.salt) is not None
