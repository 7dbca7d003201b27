"""A register under another key: protected, under another passphrase, or plain again (docs/decisions/0009).

SQLCipher writes the whole register anew into a file beside it, which is compared with the register and then takes its
place in one rename: killed anywhere, the register is the old one or the new one, whole. What lies beside it follows;
`finish` does so again at the next opening where a kill came between.
"""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from crm.store import backup_replacing, drafts, durable, failures, keys, opening, protected_files, scrubbing
from crm.store.database import key as present_key
from crm.store.database import uri
from crm.store.keys import Key


def change(key: Key | None, progress: Progress = silent) -> list[Path]:
    """Write the open register anew under `key`, plain with None, and go on with that; no step may be open.

    Its backups, drafts and attached files follow. Returns the copies that did not: they stay as they were, and lie
    there readable, or under an earlier passphrase. No other connection of this process may be open. Raises CrmError,
    with the register as it was, where that fails.
    """
    path = opening.path_of_open()
    part = leftover(path)
    before = present_key()
    with failures.told(), failures.files_told(), keys.held():
        drafts.copy_under(path, before, key)
        try:
            opening.leave()
            try:
                progress(0, None, _("Writing the register anew"))
                rewrite(path, part, key)
                durable.rename(part, path)
                if key is not None:
                    keys.trust(key)
            finally:
                durable.remove(part)
        finally:
            opening.come_back()
        finish(progress)
        left = protected_files.rewrite_copies(path, key, rewrite, progress)
    if before is not None:
        keys.drop(before)
    return left


def finish(progress: Progress = silent) -> None:
    """Bring what lies beside the open register into the form that it has; quick where nothing is to be done.

    Nothing where it is only read. Raises CrmError where the disk gives up.
    """
    if not opening.is_writable():
        return
    path = opening.path_of_open()
    with failures.files_told():
        durable.remove(leftover(path))
        drafts.settle(path, present_key())
        protected_files.settle(path, protected=present_key() is not None, progress=progress)
        if scrubbing.is_begun(path):
            with failures.told():
                scrubbing.out_of_the_bytes()
                if scrubbing.backups_are_to_go(path):
                    backup_replacing.replace(path, progress)
            scrubbing.end(path)


def rewrite(path: Path, part: Path, key: Key | None) -> None:
    """Write the register or copy at `path`, which nobody has open here, into the new file `part` under `key`.

    Raises CrmError where what was written is not equal to it; keys.Locked where it is under a key that is not known.
    """
    durable.remove(part)
    with closing(keys.connect(path, isolation_level=None)) as old:
        if durable.is_pending(path) and old.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise CrmError(_("Another program reads the register. Close it there, and try again."))
        keys.create(part, key).close()
        # An empty key says that it is to be plain, whatever the register is.
        old.execute("ATTACH ? AS made KEY ?", (uri(part), "" if key is None else key.spec()))
        # It is thrown away where anything fails, and synced as a whole when it gets its name: no step of it need be.
        old.execute("PRAGMA made.synchronous = 0")
        old.execute("PRAGMA made.journal_mode = off").fetchall()
        old.execute("SELECT sqlcipher_export('made')").fetchall()
        for name in ("application_id", "user_version"):
            old.execute(f"PRAGMA made.{name} = {_all(old, f'PRAGMA main.{name}')[0][0]}")
        if not _is_equal(old):
            raise CrmError(_("What was written is not equal to the register, which stays as it was. Try again."))
        old.execute("DETACH made")


def leftover(path: Path) -> Path:
    """Where a register is written anew, and what a kill on the way may leave."""
    return path.with_name(f".{path.name}.part")


def _is_equal(connection: Any) -> bool:
    """Whether the attached database `made` says the same as the main one, and is sound."""
    if _all(connection, "PRAGMA made.integrity_check") != [("ok",)]:
        return False
    schema = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master"
    if set(_all(connection, schema.format("main"))) != set(_all(connection, schema.format("made"))):
        return False
    tables = _all(
        connection, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
    )
    return all(_is_same_table(connection, table) for (table,) in tables if table != "sqlite_schema")


def _is_same_table(connection: Any, table: str) -> bool:
    sides = [f'SELECT * FROM {side}."{table}"' for side in ("main", "made")]
    counts = {_all(connection, f"SELECT count(*) FROM ({side})")[0][0] for side in sides}
    return len(counts) == 1 and not _all(connection, " EXCEPT ".join(sides) + " LIMIT 1")


def _all(connection: Any, sql: str) -> Sequence[tuple[Any, ...]]:
    found: Sequence[tuple[Any, ...]] = connection.execute(sql).fetchall()
    return found
