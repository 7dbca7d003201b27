"""Taking back an older step field by field, weeks after it was done (DESIGN.md section 1).

* A field that still holds what the step wrote gets its old value again; one edited since keeps the edit and is listed.
* A row the step created goes when it is as the step left it and nothing that stays hangs on it; else it is listed.
* A row the step deleted comes back.

`plan` only reads; `carry_out` does what the plan says, so a dialog can show exactly what will happen.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import peewee

from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import journal, tables, together, watched
from crm.store.database import database, rows

# Follow from several columns; `crm.commands.history` derives them again where a row ends up half old, half new.
DERIVED = {"version", "search_text", "notes_text", "sort_key", "name_key", "size_class", "size_basis"}
# Follow from one other column: where a step wrote both they go back together.
FOLLOWS = {
    ("interaction", "year"): "held_on",
    ("activity", "year"): "start_on",
    ("media_item", "year"): "published_on",
    ("staff_time", "year"): "worked_on",
    ("contact_point", "normalised"): "value",
    ("alias", "key"): "value",
    # Since when a project is at its stage: one that has moved on the same day is not there since the stage before.
    ("project", "stage_on"): "stage",
}

_ROWS_AT_A_TIME = 500


class Kept(NamedTuple):
    """Something the step wrote that stays: a row (`field` empty) that is used or was edited, or one edited field."""

    table: str
    row: int
    field: str
    reason: str  # "edited", "used", "gone" (or what it refers to is) or "in the way"


@dataclass
class TakeBack:
    """What taking a step back does: as a plan what it would do, once carried out what it did."""

    step: int
    first: int
    last: int
    removes: dict[str, int] = field(default_factory=dict)  # created rows that go, counted by table
    restores: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    revives: list[tuple[str, int, str]] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)


def plan(step: int, first: int, last: int, progress: Progress = silent) -> TakeBack:
    """What taking back the step with the changes `first` to `last` would do now. Nothing is written.

    The created rows that go stand in the temporary table `going` until the next plan. `progress` may raise Cancelled.
    """
    made = TakeBack(step, first, last)
    text = _("Looking at what has changed since")
    progress(0, None, text)
    with watched.statements(lambda: progress(0, None, text)):
        _gather(first, last)
        _plan_created(made)
        edited = _edited()
    for place, (table, row, before, after) in enumerate(edited):
        if place % _ROWS_AT_A_TIME == 0:
            progress(place, len(edited), text)
        now = _image(table, row)
        if after is None:
            if now is None:
                made.revives.append((table, row, before))
        elif now is None:
            made.kept.append(Kept(table, row, "", "gone"))
        else:
            _plan_fields(made, table, row, *(_read(table, image) for image in (before, after, now)))
    return made


def _edited() -> list[Any]:
    """The rows that were there before the step, each with its image before and after."""
    return rows(
        # The last change first, as undo goes: a primary one is let go before the one it took the place of returns.
        """
        SELECT net."table", net."row", first.before, final.after FROM temp.net
        JOIN change AS first ON first.id = lowest JOIN change AS final ON final.id = highest
        WHERE came < 1 AND first.before IS NOT NULL ORDER BY highest DESC
        """
    )


def carry_out(made: TakeBack, progress: Progress = silent) -> set[tuple[str, int]]:
    """Do what the plan says, inside an open step; returns the rows restored in part, to be derived again."""
    version = journal.current().id
    total = len(made.revives) + len(made.restores) + sum(made.removes.values())
    done = 0
    # Those who refer to others stand first. All go before anything returns, for they may hold its unique values.
    for table, count in made.removes.items():
        together.remove(table, 'SELECT "row" FROM temp.going WHERE "table" = ?', (table,))
        progress(done := done + count, total)
    pending = [*_revivals(made, version), *_restorations(made, version)]
    while pending:
        # One may wait for another: a child for its parent, a value for the row that holds it.
        reasons = {deed: _refusal(deed) for deed in pending}
        stuck = [deed for deed, reason in reasons.items() if reason]
        progress(done := done + len(pending) - len(stuck), total)
        if len(stuck) == len(pending):
            _keep(made, reasons)
            break
        pending = stuck
    return set(made.restores)


class _Deed(NamedTuple):
    """One row to be written."""

    table: str
    row: int
    sql: str
    values: tuple[Any, ...]


def _revivals(made: TakeBack, version: int) -> Iterator[_Deed]:
    for table, row, image in made.revives:
        values = _read(table, image) | {"version": version}
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        yield _Deed(table, row, f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values.values()))


def _restorations(made: TakeBack, version: int) -> Iterator[_Deed]:
    for (table, row), values in made.restores.items():
        sets = ", ".join(f'"{name}" = ?' for name in values)
        sql = f'UPDATE "{table}" SET {sets}, "version" = ? WHERE id = ?'
        yield _Deed(table, row, sql, (*values.values(), version, row))


def _refusal(deed: _Deed) -> str:
    """Write the row; the reason where the database refuses it (its org. number was taken since), else ""."""
    try:
        with database.savepoint():
            database.execute_sql(deed.sql, deed.values)
    except peewee.IntegrityError as error:
        return "gone" if "FOREIGN KEY" in str(error) else "in the way"
    return ""


def _keep(made: TakeBack, reasons: dict[_Deed, str]) -> None:
    """List as kept what could not be written."""
    stuck = {(deed.table, deed.row) for deed in reasons}
    made.kept += [Kept(deed.table, deed.row, "", reason) for deed, reason in reasons.items()]
    made.revives = [one for one in made.revives if one[:2] not in stuck]
    made.restores = {key: values for key, values in made.restores.items() if key not in stuck}


def is_taken_back(step: int) -> bool:
    """Whether a step is taken back now: by a step that was neither undone nor taken back itself."""
    backs = rows("SELECT id FROM step WHERE kind = 'take_back' AND target = ? AND undone_by IS NULL", (step,))
    return any(not is_taken_back(back) for (back,) in backs)


def _gather(first: int, last: int) -> None:
    """The rows that the step touched, each with its first and last change there, and the rows that were touched since.

    `came` is 1 for a row that was not there before the step and is there after it.
    """
    for table in ("net", "later", "going"):
        database.execute_sql(f"DROP TABLE IF EXISTS temp.{table}")
    key = '"table" TEXT, "row" INTEGER, PRIMARY KEY ("table", "row")'
    database.execute_sql(f"CREATE TEMP TABLE net (lowest INTEGER, highest INTEGER, came INTEGER, {key}) WITHOUT ROWID")
    database.execute_sql(f"CREATE TEMP TABLE later ({key}) WITHOUT ROWID")
    database.execute_sql(f"CREATE TEMP TABLE going ({key}) WITHOUT ROWID")
    database.execute_sql(
        """
        INSERT INTO temp.net ("table", "row", lowest, highest, came)
        SELECT "table", "row", min(id), max(id), count(after) - count(before) FROM change
        WHERE id BETWEEN ? AND ? GROUP BY "table", "row"
        """,
        (first, last),
    )
    database.execute_sql('INSERT OR IGNORE INTO temp.later SELECT "table", "row" FROM change WHERE id > ?', (last,))


def _plan_created(made: TakeBack) -> None:
    database.execute_sql('INSERT INTO temp.going SELECT "table", "row" FROM temp.net WHERE came = 1')
    having = [table for (table,) in rows('SELECT DISTINCT "table" FROM temp.going')]
    for table in having:
        # Every write stands in the journal: only what was touched since can have become another, and most never was.
        place = tables.columns(table).index("version")
        changed = f"json_remove(after, '$[{place}]') <> json_remove({tables.image(table, 'now')}, '$[{place}]')"
        for row, gone in rows(
            f"""
            SELECT net."row", now.id IS NULL FROM temp.later JOIN temp.net USING ("table", "row")
            JOIN change ON change.id = highest LEFT JOIN "{table}" AS now ON now.id = net."row"
            WHERE net."table" = ? AND came = 1 AND (now.id IS NULL OR {changed})
            """,
            (table,),
        ):
            _stays(table, row)
            if not gone:
                made.kept.append(Kept(table, row, "", "edited"))
    # A row stays when something that stays points at it; that may keep others in turn, so until nothing more changes.
    again = True
    while again:
        again = False
        for table in having:
            for other, column in tables.references(table):
                used = rows(
                    f'SELECT DISTINCT going."row" FROM temp.going JOIN "{other}" AS other'
                    f' ON other."{column}" = going."row" WHERE going."table" = ? AND NOT EXISTS'
                    ' (SELECT 1 FROM temp.going AS also WHERE also."table" = ? AND also."row" = other.id)',
                    (table, other),
                )
                for (row,) in used:
                    _stays(table, row)
                    made.kept.append(Kept(table, row, "", "used"))
                    again = True
    counts = dict(rows('SELECT "table", count(*) FROM temp.going GROUP BY "table"'))
    made.removes = {table: counts[table] for table in tables.children_first(counts)}


def _stays(table: str, row: int) -> None:
    database.execute_sql('DELETE FROM temp.going WHERE "table" = ? AND "row" = ?', (table, row))


def _plan_fields(
    made: TakeBack, table: str, row: int, before: dict[str, Any], after: dict[str, Any], now: dict[str, Any]
) -> None:
    wrote = [name for name in after if after[name] != before[name] and name != "version"]
    still = {name: before[name] for name in wrote if now[name] == after[name]}
    # A column is told of by the one it follows from
    led = {name for name in wrote if (lead := FOLLOWS.get((table, name))) in wrote and lead not in still}
    still = {name: value for name, value in still.items() if name not in led}
    made.kept += [
        Kept(table, row, name, "edited")
        for name in wrote
        if name not in still and name not in DERIVED and name not in led and now[name] != before[name]
    ]
    if still.keys() - DERIVED:
        made.restores[table, row] = still


def _read(table: str, image: str) -> dict[str, Any]:
    return dict(zip(tables.columns(table), json.loads(image), strict=True))


def _image(table: str, row: int) -> str | None:
    found = rows(f'SELECT {tables.image(table)} FROM "{table}" WHERE id = ?', (row,))
    return found[0][0] if found else None
