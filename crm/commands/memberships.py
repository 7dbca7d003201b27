"""Joining, leaving, changing category, and renewing."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from crm.commands import fees, tasks, write
from crm.commands.command import command
from crm.errors import CrmError, Invalid
from crm.i18n import N_, _
from crm.queries.ledger import Notice, Renewal
from crm.records.membership import Membership, MembershipFee
from crm.records.organisation import Organisation
from crm.records.task import Task
from crm.store import journal
from crm.store.database import rows


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
    """End a membership; `left_on` is its last day. Raises Invalid where that lies before the first.

    Follow-ups about its notice that are still open are cancelled.
    """
    record = write.change(Membership, membership, {"left_on": left_on, "leave_reason": reason})
    for (task,) in rows("SELECT id FROM task WHERE membership_id = ? AND status = 'open'", (membership,)):
        write.change(Task, task, {"status": "cancelled"})
    journal.current().describe(name=record.organisation.name)


@command(N_("«{name}» changes category"))
def change_category(membership: int, category: str, *, on: date) -> int:
    """Let a membership have another category from a day on; returns the id of the period that begins then.

    The old period ends the day before, so that earlier days keep their category; what was agreed goes on in the
    new one. On the first day of the period it is simply corrected. Raises Invalid where the day lies outside it.
    """
    record = write.get(Membership, membership)
    journal.current().describe(name=record.organisation.name)
    if on < record.joined_on or (record.left_on is not None and on > record.left_on):
        raise Invalid({"on": _("On this day the membership does not run.")})
    if category == record.category:
        raise Invalid({"category": _("It has this category already.")})
    if on == record.joined_on:
        write.change(Membership, membership, {"category": category})
        return membership
    names = ("network", "agreement_signed_on", "pledged_cash", "pledged_minutes", "agreed_to", "notice_by")
    kept = {name: getattr(record, name) for name in (*names, "left_on", "leave_reason")}
    before = on - timedelta(days=1)
    ended = {"left_on": before, "leave_reason": "", "notice_by": None}
    if record.agreed_to is not None and record.agreed_to > before:
        ended["agreed_to"] = None
    write.change(Membership, membership, ended)
    begun = write.insert(Membership(organisation=record.organisation_id, joined_on=on, category=category, **kept))
    for (task,) in rows("SELECT id FROM task WHERE membership_id = ? AND status = 'open'", (membership,)):
        write.change(Task, task, {"membership_id": begun})
    return begun


@command(N_("Remove membership of «{name}»"))
def remove(membership: int) -> None:
    """Delete a membership that was registered by mistake, with its fees."""
    record = write.get(Membership, membership)
    journal.current().describe(name=record.organisation.name)
    for (task,) in rows("SELECT id FROM task WHERE membership_id = ?", (membership,)):
        write.change(Task, task, {"membership_id": None})
    MembershipFee.delete().where(MembershipFee.membership == membership).execute()
    write.delete(Membership, membership)


@command(N_("Renew {count} memberships until {year}"))
def renew(renewals: Sequence[Renewal], *, with_fees: bool = True) -> int:
    """Carry out a renewal as it was shown (crm.queries.ledger.renewals); returns how many, as one step.

    With `with_fees` the fees it shows are proposed too. Raises Conflict where one was changed since it was shown,
    and then none is renewed.
    """
    if not renewals:
        raise CrmError(_("There is nothing to renew."))
    for one in renewals:
        values = {"agreed_to": one.new_agreed_to, "notice_by": one.new_notice_by}
        write.change(Membership, one.membership, values, seen=one.version)
    if with_fees:
        priced = [(one.membership, one.fee) for one in renewals if one.fee is not None]
        if priced:
            fees.propose(renewals[0].year, priced)
    journal.current().describe(count=len(renewals), year=renewals[0].year)
    return len(renewals)


@command(N_("Follow-ups for {count} notice deadlines"))
def remind(notices: Sequence[Notice], *, days_before: int = 14, responsible: int | None = None) -> list[int]:
    """Make a follow-up before each deadline of notice that has none; returns their ids, as one step."""
    made = []
    for one in notices:
        if one.task is not None:
            continue
        made.append(
            tasks.add(
                _("Notice deadline {day}: {name}").format(day=one.notice_by.strftime("%d.%m.%Y"), name=one.name),
                due_on=one.notice_by - timedelta(days=days_before),
                organisation=one.organisation_id,
                responsible=responsible,
                membership=one.membership,
            )
        )
    journal.current().describe(count=len(made))
    return made
