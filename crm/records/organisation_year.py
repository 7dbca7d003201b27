"""The figures of an organisation year by year (virksomhetstall): employees and accounts (DOMAIN.md 6.2)."""

from collections.abc import Sequence

from peewee import ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Count, Text, Year, check
from crm.records.organisation import Organisation


class OrganisationYear(Record):
    """One year of one organisation; money in øre, which may be negative. `source` says who says so."""

    organisation_id: int
    organisation = ForeignKeyField(Organisation, backref="years", index=False)
    year = Year()
    employees = Count(null=True)
    turnover = IntegerField(null=True)
    balance = IntegerField(null=True)
    value_creation = IntegerField(null=True)
    source = Code("employees_source", required=True, default="manual")
    notes = Text(2000)

    class Meta:
        constraints = (
            check("employees IS NOT NULL OR turnover IS NOT NULL OR balance IS NOT NULL OR value_creation IS NOT NULL"),
        )
        indexes = (
            (("organisation", "year"), True),
            (("year",), False),
        )

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.year is None:
            found["year"] = _("Say in which year.")
        if self.employees is None and self.turnover is None and self.balance is None and self.value_creation is None:
            found["employees"] = _("Give at least one number.")
        return found

    def followers(self) -> Sequence[Record]:
        """The organisation: its size rests on the newest figures."""
        return list(Organisation.select().where(Organisation.id == self.organisation_id))
