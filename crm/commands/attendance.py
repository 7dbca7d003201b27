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
from crm.records.activity import Activity
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
