"""The steps of the register after another one, the register as it was after each, and who did what."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from crm.queries import plain
from crm.queries.history import is_shown
from crm.store import journal, rewind, tables
from crm.store.database import rows


class Edit(NamedTuple):
    """A step: when (UTC in ISO), who ("" where nobody signed), from where, what it is called, and what it changed."""

    step: int
    at: str
    staff: str
    origin: str
    label: str
    fields: tuple["Written", ...]


class Written(NamedTuple):
    """A field that a step wrote; `field` is "" for a row that was made or removed, with its images."""

    table: str
    row: int
    field: str
    before: Any
    after: Any


def after(step: int) -> list[int]:
    """The steps that came after one, in their order."""
    return [id for (id,) in rows("SELECT id FROM step WHERE id > ? ORDER BY id", (step,))]


@contextmanager
def looking_back(step: int) -> Iterator[rewind.Go]:
    """Hand out what lets all queries of this thread answer from after a step, `step` being the earliest."""
    with rewind.rewound(step) as go:
        yield go


def edits(steps: Sequence[int], most: int = 40) -> dict[int, Edit]:
    """What these steps were, each with at most so many of the fields it wrote."""
    found = {}
    for id, at, staff, origin, label, args, first in plain.by_ids(
        "SELECT step.id, step.at, coalesce(staff.name, ''), step.origin, step.label, step.args, step.first_change"
        " FROM step LEFT JOIN staff ON staff.id = step.staff WHERE step.id IN (SELECT value FROM json_each(?))",
        steps,
    ):
        told = journal.readable(label, json.loads(args))
        found[id] = Edit(id, at, staff, origin, told, tuple(_written(id, first, most)))
    return found


def _written(step: int, first: int, most: int) -> Iterator[Written]:
    for table, row, schema, before, then in rows(
        'SELECT c."table", c."row", step.schema, c.before, c.after FROM change AS c JOIN step ON step.id = c.step'
        " WHERE c.id >= ? AND c.step = ? ORDER BY c.id LIMIT ?",
        (first, step, most),
    ):
        old, new = tables.decode(table, schema, before), tables.decode(table, schema, then)
        if old is None or new is None:
            yield Written(table, row, "", old, new)
            continue
        for name in new:
            if is_shown(table, name) and old.get(name) != new[name]:
                yield Written(table, row, name, old[name], new[name])
