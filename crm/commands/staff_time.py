"""Writing what the staff spend their time on (timebruk)."""

from datetime import date
from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.staff import Staff
from crm.records.staff_time import StaffTime
from crm.store import journal


@command(N_("Add hours of {name}"))
def add(staff: int, worked_on: date | None, minutes: int | None, **values: Any) -> int:
    """Keep how long somebody on the staff worked on something on a day; returns its id.

    `values` are `focus_area`, `project`, `activity`, `organisation`, `target_group` (target_group), `notes`. Raises
    Invalid.
    """
    journal.current().describe(name=write.get(Staff, staff).name)
    return write.insert(StaffTime(staff=staff, worked_on=worked_on, minutes=minutes, **values))


@command(N_("Edit hours of {name}"))
def edit(time: int, *, seen: int | None = None, **values: Any) -> None:
    """Change what was kept of somebody's hours; `seen` is the version the editor saw. Raises Invalid, Conflict."""
    _tell(write.change(StaffTime, time, values, seen=seen))


@command(N_("Remove hours of {name}"))
def remove(time: int) -> None:
    """Delete hours that were kept by mistake."""
    _tell(write.get(StaffTime, time))
    write.delete(StaffTime, time)


def _tell(time: StaffTime) -> None:
    journal.current().describe(name=time.staff.name)
