"""The cluster's own staff."""

from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.staff import Staff
from crm.rules import names
from crm.store import journal
from crm.store.database import value


@command(N_("Add staff member «{name}»"))
def add(name: str, **values: Any) -> int:
    """Keep a new staff member; returns the id. Raises Invalid."""
    values.setdefault("initials", names.initials(name))
    return write.insert(Staff(name=name.strip(), **values))


def present() -> int | None:
    """Who signs the steps of this process, as long as that staff member stands in the register: an undo may end it."""
    found: int | None = value("SELECT id FROM staff WHERE id = ?", (journal.author.staff,))
    return found


@command(N_("Edit staff member «{name}»"))
def edit(staff: int, *, seen: int | None = None, **values: Any) -> None:
    """Change a staff member. Raises Invalid, Conflict."""
    journal.current().describe(name=write.change(Staff, staff, values, seen=seen).name)


@command(N_("Archive staff member «{name}»"))
def archive(staff: int) -> None:
    """Take somebody who left out of the choices."""
    journal.current().describe(name=write.change(Staff, staff, {"archived": True}).name)
