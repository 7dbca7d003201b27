"""What earlier imports of the same file, or of a list with the same headers, brought in."""

import json
from collections.abc import Collection
from typing import NamedTuple

from crm.queries import merged
from crm.queries.imports import ImportRow, ImportsQuery
from crm.store.database import rows


class OpenPlace(NamedTuple):
    """A position that has no last day; `from_on` is ISO text or None."""

    id: int
    version: int
    person: int
    person_name: str
    organisation: int
    organisation_name: str
    title: str
    role: str
    from_on: str | None


class OpenPeriod(NamedTuple):
    """A membership in the main network that has no last day."""

    id: int
    version: int
    organisation: int
    organisation_name: str
    category: str
    joined_on: str
    agreement_signed_on: str | None


def same_file(sha256: str) -> ImportRow | None:
    """The newest import of the very same file, also one that was taken back since; None where there is none."""
    found = rows("SELECT max(id) FROM import_batch WHERE sha256 = ? AND sha256 <> ''", (sha256,))
    batch = found[0][0] if found else None
    return ImportsQuery().rows([batch])[batch] if batch else None


def same_headers(fingerprint: str, besides: str) -> ImportRow | None:
    """The newest import of another list with these headers that stands; `besides` is the hash of the list at hand."""
    found = rows(
        "SELECT id FROM import_batch WHERE fingerprint = ? AND fingerprint <> '' AND sha256 <> ?"
        " ORDER BY id DESC LIMIT 20",
        (fingerprint, besides),
    )
    lists = ImportsQuery().rows([batch for (batch,) in found])
    standing = (lists[batch] for (batch,) in found)
    return next((one for one in standing if not one.taken_back), None)


def mentioned(batch: int) -> set[tuple[int | None, int | None]]:
    """(person, organisation) of each row of an import that came in, or was known already; by their ids of today."""
    found = rows(
        "SELECT DISTINCT person, organisation FROM import_row"
        " WHERE batch_id = ? AND action IN ('new', 'changed', 'same')"
        " AND (person IS NOT NULL OR organisation IS NOT NULL)",
        (batch,),
    )
    people = merged.kept("person", {person for person, _organisation in found if person is not None})
    firms = merged.kept("organisation", {organisation for _person, organisation in found if organisation is not None})
    return {(people.get(person, person), firms.get(organisation, organisation)) for person, organisation in found}


def open_places(people: Collection[int]) -> list[OpenPlace]:
    """Where these people work now; archived people are left out."""
    found = rows(
        "SELECT position.id, position.version, person_id, trim(first_name || ' ' || last_name), organisation_id,"
        " organisation.name, title, role, from_on FROM json_each(?) AS wanted"
        " CROSS JOIN position ON person_id = wanted.value AND to_on IS NULL"
        " JOIN person ON person.id = person_id AND person.archived = 0"
        " JOIN organisation ON organisation.id = organisation_id ORDER BY person.sort_key, position.id",
        (json.dumps(list(people)),),
    )
    return list(map(OpenPlace._make, found))


def open_periods(organisations: Collection[int]) -> list[OpenPeriod]:
    """The memberships of these organisations that have no end; archived organisations are left out."""
    found = rows(
        "SELECT membership.id, membership.version, organisation_id, organisation.name, category, joined_on,"
        " agreement_signed_on"
        " FROM json_each(?) AS wanted CROSS JOIN membership ON organisation_id = wanted.value"
        " AND network = 'main' AND left_on IS NULL"
        " JOIN organisation ON organisation.id = organisation_id AND organisation.archived = 0"
        " ORDER BY organisation.sort_key",
        (json.dumps(list(organisations)),),
    )
    return list(map(OpenPeriod._make, found))
