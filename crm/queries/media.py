"""Where the cluster was seen: the list of media items, and how many by channel (K33)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.queries import narrowing, plain
from crm.store.database import rows


class MediaRow(NamedTuple):
    """A media item in the list."""

    id: int
    version: int
    published_on: date
    channel: str
    title: str
    outlet: str
    url: str
    international: bool
    language: str
    notes: str
    archived: bool


@dataclass(frozen=True)
class MediaQuery:
    """Which media items, and in what order: published_on, title, channel or outlet.

    `channel` is of media_channel, "" for all; archived ones are left out unless asked for.
    """

    text: str = ""
    order: str = "published_on"
    descending: bool = True
    year: int | None = None
    channel: str = ""
    international: bool | None = None
    archived: bool = False

    def ids(self) -> list[int]:
        """All of them."""
        asked: list[narrowing.Condition] = [
            *(("archived = ?", int(self.archived)), ("year = ?", self.year), ("channel = ?", self.channel or None)),
            ("international = ?", None if self.international is None else int(self.international)),
        ]
        told, parameters = narrowing.where(asked, self.text, "search_text")
        known = {
            "published_on": "published_on",
            "title": plain.norwegian("title"),
            "channel": plain.by_label("media_channel", "channel"),
            "outlet": plain.norwegian("outlet"),
        }
        order = plain.order(known, self.order, self.descending, "published_on, id")
        return plain.ids(f"SELECT id FROM media_item{told}{order}", parameters)

    def rows(self, ids: Sequence[int]) -> dict[int, MediaRow]:
        """What is shown of these."""
        found = plain.by_ids(
            "SELECT id, version, published_on, channel, title, outlet, url, international, language, notes, archived"
            " FROM media_item WHERE id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {
            line[0]: MediaRow._make(
                (*line[:2], date.fromisoformat(line[2]), *line[3:7], bool(line[7]), *line[8:10], bool(line[10]))
            )
            for line in found
        }


def by_channel(year: int) -> list[tuple[str, int, int]]:
    """(channel, how many, how many of them international) of a year, the most first."""
    return rows(
        "SELECT channel, count(*) AS number, sum(international) FROM media_item WHERE archived = 0 AND year = ?"
        " GROUP BY channel ORDER BY number DESC, channel",
        (year,),
    )


def years() -> list[int]:
    """The years that have media items, newest first."""
    return plain.ids("SELECT DISTINCT year FROM media_item WHERE archived = 0 ORDER BY year DESC")
