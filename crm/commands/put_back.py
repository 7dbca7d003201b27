"""Giving one field of a record an older value again, out of its history."""

from collections.abc import Mapping
from typing import Any

from crm.commands import contact_points, joining, own_values, sizes, write
from crm.commands.command import command
from crm.errors import CrmError, Invalid
from crm.i18n import N_, _
from crm.queries import history as queries
from crm.queries import named, own_fields
from crm.queries.history import HistoryEntry
from crm.records.kinds import BY_TABLE
from crm.rules import own_values as rules
from crm.store import journal, tables
from crm.store.database import rows


@command(N_("Put an older value back in «{name}»"))
def put_back(table: str, row: int, entry: HistoryEntry) -> None:
    """Let a field say what it said before the step of this entry of the record's history (crm.queries.history.of).

    What that step changed together with it, and cannot stand with the old value, goes back as well. Raises Invalid
    where the old value can no longer stand, CrmError where the record, or what the value names, is gone.
    """
    journal.current().describe(name=named.names(table, [row]).get(row, ""))
    own = rules.number(entry.field)
    if own is not None:
        own_values.put(table, row, {own: entry.before})
        return
    before, together = _before(table, row, entry)
    alone = {entry.field: before[entry.field]} | _follows(table, entry.field, before)
    try:
        with journal.step("Put back"):
            _write(table, row, alone)
    except Invalid as problem:
        rest = {name: before[name] for name in together if name in before}
        if len(rest) < 2:
            raise CrmError(" ".join(problem.fields.values())) from problem
        try:
            _write(table, row, alone | rest)
        except Invalid as other:
            raise CrmError(" ".join(other.fields.values())) from other
    sizes.settle()


def can_put_back(table: str, row: int, entry: HistoryEntry) -> bool:
    """Whether the field says something else today than before the step, and the record is there."""
    if not entry.field or not named.exists(table, row):
        return False
    own = rules.number(entry.field)
    if own is not None:
        return bool(own_fields.values(table, row).get(own) != entry.before)
    return bool(entry.field in tables.columns(table) and joining.stored(table, row)[entry.field] != entry.before)


def _before(table: str, row: int, entry: HistoryEntry) -> tuple[dict[str, Any], list[str]]:
    """The row as it was before the step changed the field, and what was changed with it."""
    columns = set(tables.columns(table))
    for schema, before, after in rows(
        "SELECT step.schema, before, after FROM change JOIN step ON step.id = change.step"
        ' WHERE change.step = ? AND "table" = ? AND "row" = ? ORDER BY change.id',
        (entry.step, table, row),
    ):
        old, new = tables.decode(table, schema, before), tables.decode(table, schema, after)
        if old and new and old.get(entry.field) == entry.before and new.get(entry.field) == entry.after:
            changed = [name for name in new if old.get(name) != new[name] and name in columns]
            return {name: value for name, value in old.items() if name in columns}, [
                name for name in changed if queries.is_shown(table, name)
            ]
    raise CrmError(_("There is no such step."))


def _follows(table: str, field: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from a field that commands write themselves."""
    if (table, field) == ("contact_point", "value"):
        return {"normalised": contact_points.normalised(before["kind"], before["value"])}
    return {}


def _write(table: str, row: int, values: Mapping[str, Any]) -> None:
    if not set(values) <= set(tables.columns(table)):
        raise CrmError(_("This field does not exist any more."))
    write.get(BY_TABLE[table], row)
    joining.put(table, row, values)
