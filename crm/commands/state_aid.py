"""Writing the state aid that was passed on to companies (DOMAIN.md 1.2)."""

from datetime import date
from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.aid_record import AidRecord
from crm.records.organisation import Organisation
from crm.store import journal


@command(N_("Add state aid to «{name}»"))
def add(organisation: int, granted_on: date | None, amount: int | None, **values: Any) -> int:
    """Keep aid that an organisation was given on a day, `amount` in øre; returns its id.

    `values` are `basis` (aid_basis: de_minimis, gber, none), `amount_euro` in cents where the letter says it (else it
    is worked out by the rate of the year), `purpose`, `project`, `declaration_on`, `document_ref`, `notes`. Raises
    Invalid.
    """
    journal.current().describe(name=write.get(Organisation, organisation).name)
    return write.insert(AidRecord(organisation=organisation, granted_on=granted_on, amount=amount, **values))


@command(N_("Edit state aid to «{name}»"))
def edit(aid: int, *, seen: int | None = None, **values: Any) -> None:
    """Change fields of aid that was given; `seen` is the version the editor saw. Raises Invalid, Conflict."""
    _tell(write.change(AidRecord, aid, values, seen=seen))


@command(N_("Archive state aid to «{name}»"))
def archive(aid: int) -> None:
    """Hide aid from the list; what was given counts as before."""
    _tell(write.change(AidRecord, aid, {"archived": True}))


@command(N_("Restore state aid to «{name}»"))
def restore(aid: int) -> None:
    """Show archived aid again."""
    _tell(write.change(AidRecord, aid, {"archived": False}))


@command(N_("Remove state aid to «{name}»"))
def remove(aid: int) -> None:
    """Delete aid that was kept by mistake. CrmError where files hang on it."""
    _tell(write.get(AidRecord, aid))
    write.delete(AidRecord, aid)


def _tell(aid: AidRecord) -> None:
    journal.current().describe(name=aid.organisation.name)
