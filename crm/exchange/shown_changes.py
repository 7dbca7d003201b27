"""What a row of a plan does, field by field, as a person is shown it."""

from collections.abc import Sequence

from crm.exchange.entries import Entry, OrganisationEntry, Said
from crm.exchange.pad import Change
from crm.exchange.row_plan import RowPlan
from crm.exchange.year_fields import shown
from crm.queries import own_fields
from crm.rules import own_values

SEVERAL = frozenset(("contact_point", "tagging"))
"""Of these a row may write several; each is wanted or refused by itself."""


def changes(row: RowPlan, entry: Entry) -> list[Change]:
    """All that the row writes: what it creates with nothing before, what it changes with what stands there now.

    What somebody refused is not among it; that stands in `row.refusals`.
    """
    refused = {_what(change) for change in row.refusals}
    found: list[Change] = []
    if row.creates_organisation and entry.organisation is not None:
        found += _organisation(entry.organisation)
    if row.creates_person:
        found += _person(entry)
    return [change for change in found if _what(change) not in refused] + list(row.changes)


def _what(change: Change) -> tuple[str, ...]:
    """The field, and where it can be filled several times the value too."""
    return (*change[:2], change.value) if change.record in SEVERAL else change[:2]


def _person(entry: Entry) -> list[Change]:
    values = [("person", name, getattr(entry, name)) for name in ("first_name", "last_name", "notes")]
    values += [("contact_point", point.kind, point.value) for point in entry.points]
    if entry.organisation is not None:
        values += [("position", "organisation", entry.organisation.name or entry.organisation.number)]
        values += [("position", "title", entry.title)]
        if entry.facts is not None:
            values += [("position", "role", entry.facts.role), ("position", "from_on", entry.facts.from_on)]
    if entry.facts is not None:
        values += [("person", "language", entry.facts.language)]
    values += [("tagging", "tag", name) for name in entry.tags]
    values += _own("person", entry.own)
    values += [("consent_record", "status", entry.newsletter)]
    return [Change(record, name, "", value) for record, name, value in values if value]


def _organisation(entry: OrganisationEntry) -> list[Change]:
    values = [("organisation", "name", entry.name), ("organisation", "org_number", entry.number)]
    values += [("organisation", name, str(value)) for name, value in entry.filled]
    values += [("contact_point", point.kind, point.value) for point in entry.points]
    values += [("tagging", "tag", name) for name in entry.tags]
    values += _own("organisation", entry.own)
    values += [
        (
            "organisation",
            one.name,
            ("" if str(one.year) in one.name else f"{one.year}: ") + shown(one.figure, one.value),
        )
        for one in entry.years
    ]
    if entry.membership is not None:
        values += [("membership", name, value) for name, value in entry.membership._asdict().items()]
    return [Change(record, name, "", value) for record, name, value in values if value]


def _own(record: str, told: Sequence[Said]) -> list[tuple[str, str, str]]:
    return [(record, own_values.name(one.field), own_fields.shown(one.field, one.value)) for one in told]
