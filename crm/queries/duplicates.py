"""What the search for duplicates compares: of everybody who is not archived, in a few reads of whole tables."""

from typing import NamedTuple

from crm.store.database import rows


class Somebody(NamedTuple):
    """A person by id and the key of the name."""

    id: int
    key: str


def people() -> list[Somebody]:
    """Everybody who is not archived, by id."""
    found = rows("SELECT id, name_key FROM person WHERE archived = 0 ORDER BY id")
    return list(map(Somebody._make, found))


def contact_points() -> list[tuple[int, str, str]]:
    """(person, kind, normalised) for all e-mails and phones in use or retired, in the order of what they are."""
    return rows(
        "SELECT person_id, kind, normalised FROM contact_point"
        " WHERE kind IN ('email', 'phone') AND person_id IS NOT NULL ORDER BY kind, normalised"
    )


def switchboards() -> set[str]:
    """The phone numbers that organisations have."""
    found = rows("SELECT normalised FROM contact_point WHERE kind = 'phone' AND organisation_id IS NOT NULL")
    return {number for (number,) in found}


def positions() -> list[tuple[int, int]]:
    """(organisation, person) for every position held or left."""
    return rows("SELECT DISTINCT organisation_id, person_id FROM position ORDER BY organisation_id, person_id")


def told_apart() -> set[tuple[int, int]]:
    """The pairs of people, low id first, that somebody said are two."""
    return set(rows("SELECT low, high FROM not_same WHERE kind = 'person'"))
