"""Empty cells that somebody wants to mean something: what is known is erased, unless a row of the list states it.

Nothing is erased for a column that was not ticked, and what is erased stands in the plan like any other change. An
address or a number is retired and not deleted: a list that still carries it goes on matching.
"""

from collections.abc import Iterable, Mapping, Sequence

from crm.exchange.choices import Choices
from crm.exchange.entries import Entry, OrganisationEntry
from crm.exchange.header import Table
from crm.exchange.laid_over import is_empty
from crm.exchange.source import Row

_OF_ORGANISATION: Mapping[str, str] = {
    "organisation.short_name": "short_name",
    "organisation.street": "street",
    "organisation.postal_code": "postal_code",
    "organisation.city": "city",
    "organisation.municipality": "municipality_code",
    "organisation.segment": "segment",
    "organisation.employees": "employees",
    "organisation.employees_on": "employees_on",
    "organisation.legal_form": "legal_form",
    "organisation.nace_code": "nace_code",
}
_POINTS_OF_ORGANISATION: Mapping[str, str] = {
    "organisation.email": "email",
    "organisation.phone": "phone",
    "organisation.website": "link",
}
_OF_PERSON: Mapping[str, str] = {
    "position.title": "title",
    "person.email": "email",
    "person.mobile": "mobile",
    "person.phone": "phone",
    "notes": "notes",
}
ERASABLE = frozenset((*_OF_ORGANISATION, *_POINTS_OF_ORGANISATION, *_OF_PERSON))
"""Fields whose empty cells may erase: those that no record needs."""


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
    # Where a list has one column of numbers, it is the column of mobiles too
    alone = "person.mobile" not in fields.values()
    shared: dict[tuple[int, tuple[str, ...], tuple[str, ...]], OrganisationEntry] = {}
    return [
        _erasing(entry, [field for field, places in columns.items() if _all_empty(row, places)], shared, alone)
        for entry, (_number, row) in zip(entries, table.rows, strict=True)
    ]


def _all_empty(row: Row, places: Sequence[int]) -> bool:
    return all(is_empty(row[place]) for place in places)


def _erasing(
    entry: Entry,
    empty: Sequence[str],
    shared: dict[tuple[int, tuple[str, ...], tuple[str, ...]], OrganisationEntry],
    alone: bool,
) -> Entry:
    names, points = _names(_OF_ORGANISATION, empty), _names(_POINTS_OF_ORGANISATION, empty)
    organisation = entry.organisation
    if organisation is not None and (names or points):
        # The same cells on many rows stay one and the same entry, which is planned once
        known = id(organisation), names, points
        shared.setdefault(known, organisation._replace(erased=names, erased_points=points))
        organisation = shared[known]
    mine = _names(_OF_PERSON, empty)
    if alone and "phone" in mine:
        mine += ("mobile",)
    return entry._replace(organisation=organisation, erased=mine)


def _names(known: Mapping[str, str], empty: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(known[field] for field in empty if field in known))
