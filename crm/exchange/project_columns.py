"""What a list of projects says of each, as sheet 7 of the annual report has it (DOMAIN.md 8)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from crm.exchange.writers.columns import Value
from crm.i18n import N_, _
from crm.queries.projects import ProjectRow, ProjectsQuery
from crm.rules import code_lists


class ProjectColumn(NamedTuple):
    """A column: its title marked with N_, the kind of its values (crm.exchange.writers), its width in characters."""

    title: str
    value: Callable[[ProjectRow], Value]
    kind: str = "text"
    width: float | None = None


def _code(code_list: str, field: str) -> Callable[[ProjectRow], Value]:
    return lambda row: code_lists.label(code_list, getattr(row, field))


COLUMNS = (
    ProjectColumn(N_("Title"), lambda row: row.title, width=36),
    ProjectColumn(N_("Type"), _code("project_type", "type"), width=24),
    ProjectColumn(N_("Stage"), _code("project_stage", "stage"), width=14),
    ProjectColumn(N_("Focus area"), lambda row: row.focus_area, width=26),
    ProjectColumn(N_("Across industries"), _code("cross_domain", "cross_domain"), width=22),
    ProjectColumn(N_("The cluster is"), _code("cluster_role", "cluster_role"), width=16),
    ProjectColumn(N_("Lead partner"), lambda row: row.lead, width=30),
    ProjectColumn(N_("Partners"), lambda row: row.partners, "int"),
    ProjectColumn(N_("Of them companies"), lambda row: row.companies, "int"),
    ProjectColumn(N_("Of them R&D"), lambda row: row.research, "int"),
    ProjectColumn(N_("International"), lambda row: _("Yes") if row.international else _("No"), width=12),
    ProjectColumn(N_("Funder"), _code("funder", "funder"), width=24),
    ProjectColumn(N_("Programme"), lambda row: row.funder_programme, width=24),
    ProjectColumn(N_("The funder's number"), lambda row: row.funder_reference, width=16),
    ProjectColumn(N_("Applied on"), lambda row: row.applied_on, "day"),
    ProjectColumn(N_("Decided on"), lambda row: row.decided_on, "day"),
    ProjectColumn(N_("From"), lambda row: row.start_on, "day"),
    ProjectColumn(N_("Until"), lambda row: row.end_on, "day"),
    ProjectColumn(N_("Budget"), lambda row: row.budget, "money"),
    ProjectColumn(N_("External funding"), lambda row: row.external_funding, "money"),
    ProjectColumn(N_("Sustainability goals"), lambda row: row.sdg, width=20),
    ProjectColumn(N_("Public summary"), lambda row: row.public_summary, width=60),
)


def ids(today: date) -> list[int]:
    """All projects by their titles; archived ones stay behind."""
    return ProjectsQuery().ids()


def rows(ids: Sequence[int], today: date) -> list[tuple[Value, ...]]:
    """These projects, each with the values of COLUMNS."""
    found = ProjectsQuery().rows(ids)
    return [tuple(column.value(found[id]) for column in COLUMNS) for id in ids if id in found]
