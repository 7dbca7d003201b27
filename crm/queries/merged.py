"""Which record went into which: files that were written before a merge still name the one that is gone."""

from collections.abc import Collection

from crm.queries import plain
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
