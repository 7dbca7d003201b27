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
        self.search_text = derived(self.kind, self.value, self.normalised)


def derived(kind: str, value: str, normalised: str) -> str:
    """The search_text that follows from these; also for rows written without a record."""
    if kind == "phone":
        # Found by its digits with and without the country code. The index finds the ones inside the others, so what
        # was typed stands there again only where it is no part of the whole number ("0047 ...", an extension).
        whole = folding.digits(normalised)
        if value.replace(" ", "") == normalised:
            return whole
        typed = folding.digits(value)
        return whole if typed in whole else f"{whole} {typed}"
    return folding.fold(normalised)[: ContactPoint.search_text.limit]


for _owner in (ContactPoint.person, ContactPoint.organisation):
    ContactPoint.add_index(
        ContactPoint.index(
            _owner, ContactPoint.kind, unique=True, name=f"contact_point_one_primary_{_owner.name}"
        ).where(SQL(f"is_primary = 1 AND {_owner.column_name} IS NOT NULL"))
    )
