"""Opening a register in the order that never harms it (RELIABILITY.md section 3).

where does it lie? -> lock -> header bytes and size, read before SQLite touches the file -> ours? -> not newer?
-> is the log or the journal beside it its own? -> open -> quick check -> verified copy and migrations where due
-> triggers -> can it be written?
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

import peewee
from filelock import FileLock

from crm.errors import CrmError
from crm.i18n import _
from crm.store import (
    backup,
    backup_names,
    durable,
    failures,
    foreign_journal,
    foreign_log,
    header,
    keys,
    lock,
    migration,
    presence,
    quick_check,
    surroundings,
    tables,
    triggers,
    words,
)
from crm.store.database import APPLICATION_ID, assert_library, database, make, use_journal, value
from crm.store.place import NETWORK, USUAL, Place, journal_mode

ENDING = ".klynge"
WINDOW_CACHE = -2500
"""In KiB, with a minus sign as SQLite writes it."""


@dataclass(frozen=True)
class Register:
    """The register that is open. `read_only` says why it cannot be written to, empty where it can.

    `place` is the kind of folder it lies in, `elsewhere` a sentence about another computer that may have it open.
    """

    path: Path
    read_only: str = ""
    held: FileLock | None = None
    place: Place = USUAL
    elsewhere: str = ""


_register: Register | None = None


def create(path: Path) -> Register:
    """Make a new, empty register and open it; raises CrmError where the file exists or cannot be made."""
    assert_library()
    with failures.files_told():
        if os.path.lexists(path):
            raise CrmError(_("{file} exists already. Choose another name.").format(file=path.name))
        if not path.parent.is_dir():
            raise CrmError(_("There is no folder {folder}.").format(folder=path.parent))
    close()
    place = surroundings.of(path)
    held = lock.acquire(path)
    # Made under another name: a kill on the way leaves no file that can neither be opened nor made.
    part = path.with_name(f".{path.name}.part")
    try:
        with failures.told(), failures.files_told():
            try:
                _make(part, place)
                durable.rename(part, path)
            finally:
                durable.remove(part)
            _connect(path, place, read_only="", check=False)
    except BaseException:  # Ctrl+C too: a lock that stays would keep everybody out, this program as well
        _disconnect()
        lock.release(path, held)
        raise
    return _opened(Register(path, held=held, place=place))


def _make(part: Path, place: Place) -> None:
    durable.remove(part)
    # Only for the owner's eyes from the first byte on.
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _bind(part, place)
        # Without a log beside it: a failing disk may leave that unfinished at closing, and no word would be said of it.
        use_journal("delete")
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        migration.migrate()
    finally:
        _disconnect()


def open_register(path: Path, *, write: bool = True, check: bool = True) -> Register:
    """Open the register at `path`; at most one is open in a process.

    With `write` False nobody else is kept out and nothing can be written. `check` runs SQLite's quick check at once,
    for half a second at most; a window does so itself after its first paint. Raises CrmError, with not one byte
    changed, for a file that does not exist, is empty, damaged, somebody else's or from a newer version, and where
    another process writes to it; keys.Locked where it is protected and its passphrase must be asked for.
    """
    assert_library()
    with failures.files_told():
        if not path.exists():
            raise CrmError(_("There is no file {file}.").format(file=path))
    # SQLite follows a link too: the lock and the -wal lie beside the file itself.
    path = Path(os.path.realpath(path))
    # Whoever opens the same register in another way knows its passphrase already.
    with keys.held() if _register is not None and _register.path == path else nullcontext():
        close()
    held = None
    place, elsewhere = surroundings.of(path), surroundings.open_elsewhere(path)
    reason = _why_read_only(path) if write else _("opened for reading")
    if not reason:
        try:
            held = lock.acquire(path)
        except lock.NoPlaceError:  # Windows tells of a folder's rights only when one writes in it
            reason = _("the folder is read-only")
    try:
        with failures.damage_told(), failures.files_told():
            if held is not None:
                durable.remove(backup_names.half_restored(path))  # of a restoring that was killed
            header.inspect(path)
            if held is not None or not lock.is_held(path):  # whoever has it open has seen that its log is its own
                foreign_journal.refuse(path)
                foreign_log.refuse(path)
            with _damage_told(writable=held is not None):
                _connect(path, place, reason, check)
    except BaseException:  # as in `create`
        _disconnect()
        if held is not None:
            lock.release(path, held)
        raise
    return _opened(Register(path, reason, held, place, elsewhere))


def _why_read_only(path: Path) -> str:
    if not os.access(path, os.W_OK):
        return _("the file is read-only")
    return "" if os.access(path.parent, os.W_OK) else _("the folder is read-only")


def close() -> None:
    """Close the register, if one is open, and let others in."""
    global _register
    words.forget()
    if not presence.is_there():
        finish_log()
    presence.forget()
    _disconnect()
    database.initialize(None)  # else whoever asks next would open the file again without a word
    if _register is not None:
        keys.forget()
        if _register.held is not None:
            lock.release(_register.path, _register.held)
    _register = None


def leave() -> None:
    """Close the file of the open register but keep others out, to put another in its place; then `come_back`."""
    words.forget()
    presence.forget()
    _disconnect()


def come_back() -> None:
    """Open the file again that was left. Raises CrmError where it cannot be; then no register is open."""
    found = _register
    if found is None:
        raise RuntimeError("no register is open")
    try:
        with failures.damage_told(), failures.files_told():
            header.inspect(found.path)
            _connect(found.path, found.place, found.read_only, check=False)
            _opened(found)
    except BaseException:  # as in `create`: `close` gives the lock back
        close()
        raise


def finish_log() -> None:
    """Bring what still stands in the log into the file itself; where it was moved, SQLite would leave that undone."""
    with suppress(peewee.DatabaseError):
        if database.obj is not None and not database.is_closed():
            database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def register() -> Register | None:
    """The register that is open, or None."""
    return _register


def _opened(made: Register) -> Register:
    global _register
    _register = made
    presence.remember(made.path, numbered=made.place.kind != NETWORK)
    try:
        with failures.damage_told():
            words.read()
    except CrmError:
        close()
        raise
    return made


def _connect(path: Path, place: Place, read_only: str, check: bool) -> None:
    # Where nothing may be written beside the file SQLite must not want to either; that is safe only without a -wal.
    frozen = not os.access(path.parent, os.W_OK)
    _bind(path, place, ("?mode=ro" if durable.is_pending(path) else "?immutable=1") if frozen else "")
    header.refuse_newer(migration.present())
    if check:
        # Of a very large file only the first part at once: `check` and every backup read all of it
        quick_check.run(quick_check.AT_ONCE if migration.present() == migration.latest() else None)
    if migration.present() < migration.latest():
        if read_only:
            raise CrmError(
                _("{file} is from an older version and must be opened for writing once.").format(file=path.name)
            )
        backup.take(path, "migration")
        migration.migrate()
    if read_only:
        database.execute_sql("PRAGMA query_only = 1")
    else:
        use_journal(journal_mode(place))
        triggers.ensure()
        # A file that cannot be written after all says so here, in the disk's own words; nothing of it stays.
        with database.atomic() as probe:
            database.execute_sql("PRAGMA user_version = " + str(migration.present()))
            probe.rollback()


@contextmanager
def _damage_told(*, writable: bool) -> Iterator[None]:
    """SQLCipher lets nobody write to a file with a page that was altered: SQLite calls that read-only."""
    try:
        yield
    except peewee.DatabaseError as error:
        if writable and database.obj.key is not None and "SQLITE_READONLY" in set(failures.names(error)):
            raise failures.DamagedError(header.damaged()) from error
        raise


def _bind(path: Path, place: Place, options: str = "") -> None:
    database.initialize(make(path, options, spill=place.kind != NETWORK))
    tables.forget()
    database.connect()


def keep_little() -> None:
    """Give this thread's connection a small cache: for what a window asks and writes a large one is not faster."""
    database.connect(reuse_if_open=True)
    database.execute_sql(f"PRAGMA cache_size = {WINDOW_CACHE}")


def _disconnect() -> None:
    if database.obj is not None and not database.is_closed():
        database.close()


def path_of_open() -> Path:
    """Where the open register lies; RuntimeError where none is open."""
    if _register is None:
        raise RuntimeError("no register is open")
    return _register.path


def is_writable() -> bool:
    """Whether the open register can be written to."""
    return _register is not None and not _register.read_only


def data_version() -> int:
    """A number that changes when another process has written to the file."""
    return int(value("PRAGMA data_version"))
