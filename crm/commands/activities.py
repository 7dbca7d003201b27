"""Writing activities, and who came to them for whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm.commands import beside, interactions, organisations, write
from crm.commands.command import command
from crm.commands.interactions import Participant
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.queries import people as people_queries
from crm.records.activity import Activity, ActivityParticipation
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.store import journal
from crm.store.database import rows


@command(N_("Add activity «{name}»"))
def add(
    name: str,
    *,
    invite: Sequence[int] = (),
    tags: Sequence[str] | None = None,
    own: Mapping[int, Any] | None = None,
    **values: Any,
) -> int:
    """Keep a new activity; returns its id.

    `values` are fields of the record: `start_on` must be among them; money in øre, satisfaction in hundredths. The
    organisations in `invite` are noted as registered, each as such. `tags` and `own` are what
    stands beside (crm.commands.beside). Raises Invalid.
    """
    made = write.insert(Activity(name=name.strip(), **values))
    for organisation in invite:
        write.insert(ActivityParticipation(activity=made, organisation=organisation, status="registered"))
    beside.put("activity", made, tags, own)
    return made


@command(N_("Edit activity «{name}»"))
def edit(
    activity: int,
    *,
    seen: int | None = None,
    tags: Sequence[str] | None = None,
    own: Mapping[int, Any] | None = None,
    **values: Any,
) -> None:
    """Change fields of an activity, and what stands beside them; `seen` is the version the editor saw.

    Who came keeps the organisation they were stored with, also where the day changes. Raises Invalid, Conflict.
    """
    _change(activity, values, seen)
    beside.put("activity", activity, tags, own)


@command(N_("Archive activity «{name}»"))
def archive(activity: int) -> None:
    """Hide an activity from the lists; figures and history keep it."""
    _change(activity, {"archived": True})


@command(N_("Restore activity «{name}»"))
def restore(activity: int) -> None:
    """Show an archived activity again."""
    _change(activity, {"archived": False})


@command(N_("{who} at «{name}»"))
def attend(
    activity: int,
    *,
    person: int | None = None,
    organisation: int | None = None,
    organisation_name: str = "",
    role: str = "participant",
    status: str = "attended",
) -> int:
    """Note that a person, or an organisation as such, was at an activity or says so; returns the id of that.

    A person counts for the organisation given, else for the one where they worked on the day (DESIGN.md 1). Whoever is
    noted already gets the new role and status. `status` is a key of participation_status. Raises Invalid.
    """
    held = write.get(Activity, activity)
    if organisation is None and organisation_name.strip():
        organisation = organisations.named(organisation_name)
    if person is None and organisation is None:
        raise Invalid({"person": _("Say who took part.")})
    told = write.get(Person, person).name if person is not None else write.get(Organisation, organisation or 0).name
    journal.current().describe(who=told, name=held.name)
    known = _noted(activity, person, organisation)
    if known is not None:
        write.change(ActivityParticipation, known, {"role": role, "status": status})
        return known
    if person is not None and organisation is None:
        employers = people_queries.employers(person, held.start_on)
        organisation = employers[0].organisation_id if employers else None
    return write.insert(
        ActivityParticipation(activity=activity, person=person, organisation=organisation, role=role, status=status)
    )


@command(N_("{count} at «{name}»"))
def attend_all(
    activity: int, participants: Sequence[Participant], *, status: str = "attended", role: str = "participant"
) -> list[int]:
    """Note several at once, as one step; returns the ids of what was noted. Raises Invalid.

    New people and organisations are created in the same step.
    """
    held = write.get(Activity, activity)
    if not participants:
        raise Invalid({"people": _("Say who took part.")})
    noted = [
        attend(activity, person=person, organisation=organisation, role=role, status=status)
        for person, organisation in interactions.resolved(held.start_on, participants)
    ]
    journal.current().describe(count=len(noted), name=held.name)
    return noted


@command(N_("Attendance at «{name}»"))
def set_status(participations: Sequence[int], status: str) -> None:
    """Say of some who are noted whether they are registered, attended, did not come or cancelled. Raises Invalid."""
    for row in participations:
        _tell(write.change(ActivityParticipation, row, {"status": status}))


@command(N_("Edit attendance at «{name}»"))
def edit_participation(participation: int, *, seen: int | None = None, **values: Any) -> None:
    """Change role, status or the organisation somebody counts for. Raises Invalid, Conflict."""
    _tell(write.change(ActivityParticipation, participation, values, seen=seen))


@command(N_("Remove {who} from «{name}»"))
def remove(participation: int) -> None:
    """Take somebody out who was noted by mistake."""
    record = write.get(ActivityParticipation, participation)
    who = next(one.name for one in (record.person, record.organisation) if one is not None)
    journal.current().describe(who=who)
    _tell(record)
    write.delete(ActivityParticipation, participation)


def _noted(activity: int, person: int | None, organisation: int | None) -> int | None:
    """The id of what is noted of a person, or of an organisation without one."""
    sql = "SELECT id FROM activity_participation WHERE activity_id = ? AND "
    if person is not None:
        found = rows(f"{sql} person_id = ?", (activity, person))
    else:
        found = rows(f"{sql} person_id IS NULL AND organisation_id = ?", (activity, organisation))
    return int(found[0][0]) if found else None


def _change(activity: int, values: dict[str, Any], seen: int | None = None) -> None:
    journal.current().describe(name=write.change(Activity, activity, values, seen=seen).name)


def _tell(participation: ActivityParticipation) -> None:
    journal.current().describe(name=participation.activity.name)
