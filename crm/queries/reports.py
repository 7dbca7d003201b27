"""The annual reports that were frozen."""

from typing import NamedTuple

from crm.store.database import rows


class RunRow(NamedTuple):
    """One frozen run; `at` is UTC in ISO format."""

    id: int
    year: int
    at: str
    staff: str
    sha256: str
    program_version: str


def runs(year: int | None = None) -> list[RunRow]:
    """The frozen runs of a year, or of all, newest first."""
    found = rows(
        "SELECT r.id, r.year, r.at, coalesce(staff.name, ''), r.sha256, r.program_version FROM report_run AS r"
        " LEFT JOIN staff ON staff.id = r.staff WHERE ? IS NULL OR r.year = ? ORDER BY r.id DESC",
        (year, year),
    )
    return [RunRow(*line) for line in found]


def years() -> list[int]:
    """The years that have anything to report, newest first."""
    first, last = rows(
        "SELECT min(day), max(day) FROM (SELECT min(joined_on) AS day FROM membership UNION ALL"
        " SELECT min(held_on) FROM interaction UNION ALL SELECT max(held_on) FROM interaction UNION ALL"
        " SELECT max(joined_on) FROM membership)"
    )[0]
    return list(range(int(last[:4]), int(first[:4]) - 1, -1)) if first else []
