"""Careful connections to files that are not the open register: a backup, a copy in the making, a file to restore."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from crm.store import keys
from crm.store.database import key

_CAREFUL = ("trusted_schema = 0", "cell_size_check = 1", "temp_store = 2", "busy_timeout = 5000", "synchronous = 2")


@contextmanager
def opened(path: Path, *, write: bool = False) -> Iterator[Any]:
    """A plain connection to a file that nobody has open here, closed at the end; without `write` no byte is changed.

    Nothing is checked here and no transaction is begun. Raises keys.Locked where it is protected and its key is not
    known, dbapi2.DatabaseError where it cannot be read.
    """
    yield from _careful(keys.connect(path, "?mode=rw" if write else "?mode=ro", isolation_level=None))


@contextmanager
def made(path: Path) -> Iterator[Any]:
    """A connection to a new file that is to be a copy of the open register, under the same key.

    Nobody else may read it. Raises FileExistsError where there is one.
    """
    yield from _careful(keys.create(path, key(), isolation_level=None))


def _careful(connection: Any) -> Iterator[Any]:
    with closing(connection):
        for pragma in _CAREFUL:
            connection.execute(f"PRAGMA {pragma}")
        yield connection
