"""What keeps a register quick after much was written; nothing that it says changes.

FTS5 puts every write into a piece of its own and merges some of them later. After a list of 100 000 people an index
has up to nine, each is asked for every word, and a key stroke takes half as long again. And SQLite chooses among the
indexes by what it once counted in them (docs/decisions/0011-the-search-index-in-one-piece.md).
"""

from collections.abc import Iterator
from time import sleep

from crm.store import failures, search, tables
from crm.store.database import database, value

MANY = 3
"""Pieces that an index may have: what a day's work adds is small and costs next to nothing."""
PAGES = 64
"""How much is written at once, about 250 KB: a few hundredths of a second in which nobody else can write."""
PAUSE = 0.01
"""Seconds in which somebody else may write."""


def tidy(portions: int) -> bool:
    """Count what has grown, merge the search indexes that have many pieces; whether there is more to do.

    Every portion is a transaction of its own: a kill leaves nothing half done, and the next time goes on. No step may
    be open. Raises CrmError where nothing can be written.
    """
    with failures.told():
        # Tables that are ten times what they were, by samples (https://www.sqlite.org/pragma.html#pragma_optimize)
        database.execute_sql("PRAGMA optimize = 0x10002")
        for index in _in_pieces():
            while _merged(index):
                portions -= 1
                if portions <= 0:
                    return True
                sleep(PAUSE)
    return False


def _in_pieces() -> Iterator[str]:
    for table in tables.searchable():
        for index in search.indexes(table):
            if value(f"SELECT count(DISTINCT segid) FROM {index}_idx") > MANY:
                yield index


def _merged(index: str) -> bool:
    """Write one portion of all its pieces into one; whether there was anything left to merge.

    How that is asked and told stands in SQLite's page on FTS5, under “The 'merge' Command”.
    """
    before = value("SELECT total_changes()")
    database.execute_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('merge', -{PAGES})")
    return bool(value("SELECT total_changes()") - before >= 2)
