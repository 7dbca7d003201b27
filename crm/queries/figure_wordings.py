"""What the cluster calls the figures of the report where that is not what the program calls them."""

from typing import NamedTuple

from crm.store.database import rows


class Wording(NamedTuple):
    """The names of a figure in both languages; an empty one is the program's."""

    id: int
    name_nb: str
    name_en: str


def all() -> dict[str, Wording]:
    """By the key of the figure."""
    return {key: Wording(*line) for key, *line in rows("SELECT key, id, name_nb, name_en FROM figure_wording")}
