"""Who changed what, when: of one record field by field, and of the whole register step by step."""

import json
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from crm.queries import own_fields
from crm.rules import own_values
from crm.store import journal, tables, undo
from crm.store.database import rows, value

# Follow from other columns; nobody wants to read them.
HIDDEN = {"id", "version", "search_text", "notes_text", "sort_key", "name_key", "normalised"}
_YEAR_OF_A_DAY = ("interaction", "activity", "media_item", "staff_time")
"""The tables whose `year` is that of their day; that of a fee or a contribution is one of its own."""


class HistoryEntry(NamedTuple):
    """One field that one step changed; `field` is "" for a record that was created or removed. `at` is UTC in ISO."""

    step: int
    at: str
    staff: str
    label: str
    origin: str
    kind: str
    field: str
    before: Any
    after: Any


class StepRow(NamedTuple):
    """One step; `kind` is do, undo, redo or take_back."""

    id: int
    label: str
    at: str
    staff: str
    origin: str
    kind: str
    undone: bool
    changes: int


def of(table: str, row: int) -> list[HistoryEntry]:
    """The history of one record, newest first, field by field; those of its own are called own_12."""
    own = _own_rows(table, row)
    found = rows(
        "SELECT step.id, step.at, coalesce(staff.name, ''), step.label, step.args, step.origin, step.kind, step.schema,"
        ' change."table", change.before, change.after FROM change JOIN step ON step.id = change.step'
        " LEFT JOIN staff ON staff.id = step.staff"
        ' WHERE change."table" = ?1 AND change."row" = ?2 OR change."table" = \'own_value\' AND change."row" IN'
        " (SELECT value FROM json_each(?3)) ORDER BY change.id DESC",
        (table, row, json.dumps(own)),
    )
    listed: list[HistoryEntry] = []
    for step, at, staff, label, args, origin, kind, schema, where, before, after in found:
        told = (step, at, staff, journal.readable(label, json.loads(args)), origin, kind)
        old, new = tables.decode(where, schema, before), tables.decode(where, schema, after)
        if where == "own_value":
            field = own_values.name((new or old or {})["own_field_id"])
            listed.append(HistoryEntry(*told, field, own_fields.from_image(old), own_fields.from_image(new)))
            continue
        if old is None or new is None:
            listed.append(HistoryEntry(*told, "", old, new))
            continue
        listed += [
            HistoryEntry(*told, name, old[name], new[name])
            for name in new
            if is_shown(table, name) and old.get(name) != new[name]
        ]
    return listed


def _own_rows(table: str, row: int) -> list[int]:
    """The rows in which fields of one's own of a record stand or stood."""
    if table not in own_fields.KINDS:
        return []
    found = rows(
        f"SELECT id FROM own_value WHERE {table}_id = ?1 UNION"
        # What was removed: only its images say what it hung on, in the place the column had in that schema
        ' SELECT gone."row" FROM change AS gone JOIN step ON step.id = gone.step JOIN shape ON'
        ' shape.schema = step.schema AND shape."table" = gone."table"'
        " WHERE gone.\"table\" = 'own_value' AND gone.after IS NULL AND json_extract(gone.before, '$[' ||"
        " (SELECT key FROM json_each(shape.columns) WHERE value = ?2) || ']') = ?1",
        (row, f"{table}_id"),
    )
    return [one for (one,) in found]


def is_shown(table: str, column: str) -> bool:
    """Whether a change of a column says anything that the others do not."""
    return column not in HIDDEN and not (column == "year" and table in _YEAR_OF_A_DAY)


def steps(limit: int = 100) -> list[StepRow]:
    """The latest steps, newest first; not those that only note what went out (crm.queries.went_out)."""
    found = rows(
        "SELECT step.id, label, args, at, coalesce(staff.name, ''), origin, kind, undone_by IS NOT NULL,"
        " last_change - first_change + 1 FROM step LEFT JOIN staff ON staff.id = step.staff"
        " WHERE last_change IS NOT NULL ORDER BY step.id DESC LIMIT ?",
        (limit,),
    )
    return [
        StepRow(row, journal.readable(label, json.loads(args)), at, staff, origin, kind, bool(undone), changes)
        for row, label, args, at, staff, origin, kind, undone, changes in found
    ]


def steps_since(day: date) -> int:
    """How many steps there were since the beginning of a day here."""
    begin = datetime.combine(day, time()).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    # From the newest step back to the first older one: there is no index by time, and none is needed.
    older = "SELECT id FROM step WHERE at < ? ORDER BY id DESC LIMIT 1"
    found: int = value(
        f"SELECT count(*) FROM step WHERE last_change IS NOT NULL AND id > coalesce(({older}), 0)", (begin,)
    )
    return found


def undo_label() -> str | None:
    """The name of the step that undo would take back, or None."""
    found = undo.undoable()
    return found.label if found else None


def redo_label() -> str | None:
    """The name of the step that redo would do again, or None."""
    found = undo.redoable()
    return found.label if found else None
