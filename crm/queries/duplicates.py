"""What the search for duplicates compares: of everybody who is not archived, in a few reads of whole tables."""

import json
from collections.abc import Collection
from typing import NamedTuple

from crm.rules import emails, folding, names
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


def told_apart(kind: str = "person") -> set[tuple[int, int]]:
    """The pairs of people (or of organisations), low id first, that somebody said are two."""
    return set(rows("SELECT low, high FROM not_same WHERE kind = ?", (kind,)))


class Firm(NamedTuple):
    """An organisation by id and the keys of its names; `number` and `city` are "" where they are not known."""

    id: int
    key: str
    short: str
    number: str
    city: str


def organisations() -> list[Firm]:
    """Every organisation that is not archived, by id."""
    found = rows("SELECT id, name_key, short_name, org_number, city FROM organisation WHERE archived = 0 ORDER BY id")
    return [
        Firm(row, key, names.company_key(short) if short else "", number, folding.fold(city).strip())
        for row, key, short, number, city in found
    ]


def reached() -> list[tuple[int, str, str]]:
    """(organisation, kind, what): its phone numbers and links, and the domains of its own and its people's addresses.

    In the order of what they are; domains that everybody may have an address at are left out.
    """
    found = {
        (organisation, kind, what)
        for organisation, kind, what in rows(
            "SELECT organisation_id, kind, normalised FROM contact_point"
            " WHERE organisation_id IS NOT NULL AND kind IN ('phone', 'link', 'email')"
        )
    } | {
        (organisation, "email", what)
        for organisation, what in rows(
            "SELECT DISTINCT position.organisation_id, normalised FROM contact_point"
            " JOIN position ON position.person_id = contact_point.person_id AND to_on IS NULL"
            " WHERE kind = 'email' AND contact_point.retired_on IS NULL"
        )
    }
    told = set()
    for organisation, kind, what in found:
        if kind == "email":
            if emails.is_shared_domain(what):
                continue
            kind, what = "domain", emails.domain(what)
        elif kind == "link":
            kind, what = "domain", what.partition("://")[2].partition("/")[0].removeprefix("www.")
        if what:
            told.add((organisation, kind, what))
    return sorted(told, key=lambda one: (one[1], one[2], one[0]))


class Described(NamedTuple):
    """Who one of a pair is: the name, and where and how he, she or it is found."""

    name: str
    about: str


def described(kind: str, ids: Collection[int]) -> dict[int, Described]:
    """What people or organisations are called, and what tells them from namesakes: employer, town, addresses."""
    points = (
        "SELECT group_concat(value, ' · ') FROM (SELECT value FROM contact_point WHERE {owner} = one.id"
        " AND retired_on IS NULL AND kind <> 'link' ORDER BY kind, is_primary DESC, id LIMIT 3)"
    )
    if kind == "person":
        sql = (
            "SELECT one.id, trim(first_name || ' ' || last_name), (SELECT group_concat(said, ', ') FROM (SELECT"
            " trim(title || ' ') || CASE WHEN title = '' THEN '' ELSE ', ' END || organisation.name AS said"
            " FROM position JOIN organisation ON organisation.id = organisation_id WHERE person_id = one.id"
            f" ORDER BY to_on IS NOT NULL, is_primary DESC, position.id LIMIT 2)), ({points.format(owner='person_id')})"
            " FROM person AS one WHERE one.id IN (SELECT value FROM json_each(?))"
        )
    else:
        sql = (
            "SELECT one.id, name, trim(org_number || CASE WHEN org_number <> '' AND city <> '' THEN ' · ' ELSE '' END"
            f" || city), ({points.format(owner='organisation_id')})"
            " FROM organisation AS one WHERE one.id IN (SELECT value FROM json_each(?))"
        )
    return {
        row: Described(
            # A line may end with the dot but not begin with it
            name,
            "\u00a0· ".join(filter(None, (where, (how or "").replace(" ", "\u00a0").replace("·\u00a0", "· ")))),
        )
        for row, name, where, how in rows(sql, (json.dumps(list(ids)),))
    }
