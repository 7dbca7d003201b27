"""Pictures of a cluster that has just begun: every list says why it is empty and what to do next."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from crm.commands import cluster
from crm.store import journal, opening
from tests.pictures.pages import Shot, go
from ui.pages import places


def write(folder: Path) -> Path:
    """A register with nothing but a name; closed."""
    path = folder / "Ny klynge.klynge"
    path.unlink(missing_ok=True)
    opening.create(path)
    journal.author.staff = None
    cluster.begin("Ny klynge", staff_name="Kari Nordmann")
    opening.close()
    return path


def shots() -> Iterable[Shot]:
    """Every page of it."""
    for place in places.PLACES:
        if place.key != "settings":
            yield f"{place.key}-empty", partial(go, key=place.key)
