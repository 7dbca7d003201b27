"""The lists of contributions as files, and what is said of the lines of a list of hours."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from crm.exchange import export
from crm.exchange.hours.matching import Found
from crm.exchange.writers.columns import Column
from crm.i18n import _
from crm.progress import Progress
from crm.queries.contributions import Balance, Line
from crm.rules import code_lists, dates, numbers


def write(path: Path, found: Sequence[Line], progress: Progress) -> None:
    """Write contributions to a file, .xlsx or .csv."""
    columns = [
        *(Column(_("Year"), "int"), Column(_("Day"), "day"), Column(_("Organisation"), "text", 34)),
        *(Column(_("Org. number"), "code"), Column(_("Kind"), "text", 12), Column(_("Hours"), "number")),
        *(Column(_("Rate"), "money"), Column(_("Amount"), "money"), Column(_("Counts for"), "money")),
        *(Column(_("Above the cap"), "money"), Column(_("Project or activity"), "text", 30)),
        *(Column(_("Focus area"), "text", 24), Column(_("Document"), "code"), Column(_("Approved"), "text", 12)),
        Column(_("Notes"), "text", 40),
    ]
    rows = [
        (
            *(line.year, line.given_on, line.name, line.org_number, code_lists.label("contribution_kind", line.kind)),
            *(None if line.minutes is None else line.minutes / 60, line.rate, line.amount, line.value),
            *(line.above or None, line.for_what, line.focus_area, line.document_ref),
            *(_("Yes") if line.approved else _("No"), line.notes),
        )
        for line in found
    ]
    export.export_rows(columns, rows, path, count=len(rows), title=_("Contributions"), progress=progress)


def write_members(path: Path, found: Sequence[Balance], progress: Progress) -> None:
    """Write what members pledged and gave to a file, .xlsx or .csv."""
    columns = [
        *(Column(_("Year"), "int"), Column(_("Organisation"), "text", 34), Column(_("Org. number"), "code")),
        *(Column(_("Hours pledged"), "number"), Column(_("Hours given"), "number")),
        *(Column(_("Money pledged"), "money"), Column(_("Money given"), "money"), Column(_("Other"), "money")),
        *(Column(_("Counts for"), "money"), Column(_("Not approved"), "money")),
    ]
    rows = [
        (
            *(row.year, row.name, row.org_number),
            *(None if row.pledged_minutes is None else row.pledged_minutes / 60, row.given.minutes / 60),
            *(row.pledged_cash, row.given.cash, row.given.other, row.given.value, row.waiting.value),
        )
        for row in found
    ]
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
