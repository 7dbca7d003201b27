"""Organisations (virksomheter): members, and everybody else the cluster meets."""

from peewee import SQL, IntegerField

from crm.i18n import _
from crm.records import accounts
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Flag, Text
from crm.rules import folding, names, orgnr
from crm.rules.size_class import Basis


class Organisation(Record):
    """A legal entity or a part of one (DOMAIN.md 6.1); money is whole øre."""

    name = Text(200, required=True)
    short_name = Text(60)
    org_number = Text(9)
    country_code = Text(2, default="NO")
    legal_form = Text(5)
    helix_sector = Code("helix_sector", required=True, default="company")
    segment = Code("segment")
    nace_code = Text(6)
    nace_version = Text(6)
    employees = Count(null=True)
    employees_on = Day(null=True)
    employees_source = Text(10)
    turnover = IntegerField(null=True)
    balance = IntegerField(null=True)
    accounts_year = IntegerField(null=True)
    in_group = Flag(null=True, default=None)
    size_class = Code("size_class", default="unknown")
    size_basis = Text(20)
    founded_on = Day(null=True)
    street = Text(200)
    postal_code = Text(10)
    city = Text(100)
    municipality_code = Text(4)
    register_status = Code("register_status", default="unknown")
    register_checked_on = Day(null=True)
    notes = Text(20_000)
    archived = Flag()
    # Derived, so that lists sort and matching finds without asking Python for each row.
    name_key = Text(1000, index=True)
    sort_key = Text(4000)
    search_text = Text(4000)
    # Stay in touch: at most so many days between contacts; empty where nobody asked for that.
    contact_every_days = Count(null=True, maximum=3650)
    notes_text = Text(80_000, added=True)

    class Meta:
        indexes = ((("archived", "sort_key"), False),)  # the list in its order, without touching a row

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.org_number and not orgnr.valid(self.org_number):
            found["org_number"] = _(
                "«{value}» is not a valid organisation number: nine digits, the last a check digit."
            ).format(value=self.org_number)
        if self.accounts_year is not None and not 1900 <= self.accounts_year <= 2200:
            found["accounts_year"] = _("A year from 1900 to 2200.")
        return found

    def derive(self) -> None:
        self.name_key, self.sort_key, self.search_text = derived(self.name, self.short_name, self.org_number, self.city)
        self.notes_text = noted(self.notes)
        # A record of its own is asked too: the rate of the year, and the figures that were kept year by year.
        own = Basis(self.employees, getattr(self, "accounts_year", None), self.turnover, self.balance)
        self.size_class, self.size_basis = accounts.completed(getattr(self, "id", None), own).size


def derived(
    name: str, short_name: str, org_number: str, city: str, name_key: str | None = None
) -> tuple[str, str, str]:
    """The columns that follow from these: name_key, sort_key, search_text; also for rows written without a record.

    `name_key` is given by who knows it already (an import has matched by it).
    """
    return (
        # One sign may become eighteen; nobody looks for more than the columns hold.
        (names.company_key(name) if name_key is None else name_key)[: Organisation.name_key.limit],
        folding.sort_key(name)[: Organisation.sort_key.limit],
        folding.fold(f"{name} {short_name} {org_number} {city}").strip()[: Organisation.search_text.limit],
    )


def noted(notes: str) -> str:
    """The notes as they are searched; also for rows written without a record."""
    return folding.fold(notes)[: Organisation.notes_text.limit] if notes else ""


# Archived rows do not hold unique values (DOMAIN.md section 6).
Organisation.add_index(
    Organisation.index(Organisation.org_number, unique=True, name="organisation_org_number").where(
        SQL("org_number <> '' AND archived = 0")
    )
)
