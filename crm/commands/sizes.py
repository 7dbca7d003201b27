"""The size classes that are stored with organisations, brought in line with what they rest on."""

import json
from collections.abc import Sequence

from crm.commands import bulk
from crm.records import accounts
from crm.records.organisation import Organisation
from crm.store import tables
from crm.store.database import rows, value


def settle(organisations: Sequence[int] | None = None) -> int:
    """Store the size that follows from headcount, accounts and rates; of all that have accounts, or only of these.

    For rows that were written without a record (an import, a step taken back in part). A step is open. Returns how
    many were not in line.
    """
    wanted = set(accounts.with_accounts())
    if organisations is not None:
        wanted &= set(organisations)
    found = accounts.of(sorted(wanted))
    now = rows(
        "SELECT id, version, size_class, size_basis FROM organisation WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(found)),),
    )
    changed = ((*found[row].size, row, version) for row, version, *stored in now if tuple(stored) != found[row].size)
    return bulk.update(Organisation, ("size_class", "size_basis"), changed)


def last_change() -> int:
    """The newest change of the journal, for `settle_since`."""
    return int(value("SELECT max(id) FROM change") or 0)


def settle_since(change: int) -> int:
    """The same of the organisations that the open step wrote after a change: of all where it wrote a rate.

    To delete one person of a hundred thousand asks nothing of fifteen thousand organisations so.
    """
    place = tables.columns("organisation_year").index("organisation_id")
    found = rows(
        """SELECT "table", CASE "table" WHEN 'organisation' THEN "row" ELSE json_extract(image.value, ?) END"""
        ' FROM change, json_each(json_array(before, after)) AS image WHERE change.id > ? AND "table" IN'
        " ('organisation', 'organisation_year', 'year_rate')",
        (f"$[{place}]", change),
    )
    if any(table == "year_rate" for table, _row in found):
        return settle()
    return settle(sorted({row for _table, row in found if row is not None}))
