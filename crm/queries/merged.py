"""Which record went into which: files that were written before a merge still name the one that is gone."""

from collections.abc import Collection
from typing import NamedTuple

from crm.queries import plain
from crm.store import tables
from crm.store.database import rows

KINDS = ("person", "organisation")


def kept(kind: str, ids: Collection[int]) -> dict[int, int]:
    """Of these ids those that went into another record, each with the one that stands for it today.

    `kind` is person or organisation. The one that was kept may have gone into a third, and may be deleted since.
    """
    found = rows(
        "WITH RECURSIVE went (first, at) AS (SELECT value, value FROM json_each(?)"
        " UNION SELECT first, kept FROM went JOIN merged ON kind = ? AND gone = at)"
        " SELECT first, at FROM went WHERE at <> first"
        " AND NOT EXISTS (SELECT 1 FROM merged WHERE kind = ? AND gone = at)",
        (plain.array(ids), kind, kind),
    )
    return dict(found)


def now(kind: str, id: int) -> int:
    """The record that stands for this one today: the one it went into, else itself."""
    return kept(kind, [id]).get(id, id)


def with_those_in(kind: str, id: str) -> str:
    """SQL that gives the id (a parameter, as ":id") and those that went into it, for `IN (...)`."""
    return (
        f"WITH RECURSIVE came (at) AS (VALUES ({id}) UNION SELECT gone FROM came JOIN merged"
        f" ON merged.kind = '{kind}' AND kept = at) SELECT at FROM came"
    )


def into(kind: str, id: int) -> list[int]:
    """The ids that went into a record, and those that went into them; without its own."""
    found = rows(
        "WITH RECURSIVE came (at) AS (VALUES (?) UNION SELECT gone FROM came JOIN merged ON kind = ? AND kept = at)"
        " SELECT at FROM came WHERE at <> ? ORDER BY at",
        (id, kind, id),
    )
    return [gone for (gone,) in found]


class Former(NamedTuple):
    """What an organisation was called before a merge: the key of its name (names.company_key) and its number, or ""."""

    organisation: int
    key: str
    number: str


def former() -> list[Former]:
    """What the organisations of the register and those that went into them were called before they became one.

    The journal tells: the step that made one of two holds both as they were. Taken back, it tells nothing any more.
    """
    if not rows("SELECT 1 FROM merged WHERE kind = 'organisation' LIMIT 1"):
        return []
    found = rows(
        "SELECT merged.kept, step.schema, change.before FROM merged JOIN step ON step.id = merged.version"
        " JOIN change ON change.id BETWEEN step.first_change AND step.last_change"
        " WHERE merged.kind = 'organisation' AND \"table\" = 'organisation' AND \"row\" IN (gone, kept)"
        " AND before IS NOT NULL AND step.schema > 0 ORDER BY change.id"
    )
    stands = kept("organisation", {organisation for organisation, _schema, _before in found})
    shapes: tables.Shapes = {}
    told = []
    for organisation, schema, before in found:
        was = tables.decode("organisation", schema, before, shapes) or {}
        told.append(Former(stands.get(organisation, organisation), was["name_key"], was["org_number"]))
    return told


def keys_of(organisations: Collection[int]) -> list[str]:
    """The keys of the names that these organisations have today."""
    found = rows(
        "SELECT name_key FROM organisation WHERE id IN (SELECT value FROM json_each(?))", (plain.array(organisations),)
    )
    return [key for (key,) in found]
