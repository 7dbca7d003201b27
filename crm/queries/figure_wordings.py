"""What the cluster makes of the figures of the report: its own names, another place, left out of what is read."""

from typing import NamedTuple

from crm.store.database import rows


class Wording(NamedTuple):
    """The names of a figure in both languages; an empty one is the program's.

    `position` is its place in the report from 1, None where the program puts it; a `hidden` one is counted and kept,
    and shown neither on the page nor in the summary.
    """

    id: int
    name_nb: str
    name_en: str
    position: int | None = None
    hidden: bool = False


def all() -> dict[str, Wording]:
    """By the key of the figure."""
    found = rows("SELECT key, id, name_nb, name_en, position, hidden FROM figure_wording")
    return {key: Wording(id, nb, en, position, bool(hidden)) for key, id, nb, en, position, hidden in found}
