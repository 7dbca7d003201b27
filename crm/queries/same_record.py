"""Whether the register holds a record already that says the same."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.store import tables
from crm.store.database import rows, value


def count(table: str, values: Mapping[str, Any]) -> int:
    """How many records of a table have all these values; what is no column (several organisations) is passed over.

    A reference is told by the name of its field, as `organisation` for the column organisation_id.
    """
    known = tables.columns(table)
    wanted = {}
    for name, told in values.items():
        column = name if name in known else f"{name}_id"
        if column in known:
            wanted[column] = told.isoformat() if isinstance(told, date) else told
    if not wanted or "organisation_name" in values:
        return 0
    same = " AND ".join(f'"{column}" IS ?' for column in wanted)
    return int(value(f'SELECT count(*) FROM "{table}" WHERE {same}', tuple(wanted.values())) or 0)


def country(organisation: Any) -> str | None:
    """The country of an organisation, None where it is none of the register."""
    found = rows("SELECT country_code FROM organisation WHERE id = ?", (organisation,))
    return str(found[0][0]) if found else None
