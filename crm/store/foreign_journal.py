"""A rollback journal beside a register (`NAME-journal`) that is not its own: found before SQLite lays it over the file.

On a network folder a step is kept whole by the pages as they were before it. SQLite asks such a journal no more than a
log where it comes from (measured): one of another register, left there by a copy or a restored disk, is written into
the file, which is damaged for good, and the journal is gone. One that has to be rolled back is there only after a kill
or a crash, so only then is it tried here, on a copy, and what comes out compared with what is there.
"""

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from crm.store import failures, foreign_log, header, keys

_STEPS = foreign_log.STEPS


def refuse(path: Path) -> None:
    """Raise DamagedError where the journal beside a register that nobody has open would do harm; no byte is changed."""
    if not _is_hot(path):
        return
    there, back = _compared(path)
    if _does_not_fit(there, back):
        raise failures.DamagedError(foreign_log.foreign(path, _journal_of(path)))
    if back is None:
        raise failures.DamagedError(header.damaged())


def is_foreign(path: Path) -> bool:
    """Whether there is a journal beside the register that does not go with it; nobody has it open."""
    return _is_hot(path) and _does_not_fit(*_compared(path))


def _does_not_fit(there: set[tuple[object, ...]] | None, back: set[tuple[object, ...]] | None) -> bool:
    """A journal of its own makes a whole file out of a torn or a whole one, and only takes away what was done last."""
    return there is not None and (back is None or bool(back - there))


def _is_hot(path: Path) -> bool:
    """Whether there is a journal that SQLite may want to roll back: not one that was emptied."""
    journal = _journal_of(path)
    if not journal.exists():
        return False
    with journal.open("rb") as file:
        return file.read(1) not in (b"", b"\0")


def _compared(path: Path) -> tuple[set[tuple[object, ...]] | None, set[tuple[object, ...]] | None]:
    """The steps of the register as it is and as it would be rolled back; None for what is not whole."""
    folder = Path(tempfile.mkdtemp())
    try:
        copy = folder / "copy"
        key = keys.key_of(path)
        shutil.copyfile(path, copy)
        there = _steps(copy, key)
        shutil.copyfile(_journal_of(path), _journal_of(copy))
        return there, _steps(copy, key)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _steps(copy: Path, key: keys.Key | None) -> set[tuple[object, ...]] | None:
    """What was done in the copy, and None where it is damaged or its rows are not as its steps wrote them."""
    try:
        with closing(keys.connect_with(copy, key)) as connection:
            if not foreign_log.is_whole(connection) or foreign_log.is_half(connection, 0):
                return None
            return set(connection.execute(_STEPS))
    except (dbapi2.DatabaseError, UnicodeDecodeError) as error:
        if "SQLITE_FULL" in failures.names(error):
            raise
        return None


def _journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")
