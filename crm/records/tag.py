"""Words of one's own that hang on people and organisations."""

from peewee import SQL, ForeignKeyField

from crm.records.base import Record
from crm.records.fields import Text, check
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.rules import folding


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
    """A tag on one person or on one organisation."""

    tag_id: int
    person_id: int | None
    organisation_id: int | None
    tag = ForeignKeyField(Tag, backref="taggings")
    person = ForeignKeyField(Person, null=True, backref="taggings", index=False)
    organisation = ForeignKeyField(Organisation, null=True, backref="taggings", index=False)

    class Meta:
        constraints = (check("(person_id IS NULL) <> (organisation_id IS NULL)"),)


for _owner in (Tagging.person, Tagging.organisation):
    Tagging.add_index(
        Tagging.index(_owner, Tagging.tag, unique=True, name=f"tagging_{_owner.name}_once").where(
            SQL(f"{_owner.column_name} IS NOT NULL")
        )
    )
