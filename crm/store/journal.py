"""The journal: SQLite writes every change down, before and after, under the one step that is open.

Triggers made from the tables copy each row into `change`. The step they name stands in `open_step`, which holds a
row only inside the transaction of a step; without one the trigger has nothing to name and the write is refused.
From this one log come undo, history, taking back an import and the news that windows react to (DESIGN.md section 1).

Rows are never written with INSERT OR REPLACE: SQLite then deletes without telling a trigger.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from crm.changes import Changes, both, publish
from crm.i18n import N_, _
from crm.progress import Progress, silent
from crm.store import failures, presence, reach, search, tables, words
from crm.store.database import database, value

SAMPLE = N_("Sample cluster")
"""The label of the one step that writes the sample cluster: by its first step a register is known to be one."""


@dataclass
class Author:
    """Who signs the steps of this process: a staff member's id where known; origin: window, import or command_line."""

    staff: int | None = None
    origin: str = "window"


author = Author()


@dataclass
class Step:
    """The step that is open. `args` fill the placeholders of the label; a command may add to them, or say it better.

    `nested` counts the steps open inside this one. `aside` names the triggers and indexes that had to step aside in
    it and must be back at its end, `runs` are the changes that were written together (crm.store.together).
    `progress` is asked while the search index is filled at the end of a long step; it may raise Cancelled.
    `first` is its first change, `searched` the last that the search index knows already (`search_now`), 0 for none.
    """

    id: int
    label: str
    args: dict[str, Any] = field(default_factory=dict)
    touched: dict[str, frozenset[int]] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    runs: list[reach.Run] = field(default_factory=list)
    nested: int = 0
    progress: Progress = silent
    first: int = 1
    searched: int = 0

    def touch(self, table: str, *ids: int) -> None:
        """Have the news name these rows; those of journalled tables are named by themselves."""
        self.touched[table] = self.touched.get(table, frozenset()).union(ids)

    def describe(self, **args: Any) -> None:
        """Say more about the step than was known when it began, such as how many rows it wrote."""
        self.args.update(args)

    def search_now(self) -> None:
        """Bring the search index up to date before the end, for who alters the images that it is led by.

        Nothing may be written to a journalled table afterwards.
        """
        first, last = max(self.first, self.searched + 1), value("SELECT max(id) FROM change") or 0
        if first <= last:
            search.refresh(reach.gather(self.runs, first, last), first, last, self.progress)
            self.searched = last


_open: ContextVar[Step | None] = ContextVar("open_step", default=None)


def current() -> Step:
    """The step that is open in this thread; RuntimeError where none is (a programming error)."""
    step = _open.get()
    if step is None:
        raise RuntimeError("no step is open")
    return step


def is_open() -> bool:
    """Whether a step is open in this thread."""
    return _open.get() is not None


def is_sample() -> bool:
    """Whether the open register is the sample cluster, whatever it is called and was done in it since."""
    return bool(value("SELECT label FROM step ORDER BY id LIMIT 1") == SAMPLE)


def is_nested() -> bool:
    """Whether a step inside another one is open in this thread: what is written now stands inside a savepoint."""
    step = _open.get()
    return step is not None and step.nested > 0


@contextmanager
def step(
    label: str, *, kind: str = "do", target: int | None = None, origin: str | None = None, **args: Any
) -> Iterator[Step]:
    """One transaction, one step, one undo. Inside another step it joins it, and leaves nothing there when it fails.

    `label` is an English text marked with N_ whose placeholders `args` fill. A step that changes nothing leaves no
    trace. Published as `Changes` once committed. Raises CrmError for a full disk and the like, with nothing written.
    """
    outer = _open.get()
    if outer is not None:
        outer.nested += 1
        try:
            with database.atomic():
                yield outer
        finally:
            outer.nested -= 1
        return
    presence.assert_there()
    with failures.told(), database.atomic():
        opened, first = _begin(label, args, kind, target, origin)
        token = _open.set(opened)
        try:
            yield opened
            _end(opened, first)
        finally:
            _open.reset(token)
    if opened.touched:
        if words.TABLES & opened.touched.keys():
            words.read()
        publish(Changes(readable(opened.label, opened.args), opened.touched))


def note(label: str, **args: Any) -> None:
    """Write down something that changed no record, such as a list that went out; undo and redo pass it by.

    A step of its own without changes: of kind `redo` because the last one of `do` is where redo ends, and without a
    target. `label` and `args` are those of `step`. Raises CrmError for a full disk and the like.
    """
    presence.assert_there()
    with failures.told(), database.atomic():
        database.execute_sql(
            "INSERT INTO step (label, args, kind, staff, origin, at, schema)"
            " VALUES (?, ?, 'redo', ?, ?, ?, (SELECT user_version FROM pragma_user_version))",
            (label, json.dumps(args, ensure_ascii=False), author.staff, author.origin, now()),
        )


def readable(label: str, args: dict[str, Any]) -> str:
    """A step's label in the present language, with its details filled in."""
    text = _(label)
    try:
        return text.format(**args)
    except (KeyError, IndexError, ValueError):
        return text


def _begin(label: str, args: dict[str, Any], kind: str, target: int | None, origin: str | None) -> tuple[Step, int]:
    cursor = database.execute_sql(
        "INSERT INTO step (label, args, kind, target, staff, origin, at, schema)"
        " VALUES (?, '{}', ?, ?, ?, ?, ?, (SELECT user_version FROM pragma_user_version))",
        (label, kind, target, author.staff, origin or author.origin, now()),
    )
    first = (value("SELECT max(id) FROM change") or 0) + 1
    opened = Step(cursor.lastrowid, label, args, first=first)
    database.execute_sql("INSERT INTO open_step (id) VALUES (?)", (opened.id,))
    return opened, first


def _end(opened: Step, first: int) -> None:
    """Close the step: say which changes are its own, bring the search index up to date, note the rows it touched."""
    for name in opened.aside:
        if not value("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'index') AND name = ?", (name,)):
            raise RuntimeError(f"the step went on although a write without {name} had failed")
    last = value("SELECT max(id) FROM change") or 0
    database.execute_sql("DELETE FROM open_step")
    if last < first:
        database.execute_sql("DELETE FROM step WHERE id = ?", (opened.id,))
        return
    found = reach.gather(opened.runs, first, last)
    for table, (ids, _new, _gone) in found.items():
        opened.touched[table] = both(opened.touched[table], ids) if table in opened.touched else ids
    if opened.searched < last:
        search.refresh(found, first, last, opened.progress)
    database.execute_sql(
        "UPDATE step SET first_change = ?, last_change = ?, label = ?, args = ? WHERE id = ?",
        (first, last, opened.label, json.dumps(opened.args, ensure_ascii=False, default=str), opened.id),
    )


def now() -> str:
    """The time as it is stored: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


INDEXES = ("""CREATE INDEX IF NOT EXISTS change_gone ON change ("table") WHERE after IS NULL""",)
"""Indexes of the journal that came later than it. No migration makes them: that would end undo at its seam, and an
index changes nothing of what the journal tells."""


def expected_triggers() -> dict[str, str]:
    """The journal's triggers as the tables demand them: {name: SQL}."""
    wanted: dict[str, str] = {}
    for table in tables.journalled():
        new, old = tables.image(table, "NEW"), tables.image(table, "OLD")
        for verb, row, before, after in (
            ("INSERT", "NEW", "NULL", new),
            ("UPDATE", "NEW", old, new),
            ("DELETE", "OLD", old, "NULL"),
        ):
            name = f"journal_{table}_{verb.lower()}"
            wanted[name] = (
                f'CREATE TRIGGER "{name}" AFTER {verb} ON "{table}" BEGIN '
                'INSERT INTO change (step, "table", "row", before, after) '
                f"VALUES ((SELECT id FROM open_step), '{table}', {row}.id, {before}, {after}); END"
            )
    return wanted
