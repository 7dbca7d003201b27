"""The figures of organisations year by year: the list, those of one, a whole year to fill in, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.queries import narrowing, plain
from crm.store.database import rows


class YearRow(NamedTuple):
    """A year of one organisation; money in øre. What ends in `_before` is of the year before, None where not known."""

    id: int
    version: int
    organisation_id: int
    name: str
    org_number: str
    year: int
    employees: int | None
    turnover: int | None
    balance: int | None
    value_creation: int | None
    source: str
    notes: str
    employees_before: int | None
    turnover_before: int | None


_FROM = (
    " FROM organisation_year AS y JOIN organisation AS o ON o.id = y.organisation_id"
    " LEFT JOIN organisation_year AS b ON b.organisation_id = y.organisation_id AND b.year = y.year - 1"
)


@dataclass(frozen=True)
class OrganisationYearsQuery:
    """Which years of which organisations, ordered by name, year, employees, turnover, balance or value_creation."""

    text: str = ""
    order: str = "name"
    descending: bool = False
    year: int | None = None
    organisation: int | None = None

    def ids(self) -> list[int]:
        """All of them."""
        asked: list[narrowing.Condition] = [("y.year = ?", self.year), ("y.organisation_id = ?", self.organisation)]
        told, parameters = narrowing.where(asked, self.text, "o.search_text")
        columns = ("year", "employees", "turnover", "balance", "value_creation")
        known = {"name": "o.sort_key"} | {name: f"y.{name}" for name in columns}
        order = plain.order(known, self.order, self.descending, "o.sort_key, y.year, y.id")
        return plain.ids(f"SELECT y.id{_FROM}{told}{order}", parameters)

    def rows(self, ids: Sequence[int]) -> dict[int, YearRow]:
        """What is shown of these."""
        found = plain.by_ids(
            "SELECT y.id, y.version, o.id, o.name, o.org_number, y.year, y.employees, y.turnover, y.balance,"
            f" y.value_creation, y.source, y.notes, b.employees, b.turnover{_FROM}"
            " WHERE y.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {line[0]: YearRow._make(line) for line in found}


def of(organisation: int) -> list[YearRow]:
    """All years that are known of an organisation, newest first."""
    query = OrganisationYearsQuery(order="year", descending=True, organisation=organisation)
    ids = query.ids()
    found = query.rows(ids)
    return [found[id] for id in ids]


class Member(NamedTuple):
    """A member of a year with what is known of that year and of the year before; `id` of the organisation."""

    id: int
    name: str
    org_number: str
    employees: int | None
    turnover: int | None
    balance: int | None
    employees_before: int | None
    turnover_before: int | None


_MEMBERS = """
    SELECT o.id, o.name, o.org_number, y.employees, y.turnover, y.balance, b.employees, b.turnover
    FROM organisation AS o
    LEFT JOIN organisation_year AS y ON y.organisation_id = o.id AND y.year = :year
    LEFT JOIN organisation_year AS b ON b.organisation_id = o.id AND b.year = :year - 1
    WHERE {which} ORDER BY o.sort_key, o.id"""
_THAT_YEAR = """EXISTS (SELECT 1 FROM membership AS m WHERE m.organisation_id = o.id AND m.network = 'main'
    AND m.joined_on <= :last AND (m.left_on IS NULL OR m.left_on >= :first))"""


def members(year: int) -> list[Member]:
    """Who was a member of the cluster in a year, by name, observers too: what is to be asked for and filled in."""
    days = {"first": f"{year}-01-01", "last": f"{year}-12-31"}
    return [Member._make(line) for line in rows(_MEMBERS.format(which=_THAT_YEAR), {"year": year, **days})]


def organisations(ids: Sequence[int], year: int) -> list[Member]:
    """The same of these organisations, members or not."""
    which = "o.id IN (SELECT value FROM json_each(:ids))"
    return [Member._make(line) for line in rows(_MEMBERS.format(which=which), {"year": year, "ids": plain.array(ids)})]


class Change(NamedTuple):
    """What all of one kind of figure came to in a year and the year before, where both are known of an organisation.

    `used` of `total` members of the year are in it.
    """

    now: int
    before: int
    used: int
    total: int


def change(year: int, column: str) -> Change:
    """How `employees` or `turnover` of the year's members grew (much as K28, which the report works out)."""
    listed = members(year)
    pairs = [(getattr(one, column), getattr(one, f"{column}_before")) for one in listed]
    both = [(now, before) for now, before in pairs if now is not None and before is not None]
    return Change(sum(now for now, _b in both), sum(before for _n, before in both), len(both), len(listed))


def years() -> list[int]:
    """The years that have figures, newest first."""
    return plain.ids("SELECT DISTINCT year FROM organisation_year ORDER BY year DESC")
