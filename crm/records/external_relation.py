"""Relations to clusters and partners elsewhere (DOMAIN.md 6.2)."""

from peewee import ForeignKeyField

from crm.records.base import Record
from crm.records.fields import IN_ORDER, Code, Day, Flag, Text, days_in_order
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
        constraints = (IN_ORDER,)

    def problems(self) -> dict[str, str]:
        return super().problems() | days_in_order(self.from_on, self.to_on)

    def derive(self) -> None:
        self.search_text = folding.fold(f"{self.name} {self.notes}".strip())[: ExternalRelation.search_text.limit]
