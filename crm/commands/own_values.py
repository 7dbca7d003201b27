"""Writing what stands in fields of the cluster's own: of one record, of several, or beside an edit of the record."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm.commands import bulk, write
from crm.commands.command import command
from crm.errors import Conflict, CrmError, Invalid
from crm.i18n import N_, _
from crm.queries import named
from crm.queries import own_fields as queries
from crm.queries.own_fields import OwnField
from crm.records.own_field import OwnValue
from crm.rules import own_values as rules
from crm.rules.own_values import Value
from crm.store import journal
from crm.store.database import database, rows


class Edit(NamedTuple):
    """A value from a form, and what stood in the field when the form was opened."""

    value: Any
    seen: Any


@command(N_("Fields of «{record}»"))
def put(owner: str, row: int, values: Mapping[int, Any]) -> None:
    """Let these fields of a record say this; None or "" empties one, fields that are not named stay.

    `owner` is one of crm.queries.own_fields.KINDS. A value is as crm.rules.own_values has it, or an Edit: then Conflict
    tells where somebody else has written another one since. Raises Invalid by the names of the fields ("own_12").
    """
    journal.current().describe(record=named.names(owner, [row]).get(row, ""))
    known = _fields(owner, values)
    there = _rows(owner, row)
    present = queries.values(owner, row)
    wanted = _checked(known, values)
    _no_clash(wanted, values, present)
    for field, value in wanted.items():
        if value == present.get(field) and type(value) is type(present.get(field)):
            continue
        if value is None:
            write.delete(OwnValue, there[field])
            continue
        columns = rules.columns(known[field].kind, value)
        try:
            if field in there:
                write.change(OwnValue, there[field], columns)
            else:
                write.insert(OwnValue(own_field=field, **{owner: row}, **columns))
        except Invalid as error:
            raise Invalid({rules.name(field): " ".join(error.fields.values())}) from error


@command(N_("«{field}» of {count} records"))
def put_all(owner: str, ids: Sequence[int], field: int, value: Any) -> int:
    """Let a field say the same of several records, as one step; returns in how many it said something else."""
    known = _fields(owner, {field: value})[field]
    journal.current().describe(field=known.name)
    wanted = _checked({field: known}, {field: value})[field]
    before = queries.values_of(owner, ids)
    others = [row for row in named.existing(owner, ids) if before.get(row, {}).get(field) != wanted]
    journal.current().describe(count=len(others))
    if wanted is None:
        database.execute_sql(
            f"DELETE FROM own_value WHERE own_field_id = ? AND {owner}_id IN (SELECT value FROM json_each(?))",
            (field, json.dumps(others)),
        )
    elif others:
        _write_all(owner, others, known, wanted)
    return len(others)


def _write_all(owner: str, ids: Sequence[int], field: OwnField, value: Value) -> None:
    """Write by the thousand what was checked once."""
    one = OwnValue(own_field=field.id, **rules.columns(field.kind, value))
    if problems := one.problems():
        raise Invalid({field.key: " ".join(problems.values())})
    one.derive()
    day = one.day.isoformat() if one.day else None
    columns = ("text", "number", "day", "own_choice_id", "search_text")
    said = (one.text, one.number, day, one.own_choice_id, one.search_text)
    step = journal.current().id
    known = {
        row: (id, version)
        for row, id, version in rows(
            f"SELECT {owner}_id, id, version FROM own_value WHERE own_field_id = ?"
            f" AND {owner}_id IN (SELECT value FROM json_each(?))",
            (field.id, json.dumps(list(ids))),
        )
    }
    bulk.update(OwnValue, (*columns, "version"), ((*said, step, *known[row]) for row in ids if row in known))
    new = ((step, field.id, row, *said) for row in ids if row not in known)
    bulk.insert(OwnValue, ("version", "own_field_id", f"{owner}_id", *columns), new)


def typed(field: OwnField, text: object, today: date) -> Value:
    """What a typed text or a cell says of a field. Raises Invalid by the name of the field."""
    try:
        return rules.read(field.kind, text, today, field.offered)
    except Invalid as error:
        raise Invalid({field.key: " ".join(error.fields.values())}) from error


def _fields(owner: str, values: Mapping[int, Any]) -> dict[int, OwnField]:
    known = {field.id: field for field in queries.of(owner, archived=True)}
    if any(field not in known for field in values):
        raise CrmError(_("This field does not exist any more."))
    return {field: known[field] for field in values}


def _checked(known: Mapping[int, OwnField], values: Mapping[int, Any]) -> dict[int, Value]:
    wanted: dict[int, Value] = {}
    problems: dict[str, str] = {}
    for field, given in values.items():
        try:
            wanted[field] = rules.kept(known[field].kind, given.value if isinstance(given, Edit) else given)
        except Invalid as error:
            problems[rules.name(field)] = " ".join(error.fields.values())
            continue
        if known[field].kind == "choice" and wanted[field] not in (None, *known[field].words):
            problems[rules.name(field)] = _("This choice does not exist any more. Choose another one.")
    if problems:
        raise Invalid(problems)
    return wanted


def _no_clash(wanted: Mapping[int, Value], values: Mapping[int, Any], present: Mapping[int, Value]) -> None:
    clashes: dict[str, tuple[Any, Any, Any]] = {}
    for field, given in values.items():
        if isinstance(given, Edit):
            before, theirs = None if given.seen == "" else given.seen, present.get(field)
            if theirs != before and theirs != wanted[field]:
                clashes[rules.name(field)] = (before, wanted[field], theirs)
    if clashes:
        raise Conflict(_("Somebody else has changed this since you opened it."), clashes)


def _rows(owner: str, row: int) -> dict[int, int]:
    return dict(rows(f"SELECT own_field_id, id FROM own_value WHERE {owner}_id = ?", (row,)))
