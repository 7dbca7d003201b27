"""Who has not been told that the cluster keeps their details, and until when that must be done (GDPR article 14).

People who came with a list did not give their details themselves: they are told within a month (DOMAIN.md section 5).
"""

from datetime import date, timedelta
from typing import NamedTuple

from crm.queries import plain
from crm.store.database import rows

DAYS = 30
NOT_INFORMED = (
    "person.import_batch IS NOT NULL AND person.informed_on IS NULL AND person.objected_on IS NULL"
    " AND person.archived = 0 AND person.status <> 'anonymised'"
)
"""SQL for those who came with a list and were not told; who has objected knows already."""


class Clock(NamedTuple):
    """How many people of a list must be told, and the last day for it (None where nobody has to be)."""

    people: int
    by: date | None


def clock(batch: int) -> Clock:
    """Where the clock of one import stands; those of it who were taken back are nobody any more."""
    found = rows(
        f"SELECT count(*), min(date(b.at)) FROM person JOIN import_batch AS b ON b.id = person.import_batch"
        f" WHERE b.id = ? AND {NOT_INFORMED}",
        (batch,),
    )
    count, began = found[0]
    return Clock(count, date.fromisoformat(began) + timedelta(days=DAYS) if began else None)


def of_import(batch: int) -> list[int]:
    """The people of one import who must be told."""
    return plain.ids(f"SELECT id FROM person WHERE import_batch = ? AND {NOT_INFORMED} ORDER BY id", (batch,))
