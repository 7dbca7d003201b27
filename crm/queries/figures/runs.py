"""Frozen report runs as they stand in the register."""

from typing import NamedTuple

from crm.store.database import rows


class Run(NamedTuple):
    """A frozen run: `at` is UTC in ISO format, `snapshot` the canonical JSON that `sha256` is the hash of."""

    id: int
    year: int
    at: str
    sha256: str
    snapshot: str


def get(run: int) -> Run | None:
    """The frozen run with this id, or None."""
    found = rows("SELECT id, year, at, sha256, snapshot FROM report_run WHERE id = ?", (run,))
    return Run(*found[0]) if found else None
