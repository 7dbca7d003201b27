"""The cluster's focus areas."""

from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.focus_area import FocusArea
from crm.store import journal


@command(N_("Add focus area «{name_nb}»"))
def add(code: str, *, name_nb: str, name_en: str, parent: int | None = None, **values: Any) -> int:
    """Keep a new focus area; returns its id. `code` is its short, unique number ("2.1"). Raises Invalid."""
    return write.insert(FocusArea(code=code, name_nb=name_nb, name_en=name_en, parent=parent, **values))


@command(N_("Edit focus area «{name}»"))
def edit(focus_area: int, *, seen: int | None = None, **values: Any) -> None:
    """Change a focus area. Raises Invalid, Conflict."""
    journal.current().describe(name=write.change(FocusArea, focus_area, values, seen=seen).name_nb)


@command(N_("Archive focus area «{name}»"))
def archive(focus_area: int) -> None:
    """Take a focus area out of the choices; what carries it keeps it."""
    journal.current().describe(name=write.change(FocusArea, focus_area, {"archived": True}).name_nb)
