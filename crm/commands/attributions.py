"""Putting right for whom somebody is stored as having taken part (crm.queries.attributions)."""

from collections.abc import Collection

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.queries import attributions
from crm.records.activity import ActivityParticipation
from crm.records.interaction import InteractionParticipant
from crm.store import journal


@command(N_("Let {count} participants count for where they worked that day"))
def mend(participants: Collection[int] = (), attendees: Collection[int] = ()) -> int:
    """Let these rows of meetings (`participants`) and of activities (`attendees`) count for the organisation of the
    person's position on the day; returns how many.

    One step. What agrees by now, and what has no one proposal, stays as it is.
    """
    meetings, activities = set(participants), set(attendees)
    wanted = [
        one
        for one in attributions.doubts()
        if one.id in (meetings if one.activity_id is None else activities) and one.proposed_id is not None
    ]
    for one in wanted:
        kind = InteractionParticipant if one.activity_id is None else ActivityParticipation
        write.change(kind, one.id, {"organisation": one.proposed_id})
    journal.current().describe(count=len(wanted))
    return len(wanted)


@command(N_("Leave {count} participants where they count"))
def leave(participants: Collection[int] = (), attendees: Collection[int] = ()) -> int:
    """Say that these rows are meant as they are: they are listed no more until something about them changes again."""
    for row in participants:
        write.confirm(InteractionParticipant, row)
    for row in attendees:
        write.confirm(ActivityParticipation, row)
    count = len(participants) + len(attendees)
    journal.current().describe(count=count)
    return count
