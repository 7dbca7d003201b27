"""A new register from all that can still be read of a damaged one, which is not touched, and an account of the rest.

The damaged file is read page by page (crm.store.trees). Rows that are lost are taken from the images of the journal,
and what that lost from a backup; what then still does not fit together is taken out and told. Undo goes back over
the recovery only where the journal lost nothing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import (
    backup_names,
    copy_check,
    durable,
    failures,
    foreign_journal,
    foreign_log,
    header,
    keys,
    lock,
    migration,
    opening,
    recovered_journal,
    recovered_lists,
    search,
    soundness,
    tables,
    trees,
    triggers,
)
from crm.store.database import APPLICATION_ID, database, make, rows, use_journal
from crm.store.pages import Pages
from crm.store.recovered_lists import HISTORY, SEQUENCE
from crm.store.recovery_report import Report

_NEVER = {"shape", "schema_migration", "open_step"}
"""A new file has these of its own."""


def target_of(path: Path) -> Path:
    """A name beside the damaged file that nothing has yet."""
    word = _("recovered")
    number, made = 2, path.with_stem(f"{path.stem} {word}")
    while os.path.lexists(made):
        made, number = path.with_stem(f"{path.stem} {word} {number}"), number + 1
    return made


def newest_backup(path: Path) -> Path | None:
    """The newest backup of the register that is whole; None where there is none."""
    copies = backup_names.listed(backup_names.folder(path))
    return next((copy.path for copy in copies if copy_check.is_good(copy.path)), None)


def recover(path: Path, target: Path, backup: Path | None = None, progress: Progress = silent) -> Report:
    """Write what can be read of the damaged file at `path` into a new register at `target`; returns what became of it.

    The register that is open in this process is closed first. `backup` is the newest good copy, if there is one.
    Raises CrmError where the file is open elsewhere, nothing of it is a register's, it is newer than this program, or
    the new one cannot be written; keys.Locked where it is protected and its key not known. Nothing is left then.
    """
    with keys.held():
        opening.close()
    if os.path.lexists(target):
        raise CrmError(_("{file} exists already. Choose another name.").format(file=target.name))
    with failures.files_told(), failures.told(), _held(path), keys.held():
        key = keys.key_of(path)
        progress(0, None, _("Reading the damaged file"))
        foreign = foreign_log.is_foreign(path)
        pages = Pages(path, key, log=not foreign)
        schema = _schema(pages)
        part = target.with_name(f".{target.name}.part")
        try:
            durable.remove(part)
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            _begin(part, key, schema)
            report = _fill(pages, backup, progress)
            report.log_left_out = foreign or foreign_journal.is_foreign(path)
            migration.migrate()
            search.rebuild()
            report.left += soundness.problems()
            _close()
            durable.rename(part, target)
        finally:
            _close()
            durable.remove(part)
        _attached(path, target)
    return report


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Nobody else writes to the damaged file meanwhile."""
    held = lock.acquire(path)
    try:
        yield
    finally:
        lock.release(path, held)


def _schema(pages: Pages) -> int:
    """The schema of the damaged file, the newest where its header tells nothing that can be."""
    told = pages.header(60)
    if pages.header(68) == APPLICATION_ID:
        header.refuse_newer(told)
    return told if 0 < told <= migration.latest() else migration.latest()


def _begin(part: Path, key: keys.Key | None, schema: int) -> None:
    """An empty register of that schema, without its triggers, in which nothing is refused yet for what it refers to."""
    made = make(part)
    made.key = key
    database.initialize(made)
    tables.forget()
    database.connect()
    database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    use_journal("delete")
    migration.migrate(until=schema)
    database.execute_sql("PRAGMA foreign_keys = 0")
    triggers.drop()


def _close() -> None:
    if database.obj is not None and not database.is_closed():
        database.close()
    tables.forget()


def _fill(pages: Pages, backup: Path | None, progress: Progress) -> Report:
    report = Report(pages=pages.count)
    with database.atomic():
        suspects = _read(pages, report, progress)
        report.damaged = len(pages.damaged)
        if not report.rows:
            raise CrmError(_("Nothing of a register can be read in this file. Open a backup."))
        progress(0, None, _("Comparing with the journal"))
        with suppress(CrmError, dbapi2.DatabaseError):
            if backup is not None:
                recovered_journal.from_backup(backup, suspects | recovered_lists.holed(), report)
        recovered_lists.tell(suspects, report)
        recovered_journal.mend(report, backup)
        triggers.ensure()
    database.execute_sql("PRAGMA foreign_keys = 1")
    return report


def _read(pages: Pages, report: Report, progress: Progress) -> set[str]:
    """Put every row that can be read into its table; returns the tables of which something is missing."""
    seen: set[int] = set()
    roots = _roots(pages, seen)
    suspects: set[str] = set()
    names = [name for name in (*tables.names(), SEQUENCE) if name not in _NEVER]
    for place, table in enumerate(names):
        progress(place, len(names), _("Reading the damaged file"))
        if table not in roots:
            suspects.add(table)
            report.unknown |= table in HISTORY
            continue
        leaves, broken = trees.reach(pages, roots[table], seen)
        lost = sum(leaf.lost for leaf in leaves)
        report.broken += broken
        report.unknown |= table in HISTORY and bool(broken) and not any(leaf.rows for leaf in leaves)
        if broken or lost or pages.damaged & {leaf.number for leaf in leaves}:
            suspects.add(table)
        for leaf in leaves:
            if table == SEQUENCE:
                _go_on_from(leaf.rows)
            else:
                _put(table, leaf.rows, report)
    # An inner page that lost the way to some of its leaves looks whole: what tells is the rows that are not there.
    _strays(pages, seen, names, suspects | recovered_lists.holed(), report)
    return suspects


def _roots(pages: Pages, seen: set[int]) -> dict[str, int]:
    """Where each table begins, as far as the list of them can be read; what is no table of ours counts as seen."""
    leaves, _broken = trees.reach(pages, 1, seen)
    listed = [row.values for leaf in leaves for row in leaf.rows if len(row.values) == 5]
    found: dict[str, int] = {}
    ours = {*tables.names(), SEQUENCE}
    for kind, name, _table, root, _sql in listed:
        if kind == "table" and isinstance(root, int) and isinstance(name, str):
            if name in ours:
                found[name] = root
            else:
                trees.reach(pages, root, seen)
    return found


def _strays(pages: Pages, seen: set[int], names: list[str], suspects: set[str], report: Report) -> None:
    """Pages full of rows whose way from the table is broken: each goes to the table that its rows fit."""
    free = pages.free()
    shapes = {table: _kinds(table) for table in names if table in suspects and table != SEQUENCE}
    for number in range(2, pages.count + 1):
        if number in seen or number in free or not trees.is_leaf(pages, number):
            continue
        found = trees.leaf(pages, number).rows
        for table, kinds in shapes.items():
            if found and all(_fits(row, kinds) for row in found):
                report.strays += _put(table, found, report)
                break


def _kinds(table: str) -> list[tuple[str, bool, bool]]:
    """Of each column: its type, whether it must have a value, whether it is the row's id."""
    found = rows('SELECT type, "notnull", pk FROM pragma_table_info(?)', (table,))
    return [(kind, bool(needed), bool(pk) and kind == "INTEGER") for kind, needed, pk in found]


def _fits(row: trees.Row, kinds: list[tuple[str, bool, bool]]) -> bool:
    if len(row.values) != len(kinds) or row.id < 1:
        return False
    for value, (kind, needed, id) in zip(row.values, kinds, strict=True):
        if id:
            if value is not None:
                return False
        elif value is None:
            if needed:
                return False
        elif kind and not isinstance(value, int if kind == "INTEGER" else float if kind == "REAL" else str):
            return False
    return True


def _put(table: str, found: list[trees.Row], report: Report) -> int:
    """Write these rows; returns how many came in. What the table refuses, or has already, stays out."""
    columns, kinds = tables.columns(table), _kinds(table)
    connection = database.connection()
    came = 0
    for row in found:
        # A column that was added later stands in no row from before.
        values = list(row.values[: len(columns)])
        for place, (_kind, _needed, id) in enumerate(kinds[: len(values)]):
            if id:
                values[place] = row.id
        named = ", ".join(f'"{name}"' for name in columns[: len(values)])
        marks = ", ".join("?" * len(values))
        try:
            connection.execute(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', values)
        except (dbapi2.DatabaseError, OverflowError, UnicodeError):
            report.refused += 1
            continue
        came += 1
        if row.doubtful:
            report.doubtful.append((table, row.id))
    report.rows[table] = report.rows.get(table, 0) + came
    return came


def _go_on_from(found: list[trees.Row]) -> None:
    """An id that was given once never comes again, also where its row is gone."""
    for row in found:
        if len(row.values) == 2:
            name, seq = row.values
            if isinstance(name, str) and isinstance(seq, int):
                database.execute_sql("DELETE FROM sqlite_sequence WHERE name = ? AND seq <= ?", (name, seq))
                database.execute_sql(
                    "INSERT INTO sqlite_sequence (name, seq) SELECT ?, ? WHERE NOT EXISTS"
                    " (SELECT 1 FROM sqlite_sequence WHERE name = ?)",
                    (name, seq, name),
                )


def _attached(path: Path, target: Path) -> None:
    """Let the new register find the attached files: they never change, so where the disk can the bytes are shared."""
    beside, new = (one.with_name(f"{one.stem} files") for one in (path, target))
    if not beside.is_dir() or new.exists():
        return
    for file in sorted(beside.rglob("*")):
        copy = new / file.relative_to(beside)
        if file.is_file() and not file.name.endswith(".part"):
            copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                os.link(file, copy)
            except OSError:
                durable.copy(file, copy)
