"""Memberships as dated periods, and the fee of each year."""

from peewee import ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Text, check
from crm.records.organisation import Organisation


class Membership(Record):
    """One period of membership; `left_on` is its last day (DOMAIN.md 6.1). Money in øre, time in minutes.

    `network` is a key of the code list network ("main" is the cluster itself) or a name of one's own; an organisation
    may be in several at once. Two periods of one organisation in one network never overlap: `crm.store.guards` has the
    database refuse it. Another category begins a new period on the day after the old one, so that every past day keeps
    its category.

    `agreed_to` is the last day that is agreed and `notice_by` the last day on which notice can be given for it;
    renewing moves both on. Neither ends a membership: it runs on until `left_on`.
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
    agreed_to = Day(null=True)
    notice_by = Day(null=True)

    class Meta:
        constraints = (check("left_on IS NULL OR left_on >= joined_on"),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.joined_on is None:
            found["joined_on"] = _("Say when the membership began.")
        elif self.left_on is not None and self.left_on < self.joined_on:
            found["left_on"] = _("The last day of membership cannot be before the first.")
        elif self.agreed_to is not None and self.agreed_to < self.joined_on:
            found["agreed_to"] = _("The last day of membership cannot be before the first.")
        if self.agreed_to is not None and self.notice_by is not None and self.notice_by > self.agreed_to:
            found["notice_by"] = _("Notice is given before the agreed time is over.")
        return found


class MembershipFee(Record):
    """What one membership pays for one year, in øre.

    Proposed while it has neither `invoiced_on` nor `paid_on`. `reference` is the invoice number or KID by which a
    payment is known again.
    """

    membership_id: int
    membership = ForeignKeyField(Membership, backref="fees", index=False)
    year = IntegerField(constraints=[check('"year" BETWEEN 1900 AND 2200')])
    amount = Count()
    invoiced_on = Day(null=True)
    paid_on = Day(null=True)
    due_on = Day(null=True)
    reference = Text(50, added=True)
    notes = Text(2000, added=True)

    class Meta:
        indexes = ((("membership", "year"), True),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if not 1900 <= self.year <= 2200:
            found["year"] = _("A year from 1900 to 2200.")
        if self.due_on is not None and self.invoiced_on is not None and self.due_on < self.invoiced_on:
            found["due_on"] = _("It cannot be due before it was invoiced.")
        return found
