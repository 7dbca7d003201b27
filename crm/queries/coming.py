"""What is coming: planned activities and planned meetings, the next first."""

from datetime import date
from typing import NamedTuple

from crm.queries import plain
from crm.store.database import rows


class Coming(NamedTuple):
    """Something planned: its `table` (activity or interaction) and id, when, what, and where or with whom."""

    table: str
    id: int
    day: date
    time: str
    title: str
    where: str
    type: str


def coming(today: date, limit: int = 20) -> list[Coming]:
    """At most `limit` of what lies ahead, today's too."""
    found = rows(
        """
        SELECT * FROM (
            SELECT 'activity', id, start_on AS day, start_time AS time, name, venue, type FROM activity
            WHERE archived = 0 AND status = 'planned' AND start_on >= :today
            ORDER BY start_on, start_time, id LIMIT :limit)
        UNION ALL
        SELECT * FROM (
            SELECT 'interaction', i.id, held_on, start_time, subject, coalesce(
                (SELECT group_concat(name, ', ') FROM (SELECT DISTINCT o.name FROM interaction_participant AS ip
                    CROSS JOIN organisation AS o ON o.id = ip.organisation_id WHERE ip.interaction_id = i.id)), place),
                type
            FROM interaction AS i WHERE archived = 0 AND status = 'planned' AND held_on >= :today
            ORDER BY held_on, start_time, id LIMIT :limit)
        ORDER BY day, time, 2 LIMIT :limit""",
        {"today": today.isoformat(), "limit": limit},
    )
    return [
        Coming(table, id, plain.day(day) or today, time, title, where, type)
        for table, id, day, time, title, where, type in found
    ]
