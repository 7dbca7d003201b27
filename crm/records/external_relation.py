"""Relations to clusters and partners elsewhere (DOMAIN.md 6.2)."""

from peewee import ForeignKeyField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Day, Flag, Text, check
from crm.records.organisation import Organisation
from crm.rules import folding


class ExternalRelation(Record):
    """What the cluster has with an organisation outside it, from the first day to the last.

    The country is that of the organisation; `country_code` is filled only where the relation is about another one.
    """

    organisation_id: int
    organisation = ForeignKeyField(Organisation, backref="relations")
    kind = Code("relation_kind", required=True, default="network")
    name = Text(300)
    country_code = Text(2)
    from_on = Day(null=True)
    to_on = Day(null=True)
    notes = Text(20_000)
    archived = Flag()
    search_text = Text(100_000)

    class Meta:
        constraints = (check("from_on IS NULL OR to_on IS NULL OR to_on >= from_on"),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.from_on and self.to_on and self.to_on < self.from_on:
            found["to_on"] = _("The last day cannot be before the first.")
        return found

    def derive(self) -> None:
        self.search_text = folding.fold(f"{self.name} {self.notes}".strip())[: ExternalRelation.search_text.limit]
