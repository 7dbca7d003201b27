"""SQLite's quick check of the open register, for so long as somebody can wait."""

from time import monotonic

from crm.errors import Cancelled
from crm.store import failures, header, watched
from crm.store.database import database, rows, value

AT_ONCE = 0.5
"""Seconds that it may take before a register is open; some 150 MB are read in them."""


def run(seconds: float | None = None) -> bool:
    """Raise CrmError where SQLite's quick check finds the file damaged; False where it took longer than `seconds`."""
    end = None if seconds is None else monotonic() + seconds

    def tell() -> None:
        if end is not None and monotonic() > end:
            raise Cancelled("")

    kept = value("PRAGMA cache_size")
    # It reads every page once: in the usual cache they would only push out what the lists need, and fill the memory.
    database.execute_sql("PRAGMA cache_size = -2000")
    try:
        with watched.statements(tell):
            found = rows("PRAGMA quick_check(1)")
    except Cancelled:
        return False
    finally:
        database.execute_sql(f"PRAGMA cache_size = {kept}")
    if found != [("ok",)]:
        raise failures.DamagedError(header.damaged())
    return True
