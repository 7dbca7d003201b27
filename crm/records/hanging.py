"""What becomes of a record that points at another one when that one goes: for every foreign key of the schema.

* `along`: it is a part of the other, or says nothing without it, and goes with it.
* `loose`: it stands by itself and only loses the link.
* `either`: it points at two, and stays as long as the other one is there.

A foreign key that must be filled always goes along; one that may be empty is loose unless it is named here.
"""

from functools import cache
from typing import NamedTuple

from crm.store import tables
from crm.store.database import rows

# One of several columns says what the row belongs to.
_BELONG = frozenset(("tagging", "attachment", "contact_point", "own_value", "saved_view_row"))
# A person, and the organisation they were there for: one is enough.
_EITHER = frozenset(("interaction_participant", "activity_participation", "governance_member"))
_TWO = {"person_id": "organisation_id", "organisation_id": "person_id"}


class Link(NamedTuple):
    """A foreign key of the schema: `column` of `table` points at a row of `target`; `fate` as above.

    `other` is the column that keeps an `either` where it is.
    """

    table: str
    column: str
    target: str
    fate: str
    other: str = ""


@cache
def links() -> tuple[Link, ...]:
    """Every foreign key between the records that people write; the schema is the same in every register."""
    found = []
    for table in tables.journalled():
        required = {name for name, must in rows('SELECT name, "notnull" FROM pragma_table_info(?)', (table,)) if must}
        for target, column in rows('SELECT "table", "from" FROM pragma_foreign_key_list(?)', (table,)):
            if table in _EITHER and column in _TWO:
                found.append(Link(table, column, target, "either", _TWO[column]))
            else:
                fate = "along" if column in required or table in _BELONG else "loose"
                found.append(Link(table, column, target, fate))
    return tuple(sorted(found))


def links_to(target: str) -> tuple[Link, ...]:
    """The foreign keys that point at a table."""
    return tuple(link for link in links() if link.target == target)
