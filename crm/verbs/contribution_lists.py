"""The lists of contributions as files, and what is said of the lines of a list of hours."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crm.exchange import contribution_columns, export
from crm.exchange.hours.matching import Found
from crm.exchange.record_columns import RecordColumn, Row
from crm.exchange.writers.columns import Column
from crm.i18n import _
from crm.progress import Progress
from crm.queries.contributions import Balance, Line
from crm.rules import dates, numbers


def write(path: Path, found: Sequence[Line], progress: Progress) -> None:
    """Write contributions to a file, .xlsx or .csv."""
    _write(path, contribution_columns.COLUMNS, found, progress)


def write_members(path: Path, found: Sequence[Balance], progress: Progress) -> None:
    """Write what members pledged and gave to a file, .xlsx or .csv."""
    _write(path, contribution_columns.MEMBER_COLUMNS, found, progress)


def _write(path: Path, said: Sequence[RecordColumn[Row]], found: Sequence[Row], progress: Progress) -> None:
    columns = [Column(_(one.title), one.kind, one.width) for one in said]
    rows = [tuple(one.value(row) for one in said) for row in found]
    export.export_rows(columns, rows, path, count=len(rows), title=_("Contributions"), progress=progress)


def told(one: Found) -> str:
    """A line of a list of hours in words: kept, there already, or to be looked at."""
    line = one.line
    mark = "✓" if one.sure else "=" if one.there else "?"
    much = numbers.show_money(line.amount or 0)
    if line.minutes is not None:
        much = _("{hours} h").format(hours=numbers.show_hours(line.minutes))
    day = dates.show(line.day) if line.day is not None else str(line.year)
    words = (day, one.name or line.member or line.number, much, line.what, line.problem)
    return f"{mark} {'  '.join(filter(None, words))}"


def data(one: Found) -> dict[str, Any]:
    """The same for --json; øre and minutes."""
    line = one.line
    return {
        "sheet": line.sheet,
        "row": line.row,
        "member": line.member,
        "org_number": line.number,
        "organisation": one.organisation,
        "candidates": [id for id, _name in one.candidates],
        "year": line.year,
        "day": line.day.isoformat() if line.day is not None else None,
        "minutes": line.minutes,
        "rate": line.rate,
        "amount": line.amount,
        "value": one.value,
        "above": one.above,
        "project": one.project,
        "activity": one.activity,
        "what": line.what,
        "problem": line.problem,
        "there": one.there,
        "sure": one.sure,
    }
