"""People, and the positions they hold and have held."""

from peewee import SQL, ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import IN_ORDER, Code, Count, Day, Flag, Text, check, days_in_order
from crm.records.organisation import Organisation
from crm.rules import folding, names


class Person(Record):
    """A contact person. No national identity number is kept anywhere (DOMAIN.md section 5)."""

    first_name = Text(100)
    last_name = Text(100)
    gender = Code("gender")
    language = Code("language")
    lawful_basis = Code("lawful_basis", required=True, default="legitimate_interest")
    source = Text(200)
    import_batch = IntegerField(null=True)
    informed_on = Day(null=True)
    objected_on = Day(null=True)
    status = Code("person_status", required=True, default="active")
    notes = Text(20_000)
    archived = Flag()
    name_key = Text(1000, index=True)
    sort_key = Text(4000)
    search_text = Text(4000)
    # Stay in touch: at most so many days between contacts; empty where nobody asked for that.
    contact_every_days = Count(null=True, maximum=3650)
    notes_text = Text(80_000, added=True)

    class Meta:
        constraints = (check("first_name <> '' OR last_name <> ''"),)
        indexes = ((("archived", "sort_key"), False),)  # the list in its order, without touching a row

    @property
    def name(self) -> str:
        """First and last name as one reads them."""
        return f"{self.first_name} {self.last_name}".strip()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if not self.name:
            found["last_name"] = _("Write a name.")
        return found

    def derive(self) -> None:
        self.name_key, self.sort_key, self.search_text = derived(self.first_name, self.last_name)
        self.notes_text = noted(self.notes)


def derived(first_name: str, last_name: str, name_key: str | None = None) -> tuple[str, str, str]:
    """The columns that follow from a name: name_key, sort_key, search_text; also for rows written without a record.

    `name_key` is given by who knows it already (an import has matched by it).
    """
    return (
        # One sign may become eighteen; nobody looks for more than the columns hold.
        (names.person_key(first_name, last_name) if name_key is None else name_key)[: Person.name_key.limit],
        folding.sort_key(f"{last_name} {first_name}")[: Person.sort_key.limit],
        folding.fold(f"{first_name} {last_name}")[: Person.search_text.limit],
    )


def noted(notes: str) -> str:
    """The notes as they are searched; also for rows written without a record."""
    return folding.fold(notes)[: Person.notes_text.limit] if notes else ""


class Position(Record):
    """Where somebody works or worked; `to_on` is the last day. A person may hold several at once."""

    person_id: int
    organisation_id: int
    person = ForeignKeyField(Person, backref="positions")
    organisation = ForeignKeyField(Organisation, backref="positions")
    title = Text(200)
    role = Code("position_role")
    is_primary = Flag()
    from_on = Day(null=True)
    to_on = Day(null=True)

    class Meta:
        constraints = (IN_ORDER,)

    def problems(self) -> dict[str, str]:
        return super().problems() | days_in_order(self.from_on, self.to_on)


Position.add_index(
    Position.index(Position.person, unique=True, name="position_one_primary").where(
        SQL("is_primary = 1 AND to_on IS NULL")
    )
)
