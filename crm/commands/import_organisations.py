"""The organisations of a list and their memberships, written in the step that brings the list in."""

from typing import Any

from crm.commands import bulk, import_edits, sizes
from crm.commands.import_progress import Told
from crm.commands.import_writes import Brought, NewMembership, NewOrganisation, Writes, real
from crm.records import organisation
from crm.records.membership import Membership
from crm.records.organisation import Organisation
from crm.rules import size_class

_ORGANISATION = (
    *("name", "short_name", "org_number", "helix_sector", "segment", "employees", "street", "postal_code", "city"),
    *("municipality_code", "notes", "legal_form", "nace_code", "employees_on"),
    *("name_key", "sort_key", "search_text", "notes_text", "size_class", "size_basis"),
)


def write(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    """Write new organisations and edits of known ones, with the size class that follows."""
    first = brought.first_organisation
    rows = (
        (id_, version, *_columns(new), *size_class.classify(new.employees))
        for id_, new in enumerate(writes.organisations, first)
    )
    columns = ("id", "version", *_ORGANISATION)
    told.passed(bulk.insert(Organisation, columns, rows, told, coming=len(writes.organisations)))
    edits = (
        (
            *(*_columns(edit.values), *size_class.classify(edit.values.employees, edit.turnover, edit.balance)),
            *(version, edit.id, edit.version),
        )
        for edit in writes.edited_organisations
    )
    import_edits.write(Organisation, (*_ORGANISATION, "version"), edits, len(writes.edited_organisations), told)
    sizes.settle([edit.id for edit in writes.edited_organisations])


def memberships(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    """Write new periods and edits of known ones."""
    # Known periods first: one that ends earlier now makes room for a new one, and the database lets none overlap.
    edits = (
        (edit.category, edit.left_on, edit.agreement_signed_on, version, edit.id, edit.version)
        for edit in writes.edited_memberships
    )
    edited = ("category", "left_on", "agreement_signed_on", "version")
    import_edits.write(Membership, edited, edits, len(writes.edited_memberships), told)
    rows = (
        (version, real(new.organisation, brought.first_organisation), *new[1:])  # the other columns stand in its order
        for new in writes.memberships
    )
    columns = ("version", "organisation_id", *NewMembership._fields[1:])
    told.passed(bulk.insert(Membership, columns, rows, told))


def _columns(new: NewOrganisation) -> tuple[Any, ...]:
    derived = organisation.derived(new.name, new.short_name, new.org_number, new.city, new.name_key)
    return (*new[1:], *derived, organisation.noted(new.notes))
