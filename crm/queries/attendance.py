"""What a list of those who came is compared with: everybody's names, and who works where."""

import json
from collections.abc import Collection
from typing import NamedTuple

from crm.store.database import rows, value


class Place(NamedTuple):
    """An organisation by its names; `key` is crm.rules.names.company_key of the first."""

    id: int
    name: str
    short_name: str
    key: str


class Somebody(NamedTuple):
    """A person by the key of the name (crm.rules.names.person_key)."""

    id: int
    key: str


def places() -> list[Place]:
    """Every organisation that is not archived."""
    return list(map(Place._make, rows("SELECT id, name, short_name, name_key FROM organisation WHERE archived = 0")))


def called(keys: Collection[str]) -> list[Somebody]:
    """The people whose names have one of the keys, archived ones left out."""
    found = rows(
        "SELECT person.id, person.name_key FROM json_each(?) AS wanted"
        " CROSS JOIN person ON person.name_key = wanted.value WHERE person.archived = 0 ORDER BY person.id",
        (json.dumps(list(keys)),),
    )
    return list(map(Somebody._make, found))


def at(organisation: int) -> list[Somebody]:
    """Everybody who works there or did once, archived ones left out."""
    found = rows(
        "SELECT DISTINCT person.id, person.name_key FROM position JOIN person ON person.id = position.person_id"
        " WHERE position.organisation_id = ? AND person.archived = 0 ORDER BY person.id",
        (organisation,),
    )
    return list(map(Somebody._make, found))


def keys(people: Collection[int]) -> list[Somebody]:
    """These people by the keys of their names."""
    found = rows(
        "SELECT person.id, person.name_key FROM json_each(?) AS wanted CROSS JOIN person ON person.id = wanted.value",
        (json.dumps(list(people)),),
    )
    return list(map(Somebody._make, found))


def aliases(kind: str, keys: Collection[str]) -> list[tuple[str, int]]:
    """(key, person) for each of the keys that somebody was called or reached by in an earlier list.

    `kind` is name or email. Archived people are left out.
    """
    return rows(
        "SELECT alias.key, alias.person_id FROM json_each(?) AS wanted"
        " CROSS JOIN alias ON alias.kind = ? AND alias.key = wanted.value"
        " JOIN person ON person.id = alias.person_id WHERE person.archived = 0 ORDER BY alias.id",
        (json.dumps(list(keys)), kind),
    )


def is_alias(person: int, kind: str, key: str) -> bool:
    """Whether that is known of a person already."""
    return bool(
        value("SELECT EXISTS (SELECT 1 FROM alias WHERE person_id = ? AND kind = ? AND key = ?)", (person, kind, key))
    )
