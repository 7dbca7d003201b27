"""The cluster's own staff."""

from typing import NamedTuple

from crm.rules import folding
from crm.store.database import rows


class StaffRow(NamedTuple):
    """Somebody on the staff."""

    id: int
    version: int
    name: str
    initials: str
    email: str
    role: str
    archived: bool


def all(*, archived: bool = False) -> list[StaffRow]:
    """The staff by name; those who left only when asked for."""
    found = rows(
        "SELECT id, version, name, initials, email, role, archived FROM staff WHERE archived <= ? ORDER BY name",
        (int(archived),),
    )
    return [StaffRow._make((*line[:6], bool(line[6]))) for line in found]


def in_order() -> list[int]:
    """The ids of all staff in the order of their names."""
    found = rows("SELECT id, name FROM staff")
    return [row for row, _name in sorted(found, key=lambda line: (folding.sort_key(line[1]), line[0]))]
