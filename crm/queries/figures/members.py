"""Who was a member when: organisations of the main network, observers never (DOMAIN.md 7, M(d)).

Days are ISO text throughout: it sorts and compares as days do. Archived organisations count like others.
"""

import json
from collections.abc import Collection
from typing import NamedTuple

from crm.store.database import rows

_MEMBER = "network = 'main' AND category <> 'observer'"


class Period(NamedTuple):
    """One period of membership; `left_on` is its last day, money in øre, time in minutes."""

    id: int
    organisation: int
    category: str
    joined_on: str
    left_on: str | None
    agreement_signed_on: str | None
    pledged_cash: int | None
    pledged_minutes: int | None

    def covers(self, day: str) -> bool:
        """Whether the day lies in the period."""
        return self.joined_on <= day and (self.left_on is None or self.left_on >= day)


class Organisation(NamedTuple):
    """What the report shows of an organisation."""

    id: int
    name: str
    org_number: str
    country_code: str
    legal_form: str
    helix_sector: str
    segment: str
    nace_code: str
    employees: int | None
    employees_on: str | None
    size_class: str
    municipality_code: str
    register_status: str
    sort_key: str


class Employed(NamedTuple):
    """A person in a position at an organisation on the day that was asked for."""

    organisation: int
    person: int
    informed_on: str | None
    is_main_contact: bool


def periods(until: str) -> list[Period]:
    """Every period of membership that began by the day, earliest first."""
    return [
        Period(*row)
        for row in rows(
            "SELECT id, organisation_id, category, joined_on, left_on, agreement_signed_on, pledged_cash,"
            f" pledged_minutes FROM membership WHERE {_MEMBER} AND joined_on <= ? ORDER BY joined_on, id",
            (until,),
        )
    ]


def organisations(ids: Collection[int]) -> dict[int, Organisation]:
    """The organisations with these ids."""
    found = rows(
        "SELECT id, name, org_number, country_code, legal_form, helix_sector, segment, nace_code, employees,"
        " employees_on, size_class, municipality_code, register_status, sort_key"
        " FROM organisation WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    )
    return {row[0]: Organisation(*row) for row in found}


def fees(year: int) -> dict[int, int]:
    """What each organisation pays for a year as a member of the main network, in øre; absent where unknown."""
    return dict(
        rows(
            "SELECT m.organisation_id, sum(f.amount) FROM membership_fee AS f JOIN membership AS m"
            f" ON m.id = f.membership_id WHERE f.year = ? AND m.{_MEMBER} GROUP BY m.organisation_id",
            (year,),
        )
    )


def employed(day: str) -> list[Employed]:
    """Everybody who held a position on a day; a person with two positions at one organisation appears once for it."""
    found = rows(
        "SELECT po.organisation_id, po.person_id, pe.informed_on, max(po.role = 'primary_contact')"
        " FROM position AS po JOIN person AS pe ON pe.id = po.person_id"
        " WHERE (po.from_on IS NULL OR po.from_on <= ?) AND (po.to_on IS NULL OR po.to_on >= ?)"
        " AND pe.status <> 'anonymised' GROUP BY po.organisation_id, po.person_id",
        (day, day),
    )
    return [Employed(row[0], row[1], row[2], bool(row[3])) for row in found]
