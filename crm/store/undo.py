"""Undo and redo: a step replayed backwards or forwards, as a step of its own.

Rows get their exact images back, `version` included: a version names one content, so an edit begun before the undo
still stands on what it saw. Undo ends at a migration (images of another shape) and works across restarts.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
        if schema == rows("PRAGMA user_version")[0][0]:
            return Undoable(id_, journal.readable(label, json.loads(args)), first, last)
    return None


def replay(first: int, last: int, *, backwards: bool, progress: Progress = silent) -> None:
    """Write the images of the changes `first` to `last` into their tables, in order.

    Row by row in the order of the journal, because each state on the way is one that the constraints once accepted;
    runs of the same kind go to the database in one call. A step is open.
    """
    # A deleted parent comes back before or after its children: only the end must be whole.
    database.execute_sql("PRAGMA defer_foreign_keys = ON")
    total = last - first + 1
    for done, table, ids, images in _runs(first, last, backwards):
        progress(done, total)
        if images is None:
            _many(f'DELETE FROM "{table}" WHERE id = ?', ((row,) for row in ids))
            continue
        columns = tables.columns(table)
        names = ", ".join(f'"{column}"' for column in columns)
        marks = ", ".join("?" * len(columns))
        rest = ", ".join(f'"{column}" = excluded."{column}"' for column in columns if column != "id")
        _many(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {rest}',
            map(json.loads, images),
        )
    progress(total, total)


def _runs(first: int, last: int, backwards: bool) -> Iterator[tuple[int, str, list[int], list[str] | None]]:
    """The changes in replay order, grouped while table and kind stay the same: (done, table, ids, images or None)."""
    wanted, order, compare = ("before", "DESC", "<=") if backwards else ("after", "ASC", ">=")
    position = last if backwards else first
    done = 0
    while True:
        chunk = rows(
            f'SELECT id, "table", "row", {wanted} FROM change WHERE id {compare} ? AND id BETWEEN ? AND ?'
            f" ORDER BY id {order} LIMIT {CHUNK}",
            (position, first, last),
        )
        if not chunk:
            return
        start = 0
        for index in range(1, len(chunk) + 1):
            same = index < len(chunk) and _kind(chunk[index]) == _kind(chunk[start])
            if not same:
                run = chunk[start:index]
                images = None if run[0][3] is None else [image for _id, _table, _row, image in run]
                yield done + index, run[0][1], [row for _id, _table, row, _image in run], images
                start = index
        done += len(chunk)
        position = chunk[-1][0] + (-1 if backwards else 1)


def _kind(change: tuple[int, str, int, str | None]) -> tuple[str, bool]:
    return change[1], change[3] is None


_many: Callable[..., Any] = lambda sql, values: database.connection().executemany(sql, values)  # noqa: E731
