"""What memberships pay: the price list, fees proposed, invoiced and paid."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crm.commands import beside, write
from crm.commands.command import command
from crm.errors import CrmError, Invalid
from crm.i18n import N_, _
from crm.queries import fees as queries
from crm.records.fee_level import FeeLevel
from crm.records.membership import Membership, MembershipFee
from crm.store import journal


@command(N_("Fee {year} of «{name}»"))
def put(membership: int, year: int, amount: int, *, own: Mapping[int, Any] | None = None, **values: Any) -> int:
    """Say what a membership pays for a year, in øre; a fee registered before is changed. Returns its id.

    `values` are invoiced_on, due_on, paid_on, reference and notes, `own` fields of one's own. Raises Invalid, Conflict.
    """
    journal.current().describe(name=write.get(Membership, membership).organisation.name)
    found = MembershipFee.get_or_none(MembershipFee.membership == membership, MembershipFee.year == year)
    if found is not None:
        fee = int(write.change(MembershipFee, found.id, {"amount": amount, **values}).id)
    else:
        fee = write.insert(MembershipFee(membership=membership, year=year, amount=amount, **values))
    beside.put("membership_fee", fee, None, own)
    return fee


@command(N_("Remove fee {year} of «{name}»"))
def remove(fee: int) -> None:
    """Delete a fee that was registered by mistake."""
    record = write.get(MembershipFee, fee)
    journal.current().describe(year=record.year, name=record.membership.organisation.name)
    write.delete(MembershipFee, fee)


@command(N_("Fee {year} of «{name}»"))
def edit(fee: int, *, seen: int | None = None, own: Mapping[int, Any] | None = None, **values: Any) -> None:
    """Change fields of a fee (see `put`), and what stands beside them. Raises Invalid, Conflict."""
    if "year" in values and queries.has_another(fee, values["year"]):
        raise Invalid({"year": _("There is a fee for this year already.")})
    record = write.change(MembershipFee, fee, values, seen=seen)
    journal.current().describe(year=record.year, name=record.membership.organisation.name)
    beside.put("membership_fee", fee, None, own)


@command(N_("Propose {count} fees for {year}"))
def propose(year: int, amounts: Sequence[tuple[int, int]]) -> list[int]:
    """Note what memberships are to pay for a year, as (membership, øre), neither invoiced nor paid; returns the ids.

    Raises Invalid where one has a fee for the year already, and then none is noted.
    """
    if not amounts:
        raise CrmError(_("There is no fee to propose."))
    made = [write.insert(MembershipFee(membership=one, year=year, amount=amount)) for one, amount in amounts]
    journal.current().describe(count=len(made))
    return made


@command(N_("Mark {count} fees as invoiced"))
def invoice(fees: Sequence[int], on: date, *, due_on: date | None = None) -> int:
    """Note on which day fees were invoiced and when they are due; those invoiced or paid before keep their day.

    Returns how many were marked, as one step. Raises Invalid where they would be due before they were invoiced.
    """
    records = [write.get(MembershipFee, fee) for fee in fees]
    fresh = [record.id for record in records if record.invoiced_on is None and record.paid_on is None]
    for fee in fresh:
        write.change(MembershipFee, fee, {"invoiced_on": on, "due_on": due_on})
    journal.current().describe(count=len(fresh))
    return len(fresh)


@command(N_("Mark {count} fees as paid"))
def pay(payments: Sequence[tuple[int, date]]) -> int:
    """Note on which day each of some fees was paid, as (fee, day); those paid before keep their day.

    Returns how many were marked, as one step.
    """
    fresh = [(fee, day) for fee, day in payments if write.get(MembershipFee, fee).paid_on is None]
    for fee, day in fresh:
        write.change(MembershipFee, fee, {"paid_on": day})
    journal.current().describe(count=len(fresh))
    return len(fresh)


@command(N_("Mark {count} fees as not paid"))
def unpay(fees: Sequence[int]) -> int:
    """Take back that fees were paid; returns how many were, as one step."""
    were = [fee for fee in fees if write.get(MembershipFee, fee).paid_on is not None]
    for fee in were:
        write.change(MembershipFee, fee, {"paid_on": None})
    journal.current().describe(count=len(were))
    return len(were)


@command(N_("Add fee level"))
def add_level(amount: int, **values: Any) -> int:
    """Keep a new line of the price list, `amount` in øre; returns its id. `values` are fields of the record."""
    return write.insert(FeeLevel(amount=amount, **values))


@command(N_("Edit fee level"))
def edit_level(level: int, *, seen: int | None = None, **values: Any) -> None:
    """Change a line of the price list; fees that were proposed by it stay. Raises Invalid, Conflict."""
    write.change(FeeLevel, level, values, seen=seen)


@command(N_("Remove fee level"))
def remove_level(level: int) -> None:
    """Take a line out of the price list; fees that were proposed by it stay."""
    write.delete(FeeLevel, level)
