"""Whether a file that is not open as the register holds what it should: asked of a plain connection to it."""

import contextlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import _
from crm.store import failures, journal, keys, migration, other_file
from crm.store.database import APPLICATION_ID, value

_STEPS = 8
_MARKS = (
    "PRAGMA user_version",
    *(f"SELECT coalesce(max(id), 0) FROM {table}" for table in ("step", "report_run", "import_batch")),
)


class Inside(NamedTuple):
    """What a backup holds: its rows by table, when something was last changed (UTC, "" for never) and the last steps.

    `steps` are (moment, label in the present language), the newest first.
    """

    rows: dict[str, int]
    newest: str
    steps: tuple[tuple[str, str], ...]


def counts(connection: Any) -> dict[str, int]:
    """How many rows each table of the file has, those of the search index and of SQLite itself left out."""
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name"
    ).fetchall()
    return {table: connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for (table,) in tables}


def problems(connection: Any, *, quick: bool = False) -> list[str]:
    """What keeps the file from being a whole register that this version can open; empty where nothing does.

    `quick` leaves out what reads every index.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID:
        return [_("It is no register of Klynge.")]
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if not 0 < version <= migration.latest():
        return [_("It was written by another version of Klynge.")]
    ask = "quick_check(3)" if quick else "integrity_check(3)"
    found = [detail for (detail,) in connection.execute(f"PRAGMA {ask}").fetchall() if detail != "ok"]
    if not quick and not found and connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        found = [_("Records refer to others that are not there.")]
    return [_("Damaged: {detail}").format(detail=detail) for detail in found]


def is_good(path: Path) -> bool:
    """Whether a quick look finds nothing wrong with the file."""
    try:
        with other_file.opened(path) as connection:
            return not problems(connection, quick=True)
    except (dbapi2.DatabaseError, keys.Locked, OSError):
        return False


def mend_search(connection: Any) -> None:
    """Make those search indexes anew that do not say what the records say; they hold nothing of their own."""
    for index in _indexes(connection):
        ask = f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
        try:
            connection.execute(ask)
        except dbapi2.DatabaseError as error:
            if not next(filter(None, failures.names(error)), "").startswith("SQLITE_CORRUPT"):
                raise
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
            connection.execute(ask)


def inside(path: Path, *, whole: bool = True) -> Inside:
    """What a backup holds. Raises CrmError where it is damaged; with `whole` every page of it is read for that."""
    try:
        with other_file.opened(path) as connection:
            found = problems(connection, quick=not whole) if whole else []
            if not found:
                return _inside(connection)
    except dbapi2.DatabaseError as error:
        raise _unusable(path, failures.sentence(error) or "") from error
    raise _unusable(path, " ".join(found))


def newest(path: Path) -> str:
    """When something was last changed in a backup (UTC); "" where it is empty or cannot be read."""
    try:
        with other_file.opened(path) as connection:
            row = connection.execute("SELECT at FROM step ORDER BY id DESC LIMIT 1").fetchone()
    except (dbapi2.DatabaseError, keys.Locked, OSError):
        return ""
    return str(row[0]) if row else ""


def mark_of(path: Path) -> tuple[int, ...]:
    """How far a backup has come (see `own_mark`); empty where it cannot be read."""
    try:
        with other_file.opened(path) as connection:
            return tuple(connection.execute(sql).fetchone()[0] for sql in _MARKS)
    except (dbapi2.DatabaseError, keys.Locked, OSError):
        return ()


def own_mark() -> tuple[int, ...]:
    """How far the open register has come: another number where something was written, undone or erased since."""
    return tuple(value(sql) for sql in _MARKS)


def _inside(connection: Any) -> Inside:
    told = connection.execute("SELECT at, label, args FROM step ORDER BY id DESC LIMIT ?", (_STEPS,)).fetchall()
    steps = tuple((at, journal.readable(label, _arguments(args))) for at, label, args in told)
    return Inside(counts(connection), steps[0][0] if steps else "", steps)


def _arguments(kept: str) -> dict[str, Any]:
    with contextlib.suppress(ValueError):
        found = json.loads(kept)
        return found if isinstance(found, dict) else {}
    return {}


def _indexes(connection: Any) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'").fetchall()
    return [name for (name,) in found]


def _unusable(path: Path, why: str) -> CrmError:
    words = _("The backup {name} cannot be used. {why} Choose another one.")
    return CrmError(words.format(name=path.name, why=why).replace("  ", " "))
