"""Frozen report runs as they stand in the register, and the chain that holds them together."""

from typing import NamedTuple

from crm.rules import chains
from crm.store.database import rows, value


class Run(NamedTuple):
    """A frozen run: `at` is UTC in ISO format, `snapshot` the canonical JSON that `sha256` is the hash of.

    `step` is the last step of the register that it saw, 0 where that was not kept; `number` its place among the runs
    of its year or period, from 1.
    """

    id: int
    year: int
    at: str
    sha256: str
    snapshot: str
    step: int
    number: int


class Link(NamedTuple):
    """What the chain says of a run: `expected` is its hash as it should be, `kept` as it stands in the register."""

    id: int
    year: int
    expected: str
    kept: str


def get(run: int) -> Run | None:
    """The frozen run with this id, or None."""
    found = rows(
        "SELECT id, year, at, sha256, snapshot, version, (SELECT count(*) FROM report_run AS other"
        " WHERE other.year = report_run.year AND other.from_on IS report_run.from_on"
        " AND other.to_on IS report_run.to_on AND other.id <= report_run.id) FROM report_run WHERE id = ?",
        (run,),
    )
    return Run(*found[0]) if found else None


def locked(year: int, first: str | None = None, last: str | None = None) -> int | None:
    """The newest frozen run of a year that stands for good, or None where the year is still open.

    With days (ISO) it is that of the period from the `first` to the `last`, which ends in the year.
    """
    found: int | None = value(
        "SELECT max(id) FROM report_run WHERE year = ? AND from_on IS ? AND to_on IS ? AND locked = 1",
        (year, first, last),
    )
    return found


def last_step() -> int:
    """The last step of the register, 0 in an empty one."""
    return int(value("SELECT max(id) FROM step") or 0)


def step_at(moment: str) -> int:
    """The last step up to a time in UTC, for runs that do not say which step they saw."""
    return int(value("SELECT max(id) FROM step WHERE at <= ?", (moment,)) or 0)


def end_of_chain() -> str:
    """What the next run is chained to: the chain's last hash, "" for the first run."""
    found = rows("SELECT id, sha256, chained FROM report_run ORDER BY id DESC LIMIT 1")
    # Runs from before there was a chain are held by the first link after them.
    return (found[0][2] or chains.link("", found[0][0], found[0][1])) if found else ""


def chain() -> list[Link]:
    """The links of all runs in their order; those from before there was a chain have none and are left out."""
    links: list[Link] = []
    before = ""
    for id, year, at, staff, program, sha256, name, from_on, to_on, step, kept in rows(
        "SELECT id, year, at, staff, program_version, sha256, file_name, from_on, to_on, version, chained"
        " FROM report_run ORDER BY id"
    ):
        if not kept and not links:
            before = chains.link("", id, sha256)
            continue
        links.append(
            Link(id, year, chains.link(before, year, at, staff, program, sha256, name, from_on, to_on, step), kept)
        )
        before = kept
    return links


def ever() -> int:
    """The highest number that a frozen run ever had."""
    return int(value("SELECT seq FROM sqlite_sequence WHERE name = 'report_run'") or 0)


def newest() -> int:
    """The highest number of a run that is there."""
    return int(value("SELECT max(id) FROM report_run") or 0)
