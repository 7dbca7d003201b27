"""Tags: which there are, and which a record carries."""

from typing import NamedTuple

from crm.rules import folding
from crm.store.database import rows


class TagRow(NamedTuple):
    """A tag."""

    id: int
    name: str


def all() -> list[TagRow]:
    """Every tag, in Norwegian order."""
    found = [TagRow(*line) for line in rows("SELECT id, name FROM tag")]
    return sorted(found, key=lambda tag: (folding.sort_key(tag.name), tag.id))


def used() -> list[tuple[TagRow, int]]:
    """Every tag with how many records carry it, in Norwegian order."""
    counted = dict(rows("SELECT tag_id, count(*) FROM tagging GROUP BY tag_id"))
    return [(tag, counted.get(tag.id, 0)) for tag in all()]


def of(owner: str, row: int) -> list[str]:
    """The tags of one record, in the order they were hung there.

    `owner` is one of crm.records.tag.OWNERS.
    """
    found = rows(
        f"SELECT name FROM tagging JOIN tag ON tag.id = tag_id WHERE tagging.{owner}_id = ? ORDER BY tagging.id", (row,)
    )
    return [name for (name,) in found]
