"""What a list of projects says of each, as sheet 7 of the annual report has it (DOMAIN.md 8)."""

from collections.abc import Sequence
from datetime import date

from crm.exchange import record_columns
from crm.exchange.record_columns import RecordColumn, code
from crm.exchange.writers.columns import Value
from crm.i18n import N_, _
from crm.queries.projects import ProjectRow, ProjectsQuery

COLUMNS: tuple[RecordColumn[ProjectRow], ...] = (
    RecordColumn(N_("Title"), lambda row: row.title, width=36),
    RecordColumn(N_("Type"), code("project_type", "type"), width=24),
    RecordColumn(N_("Stage"), code("project_stage", "stage"), width=14),
    RecordColumn(N_("Focus area"), lambda row: row.focus_area, width=26),
    RecordColumn(N_("Across industries"), code("cross_domain", "cross_domain"), width=22),
    RecordColumn(N_("The cluster is"), code("cluster_role", "cluster_role"), width=16),
    RecordColumn(N_("Lead partner"), lambda row: row.lead, width=30),
    RecordColumn(N_("Partners"), lambda row: row.partners, "int"),
    RecordColumn(N_("Of them companies"), lambda row: row.companies, "int"),
    RecordColumn(N_("Of them R&D"), lambda row: row.research, "int"),
    RecordColumn(N_("International"), lambda row: _("Yes") if row.international else _("No"), width=12),
    RecordColumn(N_("Funder"), code("funder", "funder"), width=24),
    RecordColumn(N_("Programme"), lambda row: row.funder_programme, width=24),
    RecordColumn(N_("The funder's number"), lambda row: row.funder_reference, width=16),
    RecordColumn(N_("Applied on"), lambda row: row.applied_on, "day"),
    RecordColumn(N_("Decided on"), lambda row: row.decided_on, "day"),
    RecordColumn(N_("From"), lambda row: row.start_on, "day"),
    RecordColumn(N_("Until"), lambda row: row.end_on, "day"),
    RecordColumn(N_("Budget"), lambda row: row.budget, "money"),
    RecordColumn(N_("External funding"), lambda row: row.external_funding, "money"),
    RecordColumn(N_("Sustainability goals"), lambda row: row.sdg, width=20),
    RecordColumn(N_("Public summary"), lambda row: row.public_summary, width=60),
)


def ids(today: date) -> list[int]:
    """All projects by their titles; archived ones stay behind."""
    return ProjectsQuery().ids()


def rows(ids: Sequence[int], today: date) -> list[tuple[Value, ...]]:
    """These projects, each with the values of COLUMNS."""
    return record_columns.values(COLUMNS, ProjectsQuery().rows(ids), ids)
