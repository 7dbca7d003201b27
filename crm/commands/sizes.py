"""The size classes that are stored with organisations, brought in line with what they rest on."""

import json
from collections.abc import Sequence

from crm.commands import bulk
from crm.records import accounts
from crm.records.organisation import Organisation
from crm.store.database import rows


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
