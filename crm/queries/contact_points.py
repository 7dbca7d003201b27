"""E-mails, phones and links of one owner."""

from datetime import date
from typing import NamedTuple

from crm.queries import plain
from crm.store.database import rows


class ContactPointRow(NamedTuple):
    """One way to reach somebody."""

    id: int
    version: int
    kind: str
    label: str
    value: str
    normalised: str
    is_primary: bool
    retired_on: date | None


def contact_points(*, person: int | None = None, organisation: int | None = None) -> list[ContactPointRow]:
    """All of one owner: those in use first, by kind, the primary one first."""
    column, owner = ("person_id", person) if person is not None else ("organisation_id", organisation)
    found = rows(
        "SELECT id, version, kind, label, value, normalised, is_primary, retired_on FROM contact_point"
        f" WHERE {column} = ? ORDER BY retired_on IS NOT NULL, kind, is_primary DESC, id",
        (owner,),
    )
    return [ContactPointRow._make((*line[:6], bool(line[6]), plain.day(line[7]))) for line in found]
