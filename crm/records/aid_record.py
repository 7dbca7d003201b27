"""The register of state aid passed on to companies (DOMAIN.md 1.2, 6.2)."""

from peewee import ForeignKeyField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Flag, Text
from crm.records.organisation import Organisation
from crm.records.project import Project


class AidRecord(Record):
    """Aid given to one organisation on one day; `amount` in øre, `amount_euro` in cents as it was worked out that day.

    De minimis aid counts against the ceiling of three years (K38).
    """

    organisation_id: int
    project_id: int | None
    organisation = ForeignKeyField(Organisation, backref="aid", index=False)
    granted_on = Day()
    basis = Code("aid_basis", required=True, only=("de_minimis", "gber", "none"), default="de_minimis")
    amount = Count()
    amount_euro = Count(null=True)
    purpose = Text(500)
    project = ForeignKeyField(Project, null=True, backref="aid")
    declaration_on = Day(null=True)
    document_ref = Text(200)
    notes = Text(2000)
    archived = Flag()

    class Meta:
        indexes = ((("organisation", "granted_on"), False),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.granted_on is None:
            found["granted_on"] = _("Say on which day.")
        if self.amount is None:
            found["amount"] = _("Say how much it is.")
        return found
