"""What is missing of the tables that the journal tells nothing of: imports, frozen reports, erasures and steps.

Rows only ever come to them, and each gets the next number: one that is not there is a row that is lost. How far the
numbers went SQLite keeps in a table of its own. Steps alone leave numbers out: one that changed nothing is not kept.
"""

from crm.store import tables
from crm.store.database import rows
from crm.store.pages import SIZE
from crm.store.recovery_report import Report

SEQUENCE = "sqlite_sequence"
HISTORY = ("step", "change")


def holed() -> set[str]:
    """The tables that once gave more numbers than they have rows."""
    given = _given()
    found = set()
    for table in tables.OUTSIDE.union(HISTORY) & set(tables.names()):
        highest, there = rows(f'SELECT coalesce(max(id), 0), count(*) FROM "{table}"')[0]
        if max(given.get(table, 0), highest) > there:
            found.add(table)
    return found


def tell(suspects: set[str], report: Report) -> None:
    """Name in the account what is lost; `suspects` are the tables of which a page or a row could not be read.

    Of those the last rows may be lost without a trace where SQLite's own table of numbers is damaged as well.
    """
    given = _given()
    for table in sorted(tables.OUTSIDE & set(tables.names())):
        there = _there(table)
        highest = max(given.get(table, 0), max(there, default=0))
        if highest > report.pages * SIZE:
            report.uncounted.add(table)  # so many never had room in the file
            continue
        report.gone += [(table, row) for row in range(1, highest + 1) if row not in there]
        if table in suspects and SEQUENCE in suspects:
            report.uncounted.add(table)
    if "step" in suspects and (SEQUENCE in suspects or "step" in holed()):
        report.uncounted.add("step")


def _given() -> dict[str, int]:
    wanted = tables.OUTSIDE.union(HISTORY)
    return {table: given for table, given in rows("SELECT name, seq FROM sqlite_sequence") if table in wanted}


def _there(table: str) -> set[int]:
    return {id for (id,) in rows(f'SELECT id FROM "{table}"')}
