"""Undo and redo: a step replayed backwards or forwards, as a step of its own.

Rows get their exact images back, `version` included: a version names one content, so an edit begun before the undo
still stands on what it saw. Undo ends at a migration (images of another shape) and where somebody
was erased, and works across restarts.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from crm.errors import CrmError
from crm.i18n import N_, _
from crm.progress import Progress, silent
from crm.store import journal, tables
from crm.store.database import database, rows

CHUNK = 5_000


@dataclass(frozen=True)
class Undoable:
    """A step that can be undone or redone now; `label` is readable in the present language."""

    id: int
    label: str
    first: int
    last: int


def undoable() -> Undoable | None:
    """The step that undo would take back, or None."""
    return _one(
        "SELECT id, label, args, first_change, last_change, schema FROM step"
        " WHERE kind IN ('do', 'take_back') AND undone_by IS NULL ORDER BY id DESC LIMIT 1"
    )


def redoable() -> Undoable | None:
    """The step that redo would do again, or None: nothing was done since it was undone."""
    return _one(
        "SELECT id, label, args, first_change, last_change, schema FROM step WHERE undone_by >"
        " (SELECT max(id) FROM step WHERE kind IN ('do', 'take_back')) ORDER BY id LIMIT 1"
    )


def undo(progress: Progress = silent) -> Undoable:
    """Take back the last step; returns it. Raises CrmError where there is nothing to undo."""
    found = undoable()
    if found is None:
        raise CrmError(_("There is nothing to undo."))
    with journal.step(N_("Undo: {step}"), kind="undo", target=found.id, step=found.label) as step:
        replay(found.first, found.last, backwards=True, progress=progress)
        database.execute_sql("UPDATE step SET undone_by = ? WHERE id = ?", (step.id, found.id))
    return found


def redo(progress: Progress = silent) -> Undoable:
    """Do the step again that was undone last; returns it. Raises CrmError where there is nothing to redo."""
    found = redoable()
    if found is None:
        raise CrmError(_("There is nothing to redo."))
    with journal.step(N_("Redo: {step}"), kind="redo", target=found.id, step=found.label):
        replay(found.first, found.last, backwards=False, progress=progress)
        database.execute_sql("UPDATE step SET undone_by = NULL WHERE id = ?", (found.id,))
    return found


def _one(sql: str) -> Undoable | None:
    for id_, label, args, first, last, schema in rows(sql):
        if schema == rows("PRAGMA user_version")[0][0] and id_ > _seam():
            return Undoable(id_, journal.readable(label, json.loads(args)), first, last)
    return None


def _seam() -> int:
    """The last step in which somebody was erased: what was before must not come back."""
    return int(rows("SELECT coalesce(max(version), 0) FROM erased")[0][0])


def replay(first: int, last: int, *, backwards: bool, progress: Progress = silent) -> None:
    """Write the images of the changes `first` to `last` into their tables, in order.

    Row by row in the order of the journal, because each state on the way is one that the constraints once accepted;
    runs of the same statement go to the database in one call. A step is open.
    """
    # A deleted parent comes back before or after its children: only the end must be whole.
    database.execute_sql("PRAGMA defer_foreign_keys = ON")
    connection = database.connection()
    done, total = 0, last - first + 1
    for chunk in _chunks(first, last, backwards):
        statements = (_statement(*change) for change in chunk)
        for sql, run in groupby(statements, key=itemgetter(0)):
            if sql:
                connection.executemany(sql, (values for _sql, values in run))
        done += len(chunk)
        progress(done, total)


def _chunks(first: int, last: int, backwards: bool) -> Iterator[list[tuple[str, int, str | None, str | None]]]:
    """The changes in replay order, some thousands at a time: (table, row, image wanted, image now)."""
    images, order = ("before, after", "DESC") if backwards else ("after, before", "ASC")
    while first <= last:
        near, far = (max(first, last - CHUNK + 1), last) if backwards else (first, min(last, first + CHUNK - 1))
        yield rows(
            f'SELECT "table", "row", {images} FROM change WHERE id BETWEEN ? AND ? ORDER BY id {order}', (near, far)
        )
        first, last = (first, near - 1) if backwards else (far + 1, last)


def _statement(table: str, row: int, wanted: str | None, now: str | None) -> tuple[str, list[Any]]:
    """The SQL that turns one row from the image `now` into `wanted`, with its values; "" where nothing differs."""
    columns = tables.columns(table)
    if wanted is None:
        return f'DELETE FROM "{table}" WHERE id = ?', [row]
    values = json.loads(wanted)
    if now is None:
        return f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})', values
    # Only what differs: SQLite leaves the indexes of the other columns alone.
    places = [place for place, (one, other) in enumerate(zip(values, json.loads(now), strict=True)) if one != other]
    sets = ", ".join(f'"{columns[place]}" = ?' for place in places)
    sql = f'UPDATE "{table}" SET {sets} WHERE id = ?' if places else ""
    return sql, [*(values[place] for place in places), row]
