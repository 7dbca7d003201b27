"""What the register knows of the people and organisations that a list mentions: asked for all of them at once.

Each look-up hands its keys over as one JSON text and walks an index, so that a list of ten rows reads ten rows of a
register of a hundred thousand (PERFORMANCE.md). Nothing is written, not even a temporary table.
"""

import json
from collections.abc import Collection
from itertools import islice
from typing import Any, NamedTuple

from crm.store.database import rows, value

# Reading so many keys costs a few milliseconds
_MANY = 5_000
_AT_ONCE = 5_000


class KnownPerson(NamedTuple):
    """A person as matching needs it; `objected` where the person has objected to being registered."""

    id: int
    version: int
    first_name: str
    last_name: str
    name_key: str
    notes: str
    language: str
    archived: int
    objected: int


class KnownPosition(NamedTuple):
    """A position; `ended` where it has a last day."""

    id: int
    version: int
    person: int
    organisation: int
    title: str
    role: str
    from_on: str | None
    is_primary: int
    ended: int


class KnownPoint(NamedTuple):
    """A contact point of a person or an organisation, retired ones too; `owner` is the one or the other."""

    owner: int
    kind: str
    normalised: str
    retired: int


class HeldPoint(NamedTuple):
    """A contact point in use, as a list that empties it needs it."""

    owner: int
    id: int
    version: int
    kind: str
    label: str
    value: str
    normalised: str


class KnownOrganisation(NamedTuple):
    """An organisation with the columns that a list can fill, and those from which its stored columns follow."""

    id: int
    version: int
    name: str
    short_name: str
    org_number: str
    helix_sector: str
    segment: str
    employees: int | None
    turnover: int | None
    balance: int | None
    street: str
    postal_code: str
    city: str
    municipality_code: str
    notes: str
    legal_form: str
    nace_code: str
    employees_on: str | None
    archived: int
    name_key: str


class KnownMembership(NamedTuple):
    """A period of membership in the main network; days as ISO text."""

    id: int
    version: int
    organisation: int
    category: str
    joined_on: str
    left_on: str | None
    agreement_signed_on: str | None


def last_step() -> int:
    """The number of the newest step: equal numbers mean that no record was written in between."""
    return int(value("SELECT seq FROM sqlite_sequence WHERE name = 'step'") or 0)


def people_by_email(addresses: Collection[str]) -> list[tuple[str, int]]:
    """(address, person) for each of the lower-case addresses that somebody has or had."""
    return rows(
        "SELECT point.normalised, point.person_id FROM json_each(?) AS wanted"
        " CROSS JOIN contact_point AS point ON point.kind = 'email' AND point.normalised = wanted.value"
        " WHERE point.person_id IS NOT NULL",
        (_json(addresses),),
    )


def people_by_name(keys: Collection[str]) -> list[int]:
    """The people whose names have one of the keys (crm.rules.names.person_key)."""
    found = rows(
        "SELECT person.id FROM json_each(?) AS wanted CROSS JOIN person ON person.name_key = wanted.value",
        (_json(keys),),
    )
    return [person for (person,) in found]


def owners_by_phone(numbers: Collection[str]) -> list[tuple[str, int | None]]:
    """(number, person) for each of the numbers in E.164 that somebody has or had; None for an organisation's."""
    if not numbers:
        return []
    fewer = value("SELECT count(*) < ? FROM contact_point WHERE kind = 'phone'", (len(numbers),))
    if fewer:
        every = rows("SELECT normalised, person_id FROM contact_point WHERE kind = 'phone'")
        return [found for found in every if found[0] in numbers]
    return rows(
        "SELECT point.normalised, point.person_id FROM json_each(?) AS wanted"
        " CROSS JOIN contact_point AS point ON point.kind = 'phone' AND point.normalised = wanted.value",
        (_json(numbers),),
    )


def people_at(organisations: Collection[int]) -> list[tuple[int, int, str]]:
    """(organisation, person, name_key) for everybody who works or worked in these organisations."""
    if not organisations:
        return []
    return rows(
        "SELECT DISTINCT position.organisation_id, person.id, person.name_key FROM json_each(?) AS wanted"
        " CROSS JOIN position ON position.organisation_id = wanted.value"
        " JOIN person ON person.id = position.person_id ORDER BY person.id",
        (_json(organisations),),
    )


def people(ids: Collection[int]) -> list[KnownPerson]:
    """The people with these ids."""
    found = rows(
        "SELECT person.id, version, first_name, last_name, name_key, notes, language, archived,"
        " objected_on IS NOT NULL"
        " FROM json_each(?) AS wanted CROSS JOIN person ON person.id = wanted.value",
        (_json(ids),),
    )
    return list(map(KnownPerson._make, found))


def positions(people: Collection[int]) -> list[KnownPosition]:
    """Where these people work and have worked."""
    found = rows(
        "SELECT position.id, version, person_id, organisation_id, title, role, from_on, is_primary,"
        " to_on IS NOT NULL"
        " FROM json_each(?) AS wanted CROSS JOIN position ON person_id = wanted.value",
        (_json(people),),
    )
    return list(map(KnownPosition._make, found))


def points(owner: str, ids: Collection[int]) -> list[KnownPoint]:
    """The contact points of people (`owner` "person") or organisations ("organisation")."""
    if owner not in ("person", "organisation"):
        raise ValueError(owner)
    found = rows(
        f"SELECT {owner}_id, kind, normalised, retired_on IS NOT NULL"
        f" FROM json_each(?) AS wanted CROSS JOIN contact_point ON {owner}_id = wanted.value",
        (_json(ids),),
    )
    return list(map(KnownPoint._make, found))


def held(owner: str, ids: Collection[int]) -> list[HeldPoint]:
    """The contact points in use of people (`owner` "person") or organisations ("organisation"), the primary first."""
    if owner not in ("person", "organisation"):
        raise ValueError(owner)
    found = rows(
        f"SELECT {owner}_id, contact_point.id, version, kind, label, contact_point.value, normalised"
        f" FROM json_each(?) AS wanted CROSS JOIN contact_point ON {owner}_id = wanted.value"
        " WHERE retired_on IS NULL ORDER BY is_primary DESC, contact_point.id",
        (_json(ids),),
    )
    return list(map(HeldPoint._make, found))


def organisations(numbers: Collection[str], keys: Collection[str]) -> list[KnownOrganisation]:
    """The organisations with one of the numbers, or whose names have one of the keys (names.company_key)."""
    columns = ", ".join(f"organisation.{name}" for name in KnownOrganisation._fields)
    found = rows(
        f"SELECT {columns} FROM json_each(?) AS wanted CROSS JOIN organisation ON org_number = wanted.value"
        " AND org_number <> '' AND archived = 0"
        # Archived ones are few, and their numbers stand in no index
        f" UNION SELECT {columns} FROM organisation"
        " WHERE archived = 1 AND org_number IN (SELECT value FROM json_each(?))"
        f" UNION SELECT {columns} FROM json_each(?) AS wanted CROSS JOIN organisation ON name_key = wanted.value"
        " ORDER BY 1",
        (_json(numbers), _json(numbers), _json(keys)),
    )
    return list(map(KnownOrganisation._make, found))


def organisation_keys(beginnings: Collection[str]) -> list[str]:
    """The keys of the names of organisations that begin so; where they are few those of all."""
    if value("SELECT count(*) FROM (SELECT 1 FROM organisation LIMIT ?)", (_MANY,)) < _MANY:
        return [key for (key,) in rows("SELECT DISTINCT name_key FROM organisation")]
    found = rows(
        "SELECT DISTINCT name_key FROM json_each(?) AS wanted CROSS JOIN organisation"
        " ON name_key >= wanted.value AND name_key < wanted.value || char(1114111)",
        (_json(beginnings),),
    )
    return [key for (key,) in found]


def memberships(organisations: Collection[int]) -> list[KnownMembership]:
    """The periods of these organisations in the main network, the oldest first."""
    found = rows(
        "SELECT membership.id, version, organisation_id, category, joined_on, left_on, agreement_signed_on"
        " FROM json_each(?) AS wanted CROSS JOIN membership ON organisation_id = wanted.value"
        " WHERE network = 'main' ORDER BY joined_on",
        (_json(organisations),),
    )
    return list(map(KnownMembership._make, found))


def employers(people: Collection[int]) -> dict[int, str]:
    """Where these people work now, in words: the organisations' names by person."""
    return dict(
        rows(
            "SELECT person_id, group_concat(organisation.name, ', ') FROM json_each(?) AS wanted"
            " CROSS JOIN position ON person_id = wanted.value JOIN organisation ON organisation.id = organisation_id"
            " WHERE to_on IS NULL GROUP BY person_id",
            (_json(people),),
        )
    )


def addresses(people: Collection[int]) -> dict[int, str]:
    """How one reaches these people, in words: the addresses and numbers in use by person, the primary ones first."""
    return dict(
        rows(
            "SELECT person_id, group_concat(point.value, ', ' ORDER BY kind, is_primary DESC, point.id)"
            " FROM json_each(?) AS wanted CROSS JOIN contact_point AS point ON person_id = wanted.value"
            " WHERE retired_on IS NULL AND kind IN ('email', 'phone') GROUP BY person_id",
            (_json(people),),
        )
    )


def _json(values: Collection[Any]) -> str:
    """The values as a JSON list, written in pieces: no other thread runs while one of them is."""
    remaining = iter(values)
    pieces = iter(lambda: json.dumps(list(islice(remaining, _AT_ONCE)))[1:-1], "")
    return f"[{', '.join(pieces)}]"
