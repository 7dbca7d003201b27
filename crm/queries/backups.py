"""The backups of a register: which there are, and what is in each."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from crm.i18n import N_, _
from crm.store import backup_names, copy_check, opening
from crm.store.database import value

Copy = backup_names.Copy
Inside = copy_check.Inside

REASONS = {
    "asked": N_("Made by hand"),
    "closing": N_("When Klynge was closed"),
    "erase": N_("Before somebody was erased"),
    "import": N_("Before an import"),
    "merge": N_("Before records were merged"),
    "migration": N_("Before the register was brought up to date"),
    "restore": N_("Before a backup was restored"),
    "timer": N_("While working"),
}
KINDS = {
    "organisation": N_("Organisations"),
    "membership": N_("Memberships"),
    "person": N_("Contacts"),
    "interaction": N_("Interactions"),
    "task": N_("Follow-ups"),
    "activity": N_("Activities"),
    "project": N_("Projects"),
    "contribution": N_("Contributions"),
    "attachment": N_("Attached files"),
    "report_run": N_("Frozen reports"),
}


class Held(NamedTuple):
    """How many (`number`) there are in a backup, and how many are in the open register (None: none is)."""

    kind: str
    label: str
    number: int
    now: int | None


def listed(register: Path) -> list[Copy]:
    """The backups of a register, the newest first; it need not be open."""
    return backup_names.listed(backup_names.folder(register))


def folder(register: Path) -> Path:
    """Where they lie, whether there are any or not."""
    return backup_names.folder(register)


def last() -> datetime | None:
    """When the newest backup of the open register was made, by this machine's clock; None where there is none."""
    found = listed(opening.path_of_open())
    return found[0].made if found else None


def is_due() -> bool:
    """Whether something was written to the open register since its newest backup."""
    found = listed(opening.path_of_open())
    step = int(value("SELECT coalesce(max(id), 0) FROM step"))
    return bool(step) and (not found or copy_check.mark_of(found[0].path) != copy_check.own_mark())


def why(copy: Copy) -> str:
    """Why a backup was made, in the present language."""
    return _(REASONS[copy.reason]) if copy.reason in REASONS else copy.reason


def inside(path: Path, *, whole: bool = True) -> Inside:
    """What a backup holds; with `whole` every page of it is checked. Raises CrmError where it is damaged."""
    return copy_check.inside(path, whole=whole)


def newest(path: Path) -> str:
    """When something was last changed in a backup (UTC, ISO); "" where it is empty or cannot be read."""
    return copy_check.newest(path)


def held(found: Inside, *, compared: bool) -> list[Held]:
    """The counts of a backup by kind; `compared` with the open register."""
    return [
        Held(kind, _(label), found.rows[kind], int(value(f'SELECT count(*) FROM "{kind}"')) if compared else None)
        for kind, label in KINDS.items()
        if kind in found.rows
    ]
