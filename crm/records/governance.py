"""Board, steering group and working groups, with who sits in them and when (DOMAIN.md 6.2)."""

from peewee import ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import IN_ORDER, Code, Day, Flag, Text, check, days_in_order
from crm.records.focus_area import FocusArea
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.rules import folding


class GovernanceBody(Record):
    """A group that meets for the cluster; both of its days count, an open one is for ever."""

    focus_area_id: int | None
    name = Text(200, required=True)
    kind = Code("governance_kind", required=True, only=("board", "steering", "working_group"), default="board")
    focus_area = ForeignKeyField(FocusArea, null=True, backref="bodies")
    from_on = Day(null=True)
    to_on = Day(null=True)
    position = IntegerField(default=0)  # the order in lists
    notes = Text(20_000)
    archived = Flag()
    search_text = Text(100_000)

    class Meta:
        constraints = (IN_ORDER,)

    def problems(self) -> dict[str, str]:
        return super().problems() | days_in_order(self.from_on, self.to_on)

    def derive(self) -> None:
        self.search_text = folding.fold(f"{self.name} {self.notes}")[: GovernanceBody.search_text.limit]


class GovernanceMember(Record):
    """A seat: who sits in a body from the first day to the last, and for which organisation.

    A seat may belong to an organisation that has not said who takes it.
    """

    body_id: int
    person_id: int | None
    organisation_id: int | None
    body = ForeignKeyField(GovernanceBody, backref="seats")
    person = ForeignKeyField(Person, null=True, backref="seats")
    organisation = ForeignKeyField(Organisation, null=True, backref="seats")
    role = Code("governance_role", required=True, default="member")
    from_on = Day(null=True)
    to_on = Day(null=True)
    notes = Text(2000)

    class Meta:
        constraints = (
            check("person_id IS NOT NULL OR organisation_id IS NOT NULL"),
            IN_ORDER,
        )

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.person_id is None and self.organisation_id is None:
            found["person"] = _("Say who it is.")
        return found | days_in_order(self.from_on, self.to_on)
