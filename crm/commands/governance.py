"""Writing the board, the steering group and working groups, and who sits in them and when (styre, verv)."""

from collections.abc import Sequence
from typing import Any

from crm.commands import beside, write
from crm.commands.command import command
from crm.errors import CrmError
from crm.i18n import N_, ngettext
from crm.records.governance import GovernanceBody, GovernanceMember
from crm.store import journal
from crm.store.database import value


@command(N_("Add group «{name}»"))
def add(name: str, kind: str, *, tags: Sequence[str] | None = None, **values: Any) -> int:
    """Keep a group that meets for the cluster; returns its id.

    `kind` is board, steering or working_group; `values` are `focus_area`, `from_on`, `to_on` (both count, open where
    None), `position` in lists, `notes`. Raises Invalid.
    """
    made = write.insert(GovernanceBody(name=name.strip(), kind=kind, **values))
    beside.put("governance_body", made, tags)
    return made


@command(N_("Edit group «{name}»"))
def edit(body: int, *, seen: int | None = None, tags: Sequence[str] | None = None, **values: Any) -> None:
    """Change fields of a group and, where told, its tags; `seen` is the version the editor saw. Invalid, Conflict."""
    _tell(write.change(GovernanceBody, body, values, seen=seen))
    beside.put("governance_body", body, tags)


@command(N_("Archive group «{name}»"))
def archive(body: int) -> None:
    """Hide a group from the lists; its seats and the figures keep it."""
    _tell(write.change(GovernanceBody, body, {"archived": True}))


@command(N_("Restore group «{name}»"))
def restore(body: int) -> None:
    """Show an archived group again."""
    _tell(write.change(GovernanceBody, body, {"archived": False}))


@command(N_("Remove group «{name}»"))
def remove(body: int) -> None:
    """Delete a group that was kept by mistake. CrmError where it has seats, or files or tags hang on it."""
    record = write.get(GovernanceBody, body)
    _tell(record)
    seats = int(value("SELECT count(*) FROM governance_member WHERE body_id = ?", (body,)) or 0)
    if seats:
        words = ngettext(
            "«{name}» has {count} seat. Remove it first, or archive the group.",
            "«{name}» has {count} seats. Remove them first, or archive the group.",
            seats,
        )
        raise CrmError(words.format(name=record.name, count=seats))
    write.delete(GovernanceBody, body)


@command(N_("{who} in «{name}»"))
def add_seat(body: int, *, person: int | None = None, organisation: int | None = None, **values: Any) -> int:
    """Give a person, or an organisation that has not said who, a seat in a group; returns the id of the seat.

    `values` are `role` (governance_role), `from_on`, `to_on` (both count, open where None), `notes`. Raises Invalid.
    """
    record = GovernanceMember(body=body, person=person, organisation=organisation, **values)
    id = write.insert(record)
    _tell_seat(record)
    return id


@command(N_("Edit the seat of {who} in «{name}»"))
def edit_seat(seat: int, *, seen: int | None = None, **values: Any) -> None:
    """Change who sits there, the role or the days. Raises Invalid, Conflict."""
    _tell_seat(write.change(GovernanceMember, seat, values, seen=seen))


@command(N_("Remove the seat of {who} in «{name}»"))
def remove_seat(seat: int) -> None:
    """Delete a seat that was kept by mistake."""
    _tell_seat(write.get(GovernanceMember, seat))
    write.delete(GovernanceMember, seat)


def _tell(body: GovernanceBody) -> None:
    journal.current().describe(name=body.name)


def _tell_seat(seat: GovernanceMember) -> None:
    who = next(one.name for one in (seat.person, seat.organisation) if one is not None)
    journal.current().describe(who=who, name=seat.body.name)
