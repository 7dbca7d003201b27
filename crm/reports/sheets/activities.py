"""Sheet 5, Aktiviteter: what was planned, held and cancelled in the year, and who came."""

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.report_rows import doing
from crm.reports.facts import Facts
from crm.reports.report import Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field

TITLE = N_("Activities")

FIELDS = (
    Field("start_on", N_("Date"), "day", 11),
    Field("name", N_("Name"), width=34),
    Field("status", N_("Status"), width=10, codes="activity_status"),
    Field("type", N_("Type"), width=17, codes="activity_type"),
    Field("service_group", N_("Service group"), width=22, codes="service_group"),
    Field("focus_area", N_("Focus area"), width=24, codes="focus_area"),
    Field("venue", N_("Place"), width=18),
    Field("online", N_("Online"), width=8, yes_no=True),
    Field("international", N_("International"), width=12, yes_no=True),
    Field("target_group", N_("Target group"), width=13, codes="target_group"),
    Field("hours", N_("Hours"), "number", 8),
    Field("came", N_("Participants"), "int", 11),
    Field("members", N_("Of them members"), "int", 11),
    Field("organisations", N_("Organisations"), "int", 12),
    Field("women", N_("Women"), "int", 9),
    Field("men", N_("Men"), "int", 8),
    Field("satisfaction", N_("Satisfaction"), "number", 11),
    Field("answers", N_("Answers"), "int", 9),
    Field("income", N_("Income"), "money", 12),
    Field("cost", N_("Cost"), "money", 12),
)


def table(now: Facts, _before: Facts) -> Table:
    """One row for each activity of the year, by day."""
    rows = (
        (*row[:10], spec.hours(row[10]), *row[11:16], spec.hundredths(row[16]), *row[17:])
        for row in doing.activities(now.year)
    )
    return Table(tuple(field.key for field in FIELDS), tuple(rows))


def sheet(report: Report, language: str) -> Sheet:
    """The sheet."""
    return spec.sheet(TITLE, FIELDS, "activities", report, language)
