"""The follow-ups of a year (DOMAIN.md 7, K14) and the open ones of members."""

from typing import NamedTuple

from crm.store.database import rows


class FollowUp(NamedTuple):
    """A follow-up that was due in the year and not cancelled."""

    id: int
    status: str
    due_on: str
    done_on: str | None


def due(year: int) -> list[FollowUp]:
    """The follow-ups due in a year, without the cancelled ones, by id."""
    return [
        FollowUp(*row)
        for row in rows(
            "SELECT id, status, due_on, done_on FROM task"
            " WHERE due_on BETWEEN ? AND ? AND status <> 'cancelled' ORDER BY id",
            (f"{year}-01-01", f"{year}-12-31"),
        )
    ]


def open_by_organisation(as_of: str) -> dict[int, tuple[int, int]]:
    """For each organisation: how many follow-ups are open, and how many of these were due before the day.

    A follow-up of a meeting that names no organisation counts for each that took part. Archived ones do not.
    """
    found = rows(
        """
        WITH about AS (
            SELECT id, due_on, organisation_id FROM task
            WHERE status = 'open' AND archived = 0 AND organisation_id IS NOT NULL
            UNION
            SELECT t.id, t.due_on, p.organisation_id FROM task AS t
            JOIN interaction_participant AS p ON p.interaction_id = t.interaction_id
            WHERE t.status = 'open' AND t.archived = 0 AND t.organisation_id IS NULL AND p.organisation_id IS NOT NULL
        )
        SELECT organisation_id, count(*), sum(due_on < ?) FROM about GROUP BY organisation_id
        """,
        (as_of,),
    )
    return {organisation: (number, late) for organisation, number, late in found}
