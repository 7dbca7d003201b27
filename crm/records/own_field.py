"""Fields of the cluster's own: what they are called, what may stand in them, and what stands there."""

from datetime import date

from peewee import SQL, ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.activity import Activity
from crm.records.base import Record
from crm.records.contribution import Contribution
from crm.records.fields import Code, Day, Flag, Text, check
from crm.records.interaction import Interaction
from crm.records.membership import MembershipFee
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.records.project import Project
from crm.records.task import Task
from crm.rules import own_values

OWNERS = (
    *("person", "organisation", "interaction", "task", "project", "activity", "contribution"),
    "membership_fee",
)
"""The kinds of records (tables) that have lists, and so fields of one's own."""
_ABOUT = check("about IN ({})".format(", ".join(f"'{owner}'" for owner in OWNERS)))


class OwnField(Record):
    """A field that the cluster added to one kind of record; `about` is its table."""

    about = Text(60, required=True)
    name = Text(100, required=True)
    name_key = Text(2000, required=True)  # "Støtte til" and "støtte  til" are the same
    kind = Code("own_field_kind", required=True, only=("text", "number", "date", "choice", "yes_no", "link"))
    help = Text(500)
    position = IntegerField(default=0)
    archived = Flag()

    class Meta:
        constraints = (_ABOUT,)

    def problems(self) -> dict[str, str]:
        self.derive()
        found = super().problems()
        nothing = found.pop("name_key", "")  # the name itself says it
        if nothing and "name" not in found:
            found["name"] = nothing
        if self.about not in OWNERS:
            found["about"] = _("Choose one.")
        return found

    def derive(self) -> None:
        self.name_key = own_values.folded(self.name)[: OwnField.name_key.limit]


# What was thrown away does not keep the next one from its name.
OwnField.add_index(
    OwnField.index(OwnField.about, OwnField.name_key, unique=True, name="own_field_about_name_key").where(
        SQL("archived = 0")
    )
)


class OwnChoice(Record):
    """One of the words that a field of the kind `choice` offers."""

    own_field_id: int
    own_field = ForeignKeyField(OwnField, backref="choices")
    name = Text(200, required=True)
    position = IntegerField(default=0)
    archived = Flag()


OwnChoice.add_index(
    OwnChoice.index(OwnChoice.own_field, OwnChoice.name, unique=True, name="own_choice_name").where(SQL("archived = 0"))
)


class OwnValue(Record):
    """What stands in a field of one's own of one record: exactly one of text (also a link), number, day and choice.

    Numbers are whole hundredths; yes and no are the numbers 100 and 0. A record without the value has no row.
    """

    own_field_id: int
    own_choice_id: int | None
    own_field = ForeignKeyField(OwnField, backref="values", index=False)
    person = ForeignKeyField(Person, null=True, backref="own_values", index=False)
    organisation = ForeignKeyField(Organisation, null=True, backref="own_values", index=False)
    interaction = ForeignKeyField(Interaction, null=True, backref="own_values", index=False)
    task = ForeignKeyField(Task, null=True, backref="own_values", index=False)
    project = ForeignKeyField(Project, null=True, backref="own_values", index=False)
    activity = ForeignKeyField(Activity, null=True, backref="own_values", index=False)
    contribution = ForeignKeyField(Contribution, null=True, backref="own_values", index=False)
    membership_fee = ForeignKeyField(MembershipFee, null=True, backref="own_values", index=False)
    text = Text(20_000)
    number = IntegerField(null=True)
    day = Day(null=True)
    own_choice = ForeignKeyField(OwnChoice, null=True, backref="values")
    search_text = Text(80_000)

    class Meta:
        constraints = (
            check(" + ".join(f"({owner}_id IS NOT NULL)" for owner in OWNERS) + " = 1"),
            check("(text <> '') + (number IS NOT NULL) + (day IS NOT NULL) + (own_choice_id IS NOT NULL) = 1"),
        )

    def derive(self) -> None:
        # Only of a number it matters whether it is one: yes and no are numbers too
        kind = self.own_field.kind if self.number is not None else ""
        self.search_text = derived(kind, self.text, self.number, self.day)


def derived(kind: str, text: str, number: int | None, day: date | str | None) -> str:
    """The search_text that follows from a value; also for rows written without a record."""
    return own_values.searched(kind, text, number, day)[: OwnValue.search_text.limit]


OwnValue.add_index(OwnValue.index(OwnValue.own_field, OwnValue.number, OwnValue.day, name="own_value_own_field_id"))
for _owner in (getattr(OwnValue, name) for name in OWNERS):
    OwnValue.add_index(
        OwnValue.index(_owner, OwnValue.own_field, unique=True, name=f"own_value_{_owner.name}_once").where(
            SQL(f"{_owner.column_name} IS NOT NULL")
        )
    )
