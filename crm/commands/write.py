"""How a command writes one record: checked, derived, stamped with the step. Called only inside a command."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

import peewee

from crm.errors import Conflict, CrmError, Invalid
from crm.i18n import _
from crm.records.base import Record
from crm.records.own_field import OWNERS
from crm.store import journal, tables
from crm.store.database import database, rows

Kind = TypeVar("Kind", bound=Record)


def insert(record: Record) -> int:
    """Keep a new record; returns its id. Raises Invalid with a sentence for each field that is wrong."""
    _prepare(record)
    with _constraints_told():
        record.save(force_insert=True)
    _followed(record.followers())
    return int(record.id)


def change(kind: type[Kind], row: int, values: Mapping[str, Any], *, seen: int | None = None) -> Kind:
    """Give fields of a record new values; returns the record as it is now.

    `seen` is the version the editor saw: where somebody else has since written a field that is also in `values`,
    Conflict tells before, mine and theirs for each such field and nothing is written. A value that is as the editor
    saw it is no edit and never overwrites theirs; other fields merge. Raises Invalid for wrong values and CrmError
    where the record is gone.
    """
    record = get(kind, row)
    if seen is not None and seen != record.version:
        values = _merged(record, values, seen)
    before = dict(record.__data__)
    for name, value in values.items():
        if name not in kind._meta.fields:
            raise ValueError(f"{kind.__name__} has no field {name}")
        setattr(record, name, value)
    if record.__data__ != before:
        _prepare(record)
        left = kind(**before).followers() if kind.followers is not Record.followers else ()
        _update(record, {name: value for name, value in record.__data__.items() if value != before[name]})
        _followed([*left, *record.followers()])
    return record


def confirm(kind: type[Record], row: int) -> None:
    """Stamp a record with the open step and change nothing in it: somebody has looked at it and lets it be."""
    record = get(kind, row)
    record.version = journal.current().id
    _update(record, {"version": record.version})


def delete(kind: type[Record], row: int) -> None:
    """Remove a record for good with its fields of one's own (undo brings it back).

    CrmError where other records still refer to it; a command then keeps nothing of what it did.
    """
    left = get(kind, row).followers() if kind.followers is not Record.followers else ()
    table = kind._meta.table_name
    if table in OWNERS:  # what stands in fields of one's own is a part of the record
        database.execute_sql(f"DELETE FROM own_value WHERE {table}_id = ?", (row,))
    try:
        kind.delete().where(kind.id == row).execute()
    except peewee.IntegrityError as error:
        raise CrmError(_("Other records still refer to this one. Archive it instead.")) from error
    _followed(left)


def get(kind: type[Kind], row: int) -> Kind:
    """The record with this id; raises CrmError where it is gone."""
    found = list(kind.raw(_select(kind), row))
    if not found:
        raise CrmError(_("This record does not exist any more."))
    record: Kind = found[0]
    return record


def all_of(kind: type[Kind], ids: Sequence[int]) -> list[Kind]:
    """The records with these ids that are there, by id."""
    found: list[Kind] = list(
        kind.raw(_select(kind, "id IN (SELECT value FROM json_each(?)) ORDER BY id"), json.dumps(list(ids)))
    )
    return found


def prepared(record: Record, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """Give a record that is not written yet these values, checked and derived; what stood before, None for no change.

    Raises Invalid with the record as it was.
    """
    before = dict(record.__data__)
    for name, value in values.items():
        setattr(record, name, value)
    if record.__data__ == before:
        return None
    try:
        _prepare(record)
    except Invalid:
        record.__data__.update(before)
        raise
    return before


def update_all(kind: type[Record], names: Sequence[str], records: Sequence[Record]) -> None:
    """Write these columns of records that are `prepared`, in one statement for all. Raises Invalid."""
    fields = [kind._meta.fields[name] for name in names]
    sets = ", ".join(f'"{field.column_name}" = ?' for field in fields)
    written = [(*(field.db_value(record.__data__[field.name]) for field in fields), record.id) for record in records]
    with _constraints_told():
        database.connection().executemany(f'UPDATE "{kind._meta.table_name}" SET {sets} WHERE id = ?', written)


def followed_all(kind: type[Record], written: Sequence[tuple[Record, Mapping[str, Any]]]) -> None:
    """Derive again what rests on records that were written, before and now."""
    if kind.followers is not Record.followers:
        for record, before in written:
            _followed([*kind(**before).followers(), *record.followers()])


def derive_again(record: Record) -> None:
    """Write the derived columns of a record whose other columns were restored in part (crm.store.take_back)."""
    before = dict(record.__data__)
    record.derive()
    _update(record, {name: value for name, value in record.__data__.items() if value != before[name]})


def _followed(records: Sequence[Record]) -> None:
    """Derive again what rests on a record that was written."""
    for kind, row in dict.fromkeys((type(record), record.id) for record in records):
        derive_again(get(kind, row))


def _prepare(record: Record) -> None:
    found = record.problems()
    if found:
        raise Invalid(found)
    record.derive()
    record.version = journal.current().id


@cache
def _select(kind: type[Record], where: str = "id = ?") -> str:
    # Plain SQL: to build the same query anew costs Peewee more time than SQLite needs to answer it.
    columns = ", ".join(f'"{field.column_name}"' for field in kind._meta.sorted_fields)
    return f'SELECT {columns} FROM "{kind._meta.table_name}" WHERE {where}'


def _update(record: Record, values: Mapping[str, Any]) -> None:
    if not values:
        return
    fields = [type(record)._meta.fields[name] for name in values]
    sets = ", ".join(f'"{field.column_name}" = ?' for field in fields)
    stored = [field.db_value(value) for field, value in zip(fields, values.values(), strict=True)]
    with _constraints_told():
        database.execute_sql(f'UPDATE "{record._meta.table_name}" SET {sets} WHERE id = ?', [*stored, record.id])


def _plain(value: Any) -> Any:
    return value.id if isinstance(value, Record) else value


def _merged(record: Record, values: Mapping[str, Any], seen: int) -> Mapping[str, Any]:
    """The values that were really edited since `seen`; Conflict where somebody else edited the same ones."""
    kind = type(record)
    found = rows(
        "SELECT change.after, step.schema FROM change JOIN step ON step.id = change.step"
        ' WHERE "table" = ? AND "row" = ? AND step <= ? ORDER BY change.id DESC LIMIT 1',
        (kind._meta.table_name, record.id, seen),
    )
    image = tables.decode(kind._meta.table_name, found[0][1], found[0][0]) if found else None
    if image is None:
        return values
    edited, clashes = {}, {}
    for name, mine in values.items():
        field = kind._meta.fields[name]
        before = field.python_value(image.get(field.column_name))
        theirs = record.__data__.get(name)
        if _plain(mine) == before:
            continue
        edited[name] = mine
        if theirs != before and _plain(mine) != theirs:
            clashes[name] = (before, _plain(mine), theirs)
    if clashes:
        raise Conflict(_("Somebody else has changed this since you opened it."), clashes)
    return edited


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
            ("organisation_year.organisation_id", "year", _("The figures of this year are registered already.")),
            ("year_rate.year", "year", _("The rates of this year are registered already.")),
            ("indicator_value.indicator_id", "year", _("The value of this year is registered already.")),
            ("result_organisation", "organisation", _("This organisation is there already.")),
            ("code_term", "code", _("There is an entry with this key already.")),
            ("own_figure.key", "key", _("Another figure has this key.")),
            ("alias.person_id", "value", _("This is known already.")),
            ("focus_area.code", "code", _("Another focus area has this code.")),
            ("own_field.about", "name", _("There is such a field already.")),
            ("own_choice.own_field_id", "name", _("There is such a choice already.")),
            ("contact_point", "is_primary", _("There is another primary one already.")),
            ("participant", "participants", _("The same person cannot take part twice.")),
            ("FOREIGN KEY", "id", _("A record this refers to does not exist any more.")),
        ):
            if mark in text:
                raise Invalid({field: sentence}) from error
        raise
