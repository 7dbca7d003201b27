"""Fields of the cluster's own in a list: a column that is called as a field fills it, each cell checked by its kind.

They are fields of crm.exchange.fields called "person.own_12" and "organisation.own_12". Empty cells do nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from crm.commands.import_writes import OwnCell
from crm.errors import Invalid
from crm.exchange import cells, fillable, findings
from crm.exchange.drafts import OrganisationDraft, PersonDraft
from crm.exchange.entries import Entry, OrganisationEntry
from crm.exchange.entries import Said as Told
from crm.exchange.header import Table
from crm.exchange.known import Known
from crm.exchange.pad import Pad, Said
from crm.exchange.source import Cell
from crm.queries import import_marks, own_fields
from crm.queries.own_fields import OwnField
from crm.rules import own_values
from crm.rules.own_values import Value
from crm.sentences import _


def read(entries: Sequence[Entry], table: Table, fields: Mapping[str, str | None], today: date) -> Sequence[Entry]:
    """The entries with what their rows say of fields of one's own, in the order of `table.rows`."""
    there = fillable.own()
    places = [
        (at, str(name).partition(".")[0], there[str(name)])
        for at, header in enumerate(table.headers)
        if (name := fields.get(header)) in there
    ]
    if not places:
        return entries
    shared: dict[tuple[int, tuple[Told, ...]], OrganisationEntry] = {}
    made = []
    for entry, (_number, row) in zip(entries, table.rows, strict=True):
        said: dict[str, tuple[Told, ...]] = dict.fromkeys(fillable.OWNERS, ())
        warnings: list[str] = []
        for at, about, field in places:
            value = _value(table.headers[at], field, row[at], today, warnings)
            if value is not None:
                said[about] = (*said[about], Told(field.id, value))
        organisation = entry.organisation
        if organisation is not None and said["organisation"]:
            same = id(organisation), said["organisation"]
            shared.setdefault(same, organisation._replace(own=said["organisation"]))
            organisation = shared[same]
        more = entry.warnings + tuple(warnings)
        made.append(entry._replace(own=said["person"], organisation=organisation, warnings=more))
    return made


def _value(header: str, field: OwnField, cell: Cell, today: date, warnings: list[str]) -> Value:
    given = cell if isinstance(cell, int | float | date) else cells.text(cell, lines=True)
    try:
        return own_values.read(field.kind, given, today, field.offered)
    except Invalid as error:
        warnings.append(findings.not_read(header, cells.text(cell), " ".join(error.fields.values())))
        return None


def load(pad: Pad, there: Known, entries: Sequence[Entry]) -> None:
    """Let the pad know what stands in these fields of those the list may mean."""
    people = {told.field for entry in entries for told in entry.own}
    companies = {id(entry.organisation): entry.organisation for entry in entries if entry.organisation is not None}
    theirs = {told.field for one in companies.values() for told in one.own}
    if not people and not theirs:
        return
    pad.own_fields = {field.id: field for field in own_fields.all()}
    if people:
        pad.own |= _cells("person", there.people)
    if theirs:
        pad.own |= _cells("organisation", [one.ref for one in there.organisations])


def _cells(owner: str, ids: Collection[int]) -> dict[tuple[str, int, int], OwnCell]:
    return {at: OwnCell(*stands) for at, stands in import_marks.own_values(owner, ids).items()}


def put(pad: Pad, draft: PersonDraft | OrganisationDraft, told: Sequence[Told], said: Said) -> None:
    """Let the fields of a person or an organisation say what a row says; the first row that says something counts."""
    owner = "person" if isinstance(draft, PersonDraft) else "organisation"
    for number, value in told:
        field, at = pad.own_fields[number], (owner, draft.ref, number)
        stood = pad.own.get(at)
        before = stood.value if stood is not None else None
        if before == value:
            pad.own_said.setdefault(at, value)
            continue
        shown = own_values.shown(field.kind, value, field.words)
        if at in pad.own_said:
            sentence = _("Another row says “{stated}” in “{field}”; that was kept.")
            kept = own_values.shown(field.kind, pad.own_said[at], field.words)
            said.warnings.append(sentence.format(stated=kept, field=field.name))
            continue
        was = own_values.shown(field.kind, before, field.words)
        if said.change(draft.ref, owner, field.key, was, shown):
            pad.own_said[at] = value
            id, version = (stood.id, stood.version) if stood is not None else (0, 0)
            pad.own[at] = OwnCell(id, version, value)
            pad.own_written[at] = OwnCell(id, version, value)
            pad.touch(draft)
