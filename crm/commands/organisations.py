"""Writing organisations."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm.commands import beside, write
from crm.commands.command import command
from crm.i18n import N_
from crm.queries import organisations as queries
from crm.records.organisation import Organisation
from crm.rules import names, orgnr
from crm.store import journal


@command(N_("Add organisation «{name}»"))
def add(name: str, *, tags: Sequence[str] | None = None, own: Mapping[int, Any] | None = None, **values: Any) -> int:
    """Keep a new organisation; returns its id. `values` are fields of the record; raises Invalid.

    `tags` and `own` are what stands beside them (crm.commands.beside).
    """
    made = write.insert(Organisation(**_cleaned({"name": name, **values})))
    beside.put("organisation", made, tags, own)
    return made


@command(N_("Edit organisation «{name}»"))
def edit(
    organisation: int,
    *,
    seen: int | None = None,
    tags: Sequence[str] | None = None,
    own: Mapping[int, Any] | None = None,
    **values: Any,
) -> None:
    """Change fields of an organisation, and what stands beside them (crm.commands.beside).

    `seen` is the version the editor saw. Raises Invalid, Conflict.
    """
    record = write.change(Organisation, organisation, _cleaned(values), seen=seen)
    beside.put("organisation", organisation, tags, own)
    journal.current().describe(name=record.name)


@command(N_("Archive organisation «{name}»"))
def archive(organisation: int) -> None:
    """Hide an organisation from the lists; figures and history keep it."""
    record = write.change(Organisation, organisation, {"archived": True})
    journal.current().describe(name=record.name)


@command(N_("Restore organisation «{name}»"))
def restore(organisation: int) -> None:
    """Show an archived organisation again. Raises Invalid where its number was given to another since."""
    record = write.change(Organisation, organisation, {"archived": False})
    journal.current().describe(name=record.name)


@command(N_("Add organisation «{name}»"))
def named(name: str) -> int:
    """The id of the organisation of this name; one that is not in the register yet is added."""
    known = queries.find(names.clean(name))
    return int(known[0]) if known else add(names.clean(name))


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    if values.get("org_number"):
        values["org_number"] = orgnr.clean(values["org_number"])
    return values
