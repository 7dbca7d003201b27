"""Writing what the cluster has with clusters and partners elsewhere (eksterne relasjoner)."""

from collections.abc import Sequence
from typing import Any

from crm.commands import beside, organisations, write
from crm.commands.command import command
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.records.external_relation import ExternalRelation
from crm.records.organisation import Organisation
from crm.store import journal


@command(N_("Add relation to «{name}»"))
def add(
    organisation: int | None,
    kind: str,
    *,
    organisation_name: str = "",
    tags: Sequence[str] | None = None,
    **values: Any,
) -> int:
    """Keep a relation to an organisation outside the cluster; returns its id.

    The organisation is known by id, or by a name that is added where it is new. `kind` is a key of the code list
    relation_kind. `values` are `name`, `country_code` where it is about another country than the organisation's,
    `from_on`, `to_on` (both count, open where None), `notes`. Raises Invalid.
    """
    if organisation is None:
        if not organisation_name.strip():
            raise Invalid({"organisation": _("Say which organisation it is.")})
        organisation = organisations.named(organisation_name)
    # A field `name` of the record: the label tells the organisation's.
    journal.current().describe(name=write.get(Organisation, organisation).name)
    made = write.insert(ExternalRelation(organisation=organisation, kind=kind, **values))
    beside.put("external_relation", made, tags)
    return made


@command(N_("Edit relation to «{name}»"))
def edit(
    relation: int,
    *,
    seen: int | None = None,
    organisation_name: str = "",
    tags: Sequence[str] | None = None,
    **values: Any,
) -> None:
    """Change fields of a relation and, where told, its tags; `seen` is the version the editor saw. Invalid, Conflict.

    `organisation_name` is that of another organisation, which is added where it is new.
    """
    if organisation_name:
        values["organisation"] = organisations.named(organisation_name)
    _tell(write.change(ExternalRelation, relation, values, seen=seen))
    beside.put("external_relation", relation, tags)


@command(N_("Archive relation to «{name}»"))
def archive(relation: int) -> None:
    """Hide a relation from the list; figures keep it."""
    _tell(write.change(ExternalRelation, relation, {"archived": True}))


@command(N_("Restore relation to «{name}»"))
def restore(relation: int) -> None:
    """Show an archived relation again."""
    _tell(write.change(ExternalRelation, relation, {"archived": False}))


@command(N_("Remove relation to «{name}»"))
def remove(relation: int) -> None:
    """Delete a relation that was kept by mistake. CrmError where files or tags hang on it."""
    _tell(write.get(ExternalRelation, relation))
    write.delete(ExternalRelation, relation)


def _tell(relation: ExternalRelation) -> None:
    journal.current().describe(name=relation.organisation.name)
