"""Sheet 10, Internasjonalt: projects, activities and relations across borders (K24)."""

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.report_rows import reach
from crm.reports.facts import Facts
from crm.reports.report import Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field

TITLE = N_("International work")
KINDS = {"project": N_("Project"), "activity": N_("Activity")}

FIELDS = (
    Field("kind", N_("Kind"), width=20, words=KINDS, codes="relation_kind"),
    Field("name", N_("Name"), width=40),
    Field("partner", N_("Partner"), width=32),
    Field("country", N_("Country"), width=10),
    Field("from_on", N_("From"), "day", 11),
    Field("to_on", N_("To"), "day", 11),
)


def table(now: Facts, _before: Facts) -> Table:
    """One row for each, by kind."""
    return Table(tuple(field.key for field in FIELDS), tuple(reach.abroad(now.first, now.last)))


def sheet(report: Report, language: str) -> Sheet:
    """The sheet."""
    return spec.sheet(TITLE, FIELDS, "international", report, language)
