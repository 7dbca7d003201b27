"""What a list looked like when somebody gave it a name: filter, columns, order, grouping, what was picked by hand."""

from peewee import SQL, ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.activity import Activity
from crm.records.base import Record
from crm.records.contribution import Contribution
from crm.records.fields import Code, Flag, Text, check
from crm.records.interaction import Interaction
from crm.records.membership import MembershipFee
from crm.records.organisation import Organisation
from crm.records.own_field import OWNERS
from crm.records.person import Person
from crm.records.project import Project
from crm.records.staff import Staff
from crm.records.task import Task
from crm.rules import folding


class SavedView(Record):
    """A list under a name; everybody's, or of the one member of staff who made a copy of it.

    `about` is the table of its records; `content` JSON as the lists write it (conditions, columns, order, grouping);
    `pinned` stands in the sidebar, `start` is what the list begins with.
    """

    staff_id: int | None
    about = Text(60, required=True)
    name = Text(100, required=True)
    name_key = Text(2000, required=True)
    staff = ForeignKeyField(Staff, null=True, backref="saved_views")
    content = Text(60_000)
    position = IntegerField(default=0)
    pinned = Flag()
    start = Flag()
    archived = Flag()

    class Meta:
        constraints = (check("about IN ({})".format(", ".join(f"'{owner}'" for owner in OWNERS))),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.about not in OWNERS:
            found["about"] = _("Choose one.")
        return found

    def derive(self) -> None:
        self.name_key = " ".join(folding.fold(self.name).split())[: SavedView.name_key.limit]


class SavedViewRow(Record):
    """A record that was picked by hand: `added` to what the filter finds, `excluded` from it, or `pinned` on top."""

    saved_view_id: int
    saved_view = ForeignKeyField(SavedView, backref="picked")
    how = Code("picked", required=True, only=("added", "excluded", "pinned"))
    position = IntegerField(default=0)
    person = ForeignKeyField(Person, null=True, backref="picked", index=False)
    organisation = ForeignKeyField(Organisation, null=True, backref="picked", index=False)
    interaction = ForeignKeyField(Interaction, null=True, backref="picked", index=False)
    task = ForeignKeyField(Task, null=True, backref="picked", index=False)
    project = ForeignKeyField(Project, null=True, backref="picked", index=False)
    activity = ForeignKeyField(Activity, null=True, backref="picked", index=False)
    contribution = ForeignKeyField(Contribution, null=True, backref="picked", index=False)
    membership_fee = ForeignKeyField(MembershipFee, null=True, backref="picked", index=False)

    class Meta:
        constraints = (check(" + ".join(f"({owner}_id IS NOT NULL)" for owner in OWNERS) + " = 1"),)


for _owner in (getattr(SavedViewRow, name) for name in OWNERS):
    SavedViewRow.add_index(
        SavedViewRow.index(
            _owner, SavedViewRow.saved_view, unique=True, name=f"saved_view_row_{_owner.name}_once"
        ).where(SQL(f"{_owner.column_name} IS NOT NULL"))
    )
