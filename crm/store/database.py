"""The one database of the process: sqlcipher3 through Peewee, opened with the promised pragmas.

`database` is a stand-in that records and queries are written against; `crm.store.opening` binds it to a file.
Each thread that uses it has its own connection: a worker wraps its work in `database.connection_context()`.
"""

from pathlib import Path
from typing import Any

from peewee import DatabaseProxy
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import _
from crm.store import keys
from crm.store.keys import uri as uri  # where everybody knows it

database: Any = DatabaseProxy()

# "Klyn" in ASCII: tells our files from everybody else's SQLite files.
APPLICATION_ID = 0x4B6C796E

# SQLite before 3.51.3 can corrupt a WAL file when two connections write and checkpoint at once (RELIABILITY.md E).
OLDEST_SQLITE = (3, 51, 3)

# RELIABILITY.md section 3. Order matters: foreign keys and trust before anything is read.
PRAGMAS: dict[str, int | str] = {
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 5000,
    "synchronous": 2,
    "secure_delete": 1,
    "temp_store": 2,
    "cache_size": -64_000,
    "mmap_size": 0,
}


class Sqlite(SqlCipherDatabase):
    """Peewee's SQLCipher database that reads every pragma back: one that did not take is a broken build.

    `key` is what each of its connections is given, None for a register that is not protected.
    """

    key: keys.Key | None = None

    def _add_conn_hooks(self, conn: Any) -> None:
        keys.give(conn, self.key)
        super()._add_conn_hooks(conn)  # type: ignore[misc]  # not in the stubs

    def _set_pragmas(self, conn: Any) -> None:
        super()._set_pragmas(conn)  # type: ignore[misc]  # not in the stubs
        for name, wanted in PRAGMAS.items():
            row = conn.execute(f"PRAGMA {name}").fetchone()
            if row is None and name == "mmap_size":
                continue  # builds without memory mapping answer nothing, which is what we ask for
            if row is None or str(row[0]) != str(wanted):
                raise _refused(name)


def assert_library() -> None:
    """Raise CrmError where the SQLite in this process is too old to be trusted with a register."""
    if dbapi2.sqlite_version_info < OLDEST_SQLITE:
        raise CrmError(
            _("SQLite {found} is too old; Klynge needs {needed} or newer. Install Klynge again.").format(
                found=dbapi2.sqlite_version, needed=".".join(map(str, OLDEST_SQLITE))
            )
        )


def make(path: Path, options: str = "", *, spill: bool = True) -> Sqlite:
    """A database object for the file, not yet connected; a file that does not exist is created on connecting.

    `options` are those of a SQLite URI ("?mode=ro"). With `spill` False the pages of a long step stay in memory until
    its end: with a rollback journal those written out earlier would keep every reader waiting. Raises keys.Locked where
    the file is protected and its key not known.
    """
    pragmas = [*PRAGMAS.items(), *(() if spill else (("cache_spill", 0),))]
    made = Sqlite(uri(path) + options, pragmas=pragmas, lock_type="IMMEDIATE", uri=True)
    made.key = keys.key_of(path) if path.exists() else None
    return made


def key() -> keys.Key | None:
    """The key of the open register, which its copies are made with too; None where it is not protected."""
    found: keys.Key | None = database.obj.key
    return found


def use_journal(mode: str) -> None:
    """Keep steps whole with a "wal", which lets readers read while somebody writes, or with "delete" on the network.

    It is written into the file, so only who may write asks for it.
    """
    if value(f"PRAGMA journal_mode = {mode}") != mode:
        raise _refused("journal_mode")


def _refused(setting: str) -> CrmError:
    return CrmError(
        _("The database library does not accept the setting {name}.").format(name=setting)
        + " "
        + _("Install Klynge again.")
    )


def rows(sql: str, parameters: tuple[Any, ...] | list[Any] | dict[str, Any] = ()) -> list[Any]:
    """All rows of a plain SQL question, read to the end so that no cursor stays open."""
    found: list[Any] = database.execute_sql(sql, parameters).fetchall()
    return found


def value(sql: str, parameters: tuple[Any, ...] | list[Any] | dict[str, Any] = ()) -> Any:
    """The first column of the first row, or None where there is no row."""
    row = database.execute_sql(sql, parameters).fetchone()
    return row[0] if row else None
