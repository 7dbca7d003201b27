"""The follow-ups of a year (DOMAIN.md 7, K14) and the open ones of members."""

import json
from typing import NamedTuple

from crm.store.database import rows


class Due(NamedTuple):
    """The follow-ups that were due in a year and not cancelled: how many, and the ids of the kept and the open ones.

    Still open are those whose day has come.
    """

    number: int
    in_time: tuple[int, ...]
    still_open: tuple[int, ...]


def due(first: str, last: str, as_of: str) -> Due:
    """The follow-ups due between two days, looked at from a day; in time are those done on their day at the latest."""
    number, in_time, still_open = rows(
        "SELECT count(*), json_group_array(id) FILTER (WHERE status = 'done' AND done_on <= due_on),"
        " json_group_array(id) FILTER (WHERE status = 'open' AND due_on <= ?)"
        " FROM task WHERE due_on BETWEEN ? AND ? AND status <> 'cancelled'",
        (as_of, first, last),
    )[0]
    return Due(number, tuple(sorted(json.loads(in_time))), tuple(sorted(json.loads(still_open))))


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
