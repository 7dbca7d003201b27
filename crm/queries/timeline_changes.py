"""What imports and steps changed of a record and of what hangs on it, as entries of its timeline."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crm.i18n import _
from crm.queries import merged, own_fields, plain, timeline_parts
from crm.queries.history import is_shown
from crm.queries.timeline_entry import Changed, Entry, joined
from crm.rules import code_lists, own_values
from crm.store import journal, tables
from crm.store.database import rows
from crm.store.take_back import is_taken_back


def imports(kind: str, owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    """The imports with these ids: from which rows the record came, and what changed."""
    listed = plain.by_ids(
        f"SELECT b.id, b.file_name, {timeline_parts.day('b.at')}, {timeline_parts.time('b.at')}, b.step,"
        " coalesce(staff.name, ''), min(r.row), count(*),"
        " EXISTS (SELECT 1 FROM step WHERE step.id = b.step AND step.undone_by IS NOT NULL)"
        f" FROM import_row AS r JOIN import_batch AS b ON b.id = r.batch_id"
        f" AND r.{kind} IN ({merged.with_those_in(kind, '?1')})"
        " LEFT JOIN staff ON staff.id = b.staff WHERE b.id IN (SELECT value FROM json_each(?2)) GROUP BY b.id",
        ids,
        [owner],
    )
    changed = _changed(kind, owner, [line[4] for line in listed if line[4] is not None])
    found = {}
    for row, name, day, time, step, who, first, count, undone in listed:
        gone = undone or (step is not None and is_taken_back(step))
        where = _("row {row}") if count == 1 else _("{count} rows from row {row}")
        came = _("Import · {where}").format(where=where.format(row=first, count=count))
        meta = joined(came, _("taken back") if gone else "", who)
        told = changed.get(step, ())
        found[row] = Entry("import_batch", row, "", date.fromisoformat(day), time[:5], name, meta, "", told)
    return found


def steps(kind: str, owner: int, ids: Sequence[int]) -> dict[int, Entry]:
    """The steps with these ids: who did what, and what changed of the record."""
    changed = _changed(kind, owner, ids)
    found = {}
    for row, label, args, day, time, who, origin, type_ in plain.by_ids(
        f"SELECT s.id, s.label, s.args, {timeline_parts.day('s.at')}, {timeline_parts.time('s.at')},"
        " coalesce(staff.name, ''), s.origin, s.kind FROM step AS s LEFT JOIN staff ON staff.id = s.staff"
        " WHERE s.id IN (SELECT value FROM json_each(?))",
        ids,
    ):
        meta = joined(who, code_lists.label("origin", origin) if origin != "window" else "")
        title = journal.readable(label, json.loads(args))
        found[row] = Entry(
            "step", row, type_, date.fromisoformat(day), time[:5], title, meta, "", changed.get(row, ())
        )  # fmt: skip
    return found


def _changed(kind: str, owner: int, steps: Sequence[int]) -> dict[int, tuple[Changed, ...]]:
    """What each of these steps changed of a record and of what hangs on it."""
    found: dict[int, list[Changed]] = {}
    for step, table, schema, before, after in rows(
        f'SELECT c.step, c."table", step.schema, c.before, c.after FROM ({timeline_parts.changes(kind)}) AS c'
        " JOIN step ON step.id = c.step WHERE c.step IN (SELECT value FROM json_each(:steps)) ORDER BY c.id",
        {"id": owner, "steps": plain.array(steps)},
    ):
        old, new = tables.decode(table, schema, before), tables.decode(table, schema, after)
        listed = found.setdefault(step, [])
        if table == "own_value":
            listed += _own(old, new)
            continue
        if old is None or new is None:
            listed.append(Changed(table, "", old, new))
            continue
        listed += [
            Changed(table, name, old[name], new[name])
            for name in new
            if is_shown(table, name) and old.get(name) != new[name]
        ]
    return {step: tuple(listed) for step, listed in found.items()}


def _own(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[Changed]:
    """A value of a field of one's own as a field of the record, which for whoever reads it it is."""
    before, after = own_fields.from_image(old), own_fields.from_image(new)
    field = (new or old or {})["own_field_id"]
    return [Changed("own_value", own_values.name(field), before, after)] if before != after else []
