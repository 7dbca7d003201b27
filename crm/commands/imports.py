"""Bringing a list in: everything that its plan says, written as one step that can be taken back as a whole."""

import operator
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from typing import Any, NamedTuple

from crm.commands import backups, bulk, import_meetings, import_progress, sizes
from crm.commands.command import command
from crm.commands.import_progress import Told
from crm.commands.import_writes import Batch, Learned, Line, NewOrganisation, NewOwnValue, Writes, real
from crm.errors import CrmError
from crm.i18n import N_, _
from crm.progress import Progress, silent
from crm.records import contact_point, organisation, own_field, person
from crm.records.base import Record
from crm.records.consent_record import ConsentRecord
from crm.records.contact_point import ContactPoint
from crm.records.import_batch import ImportBatch, ImportRow
from crm.records.import_memory import ImportMapping, ImportWord
from crm.records.membership import Membership
from crm.records.not_same import NotSame
from crm.records.organisation import Organisation
from crm.records.own_field import OwnValue
from crm.records.person import Person, Position
from crm.records.tag import Tag, Tagging
from crm.rules import own_values, size_class
from crm.store import journal

_ORGANISATION = (
    *("name", "short_name", "org_number", "helix_sector", "segment", "employees", "street", "postal_code", "city"),
    *("municipality_code", "notes", "name_key", "sort_key", "search_text", "notes_text", "size_class", "size_basis"),
)
_SOURCE_LIMIT = 200
_NOTHING = Learned()
BACKED_UP_FROM = 100
"""A list that writes more rows than this is preceded by a backup (RELIABILITY.md section 4)."""


class Brought(NamedTuple):
    """What came of it: the batch, its step (None where nothing was written), and the first ids of what is new."""

    batch: int
    step: int | None
    first_person: int
    first_organisation: int


def bring_in(
    batch: Batch,
    writes: Writes,
    lines: Iterable[Line],
    *,
    seen: int,
    learned: Learned = _NOTHING,
    progress: Progress = silent,
) -> Brought:
    """Write a list into the register; before more than a hundred rows a verified copy of it is made.

    `seen` is the step that was the last when the plan was made: CrmError, with nothing written, where something was
    written since. `learned` is kept for the next import. `progress` may raise Cancelled at any time, and then nothing
    at all was written.
    """
    if batch.new + batch.changed > BACKED_UP_FROM and not journal.is_open():
        progress(0, None, _("Making a backup first"))
        backups.take("import")
    return _bring_in(batch, writes, lines, seen=seen, learned=learned, progress=progress)


@command(N_("Import «{file}»: {count} contacts"), origin="import")
def _bring_in(
    batch: Batch, writes: Writes, lines: Iterable[Line], *, seen: int, learned: Learned, progress: Progress
) -> Brought:
    step = journal.current()
    if step.id != seen + 1:
        raise changed_since()
    step.describe(file=batch.file_name, count=batch.new + batch.changed)
    if batch.new + batch.changed == 1:
        step.label = N_("Import «{file}»: {count} contact")
    kept = {name: told for name, told in asdict(batch).items() if name != "informed_on"}  # it stands in the choices
    number = ImportBatch(**kept, staff=journal.author.staff, at=journal.now())
    number.step = step.id if writes.total else None
    number.save(force_insert=True)
    step.touch("import_batch", number.id)  # also where every row was rejected and no record written
    brought = Brought(number.id, number.step, bulk.next_id(Person), bulk.next_id(Organisation))
    told = import_progress.of(progress, writes.total + batch.rows)
    step.progress = told.filling
    _organisations(writes, brought, step.id, told)
    _people(writes, batch, brought, step.id, told)
    _points(writes, brought, step.id, told)
    _memberships(writes, brought, step.id, told)
    _tags(writes, brought, step.id, told)
    _own_values(writes, brought, step.id, told)
    _consents(writes, batch, brought, step.id, told)
    _told_apart(writes, brought, step.id, told)
    told.passed(import_meetings.note(writes, brought.first_person, brought.first_organisation, step.id, told))
    told.text = _("Keeping the list itself")
    columns = ("batch_id", "row", "action", "reason", "cells", "person", "organisation")
    bulk.insert(ImportRow, columns, (_line(line, brought) for line in lines), told, coming=batch.rows)
    _learn(learned, number.at)
    told.passed(batch.rows)
    told(0)
    return brought


def _learn(learned: Learned, at: str) -> None:
    """Keep what the next import may know from this one, unless that is known already."""
    if learned.fingerprint:
        told = {name: getattr(learned, name) for name in ("headers", "fields", "door")}
        newest = (
            ImportMapping.select()
            .where(ImportMapping.fingerprint == learned.fingerprint)
            .order_by(ImportMapping.id.desc())
            .first()
        )
        if newest is None or any(getattr(newest, name) != value for name, value in told.items()):
            ImportMapping(fingerprint=learned.fingerprint, at=at, **told).save(force_insert=True)
    for name, word, code in learned.words:
        ImportWord(list=name, word=word, code=code, at=at).save(force_insert=True)


def changed_since() -> CrmError:
    """The error for a plan that no longer fits the register."""
    return CrmError(_("The register was changed while the list was being prepared. Look at the preview again."))


def _organisations(writes: Writes, brought: Brought, version: int, told: Told) -> None:
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
    _edit(Organisation, (*_ORGANISATION, "version"), edits, len(writes.edited_organisations), told)
    sizes.settle([edit.id for edit in writes.edited_organisations])


def _columns(new: NewOrganisation) -> tuple[Any, ...]:
    derived = organisation.derived(new.name, new.short_name, new.org_number, new.city, new.name_key)
    return (*new[1:], *derived, organisation.noted(new.notes))


def _people(writes: Writes, batch: Batch, brought: Brought, version: int, told: Told) -> None:
    first, source = brought.first_person, (batch.origin or batch.file_name)[:_SOURCE_LIMIT]
    basis = batch.basis or Person.lawful_basis.default
    names = ("first_name", "last_name", "notes", "notes_text", "name_key", "sort_key", "search_text")
    stamp = ("source", "lawful_basis", "import_batch", "informed_on")
    derived = cache(person.derived)  # many of a long list share a name
    rows = (
        (
            *(id_, version, new.first_name, new.last_name, new.notes, person.noted(new.notes)),
            *derived(new.first_name, new.last_name, new.name_key),
            *(source, basis, brought.batch, batch.informed_on or None),
        )
        for id_, new in enumerate(writes.people, first)
    )
    written = ("id", "version", *names, *stamp)
    told.passed(bulk.insert(Person, written, rows, told, coming=len(writes.people)))
    edits = (
        (
            *(edit.first_name, edit.last_name, edit.notes, person.noted(edit.notes)),
            *person.derived(edit.first_name, edit.last_name),
            *(version, edit.id, edit.version),
        )
        for edit in writes.edited_people
    )
    _edit(Person, (*names, "version"), edits, len(writes.edited_people), told)
    there = brought.first_organisation
    positions = (
        (version, real(person, first), real(organisation, there), title, int(primary))
        for person, organisation, title, primary in writes.positions
    )
    columns = ("version", "person_id", "organisation_id", "title", "is_primary")
    told.passed(bulk.insert(Position, columns, positions, told, coming=len(writes.positions)))
    edited = ((edit.title, edit.to_on, version, edit.id, edit.version) for edit in writes.edited_positions)
    _edit(Position, ("title", "to_on", "version"), edited, len(writes.edited_positions), told)


def _points(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    # First: a new one may take the place of a retired primary
    day = journal.now()[:10]
    retired = ((day, 0, version, point.id, point.version) for point in writes.retired)
    _edit(ContactPoint, ("retired_on", "is_primary", "version"), retired, len(writes.retired), told)
    _points_of("person", brought.first_person, writes, version, told)
    _points_of("organisation", brought.first_organisation, writes, version, told)


def _points_of(owner: str, first: int, writes: Writes, version: int, told: Told) -> None:
    # The other owner stays away: to hand over nothing takes as long as all the texts of a point
    of_owner = operator.attrgetter(owner)
    derived, primaries = contact_point.derived, cache(_primaries)  # most people have the same kinds
    rows = (
        (version, id_, *point, primary, derived(point[0], point[2], point[3]))
        for new in writes.points
        if (reference := of_owner(new)) is not None
        for id_ in (real(reference, first),)
        for point, primary in zip(
            new.points, primaries(tuple([point[0] for point in new.points]), new.taken), strict=True
        )
    )
    columns = ("version", f"{owner}_id", "kind", "label", "value", "normalised", "is_primary", "search_text")
    coming = sum(len(new.points) for new in writes.points if of_owner(new) is not None)
    told.passed(bulk.insert(ContactPoint, columns, rows, told, coming=coming))


def _primaries(kinds: tuple[str, ...], taken: tuple[str, ...]) -> list[int]:
    """For the kinds of somebody's points, 1 for the first of each that has none in use, else 0."""
    found = []
    seen = list(taken)
    for kind in kinds:
        found.append(int(kind not in seen))
        seen.append(kind)
    return found


def _memberships(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    # Known periods first: one that ends earlier now makes room for a new one, and the database lets none overlap.
    edits = ((edit.category, edit.left_on, version, edit.id, edit.version) for edit in writes.edited_memberships)
    _edit(Membership, ("category", "left_on", "version"), edits, len(writes.edited_memberships), told)
    rows = (
        (version, real(new.organisation, brought.first_organisation), new.category, new.joined_on, new.left_on)
        for new in writes.memberships
    )
    columns = ("version", "organisation_id", "category", "joined_on", "left_on")
    told.passed(bulk.insert(Membership, columns, rows, told))


def _told_apart(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    first = {"person": brought.first_person, "organisation": brought.first_organisation}
    rows = (
        (version, kind, *sorted(real(ref, first[kind]) or 0 for ref in (one, other)))
        for kind, one, other in writes.not_same
    )
    told.passed(bulk.insert(NotSame, ("version", "kind", "low", "high"), rows, told))


def _tags(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    first = bulk.next_id(Tag)
    rows = ((id_, version, new.name, new.key) for id_, new in enumerate(writes.tags, first))
    told.passed(bulk.insert(Tag, ("id", "version", "name", "name_key"), rows, told))
    hung = (
        (
            *(version, real(new.tag, first), real(new.person, brought.first_person)),
            real(new.organisation, brought.first_organisation),
        )
        for new in writes.taggings
    )
    told.passed(bulk.insert(Tagging, ("version", "tag_id", "person_id", "organisation_id"), hung, told))


def _own_values(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    new = (
        (
            *(version, one.field, real(one.person, brought.first_person)),
            *(real(one.organisation, brought.first_organisation), *_own_columns(one)),
        )
        for one in writes.own_values
        if not one.cell.id
    )
    columns = ("text", "number", "day", "own_choice_id", "search_text")
    owners = ("version", "own_field_id", "person_id", "organisation_id")
    told.passed(bulk.insert(OwnValue, (*owners, *columns), new, told))
    known = [one for one in writes.own_values if one.cell.id]
    edits = ((*_own_columns(one), version, one.cell.id, one.cell.version) for one in known)
    _edit(OwnValue, (*columns, "version"), edits, len(known), told)


def _own_columns(one: NewOwnValue) -> tuple[Any, ...]:
    said = own_values.columns(one.kind, one.cell.value)
    day = said["day"].isoformat() if said["day"] else None
    search = own_field.derived(one.kind, said["text"], said["number"], day)
    return said["text"], said["number"], day, said["own_choice"], search


def _consents(writes: Writes, batch: Batch, brought: Brought, version: int, told: Told) -> None:
    day, proof = journal.now()[:10], _("The list «{file}», row {row}")
    rows = (
        (
            *(version, real(new.person, brought.first_person), "newsletter", "email", new.status, day),
            proof.format(file=batch.file_name, row=new.row),
        )
        for new in writes.consents
    )
    columns = ("version", "person_id", "purpose", "channel", "status", "recorded_on", "evidence")
    told.passed(bulk.insert(ConsentRecord, columns, rows, told))


def _edit(kind: type[Record], columns: tuple[str, ...], rows: Iterable[Any], count: int, told: Told) -> None:
    if bulk.update(kind, columns, rows, told) != count:
        raise changed_since()
    told.passed(count)


def _line(line: Line, brought: Brought) -> tuple[Any, ...]:
    return (
        *(brought.batch, line.row, line.action, line.reason, line.cells),
        real(line.person, brought.first_person),
        real(line.organisation, brought.first_organisation),
    )
