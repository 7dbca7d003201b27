"""Statements that take seconds, watched while they run: SQLite asks every now and then whether to go on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import peewee
from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.store.database import database

STEPS = 100_000
"""So many steps of SQLite's own machine lie between two questions: a few milliseconds."""


@contextmanager
def statements(tell: Callable[[], object]) -> Iterator[None]:
    """Call `tell` while statements run; a CrmError that it raises (Cancelled) ends the statement and is raised here.

    Inside a transaction nothing is watched: SQLite takes back the whole of it with an interrupted statement, under the
    hands of whoever began it.
    """
    refused: list[CrmError] = []

    def asked() -> int:
        try:
            tell()
        except CrmError as error:
            refused.append(error)
        return len(refused)

    connection = database.connection()
    if connection.in_transaction:
        yield
        return
    connection.set_progress_handler(asked, STEPS)
    try:
        yield
    except (peewee.OperationalError, dbapi2.OperationalError) as error:
        if refused:
            raise refused[0] from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
