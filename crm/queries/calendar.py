"""What waits on a day: open follow-ups and planned meetings, as a calendar shows them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm.queries.interactions import InteractionRow, InteractionsQuery
from crm.queries.tasks import TaskRow, TasksQuery
from crm.store import identity
from crm.store.database import rows


class Planned(NamedTuple):
    """A planned meeting; `place` and `uid` stand in no list. `uid` is that of the invitation it came from, or ""."""

    row: InteractionRow
    place: str
    uid: str


def follow_ups(ids: Sequence[int] | None = None) -> list[TaskRow]:
    """The open follow-ups by their day, all or those among `ids`."""
    query = TasksQuery()
    wanted = query.ids() if ids is None else ids
    found = query.rows(wanted)
    return [found[id] for id in wanted if id in found and found[id].status == "open"]


def planned(since: date, until: date | None = None) -> list[Planned]:
    """The planned meetings from a day on, the next first."""
    known = {
        id: (place, uid)
        for id, place, uid in rows(
            "SELECT id, place, calendar_uid FROM interaction WHERE archived = 0 AND status = 'planned' AND held_on >= ?"
            " AND held_on <= ? ORDER BY held_on, start_time, id",
            (since.isoformat(), (until or date.max).isoformat()),
        )
    }
    found = InteractionsQuery().rows(list(known))
    return [Planned(found[id], *kept) for id, kept in known.items()]


def mark() -> str:
    """What tells the entries of this register from those of another, however it is renamed."""
    return identity.own()[:12]
