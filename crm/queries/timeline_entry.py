"""What an entry of a timeline is made of."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple


class Changed(NamedTuple):
    """One field of the record, or of what hangs on it; `field` is "" for a row that came (before None) or went."""

    table: str
    field: str
    before: Any
    after: Any


class Entry(NamedTuple):
    """One entry: `kind` and `id` are the record's, `title` and `meta` are readable, `text` is what was written.

    `changed` is what an import or a step changed of the record the timeline is of. `time` is HH:MM or "". `other` is
    the record on the other side of a position: ("organisation", 3) for a person's, ("person", 7) for an organisation's.
    """

    kind: str
    id: int
    type: str
    day: date
    time: str
    title: str
    meta: str
    text: str
    changed: tuple[Changed, ...] = ()
    other: tuple[str, int] | None = None


Read = Callable[[str, int, Sequence[int]], dict[int, Entry]]
"""How the entries of a part are read: of a kind of record and its id, those with these ids."""


def joined(*texts: str | None) -> str:
    """What stands under a title: those that say something, with points between."""
    return " · ".join(text for text in texts if text)
