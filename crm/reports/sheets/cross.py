"""Sheet 6, Aktivitet pr område: type by focus area, planned against held, with participants and hours."""

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.report_rows import doing
from crm.reports.facts import Facts
from crm.reports.report import Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import ALL, Field
from crm.rules import code_lists

TITLE = N_("Activity by area")

FIELDS = (
    Field("type", N_("Type"), width=26, codes="activity_type", words=ALL),
    Field("focus_area", N_("Focus area"), width=36, codes="focus_area", words=ALL | {"": N_("No focus area")}),
    Field("planned", N_("Planned"), "int", 14),
    Field("held", N_("Held"), "int", 14),
    Field("cancelled", N_("Cancelled"), "int", 14),
    Field("came", N_("Participants"), "int", 13),
    Field("hours", N_("Hours"), "number", 11),
)


def table(now: Facts, _before: Facts) -> Table:
    """A row for each type and area of the year; below them one for all of each type, together for the chart; the last
    for all.
    """
    types = {key: place for place, key in enumerate(code_lists.keys("activity_type"))}
    found = sorted(
        doing.by_type_and_area(now.year),
        key=lambda row: (row[0] == "*", row[1] == "*", types.get(str(row[0]), len(types)), row[1] == "", str(row[1])),
    )
    rows = ((*row[:6], spec.hours(row[6])) for row in found)
    return Table(tuple(field.key for field in FIELDS), tuple(rows))


def sheet(report: Report, language: str) -> Sheet:
    """The sheet; sums are strong, and a line begins each type and the sums."""
    rows = report.tables["cross"].rows
    strong = frozenset(place for place, row in enumerate(rows) if row[1] == "*")
    begins = frozenset(
        place
        for place in range(1, len(rows))
        if rows[place][0] == "*" or (rows[place][0] != rows[place - 1][0] and not {place - 1, place} <= strong)
    )
    return spec.marked(spec.sheet(TITLE, FIELDS, "cross", report, language), strong=strong, begins=begins)
