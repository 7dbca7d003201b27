"""The people of a list with their positions, and everybody's addresses, written in the step that brings the list in."""

import operator
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from crm.commands import bulk, import_edits
from crm.commands.import_progress import Told
from crm.commands.import_writes import Batch, Brought, Point, Writes, real
from crm.records import contact_point, person
from crm.records.contact_point import ContactPoint
from crm.records.person import Person, Position
from crm.store import journal

_SOURCE_LIMIT = 200


def write(writes: Writes, batch: Batch, brought: Brought, version: int, told: Told) -> None:
    """Write new people, edits of known ones, and where they work."""
    first, source = brought.first_person, (batch.origin or batch.file_name)[:_SOURCE_LIMIT]
    basis = batch.basis or Person.lawful_basis.default
    names = ("first_name", "last_name", "notes", "notes_text", "name_key", "sort_key", "search_text")
    spoken = any(new.language for new in writes.people)
    stamp = ("source", "lawful_basis", "import_batch", "informed_on")
    derived = cache(person.derived)  # many of a long list share a name
    rows = (
        (
            *(id_, version, new.first_name, new.last_name, new.notes, person.noted(new.notes)),
            *derived(new.first_name, new.last_name, new.name_key),
            *(source, basis, brought.batch, batch.informed_on or None),
            *((new.language,) if spoken else ()),
        )
        for id_, new in enumerate(writes.people, first)
    )
    written = ("id", "version", *names, *stamp, *(("language",) if spoken else ()))
    told.passed(bulk.insert(Person, written, rows, told, coming=len(writes.people)))
    edits = (
        (
            *(edit.first_name, edit.last_name, edit.notes, person.noted(edit.notes)),
            *person.derived(edit.first_name, edit.last_name),
            *(edit.language, version, edit.id, edit.version),
        )
        for edit in writes.edited_people
    )
    import_edits.write(Person, (*names, "language", "version"), edits, len(writes.edited_people), told)
    there = brought.first_organisation
    more = any(new.role or new.from_on for new in writes.positions)
    positions = (
        (version, real(new[0], first), real(new[1], there), new[2], int(new[3]), *(new[4:] if more else ()))
        for new in writes.positions
    )
    columns = ("version", "person_id", "organisation_id", "title", "is_primary", *(("role", "from_on") if more else ()))
    told.passed(bulk.insert(Position, columns, positions, told, coming=len(writes.positions)))
    edited = (
        (edit.title, edit.to_on, edit.role, edit.from_on, version, edit.id, edit.version)
        for edit in writes.edited_positions
    )
    changed = ("title", "to_on", "role", "from_on", "version")
    import_edits.write(Position, changed, edited, len(writes.edited_positions), told)


def points(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    """Write the addresses and numbers of people and organisations, and retire those that no longer hold."""
    # First: a new one may take the place of a retired primary
    day = journal.now()[:10]
    retired = ((day, 0, version, point.id, point.version) for point in writes.retired)
    import_edits.write(ContactPoint, ("retired_on", "is_primary", "version"), retired, len(writes.retired), told)
    _points_of("person", brought.first_person, writes, version, told)
    _points_of("organisation", brought.first_organisation, writes, version, told)


def _points_of(owner: str, first: int, writes: Writes, version: int, told: Told) -> None:
    # The other owner stays away: to hand over nothing takes as long as all the texts of a point
    of_owner = operator.attrgetter(owner)
    mine = [(new.points, new.taken, of_owner(new)) for new in writes.points if of_owner(new) is not None]
    columns = ("version", f"{owner}_id", "kind", "label", "value", "normalised", "is_primary", "search_text")
    rows = _point_rows(mine, first, version)
    told.passed(bulk.insert(ContactPoint, columns, rows, told, coming=sum(len(points) for points, _taken, _of in mine)))


def _point_rows(
    mine: Iterable[tuple[tuple[Point, ...], tuple[str, ...], int]], first: int, version: int
) -> Iterator[tuple[Any, ...]]:
    derived, primaries = contact_point.derived, cache(_primaries)  # most people have the same kinds
    for points, taken, reference in mine:
        owner = real(reference, first)
        kinds = primaries(tuple([point[0] for point in points]), taken)
        for (kind, label, value, normalised), primary in zip(points, kinds, strict=True):
            yield version, owner, kind, label, value, normalised, primary, derived(kind, value, normalised)


def _primaries(kinds: tuple[str, ...], taken: tuple[str, ...]) -> list[int]:
    """For the kinds of somebody's points, 1 for the first of each that has none in use, else 0."""
    found = []
    seen = list(taken)
    for kind in kinds:
        found.append(int(kind not in seen))
        seen.append(kind)
    return found
