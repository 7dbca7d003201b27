"""Empty cells that somebody wants to mean something: what is known is erased, unless a row of the list states it.

Nothing is erased for a column that was not ticked, and what is erased stands in the plan like any other change.
"""

from collections.abc import Mapping, Sequence

from crm.exchange.choices import Choices
from crm.exchange.entries import Entry, OrganisationEntry
from crm.exchange.header import Table
from crm.exchange.laid_over import is_empty
from crm.exchange.source import Row

ERASABLE: Mapping[str, tuple[str, str]] = {
    "organisation.short_name": ("organisation", "short_name"),
    "organisation.street": ("organisation", "street"),
    "organisation.postal_code": ("organisation", "postal_code"),
    "organisation.city": ("organisation", "city"),
    "organisation.municipality": ("organisation", "municipality_code"),
    "organisation.segment": ("organisation", "segment"),
    "organisation.employees": ("organisation", "employees"),
    "position.title": ("position", "title"),
}
"""Fields whose empty cells may erase: those of which a record has one, and none is needed. With (record, field)."""


def erasing(
    entries: Sequence[Entry], table: Table, fields: Mapping[str, str | None], choices: Choices
) -> Sequence[Entry]:
    """The entries, those with empty cells in a ticked column saying so; they stand in the order of `table.rows`."""
    ticked = {field for header in choices.erases if (field := fields.get(header) or "") in ERASABLE}
    if not ticked:
        return entries
    columns = {
        field: [place for place, header in enumerate(table.headers) if fields.get(header) == field] for field in ticked
    }
    shared: dict[tuple[int, tuple[str, ...]], OrganisationEntry] = {}
    return [
        _erasing(entry, [field for field, places in columns.items() if _all_empty(row, places)], shared)
        for entry, (_number, row) in zip(entries, table.rows, strict=True)
    ]


def _all_empty(row: Row, places: Sequence[int]) -> bool:
    return all(is_empty(row[place]) for place in places)


def _erasing(entry: Entry, empty: Sequence[str], shared: dict[tuple[int, tuple[str, ...]], OrganisationEntry]) -> Entry:
    names = tuple(sorted(name for record, name in map(ERASABLE.__getitem__, empty) if record == "organisation"))
    organisation = entry.organisation
    if organisation is not None and names:
        # The same cells on many rows stay one and the same entry, which is planned once
        known = id(organisation), names
        shared.setdefault(known, organisation._replace(erased=names))
        organisation = shared[known]
    return entry._replace(organisation=organisation, erases_title="position.title" in empty)
