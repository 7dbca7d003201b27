"""Making a recovered register fit together: by the images of the journal, by a backup, and by cutting what dangles.

At the end one step holds every difference between the rows and what the journal last wrote of them, so that the check
finds them equal, history tells what happened, and nothing undoes it.
"""

import json
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import N_
from crm.store import journal, keys, recovered_steps, tables
from crm.store.database import database, rows, value
from crm.store.recovery_report import Report

LABEL = N_("Recovered what could be read of a damaged file")
_APPEND_ONLY = ("step", "change", "import_batch", "import_row", "import_mapping", "import_word", "report_run")
_ROUNDS = 20


def from_backup(backup: Path, suspects: set[str], report: Report) -> None:
    """Take rows that are missing here from a backup of the same schema; of a table only where something is missing.

    Not from one that is older than the last erasure: it holds who was erased. Raises what SQLite raises of it.
    """
    with closing(keys.connect(backup, "?mode=ro")) as copy:
        if _all(copy, "PRAGMA user_version") != rows("PRAGMA user_version"):
            return
        if _all(copy, "SELECT digest FROM erased ORDER BY id") != rows("SELECT digest FROM erased ORDER BY id"):
            return
        for table in _APPEND_ONLY:
            if table in suspects:
                _missing(copy, table, report if table in tables.OUTSIDE else None)
        for table in tables.journalled():
            if table in suspects:
                _missing(copy, table, report)


def _missing(copy: Any, table: str, report: Report | None) -> None:
    gone = {
        row
        for row, after, _last in rows(
            'SELECT "row", after, max(id) FROM change WHERE "table" = ? GROUP BY "row"', (table,)
        )
        if after is None
    }
    here = {row for (row,) in rows(f'SELECT id FROM "{table}"')}
    names = ", ".join(f'"{name}"' for name in tables.columns(table))
    for values in _all(copy, f'SELECT id, {names} FROM "{table}"'):
        known = values[0] in here or values[0] in gone
        if not known and _insert(table, tables.columns(table), values[1:]) and report is not None:
            report.from_backup.append((table, values[0]))


def mend(report: Report, backup: Path | None) -> None:
    """Bring rows and journal into line, let nothing refer to what is not there, and write one step about it."""
    _drop_bad_images()
    report.changes += recovered_steps.mend()
    for table in tables.journalled():
        _by_images(table, report)
    if backup is not None:
        with suppress(dbapi2.DatabaseError, CrmError):
            vote(backup, report)
    _cut(report)
    if report.changes:
        _end_undo()
    _write_step()
    for table in tables.names():
        if "id" in tables.columns(table):
            database.execute_sql(
                f'UPDATE sqlite_sequence SET seq = max(seq, (SELECT coalesce(max(id), 0) FROM "{table}"))'
                " WHERE name = ?",
                (table,),
            )


def _drop_bad_images() -> None:
    """An image that is no list of the right length would break everything that reads history."""
    bad = []
    lengths = {(schema, table): len(json.loads(columns)) for schema, table, columns in rows("SELECT * FROM shape")}
    for id, table, schema, before, after in rows(
        'SELECT change.id, "table", coalesce(step.schema, user_version), before, after'
        " FROM pragma_user_version, change LEFT JOIN step ON step.id = change.step"
    ):
        wanted = lengths.get((schema, table))
        if wanted is None or not all(_is_image(one, wanted) for one in (before, after)) or before is after is None:
            bad.append((id,))
    if bad:
        database.connection().executemany("DELETE FROM change WHERE id = ?", bad)


def _is_image(image: str | None, length: int) -> bool:
    try:
        found = [] if image is None else json.loads(image)
    except ValueError:
        return False
    return image is None or (isinstance(found, list) and len(found) == length)


def vote(backup: Path, report: Report) -> None:
    """Of a row and its history that say different things, believe the one that a backup agrees with."""
    if not report.differing:
        return
    with closing(keys.connect(backup, "?mode=ro")) as copy:
        if _all(copy, "PRAGMA user_version") != rows("PRAGMA user_version"):
            return
        for table, row in list(report.differing):
            after = value(
                'SELECT after FROM change WHERE "table" = ? AND "row" = ? ORDER BY id DESC LIMIT 1', (table, row)
            )
            witness = copy.execute(f'SELECT {tables.image(table)} FROM "{table}" WHERE id = ?', (row,)).fetchone()
            now = value(f'SELECT {tables.image(table)} FROM "{table}" WHERE id = ?', (row,))
            if witness is None or witness[0] not in (after, now):
                continue
            if witness[0] == after:
                columns = tables.columns(table)
                database.execute_sql(f'DELETE FROM "{table}" WHERE id = ?', (row,))
                _insert(table, columns, json.loads(after))
                report.from_journal.append((table, row))
            report.differing.remove((table, row))


def _by_images(table: str, report: Report) -> None:
    """Rows that are lost come back as the journal has them; what it says is gone goes; what differs is told."""
    columns = tables.columns(table)
    here = dict(rows(f'SELECT id, {tables.image(table)} FROM "{table}"'))
    schema = value("PRAGMA user_version")
    doubtful = {row for where, row in report.doubtful if where == table}
    for row, after, then, _last in rows(
        'SELECT "row", after, step.schema, max(change.id) FROM change JOIN step ON step.id = change.step'
        ' WHERE "table" = ? GROUP BY "row"',
        (table,),
    ):
        if after is None:
            if row in here:
                database.execute_sql(f'DELETE FROM "{table}" WHERE id = ?', (row,))
        elif row not in here or (row in doubtful and then == schema):
            image = tables.decode(table, then, after) or {}
            known = [name for name in columns if name in image]
            database.execute_sql(f'DELETE FROM "{table}" WHERE id = ?', (row,))
            if _insert(table, known, [image[name] for name in known]):
                report.from_journal.append((table, row))
                report.doubtful[:] = [one for one in report.doubtful if one != (table, row)]
            else:
                report.gone.append((table, row))
        elif then == schema and here[row] != after:
            report.differing.append((table, row))


def _insert(table: str, columns: Any, values: Any) -> bool:
    named, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    try:
        database.connection().execute(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', list(values))
    except dbapi2.DatabaseError:
        return False
    return True


def _cut(report: Report) -> None:
    """Detach or take out what refers to a row that is nowhere any more, and what then refers to that."""
    for _round in range(_ROUNDS):
        dangling = rows("PRAGMA foreign_key_check")
        if not dangling:
            return
        for table, row, _parent, number in dangling:
            columns = [one[3] for one in rows(f'PRAGMA foreign_key_list("{table}")') if one[0] == number]
            try:
                for column in columns:
                    database.connection().execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (row,))
            except dbapi2.DatabaseError:
                database.execute_sql(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
            if (table, row) not in report.cut:
                report.cut.append((table, row))


def _end_undo() -> None:
    """Let undo end here, as it does at a migration: the older steps get a schema of their own with the same columns."""
    database.execute_sql('INSERT INTO shape (schema, "table", columns) SELECT -schema, "table", columns FROM shape'
                         " WHERE schema > 0 ON CONFLICT DO NOTHING")  # fmt: skip
    database.execute_sql("UPDATE step SET schema = -schema WHERE schema > 0")


def _write_step() -> None:
    """One step for every row that does not stand as the journal last wrote it. Its kind is one that nothing undoes."""
    step = database.execute_sql(
        "INSERT INTO step (label, args, kind, origin, at, schema) VALUES (?, '{}', 'undo', 'window', ?,"
        " (SELECT user_version FROM pragma_user_version))",
        (LABEL, journal.now()),
    ).lastrowid
    first = (value("SELECT max(id) FROM change") or 0) + 1
    schema = value("PRAGMA user_version")
    for table in tables.journalled():
        last = {
            row: (after, then)
            for row, after, then, _id in rows(
                'SELECT "row", after, step.schema, max(change.id) FROM change JOIN step ON step.id = change.step'
                ' WHERE "table" = ? GROUP BY "row"',
                (table,),
            )
        }
        here = dict(rows(f'SELECT id, {tables.image(table)} FROM "{table}"'))
        written = []
        for row in sorted(here.keys() | last.keys()):
            after, then = last.get(row, (None, schema))
            # An image of an older schema cannot be compared as it stands, and is what the row came from.
            if (row in here and row in last and abs(then) != schema and after is not None) or here.get(row) == after:
                continue
            before = after if abs(then) == schema else None
            if before is not None or row in here:
                written.append((step, table, row, before, here.get(row)))
        database.connection().executemany(
            'INSERT INTO change (step, "table", "row", before, after) VALUES (?, ?, ?, ?, ?)', written
        )
    end = value("SELECT max(id) FROM change") or 0
    if end >= first:
        database.execute_sql("UPDATE step SET first_change = ?, last_change = ? WHERE id = ?", (first, end, step))
    else:
        database.execute_sql("DELETE FROM step WHERE id = ?", (step,))


def _all(connection: Any, sql: str) -> list[Any]:
    found: list[Any] = connection.execute(sql).fetchall()
    return found
