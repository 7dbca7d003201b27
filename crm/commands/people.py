"""Writing people and where they work."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from crm.commands import beside, bulk, contact_points, organisations, write
from crm.commands.command import command
from crm.errors import Invalid
from crm.i18n import N_
from crm.progress import Progress, silent
from crm.records.organisation import Organisation
from crm.records.person import Person, Position
from crm.store import journal
from crm.store.database import rows


@command(N_("Add «{first_name} {last_name}»"))
def add(
    *,
    last_name: str = "",
    first_name: str = "",
    organisation: int | None = None,
    organisation_name: str = "",
    title: str = "",
    role: str = "",
    from_on: date | None = None,
    email: str = "",
    phone: str = "",
    tags: Sequence[str] | None = None,
    own: Mapping[int, Any] | None = None,
    **values: Any,
) -> int:
    """Keep a new person with, where given, a position and a first e-mail and phone; returns the person's id.

    The employer is known by id, or by a name that is added where it is new; `tags` and `own` are what stands beside
    (crm.commands.beside). Raises Invalid with the sentence of each field that is wrong (last_name, email, phone, ...).
    """
    person = write.insert(Person(first_name=first_name.strip(), last_name=last_name.strip(), **values))
    if organisation is not None or organisation_name:
        add_position(person, organisation, organisation_name=organisation_name, title=title, role=role, from_on=from_on)
    for kind, field, value in (("email", "email", email), ("phone", "phone", phone)):
        if value.strip():
            try:
                contact_points.add(person=person, kind=kind, value=value)
            except Invalid as error:
                raise Invalid({field: error.fields["value"]}) from error
    beside.put("person", person, tags, own)
    return person


@command(N_("Edit «{name}»"))
def edit(
    person: int,
    *,
    seen: int | None = None,
    tags: Sequence[str] | None = None,
    own: Mapping[int, Any] | None = None,
    **values: Any,
) -> None:
    """Change fields of a person, and what stands beside them (crm.commands.beside).

    `seen` is the version the editor saw. Raises Invalid, Conflict.
    """
    record = write.change(Person, person, values, seen=seen)
    beside.put("person", person, tags, own)
    journal.current().describe(name=record.name)


@command(N_("Archive «{name}»"))
def archive(person: int) -> None:
    """Hide a person from the lists; figures and history keep them."""
    journal.current().describe(name=write.change(Person, person, {"archived": True}).name)


@command(N_("Restore «{name}»"))
def restore(person: int) -> None:
    """Show an archived person again."""
    journal.current().describe(name=write.change(Person, person, {"archived": False}).name)


@command(N_("Mark {count} people as informed"))
def inform(people: Sequence[int], on: date, progress: Progress = silent) -> int:
    """Note on which day people were told that they are kept; returns how many, as one step.

    Those who were told before keep their day. `progress` may raise Cancelled, and then nobody is marked.
    """
    wanted = rows(
        "SELECT id, version FROM person WHERE informed_on IS NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(people)),),
    )
    step = journal.current()
    values = ((on.isoformat(), step.id, id, version) for id, version in wanted)

    def told(done: int, total: int | None = None, text: str = "") -> None:
        progress(done, len(wanted), text)

    count = bulk.update(Person, ("informed_on", "version"), values, told)
    step.describe(count=count)
    return count


@command(N_("«{name}» changes employer"))
def change_employer(
    person: int,
    organisation: int | None = None,
    *,
    on: date,
    organisation_name: str = "",
    title: str = "",
    role: str = "",
) -> int:
    """End the person's present positions the day before `on` and begin a new one; returns its id.

    The new employer is known by id, or by a name that is added where it is new. Meetings before
    that day go on counting for the old employer: participants store theirs.
    """
    journal.current().describe(name=write.get(Person, person).name)
    present = Position.select().where(Position.person == person, Position.to_on.is_null())
    for position in present:
        last = on - timedelta(days=1)
        if position.from_on is not None and position.from_on > last:
            write.delete(Position, position.id)  # it would have ended before it began
        else:
            write.change(Position, position.id, {"to_on": last})
    return add_position(
        person, organisation, organisation_name=organisation_name, title=title, role=role, from_on=on, is_primary=True
    )


@command(N_("Add position of «{name}»"))
def add_position(
    person: int,
    organisation: int | None = None,
    *,
    organisation_name: str = "",
    title: str = "",
    role: str = "",
    from_on: date | None = None,
    to_on: date | None = None,
    is_primary: bool | None = None,
) -> int:
    """Note where a person works; returns the position's id. The first present one is primary unless said otherwise."""
    journal.current().describe(name=write.get(Person, person).name)
    if organisation is None:
        organisation = organisations.named(organisation_name)
    write.get(Organisation, organisation)
    if is_primary is None:
        is_primary = to_on is None and not _primaries(person)
    if is_primary and to_on is None:
        _no_primary(_primaries(person))
    return write.insert(
        Position(
            person=person,
            organisation=organisation,
            title=title,
            role=role,
            from_on=from_on,
            to_on=to_on,
            is_primary=is_primary,
        )
    )


@command(N_("Edit position of «{name}»"))
def edit_position(position: int, *, seen: int | None = None, **values: Any) -> None:
    """Change a position. Raises Invalid, Conflict.

    One that is opened again is the primary one only where it is said to be, or no other is.
    """
    record = write.get(Position, position)
    if values.get("to_on", record.to_on) is None:
        others = [primary for primary in _primaries(record.person_id) if primary != position]
        if values.get("is_primary"):
            _no_primary(others)
        elif others and record.is_primary:
            values["is_primary"] = False
    record = write.change(Position, position, values, seen=seen)
    journal.current().describe(name=record.person.name)


@command(N_("Remove position of «{name}»"))
def remove_position(position: int) -> None:
    """Delete a position that was registered by mistake."""
    journal.current().describe(name=write.get(Position, position).person.name)
    write.delete(Position, position)


def _primaries(person: int) -> list[int]:
    found = Position.select(Position.id).where(
        Position.person == person,
        Position.is_primary == True,  # noqa: E712
        Position.to_on.is_null(),
    )
    return [position.id for position in found]


def _no_primary(positions: list[int]) -> None:
    for position in positions:
        write.change(Position, position, {"is_primary": False})
