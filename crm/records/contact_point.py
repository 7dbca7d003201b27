"""E-mails, phones and links of people and organisations: any number of each (DOMAIN.md section 6)."""

from peewee import SQL, ForeignKeyField

from crm.records.base import Record
from crm.records.fields import Code, Day, Flag, Text, check
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.rules import folding


class ContactPoint(Record):
    """One way to reach one person or one organisation; a value may be shared, a retired one still matches."""

    person_id: int | None
    organisation_id: int | None
    person = ForeignKeyField(Person, null=True, backref="contact_points")
    organisation = ForeignKeyField(Organisation, null=True, backref="contact_points")
    kind = Code("contact_kind", required=True, only=("email", "phone", "link"))
    label = Code("contact_label", default="work")
    value = Text(500, required=True)
    normalised = Text(500, required=True)
    is_primary = Flag()
    retired_on = Day(null=True)
    search_text = Text(2000)

    class Meta:
        constraints = (check("(person_id IS NULL) <> (organisation_id IS NULL)"),)
        indexes = ((("kind", "normalised"), False),)

    def derive(self) -> None:
        # A phone is found by its digits with and without the country code, so both stand in the text.
        self.search_text = (
            f"{folding.digits(self.normalised)} {folding.digits(self.value)}"
            if self.kind == "phone"
            else folding.fold(self.normalised)
        )


for _owner in (ContactPoint.person, ContactPoint.organisation):
    ContactPoint.add_index(
        ContactPoint.index(
            _owner, ContactPoint.kind, unique=True, name=f"contact_point_one_primary_{_owner.name}"
        ).where(SQL(f"is_primary = 1 AND {_owner.column_name} IS NOT NULL"))
    )
