"""Sheet 13, Synlighet: what was published of and by the cluster in the year (K33)."""

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.report_rows import reach
from crm.reports.facts import Facts
from crm.reports.report import Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field

TITLE = N_("Visibility")

FIELDS = (
    Field("published_on", N_("Date"), "day", 11),
    Field("channel", N_("Channel"), width=16, codes="media_channel"),
    Field("title", N_("Title"), width=50, wrap=True),
    Field("outlet", N_("Medium"), width=24),
    Field("url", N_("Link"), width=40),
    Field("international", N_("International"), width=12, yes_no=True),
)


def table(now: Facts, _before: Facts) -> Table:
    """One row for each item, by day."""
    return Table(tuple(field.key for field in FIELDS), tuple(reach.media(now.first, now.last)))


def sheet(report: Report, language: str) -> Sheet:
    """The sheet."""
    return spec.sheet(TITLE, FIELDS, "visibility", report, language)
