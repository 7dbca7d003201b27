"""What the list of projects can show."""

from crm.i18n import _
from crm.queries.lists.columns import derived, own, record, tags
from crm.queries.lists.field import Field
from crm.queries.projects import OPEN

_PARTNERS = "FROM project_participant AS pp"
_HERE = "WHERE pp.project_id = {r}.id"


def fields() -> tuple[Field, ...]:
    """The fields of a project, its partners and its money."""
    who, when, money = _("Partners"), _("When"), _("Money")
    stages = ", ".join(f"'{stage}'" for stage in OPEN)
    sector = f"(SELECT count(*) {_PARTNERS} JOIN organisation AS o ON o.id = pp.organisation_id {_HERE}"
    return (
        own("text", "title", _("Title"), order="nullif({r}.sort_key, '')", shown=True),
        own("choice", "type", _("Type"), code_list="project_type"),
        own("choice", "stage", _("Stage"), code_list="project_stage", shown=True),
        derived("yes_no", "is_open", _("Not over yet"), f"({{r}}.stage IN ({stages}))"),
        record("focus_area", _("Focus area"), "focus_area", phrase=_("in {segment}")),
        own("choice", "cross_domain", _("Across industries"), code_list="cross_domain"),
        own("choice", "cluster_role", _("The cluster is"), code_list="cluster_role"),
        own("yes_no", "international", _("International")),
        own("text", "sdg", _("Sustainability goals")),
        own("text", "public_summary", _("Public summary")),
        own("text", "notes", _("Notes")),
        tags("project", _("Tags"), ""),
        record("lead", _("Lead partner"), "organisation", group=who, shown=True),
        derived("count", "partners", _("Partners"), f"(SELECT count(*) {_PARTNERS} {_HERE})", group=who, sums=True),
        derived(
            *("count", "companies", _("Of them companies"), f"{sector} AND o.helix_sector = 'company')"),
            group=who,
            sums=True,
        ),
        derived(
            *("count", "research", _("Of them R&D"), f"{sector} AND o.helix_sector = 'research_education')"),
            group=who,
            sums=True,
        ),
        own("date", "start_on", _("From"), group=when, shown=True),
        own("date", "end_on", _("To"), group=when, shown=True),
        own("date", "applied_on", _("Applied on"), group=when),
        own("date", "decided_on", _("Decided on"), group=when),
        own("choice", "funder", _("Funder"), code_list="funder", group=money, shown=True),
        own("text", "funder_programme", _("Programme"), group=money),
        own("text", "funder_reference", _("The funder's number"), group=money),
        own("money", "budget", _("Budget"), group=money, shown=True, sums=True),
        own("money", "external_funding", _("External funding"), group=money, sums=True),
    )
