"""Writing where the cluster was seen: press, web, newsletters, talks (medieoppslag)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.commands import beside, write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.media_item import MediaItem
from crm.store import journal


@command(N_("Add media item «{title}»"))
def add(title: str, published_on: date | None, *, tags: Sequence[str] | None = None, **values: Any) -> int:
    """Keep one time the cluster was seen; returns its id.

    `values` are fields of the record: `channel` (media_channel), `outlet`, `url`, `international`, `language` (an ISO
    code), `notes`. Raises Invalid.
    """
    made = write.insert(MediaItem(title=title.strip(), published_on=published_on, **values))
    beside.put("media_item", made, tags)
    return made


@command(N_("Edit media item «{title}»"))
def edit(item: int, *, seen: int | None = None, tags: Sequence[str] | None = None, **values: Any) -> None:
    """Change fields of a media item and, where told, its tags; `seen` is the version seen. Invalid, Conflict."""
    _tell(write.change(MediaItem, item, values, seen=seen))
    beside.put("media_item", item, tags)


@command(N_("Archive media item «{title}»"))
def archive(item: int) -> None:
    """Hide a media item from the list; figures keep it."""
    _tell(write.change(MediaItem, item, {"archived": True}))


@command(N_("Restore media item «{title}»"))
def restore(item: int) -> None:
    """Show an archived media item again."""
    _tell(write.change(MediaItem, item, {"archived": False}))


@command(N_("Remove media item «{title}»"))
def remove(item: int) -> None:
    """Delete a media item that was kept by mistake. CrmError where files or tags hang on it."""
    _tell(write.get(MediaItem, item))
    write.delete(MediaItem, item)


def _tell(item: MediaItem) -> None:
    journal.current().describe(title=item.title)
