"""Sheet 7, Prosjekter: the projects that ran, were applied for or decided on in the year."""

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.report_rows import doing
from crm.reports.facts import Facts
from crm.reports.report import Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field

TITLE = N_("Projects")

FIELDS = (
    Field("title", N_("Title"), width=36),
    Field("type", N_("Type"), width=19, codes="project_type"),
    Field("stage", N_("Stage"), width=12, codes="project_stage"),
    Field("focus_area", N_("Focus area"), width=24, codes="focus_area"),
    Field("cross_domain", N_("Across industries"), width=18, codes="cross_domain"),
    Field("cluster_role", N_("The cluster's part"), width=15, codes="cluster_role"),
    Field("lead", N_("Project owner"), width=26),
    Field("partners", N_("Partners"), "int", 9),
    Field("companies", N_("Of them companies"), "int", 11),
    Field("research", N_("Of them R&D"), "int", 10),
    Field("international", N_("International"), width=12, yes_no=True),
    Field("funder", N_("Funder"), width=19, codes="funder"),
    Field("applied_on", N_("Applied on"), "day", 11),
    Field("decided_on", N_("Decided on"), "day", 11),
    Field("start_on", N_("Start"), "day", 11),
    Field("end_on", N_("End"), "day", 11),
    Field("budget", N_("Budget"), "money", 14),
    Field("external_funding", N_("External funding"), "money", 14),
    Field("sdg", N_("UN goals"), width=10),
    Field("summary", N_("Description"), width=44, wrap=True),
)


def table(now: Facts, _before: Facts) -> Table:
    """One row for each project, by title."""
    return Table(tuple(field.key for field in FIELDS), tuple(doing.projects(now.first, now.last)))


def sheet(report: Report, language: str) -> Sheet:
    """The sheet."""
    return spec.sheet(TITLE, FIELDS, "projects", report, language)
