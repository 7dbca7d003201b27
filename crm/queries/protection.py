"""Whether the open register is protected."""

from crm.store import database


def is_protected() -> bool:
    """Whether the open register can be read with its passphrase alone."""
    return database.key() is not None
