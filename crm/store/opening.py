"""Opening a register in the order that never harms it (RELIABILITY.md section 3).

lock -> header bytes and size, read before SQLite touches the file -> ours? -> not newer? -> open -> quick check ->
triggers -> can it be written? -> verified copy and migrations where due.
"""

import os
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from crm.errors import CrmError
from crm.i18n import _
from crm.store import backup, durable, failures, keys, lock, migration, tables, triggers, words
from crm.store.database import APPLICATION_ID, assert_library, database, make, rows, use_wal, value

ENDING = ".klynge"
WINDOW_CACHE = -2500
"""In KiB, with a minus sign as SQLite writes it."""


@dataclass(frozen=True)
class Register:
    """The register that is open. `read_only` says why it cannot be written to, empty where it can."""

    path: Path
    read_only: str = ""
    held: FileLock | None = None


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
    held = lock.acquire(path)
    # Made under another name: a kill on the way leaves no file that can neither be opened nor made.
    part = path.with_name(f".{path.name}.part")
    try:
        with failures.told(), failures.files_told():
            try:
                _make(part)
                durable.rename(part, path)
            finally:
                durable.remove(part)
            _connect(path, read_only="", check=False)
    except BaseException:
        _disconnect()
        lock.release(path, held)
        raise
    return _opened(Register(path, held=held))


def _make(part: Path) -> None:
    durable.remove(part)
    # Only for the owner's eyes from the first byte on.
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        _bind(part)
        use_wal()
        database.execute_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        migration.migrate()
    finally:
        _disconnect()


def open_register(path: Path, *, write: bool = True, check: bool = True) -> Register:
    """Open the register at `path`; at most one is open in a process.

    With `write` False nobody else is kept out and nothing can be written. `check` runs SQLite's quick check at once; a
    window does so itself after its first paint. Raises CrmError, with not one byte changed, for a file that does not
    exist, is empty, damaged, somebody else's or from a newer version, and where another process writes to it;
    keys.Locked where it is protected and its passphrase must be asked for.
    """
    assert_library()
    with failures.files_told():
        if not path.exists():
            raise CrmError(_("There is no file {file}.").format(file=path))
    # SQLite follows a link too: the lock and the -wal lie beside the file itself.
    path = Path(os.path.realpath(path))
    close()
    held = None
    reason = "" if write else _("opened for reading")
    if write:
        read_only = not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK)
        if read_only:
            reason = _("the file is read-only")
        else:
            held = lock.acquire(path)
    try:
        with failures.told(), failures.files_told():
            _inspect(path)
            _connect(path, reason, check)
    except BaseException:
        _disconnect()
        if held is not None:
            lock.release(path, held)
        raise
    return _opened(Register(path, reason, held))


def close() -> None:
    """Close the register, if one is open, and let others in."""
    global _register
    words.forget()
    _disconnect()
    if _register is not None:
        keys.forget()
        if _register.held is not None:
            lock.release(_register.path, _register.held)
    _register = None


def leave() -> None:
    """Close the file of the open register but keep others out, to put another in its place; then `come_back`."""
    words.forget()
    _disconnect()


def come_back() -> None:
    """Open the file again that was left. Raises CrmError where it cannot be; then no register is open."""
    found = _register
    if found is None:
        raise RuntimeError("no register is open")
    try:
        with failures.told(), failures.files_told():
            _inspect(found.path)
            _connect(found.path, found.read_only, check=False)
            words.read()
    except BaseException:
        close()
        raise


def register() -> Register | None:
    """The register that is open, or None."""
    return _register


def _opened(made: Register) -> Register:
    global _register
    _register = made
    words.read()
    return made


def _connect(path: Path, read_only: str, check: bool) -> None:
    # Where nothing may be written beside the file SQLite must not want to either; that is safe only without a -wal.
    frozen = not os.access(path.parent, os.W_OK)
    _bind(path, ("?mode=ro" if durable.is_pending(path) else "?immutable=1") if frozen else "")
    _refuse_newer(migration.present())
    if check:
        quick_check()
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
        use_wal()
        triggers.ensure()
        # A file that cannot be written after all says so here, in the disk's own words; nothing of it stays.
        with database.atomic() as probe:
            database.execute_sql("PRAGMA user_version = " + str(migration.present()))
            probe.rollback()


def _bind(path: Path, options: str = "") -> None:
    database.initialize(make(path, options))
    tables.forget()
    database.connect()


def keep_little() -> None:
    """Give this thread's connection a small cache: for what a window asks and writes a large one is not faster."""
    database.connect(reuse_if_open=True)
    database.execute_sql(f"PRAGMA cache_size = {WINDOW_CACHE}")


def quick_check() -> None:
    """Raise CrmError where SQLite's quick check finds the file damaged."""
    kept = value("PRAGMA cache_size")
    # It reads every page once: in the usual cache they would only push out what the lists need, and fill the memory.
    database.execute_sql("PRAGMA cache_size = -2000")
    found = rows("PRAGMA quick_check(1)")
    database.execute_sql(f"PRAGMA cache_size = {kept}")
    if found != [("ok",)]:
        raise CrmError(_damaged())


def _disconnect() -> None:
    if database.obj is not None and not database.is_closed():
        database.close()


def _inspect(path: Path) -> None:
    """Look at the header before SQLite does: the only time the program opens the file itself (finding D)."""
    size = path.stat().st_size
    with path.open("rb") as file:
        header = file.read(100)
    if size == 0:
        raise CrmError(_("{file} is empty. Nothing can be read from it; open a backup.").format(file=path.name))
    if keys.is_salt(header):
        _inspect_protected(path, size)
        return
    if not header.startswith(b"SQLite format 3\x00"):
        raise CrmError(_("{file} is not a Klynge register.").format(file=path.name))
    if len(header) < 100:
        raise CrmError(_damaged())
    page = struct.unpack(">H", header[16:18])[0]
    page = 65536 if page == 1 else page
    pages, version, application = (struct.unpack(">I", header[at : at + 4])[0] for at in (28, 60, 68))
    if application != APPLICATION_ID:
        raise CrmError(_("{file} is a database of another program.").format(file=path.name))
    _refuse_newer(version)
    # After a kill or a full disk in the middle of a checkpoint the rest of the file stands in its -wal.
    if page < 512 or (not durable.is_pending(path) and (size < page * pages or size % page)):
        raise CrmError(_damaged())


def _inspect_protected(path: Path, size: int) -> None:
    """The same of a protected file, whose header only its key opens; nothing is written for that either."""
    if not durable.is_pending(path) and size % keys.PAGE:
        raise CrmError(_damaged())
    found = keys.key_of(path)
    if found is not None and not keys.fits(path, found):
        raise CrmError(_damaged())
    with closing(keys.connect(path, "?mode=ro&immutable=1")) as peek:
        application, version, pages = (
            int(peek.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("application_id", "user_version", "page_count")
        )
    if application != APPLICATION_ID:
        raise CrmError(_("{file} is a database of another program.").format(file=path.name))
    _refuse_newer(version)
    if not durable.is_pending(path) and size < keys.PAGE * pages:
        raise CrmError(_damaged())


def _refuse_newer(version: int) -> None:
    if version > migration.latest():
        raise CrmError(_("This register was written by a newer version of Klynge. Install that version to open it."))


def _damaged() -> str:
    return _("The register's file is damaged or cut short. Nothing was changed; open a backup of it.")


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
