"""Noting a whole list of those who came to an activity, as one step."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crm.commands import interactions, write
from crm.commands.activities import attend
from crm.commands.command import command
from crm.commands.interactions import Participant
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.queries import attendance as known
from crm.records.activity import Activity, ActivityParticipation
from crm.records.alias import Alias
from crm.rules import emails, names
from crm.store import journal


class Present(NamedTuple):
    """Somebody and whether they came: `status` is a key of participation_status.

    `also` are the names and addresses by which the list called somebody of the register whom a person had to point
    out; they are known from then on.
    """

    who: Participant
    status: str = "attended"
    also: tuple[str, ...] = ()


class Mark(NamedTuple):
    """What is said of somebody who is noted: `status` and `role` are keys, `seen` the version that was looked at."""

    participation: int
    status: str
    role: str
    seen: int | None = None


class Joined(NamedTuple):
    """Somebody who is not noted yet."""

    who: Participant
    status: str = "attended"
    role: str = "participant"


@command(N_("Attendance at «{name}»"))
def fill(activity: int, marks: Sequence[Mark] = (), *, joined: Sequence[Joined] = (), **counts: Any) -> int:
    """Say of all of an activity at once who came; returns its id. Raises Invalid, Conflict.

    `marks` are those who are noted, `joined` who came besides: new people and organisations are created in the same
    step. `counts` are fields of the activity, such as `headcount_extra`, `women_count` and `status`.
    """
    held = write.get(Activity, activity)
    journal.current().describe(name=held.name)
    for mark in marks:
        values = {"status": mark.status, "role": mark.role}
        write.change(ActivityParticipation, mark.participation, values, seen=mark.seen)
    for one in joined:
        for person, organisation in interactions.resolved(held.start_on, [one.who]):
            attend(activity, person=person, organisation=organisation, status=one.status, role=one.role)
    write.change(Activity, activity, counts)
    journal.current().describe(name=held.name)
    return activity


@command(N_("Attendance list of «{name}»: {count}"))
def note(activity: int, present: Sequence[Present], *, unnamed: int = 0) -> list[int]:
    """Note all of a list at once; returns the ids of what was noted. Raises Invalid.

    New people and organisations are created in the same step. `unnamed` people without a name are added to those
    that were counted before. Whoever is noted already gets the new status.
    """
    held = write.get(Activity, activity)
    if not present and not unnamed:
        raise Invalid({"people": _("Say who took part.")})
    noted = []
    for one in present:
        for person, organisation in interactions.resolved(held.start_on, [one.who]):
            noted.append(attend(activity, person=person, organisation=organisation, status=one.status))
            if person is not None:
                _learn(person, one.also)
    if unnamed:
        values: dict[str, Any] = {"headcount_extra": held.headcount_extra + unnamed}
        write.change(Activity, activity, values)
    journal.current().describe(count=len(noted) + unnamed, name=held.name)
    return noted


def _learn(person: int, also: Sequence[str]) -> None:
    for value in also:
        kind = "email" if "@" in value else "name"
        key = emails.normalised(value) if kind == "email" else names.person_key(*names.split_name(value))
        if key and not known.is_alias(person, kind, key):
            write.insert(Alias(person=person, kind=kind, value=names.clean(value), key=key))
