"""One membership with the organisation it belongs to."""

from datetime import date
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import organisations
from crm.queries.organisations import FeeRow, MembershipRow
from crm.store.database import rows


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
    periods = organisations.memberships(organisation, today or date.today())
    return MembershipDetail(organisation, name, next(row for row in periods if row.id == membership))
