"""What the window tells of the register: the numbers beside the pages, its name, what Undo and Redo would do."""

from datetime import date
from typing import NamedTuple

from ui.pages import places


class Counts(NamedTuple):
    """What the cluster is called, how much waits on each page, and what Undo and Redo would do."""

    name: str
    pages: dict[str, int]
    undo: str | None
    redo: str | None
    drafts: int


def counts(today: date) -> Counts:
    """Ask the register; runs beside the window's own thread."""
    from ui.pages import doing

    return Counts(places.cluster_name(), places.numbers(today), *doing.labels(), places.drafts())
