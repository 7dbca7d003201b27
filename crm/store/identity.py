"""What a register is known by, however its file is called and wherever it lies.

That is its first step, which stays through migration, restoring, recovering, protecting and erasing.
"""

import hashlib
from typing import Any

from crm.store.database import database


def own() -> str:
    """What the open register is known by; "" while nothing was ever written to it."""
    return known(database.connection())


def known(connection: Any) -> str:
    """The same of the register or copy behind a connection."""
    # Not its arguments: erasing takes names out of them.
    first = connection.execute("SELECT at, label, last_change FROM step ORDER BY id LIMIT 1").fetchone()
    return hashlib.sha256("\n".join(map(str, first)).encode()).hexdigest() if first else ""
