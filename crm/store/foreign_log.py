"""A log beside a register (`NAME-wal`) that is not its own, or that was damaged: found before SQLite writes it in.

SQLite asks no log where it comes from (measured): one of another register, or of another version of this one, that was
left there by a copy, a sync client or a restored disk is laid over the file and written into it at closing. A log is
there only after a kill or a crash, so only then is anything asked here, of two connections that write nothing.
"""

import struct
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic
from typing import Any

from sqlcipher3 import dbapi2

from crm.i18n import _
from crm.store import durable, failures, keys
from crm.store.pages import is_log

_QUICK = 0.5
"""Seconds that SQLite's quick check of file and log may take."""
_HEADER, _FRAME = 32, 24
STEPS = "SELECT id, at, label, first_change, last_change FROM step"
"""What of a step nothing changes later, not even erasing somebody."""
_OF_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


def refuse(path: Path) -> None:
    """Raise DamagedError where the log beside a register that nobody has open is not its own, or lost commits.

    Not a byte of either is changed. Where nothing can be compared, the file itself being damaged, others tell.
    """
    if not _log_of(path).exists() or not durable.is_pending(path):
        return
    shared = path.with_name(path.name + "-shm")
    try:
        if is_foreign(path):
            raise failures.DamagedError(foreign(path, _log_of(path)))
        if _lost_commits(path, shared):
            raise failures.DamagedError(
                _(
                    "The file {log} with the last changes to {file} is damaged: some of them cannot be read. Nothing"
                    " was changed; recover what is there into a new file, or open a backup."
                ).format(log=_log_of(path).name, file=path.name)
            )
    except failures.DamagedError:
        with suppress(OSError):  # SQLite's own index of the log, made anew whenever it is missing
            shared.unlink(missing_ok=True)
        raise


def foreign(path: Path, log: Path) -> str:
    """The sentence about a log or a journal that is not the register's own."""
    return _(
        "The file {log} beside {file} holds changes of another register, or of another version of this one, and would"
        " damage it. Nothing was changed; recover what {file} holds without them into a new file, or open a backup."
    ).format(log=log.name, file=path.name)


def is_foreign(path: Path) -> bool:
    """Whether there is a log beside the register that does not go with it; nobody has it open.

    A log of its own leaves every step that stands in the file, brings whole steps, and rows as these wrote them.
    """
    if not _log_of(path).exists() or not durable.is_pending(path):
        return False
    try:
        with closing(keys.connect(path, "?mode=ro&immutable=1")) as alone:
            before = set(alone.execute(STEPS))
            last = alone.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0]
            was_whole = is_whole(alone)
    except dbapi2.DatabaseError:
        return False
    try:
        with closing(keys.connect(path, "?mode=ro")) as both:
            if before - set(both.execute(STEPS)):
                return True
            return (was_whole and not is_whole(both)) or is_half(both, last)
    except (dbapi2.DatabaseError, UnicodeDecodeError) as error:
        return was_whole and any(name.startswith(_OF_DAMAGE) for name in failures.names(error))


def is_whole(connection: Any) -> bool:
    """Whether SQLite's quick check finds nothing in the time there is."""
    end = monotonic() + _QUICK
    connection.set_progress_handler(lambda: monotonic() > end, 10_000)
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)])
    except dbapi2.OperationalError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
            raise
        return True
    finally:
        connection.set_progress_handler(None, 0)


def is_half(connection: Any, last: int) -> bool:
    """Whether changes after the change `last` are missing from their steps, or rows are not as these wrote them."""
    missing = connection.execute(
        "SELECT coalesce(sum(last_change - first_change + 1"
        " - (SELECT count(*) FROM change WHERE id BETWEEN first_change AND last_change)), 0)"
        " FROM step WHERE last_change > ? AND schema > 0",
        (last,),
    ).fetchone()[0]
    if missing:
        return True
    for (table,) in connection.execute('SELECT DISTINCT "table" FROM change WHERE id > ?', (last,)).fetchall():
        columns = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
        image = ", ".join(f'now."{name}"' for (name,) in columns)
        differing = connection.execute(
            f"""
            SELECT count(*) FROM
            (SELECT "row", after, step, max(id) FROM change WHERE "table" = ? AND id > ? GROUP BY "row") AS last
            JOIN step ON step.id = last.step AND step.schema = (SELECT user_version FROM pragma_user_version)
            LEFT JOIN "{table}" AS now ON now.id = last."row"
            WHERE last.after IS NOT CASE WHEN now.id IS NULL THEN NULL ELSE json_array({image}) END
            """,
            (table, last),
        ).fetchone()[0]
        if differing:
            return True
    return False


def _lost_commits(path: Path, shared: Path) -> bool:
    """Whether the log holds commits that SQLite did not take, because something before them is damaged.

    One alone may be the last, which a power cut tore before it was acknowledged: that is none.
    """
    with _log_of(path).open("rb") as log:
        told = log.read(_HEADER)
        if len(told) < _HEADER or not shared.exists():
            return False
        # SQLite has just counted in its index of the log those it takes; none where the log's beginning is no good.
        taken = struct.unpack_from("=I", shared.read_bytes(), 16)[0]
        log.seek(_HEADER + taken * (_FRAME + keys.PAGE))
        salt, commits = told[16:24] if is_log(told) else b"", 0
        while len(frame := log.read(_FRAME)) == _FRAME:
            salt = salt or frame[8:16]
            # What has another salt is left over from before the log began anew.
            commits += frame[8:16] == salt and any(frame[4:8])
            log.seek(keys.PAGE, 1)
    return commits > 1


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")
