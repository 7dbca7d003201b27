"""What the tests of the command line share: how one line is typed and what came of it."""

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crm import cli
from crm.store import opening, tables
from crm.store.database import rows


class Done(NamedTuple):
    """The exit code and what was said."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one JSON object on stdout."""
        return json.loads(self.out)


class Line:
    """Types command lines into this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *words: object) -> Done:
        self.capsys.readouterr()
        code = cli.main([str(word) for word in words])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Done(code, said.out, said.err)


def contents(path: Path) -> dict[str, list[Any]]:
    """Everything that stands in the record tables and the journal."""
    opening.open_register(path, write=False)
    try:
        return {
            table: rows(f'SELECT * FROM "{table}" ORDER BY 1') for table in (*tables.journalled(), "step", "change")
        }
    finally:
        opening.close()


def sha256(path: Path) -> str:
    """The hash of a register that nobody has open."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
