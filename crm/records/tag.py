"""Words of one's own that hang on records of every kind."""

from peewee import SQL, ForeignKeyField

from crm.records.activity import Activity
from crm.records.base import Record
from crm.records.contribution import Contribution
from crm.records.external_relation import ExternalRelation
from crm.records.fields import Text, check
from crm.records.goal import Goal
from crm.records.governance import GovernanceBody
from crm.records.interaction import Interaction
from crm.records.media_item import MediaItem
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.records.project import Project
from crm.records.result import Result
from crm.records.task import Task
from crm.rules import folding

OWNERS = (
    *("person", "organisation", "interaction", "task", "project", "activity"),
    *("contribution", "result", "media_item", "goal", "governance_body", "external_relation"),
)
"""The kinds of records (tables) that carry tags."""


class Tag(Record):
    """One word; "Styret" and "styret" are the same."""

    name = Text(60, required=True)
    name_key = Text(1200, required=True, unique=True)

    def derive(self) -> None:
        self.name_key = derived(self.name)


def derived(name: str) -> str:
    """The name_key that follows from a tag's name; also for rows written without a record.

    >>> derived("Styret  2026") == derived("styret 2026")
    True
    """
    return " ".join(folding.fold(name).split())[: Tag.name_key.limit]


class Tagging(Record):
    """A tag on one record."""

    tag_id: int
    person_id: int | None
    organisation_id: int | None
    interaction_id: int | None
    task_id: int | None
    project_id: int | None
    activity_id: int | None
    contribution_id: int | None
    result_id: int | None
    media_item_id: int | None
    goal_id: int | None
    governance_body_id: int | None
    external_relation_id: int | None
    tag = ForeignKeyField(Tag, backref="taggings")
    person = ForeignKeyField(Person, null=True, backref="taggings", index=False)
    organisation = ForeignKeyField(Organisation, null=True, backref="taggings", index=False)
    interaction = ForeignKeyField(Interaction, null=True, backref="taggings", index=False)
    task = ForeignKeyField(Task, null=True, backref="taggings", index=False)
    project = ForeignKeyField(Project, null=True, backref="taggings", index=False)
    activity = ForeignKeyField(Activity, null=True, backref="taggings", index=False)
    contribution = ForeignKeyField(Contribution, null=True, backref="taggings", index=False)
    result = ForeignKeyField(Result, null=True, backref="taggings", index=False)
    media_item = ForeignKeyField(MediaItem, null=True, backref="taggings", index=False)
    goal = ForeignKeyField(Goal, null=True, backref="taggings", index=False)
    governance_body = ForeignKeyField(GovernanceBody, null=True, backref="taggings", index=False)
    external_relation = ForeignKeyField(ExternalRelation, null=True, backref="taggings", index=False)

    class Meta:
        constraints = (check(" + ".join(f"({owner}_id IS NOT NULL)" for owner in OWNERS) + " = 1"),)


for _owner in (getattr(Tagging, name) for name in OWNERS):
    Tagging.add_index(
        Tagging.index(_owner, Tagging.tag, unique=True, name=f"tagging_{_owner.name}_once").where(
            SQL(f"{_owner.column_name} IS NOT NULL")
        )
    )
