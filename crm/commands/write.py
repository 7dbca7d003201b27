"""How a command writes one record: checked, derived, stamped with the step. Called only inside a command."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import peewee

from crm.errors import Conflict, CrmError, Invalid
from crm.i18n import _
from crm.records.base import Record
from crm.store import journal
from crm.store.database import rows

Kind = TypeVar("Kind", bound=Record)


def insert(record: Record) -> int:
    """Keep a new record; returns its id. Raises Invalid with a sentence for each field that is wrong."""
    _prepare(record)
    with _constraints_told():
        record.save(force_insert=True)
    return int(record.id)


def change(kind: type[Kind], row: int, values: Mapping[str, Any], *, seen: int | None = None) -> Kind:
    """Give fields of a record new values; returns the record as it is now.

    `seen` is the version the editor saw: where somebody else has since written a field that is also in `values`,
    Conflict tells before, mine and theirs for each such field and nothing is written. Other fields merge. Raises
    Invalid for wrong values and CrmError where the record is gone.
    """
    record = get(kind, row)
    if seen is not None and seen != record.version:
        _refuse_conflict(record, values, seen)
    for name, value in values.items():
        if name not in kind._meta.fields:
            raise ValueError(f"{kind.__name__} has no field {name}")
        if record.__data__.get(name) != _plain(value):
            setattr(record, name, value)
    if record.dirty_fields:
        _prepare(record)
        with _constraints_told():
            record.save(only=record.dirty_fields)
    return record


def delete(kind: type[Record], row: int) -> None:
    """Remove a record for good (undo brings it back); CrmError where other records still refer to it."""
    try:
        kind.delete().where(kind.id == row).execute()
    except peewee.IntegrityError as error:
        raise CrmError(_("Other records still refer to this one. Archive it instead.")) from error


def get(kind: type[Kind], row: int) -> Kind:
    """The record with this id; raises CrmError where it is gone."""
    found: Kind | None = kind.get_or_none(kind.id == row)
    if found is None:
        raise CrmError(_("This record does not exist any more."))
    return found


def derive_again(record: Record) -> None:
    """Write the derived columns of a record whose other columns were restored in part (crm.store.take_back)."""
    record.derive()
    record.save(only=[field for field in record._meta.sorted_fields if field.name != "id"])


def _prepare(record: Record) -> None:
    found = record.problems()
    if found:
        raise Invalid(found)
    record.derive()
    record.version = journal.current().id


def _plain(value: Any) -> Any:
    return value.id if isinstance(value, Record) else value


def _refuse_conflict(record: Record, values: Mapping[str, Any], seen: int) -> None:
    kind = type(record)
    found = rows(
        'SELECT after FROM change WHERE "table" = ? AND "row" = ? AND step <= ? ORDER BY id DESC LIMIT 1',
        (kind._meta.table_name, record.id, seen),
    )
    if not found or found[0][0] is None:
        return
    image = json.loads(found[0][0])
    clashes = {}
    for name, mine in values.items():
        field = kind._meta.fields[name]
        before = field.python_value(image.get(field.column_name))
        theirs = record.__data__.get(name)
        if theirs != before and _plain(mine) != theirs and _plain(mine) != before:
            clashes[name] = (before, _plain(mine), theirs)
    if clashes:
        raise Conflict(_("Somebody else has changed this since you opened it."), clashes)


@contextmanager
def _constraints_told() -> Iterator[None]:
    """Turn what the database refuses into the sentence of the field it concerns."""
    try:
        yield
    except peewee.IntegrityError as error:
        text = str(error)
        for mark, field, sentence in (
            ("organisation.org_number", "org_number", _("Another organisation has this number.")),
            ("membership periods overlap", "joined_on", _("The organisation is a member in this period already.")),
            ("membership_fee.membership_id", "year", _("The fee of this year is registered already.")),
            ("focus_area.code", "code", _("Another focus area has this code.")),
            ("contact_point", "is_primary", _("There is another primary one already.")),
            ("participant", "participants", _("The same person cannot take part twice.")),
            ("FOREIGN KEY", "id", _("A record this refers to does not exist any more.")),
        ):
            if mark in text:
                raise Invalid({field: sentence}) from error
        raise
