"""Files that belong to a record. The bytes lie beside the register under their hash; here stands what they are."""

from peewee import ForeignKeyField

from crm.records.activity import Activity
from crm.records.base import Record
from crm.records.fields import Count, Flag, Text, check
from crm.records.interaction import Interaction
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.records.project import Project
from crm.rules import folding

_OWNERS = ("interaction", "person", "organisation", "project", "activity")


class Attachment(Record):
    """One file of one record: `sha256` (hex), `size` (bytes), `name` as it came, `added_at` in UTC."""

    interaction_id: int | None
    person_id: int | None
    organisation_id: int | None
    project_id: int | None
    activity_id: int | None
    interaction = ForeignKeyField(Interaction, null=True, backref="attachments")
    person = ForeignKeyField(Person, null=True, backref="attachments")
    organisation = ForeignKeyField(Organisation, null=True, backref="attachments")
    project = ForeignKeyField(Project, null=True, backref="attachments")
    activity = ForeignKeyField(Activity, null=True, backref="attachments")
    name = Text(255, required=True)
    sha256 = Text(64, required=True, index=True)
    size = Count()
    added_at = Text(32)
    archived = Flag()
    search_text = Text(1000)

    class Meta:
        constraints = (
            check(" + ".join(f"({owner}_id IS NOT NULL)" for owner in _OWNERS) + " = 1"),
            check("length(sha256) = 64"),
        )

    def derive(self) -> None:
        self.search_text = folding.fold(self.name)[: Attachment.search_text.limit]
