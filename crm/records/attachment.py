"""Files that belong to a record. The bytes lie beside the register under their hash; here stands what they are."""

from peewee import SQL, ForeignKeyField

from crm.records.activity import Activity
from crm.records.aid_record import AidRecord
from crm.records.base import Record
from crm.records.contribution import Contribution
from crm.records.external_relation import ExternalRelation
from crm.records.fields import Count, Flag, Text, check
from crm.records.governance import GovernanceBody
from crm.records.interaction import Interaction
from crm.records.media_item import MediaItem
from crm.records.membership import Membership
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.records.project import Project
from crm.records.result import Result
from crm.records.survey import Survey
from crm.rules import folding

OWNERS = (
    *("interaction", "person", "organisation", "project", "activity"),
    *("membership", "contribution", "result", "media_item", "survey", "governance_body", "external_relation"),
    "aid_record",
)
"""The kinds of records (tables) that can have files."""


class Attachment(Record):
    """One file of one record: `sha256` (hex), `size` (bytes), `name` as it came, `added_at` in UTC."""

    interaction_id: int | None
    person_id: int | None
    organisation_id: int | None
    project_id: int | None
    activity_id: int | None
    membership_id: int | None
    contribution_id: int | None
    result_id: int | None
    media_item_id: int | None
    survey_id: int | None
    governance_body_id: int | None
    external_relation_id: int | None
    aid_record_id: int | None
    interaction = ForeignKeyField(Interaction, null=True, backref="attachments")
    person = ForeignKeyField(Person, null=True, backref="attachments")
    organisation = ForeignKeyField(Organisation, null=True, backref="attachments")
    project = ForeignKeyField(Project, null=True, backref="attachments")
    activity = ForeignKeyField(Activity, null=True, backref="attachments")
    membership = ForeignKeyField(Membership, null=True, backref="attachments", index=False)
    contribution = ForeignKeyField(Contribution, null=True, backref="attachments", index=False)
    result = ForeignKeyField(Result, null=True, backref="attachments", index=False)
    media_item = ForeignKeyField(MediaItem, null=True, backref="attachments", index=False)
    survey = ForeignKeyField(Survey, null=True, backref="attachments", index=False)
    governance_body = ForeignKeyField(GovernanceBody, null=True, backref="attachments", index=False)
    external_relation = ForeignKeyField(ExternalRelation, null=True, backref="attachments", index=False)
    aid_record = ForeignKeyField(AidRecord, null=True, backref="attachments", index=False)
    name = Text(255, required=True)
    sha256 = Text(64, required=True, index=True)
    size = Count()
    added_at = Text(32)
    archived = Flag()
    search_text = Text(1000)

    class Meta:
        constraints = (
            check(" + ".join(f"({owner}_id IS NOT NULL)" for owner in OWNERS) + " = 1"),
            check("length(sha256) = 64"),
        )

    def derive(self) -> None:
        self.search_text = folding.fold(self.name)[: Attachment.search_text.limit]


# Few of these have files: the index holds only those.
for _owner in (getattr(Attachment, name) for name in OWNERS[5:]):
    Attachment.add_index(
        Attachment.index(_owner, name=f"attachment_{_owner.column_name}").where(
            SQL(f"{_owner.column_name} IS NOT NULL")
        )
    )
