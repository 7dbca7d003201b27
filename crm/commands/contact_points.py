"""E-mails, phones and links of people and organisations."""

from datetime import date
from typing import Any

from peewee import Expression

from crm.commands import write
from crm.commands.command import command
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.records.contact_point import ContactPoint
from crm.rules import emails, links, phones
from crm.store import journal


@command(N_("Add {value}"))
def add(
    *,
    kind: str,
    value: str,
    person: int | None = None,
    organisation: int | None = None,
    label: str = "work",
    is_primary: bool | None = None,
) -> int:
    """Keep one more way to reach a person or an organisation; returns its id.

    `kind` is email, phone or link. The first of a kind becomes the primary one unless `is_primary` says otherwise; a
    new primary takes the place of the old. Raises Invalid({"value": sentence}) where the value cannot be one.
    """
    mine = _of(person, organisation, kind)
    if is_primary is None:
        is_primary = not ContactPoint.select().where(mine, ContactPoint.retired_on.is_null()).exists()
    if is_primary:
        _no_primary(mine)
    return write.insert(
        ContactPoint(
            person=person,
            organisation=organisation,
            kind=kind,
            label=label,
            value=value.strip(),
            normalised=normalised(kind, value),
            is_primary=is_primary,
        )
    )


@command(N_("Edit {value}"))
def edit(point: int, *, seen: int | None = None, **values: Any) -> None:
    """Change a contact point. Raises Invalid, Conflict."""
    record = write.get(ContactPoint, point)
    if "value" in values:
        values["value"] = values["value"].strip()
        values["normalised"] = normalised(values.get("kind", record.kind), values["value"])
    if values.get("is_primary") and not record.is_primary:
        _no_primary(_of(record.person_id, record.organisation_id, values.get("kind", record.kind)))
    record = write.change(ContactPoint, point, values, seen=seen)
    journal.current().describe(value=record.value)


@command(N_("Retire {value}"))
def retire(point: int, on: date) -> None:
    """Stop using a contact point from a day on; lists that still carry it go on matching."""
    record = write.change(ContactPoint, point, {"retired_on": on, "is_primary": False})
    journal.current().describe(value=record.value)


@command(N_("Remove {value}"))
def remove(point: int) -> None:
    """Delete a contact point that was wrong."""
    journal.current().describe(value=write.get(ContactPoint, point).value)
    write.delete(ContactPoint, point)


def normalised(kind: str, value: str) -> str:
    """The value as it is compared: E.164, lower-case address, full link. Raises Invalid({"value": sentence})."""
    problem: str | None
    if kind == "email":
        problem = emails.problem(value)
        found = emails.normalised(value) if problem is None else ""
    elif kind == "phone":
        found = phones.parse(value) or ""
        problem = None if found else _("«{value}» is not a phone number.").format(value=value)
    else:
        problem = links.problem(value)
        found = links.normalised(value) if problem is None else ""
    if problem is not None:
        raise Invalid({"value": problem})
    return found


def _of(person: int | None, organisation: int | None, kind: str) -> Expression:
    owner = ContactPoint.person == person if person is not None else ContactPoint.organisation == organisation
    return owner & (ContactPoint.kind == kind)


def _no_primary(mine: Expression) -> None:
    for point in ContactPoint.select(ContactPoint.id).where(mine, ContactPoint.is_primary == True):  # noqa: E712
        write.change(ContactPoint, point.id, {"is_primary": False})
