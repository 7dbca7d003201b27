"""The meeting that the people of a list took part in, written in the step that brings the list in."""

from datetime import date

from crm.commands import bulk, staff, write
from crm.commands.import_writes import Writes, real
from crm.progress import Progress
from crm.records.interaction import Interaction, InteractionParticipant


def note(writes: Writes, first_person: int, first_organisation: int, version: int, progress: Progress) -> int:
    """Log new meetings and who took part in them or in known ones; returns how many rows were written.

    How long they took is not known: a list of participants says nothing of it. Raises Invalid where one of their values
    is impossible.
    """
    if not writes.participants:
        return 0
    logged = [
        write.insert(
            Interaction(
                subject=new.subject,
                held_on=date.fromisoformat(new.held_on),
                type=new.type,
                status=new.status,
                responsible=staff.present(),
            )
        )
        for new in writes.meetings
    ]
    rows = (
        (
            *(version, new.meeting if new.meeting > 0 else logged[-1 - new.meeting]),
            *(real(new.person, first_person), real(new.organisation, first_organisation)),
        )
        for new in writes.participants
    )
    columns = ("version", "interaction_id", "person_id", "organisation_id")
    return len(logged) + bulk.insert(InteractionParticipant, columns, rows, progress)
