"""Sheet 11, Resultater: what came of the cluster's work in the year (K26-K28)."""

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.report_rows import reach
from crm.reports.facts import Facts
from crm.reports.report import Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field

TITLE = N_("Results")

FIELDS = (
    Field("type", N_("Type"), width=22, codes="result_type"),
    Field("title", N_("Description"), width=40, wrap=True),
    Field("organisations", N_("Organisation"), width=30, wrap=True),
    Field("project", N_("Project"), width=28),
    Field("count", N_("Count"), "int", 9),
    Field("amount", N_("Amount"), "money", 14),
    Field("attribution", N_("The cluster's part"), width=15, codes="result_attribution"),
    Field("evidence", N_("Documentation"), width=36, wrap=True),
)


def table(now: Facts, _before: Facts) -> Table:
    """One row for each result of the year, by type."""
    return Table(tuple(field.key for field in FIELDS), tuple(reach.results(now.year)))


def sheet(report: Report, language: str) -> Sheet:
    """The sheet."""
    return spec.sheet(TITLE, FIELDS, "results", report, language)
