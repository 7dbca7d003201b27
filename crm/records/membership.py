"""Memberships as dated periods, and the fee of each year."""

from peewee import ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Text, check
from crm.records.organisation import Organisation


class Membership(Record):
    """One period of membership; `left_on` is its last day (DOMAIN.md 6.1). Money in øre, time in minutes.

    Two periods of one organisation in one network never overlap: `crm.store.guards` has the database refuse it.
    """

    organisation_id: int
    organisation = ForeignKeyField(Organisation, backref="memberships")
    network = Text(60, required=True, default="main")
    category = Code("membership_category", required=True, default="full")
    joined_on = Day()
    left_on = Day(null=True)
    leave_reason = Code("leave_reason")
    agreement_signed_on = Day(null=True)
    pledged_cash = Count(null=True)
    pledged_minutes = Count(null=True)
    notes = Text(20_000)

    class Meta:
        constraints = (check("left_on IS NULL OR left_on >= joined_on"),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.joined_on is None:
            found["joined_on"] = _("Say when the membership began.")
        elif self.left_on is not None and self.left_on < self.joined_on:
            found["left_on"] = _("The last day of membership cannot be before the first.")
        return found


class MembershipFee(Record):
    """What one membership pays for one year, in øre."""

    membership_id: int
    membership = ForeignKeyField(Membership, backref="fees", index=False)
    year = IntegerField(constraints=[check('"year" BETWEEN 1900 AND 2200')])
    amount = Count()
    invoiced_on = Day(null=True)
    paid_on = Day(null=True)

    class Meta:
        indexes = ((("membership", "year"), True),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if not 1900 <= self.year <= 2200:
            found["year"] = _("A year from 1900 to 2200.")
        return found
