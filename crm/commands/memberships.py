"""Joining, leaving and paying."""

from datetime import date
from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.membership import Membership, MembershipFee
from crm.records.organisation import Organisation
from crm.store import journal


@command(N_("New member «{name}»"))
def join(organisation: int, *, joined_on: date, category: str = "full", **values: Any) -> int:
    """Begin a membership; returns its id.

    `category` is a key of the code list membership_category. Raises Invalid where the period overlaps another of the
    same organisation in the same network.
    """
    journal.current().describe(name=write.get(Organisation, organisation).name)
    return write.insert(Membership(organisation=organisation, joined_on=joined_on, category=category, **values))


@command(N_("Edit membership of «{name}»"))
def edit(membership: int, *, seen: int | None = None, **values: Any) -> None:
    """Change fields of a membership. Raises Invalid, Conflict."""
    record = write.change(Membership, membership, values, seen=seen)
    journal.current().describe(name=record.organisation.name)


@command(N_("«{name}» leaves"))
def leave(membership: int, left_on: date, *, reason: str = "") -> None:
    """End a membership; `left_on` is its last day. Raises Invalid where that lies before the first."""
    record = write.change(Membership, membership, {"left_on": left_on, "leave_reason": reason})
    journal.current().describe(name=record.organisation.name)


@command(N_("Remove membership of «{name}»"))
def remove(membership: int) -> None:
    """Delete a membership that was registered by mistake, with its fees."""
    record = write.get(Membership, membership)
    journal.current().describe(name=record.organisation.name)
    MembershipFee.delete().where(MembershipFee.membership == membership).execute()
    write.delete(Membership, membership)


@command(N_("Fee {year} of «{name}»"))
def set_fee(
    membership: int, year: int, amount: int, *, invoiced_on: date | None = None, paid_on: date | None = None
) -> int:
    """Say what a membership pays for a year, in øre; a fee registered before is changed. Returns its id."""
    journal.current().describe(name=write.get(Membership, membership).organisation.name)
    values = {"amount": amount, "invoiced_on": invoiced_on, "paid_on": paid_on}
    found = MembershipFee.get_or_none(MembershipFee.membership == membership, MembershipFee.year == year)
    if found is not None:
        return int(write.change(MembershipFee, found.id, values).id)
    return write.insert(MembershipFee(membership=membership, year=year, **values))
