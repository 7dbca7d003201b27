"""Statements that take seconds, watched while they run: SQLite asks every now and then whether to go on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import peewee
from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.store import journal
from crm.store.database import database

STEPS = 100_000
"""So many steps of SQLite's own machine lie between two questions: a few milliseconds."""


@contextmanager
def statements(tell: Callable[[], object]) -> Iterator[None]:
    """Call `tell` while statements run; a CrmError that it raises (Cancelled) ends the statement and is raised here.

    Inside a transaction nothing is watched: SQLite takes back the whole of it with an interrupted statement, under the
    hands of whoever began it. A step that is to be given up as a whole has `within`.
    """
    if database.connection().in_transaction:
        yield
        return
    with _asked(tell):
        yield


@contextmanager
def within(tell: Callable[[], object]) -> Iterator[None]:
    """The same inside the one transaction of a step: what `tell` raises must end the step as a whole.

    Nothing may stand between, such as a savepoint: there nothing is watched.
    """
    if journal.is_nested():
        yield
        return
    try:
        with _asked(tell):
            yield
    except CrmError:
        connection = database.connection()
        if not connection.in_transaction:
            # SQLite took all of it back already; whoever began the transaction is to end one all the same
            connection.execute("BEGIN")
        raise


@contextmanager
def _asked(tell: Callable[[], object]) -> Iterator[None]:
    refused: list[CrmError] = []

    def asked() -> int:
        try:
            tell()
        except CrmError as error:
            refused.append(error)
        return len(refused)

    connection = database.connection()
    connection.set_progress_handler(asked, STEPS)
    try:
        yield
    except (peewee.OperationalError, dbapi2.OperationalError) as error:
        if refused:
            raise refused[0] from error
        raise
    finally:
        connection.set_progress_handler(None, 0)
