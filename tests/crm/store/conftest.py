"""A real register and the means to compare it byte for byte."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from crm.store import journal, opening, tables
from crm.store.database import rows
from tests import new_register

Dump = dict[str, list[Any]]


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Path]:
    """An empty register, open, closed afterwards."""
    path = tmp_path / "register.klynge"
    new_register.create(path)
    yield path
    opening.close()
    journal.author.staff = None


@pytest.fixture
def dump() -> Callable[[], Dump]:
    """Everything that stands in the record tables, to compare before and after."""

    def all_rows() -> Dump:
        return {table: rows(f'SELECT * FROM "{table}" ORDER BY id') for table in tables.journalled()}

    return all_rows
