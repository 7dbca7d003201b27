"""Memberships: the periods of an organisation with their fees, and one of them."""

from datetime import date
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import plain
from crm.store.database import rows


class FeeRow(NamedTuple):
    """The fee of one year, in øre."""

    id: int
    version: int
    year: int
    amount: int
    invoiced_on: date | None
    paid_on: date | None
    due_on: date | None
    reference: str
    notes: str


class MembershipRow(NamedTuple):
    """One period of membership with its fees, newest year first."""

    id: int
    version: int
    network: str
    category: str
    joined_on: date
    left_on: date | None
    leave_reason: str
    agreement_signed_on: date | None
    pledged_cash: int | None
    pledged_minutes: int | None
    notes: str
    fees: list[FeeRow]
    is_now: bool
    agreed_to: date | None
    notice_by: date | None


class MembershipDetail(NamedTuple):
    """A membership and whose it is."""

    organisation_id: int
    organisation: str
    membership: MembershipRow

    def fee(self, year: int) -> FeeRow | None:
        """The fee of a year, None where none is registered."""
        return next((fee for fee in self.membership.fees if fee.year == year), None)


def detail(membership: int, today: date | None = None) -> MembershipDetail:
    """A membership with its fees and its organisation's name. CrmError if gone."""
    found = rows(
        "SELECT o.id, o.name FROM membership AS m JOIN organisation AS o ON o.id = m.organisation_id WHERE m.id = ?",
        (membership,),
    )
    if not found:
        raise CrmError(_("This record does not exist any more."))
    organisation, name = found[0]
    periods = of(organisation, today or date.today())
    return MembershipDetail(organisation, name, next(row for row in periods if row.id == membership))


def of(organisation: int, today: date) -> list[MembershipRow]:
    """The periods of membership of an organisation, newest first."""
    fees: dict[int, list[FeeRow]] = {}
    for membership, *fee in rows(
        "SELECT membership_id, f.id, f.version, year, amount, invoiced_on, paid_on, due_on, reference, f.notes"
        " FROM membership_fee AS f"
        " JOIN membership AS m ON m.id = membership_id WHERE m.organisation_id = ? ORDER BY year DESC",
        (organisation,),
    ):
        fees.setdefault(membership, []).append(FeeRow._make((*fee[:4], *map(plain.day, fee[4:7]), *fee[7:])))
    found = rows(
        "SELECT id, version, network, category, joined_on, left_on, leave_reason, agreement_signed_on, pledged_cash,"
        " pledged_minutes, notes, agreed_to, notice_by FROM membership WHERE organisation_id = ?"
        " ORDER BY joined_on DESC, id DESC",
        (organisation,),
    )
    listed = []
    for row, version, network, category, joined, left, reason, signed, cash, minutes, notes, agreed, notice in found:
        start, end = date.fromisoformat(joined), plain.day(left)
        listed.append(
            MembershipRow(
                row, version, network, category, start, end, reason, plain.day(signed), cash, minutes, notes,
                fees.get(row, []), start <= today and (end is None or end >= today), plain.day(agreed),
                plain.day(notice),
            )
        )  # fmt: skip
    return listed
