"""The annual reports that were frozen."""

from typing import NamedTuple

from crm.store.database import rows


class RunRow(NamedTuple):
    """One frozen run; `at` is UTC in ISO format; a period that is not the year has its days, ISO too."""

    id: int
    year: int
    at: str
    staff: str
    sha256: str
    program_version: str
    from_on: str = ""
    to_on: str = ""


def runs(year: int | None = None) -> list[RunRow]:
    """The frozen runs of a year as a whole, or of all years and periods, newest first."""
    return _runs("? IS NULL OR (r.year = ? AND r.from_on IS NULL)", year, year)


def of_periods() -> list[RunRow]:
    """The frozen runs of periods that are not a year, newest first."""
    return _runs("r.from_on IS NOT NULL")


def _runs(where: str, *parameters: object) -> list[RunRow]:
    found = rows(
        "SELECT r.id, r.year, r.at, coalesce(staff.name, ''), r.sha256, r.program_version, coalesce(r.from_on, ''),"
        f" coalesce(r.to_on, '') FROM report_run AS r LEFT JOIN staff ON staff.id = r.staff WHERE {where}"
        " ORDER BY r.id DESC",
        parameters,
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
