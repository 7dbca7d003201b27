"""Taking back an older step field by field, weeks after it was done (DESIGN.md section 1).

* A field that still holds what the step wrote gets its old value again; one edited since keeps the edit and is listed.
* A row the step created goes when it is as the step left it and nothing that stays hangs on it; else it is listed.
* A row the step deleted comes back.

`plan` only reads; `carry_out` does what the plan says, so a dialog can show exactly what will happen.
"""

import json
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import peewee

from crm.progress import Progress, silent
from crm.store import journal, tables
from crm.store.database import database, rows

# Follow from other columns; `crm.commands.history` derives them again where a row ends up half old, half new.
DERIVED = {"version", "search_text", "sort_key", "name_key"}


class Kept(NamedTuple):
    """Something the step wrote that stays: a row (`field` empty) that is used or was edited, or one edited field."""

    table: str
    row: int
    field: str
    reason: str  # "edited", "used", "gone" or "in the way"


@dataclass
class TakeBack:
    """What taking a step back does."""

    step: int
    first: int
    last: int
    removes: dict[str, int] = field(default_factory=dict)  # created rows that go, counted by table
    restores: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    revives: list[tuple[str, int, str]] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)


def plan(step: int, first: int, last: int) -> TakeBack:
    """What taking back the step with the changes `first` to `last` would do now. Nothing is written.

    The created rows that go stand in the temporary table `going` until the next plan.
    """
    made = TakeBack(step, first, last)
    _gather(first, last)
    _plan_created(made)
    for table, row, before, after in rows(
        'SELECT "table", "row", before, after FROM temp.net WHERE before IS NOT NULL ORDER BY id'
    ):
        now = _image(table, row)
        if after is None:
            if now is None:
                made.revives.append((table, row, before))
        elif now is None:
            made.kept.append(Kept(table, row, "", "gone"))
        else:
            _plan_fields(made, table, row, *(_read(table, image) for image in (before, after, now)))
    return made


def carry_out(made: TakeBack, progress: Progress = silent) -> set[tuple[str, int]]:
    """Do what the plan says, inside an open step; returns the rows restored in part, to be derived again."""
    database.execute_sql("PRAGMA defer_foreign_keys = ON")
    version = journal.current().id
    total = len(made.revives) + len(made.restores) + sum(made.removes.values())
    done = 0
    for table, row, image in made.revives:
        values = _read(table, image) | {"version": version}
        names = ", ".join(f'"{name}"' for name in values)
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(values))})'
        _try(made, table, row, sql, list(values.values()))
        progress(done := done + 1, total)
    for (table, row), values in made.restores.items():
        sets = ", ".join(f'"{name}" = ?' for name in values) + ', "version" = ?'
        sql = f'UPDATE "{table}" SET {sets} WHERE id = ?'
        _try(made, table, row, sql, [*values.values(), version, row])
        progress(done := done + 1, total)
    for table, count in made.removes.items():
        database.execute_sql(
            f'DELETE FROM "{table}" WHERE id IN (SELECT "row" FROM temp.going WHERE "table" = ?)', (table,)
        )
        progress(done := done + count, total)
    return set(made.restores)


def _gather(first: int, last: int) -> None:
    """The net of the step for each row it touched: the image before its first change and after its last."""
    database.execute_sql("DROP TABLE IF EXISTS temp.net")
    database.execute_sql("DROP TABLE IF EXISTS temp.going")
    database.execute_sql(
        """
        CREATE TEMP TABLE net AS
        SELECT first.id, first."table", first."row", first.before, final.after
        FROM (SELECT "table", "row", min(id) AS lowest, max(id) AS highest FROM change
              WHERE id BETWEEN ? AND ? GROUP BY "table", "row") AS span
        JOIN change AS first ON first.id = span.lowest
        JOIN change AS final ON final.id = span.highest
        """,
        (first, last),
    )
    database.execute_sql(
        'CREATE TEMP TABLE going ("table" TEXT, "row" INTEGER, PRIMARY KEY ("table", "row")) WITHOUT ROWID'
    )


def _plan_created(made: TakeBack) -> None:
    created = [table for (table,) in rows('SELECT DISTINCT "table" FROM temp.net WHERE before IS NULL')]
    for table in created:
        # Equal images, compared in SQL, so that a hundred thousand created rows never pass through Python.
        untouched = f'FROM temp.net JOIN "{table}" AS now ON now.id = "row" WHERE "table" = ? AND before IS NULL AND after = {tables.image(table, "now")}'  # noqa: E501
        database.execute_sql(f'INSERT INTO temp.going SELECT "table", "row" {untouched}', (table,))
        edited = rows(
            f'SELECT "row" FROM temp.net JOIN "{table}" AS now ON now.id = "row"'
            f' WHERE "table" = ? AND before IS NULL AND after IS NOT NULL AND after <> {tables.image(table, "now")}',
            (table,),
        )
        made.kept += [Kept(table, row, "", "edited") for (row,) in edited]
    # A row stays when something that stays points at it; that may keep others in turn, so until nothing more changes.
    changed = True
    while changed:
        changed = False
        for table in created:
            for other, column in tables.references(table):
                used = rows(
                    f'SELECT DISTINCT going."row" FROM temp.going JOIN "{other}" AS other'
                    f' ON other."{column}" = going."row" WHERE going."table" = ? AND NOT EXISTS'
                    ' (SELECT 1 FROM temp.going AS also WHERE also."table" = ? AND also."row" = other.id)',
                    (table, other),
                )
                for (row,) in used:
                    database.execute_sql('DELETE FROM temp.going WHERE "table" = ? AND "row" = ?', (table, row))
                    made.kept.append(Kept(table, row, "", "used"))
                    changed = True
    made.removes = dict(rows('SELECT "table", count(*) FROM temp.going GROUP BY "table"'))


def _plan_fields(
    made: TakeBack, table: str, row: int, before: dict[str, Any], after: dict[str, Any], now: dict[str, Any]
) -> None:
    wrote = [name for name in after if after[name] != before[name] and name != "version"]
    still = {name: before[name] for name in wrote if now[name] == after[name]}
    made.kept += [
        Kept(table, row, name, "edited")
        for name in wrote
        if name not in still and name not in DERIVED and now[name] != before[name]
    ]
    if still.keys() - DERIVED:
        made.restores[table, row] = still


def _read(table: str, image: str) -> dict[str, Any]:
    return dict(zip(tables.columns(table), json.loads(image), strict=True))


def _image(table: str, row: int) -> str | None:
    found = rows(f'SELECT {tables.image(table)} FROM "{table}" WHERE id = ?', (row,))
    return found[0][0] if found else None


def _try(made: TakeBack, table: str, row: int, sql: str, values: list[Any]) -> None:
    """Write one row; where a constraint stands in the way (its org. number was taken since), list it instead."""
    try:
        with database.savepoint():
            database.execute_sql(sql, values)
    except peewee.IntegrityError:
        made.kept.append(Kept(table, row, "", "in the way"))
