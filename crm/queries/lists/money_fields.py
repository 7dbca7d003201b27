"""What the lists of contributions and of fees can show."""

from crm.i18n import _
from crm.queries import hour_caps
from crm.queries.lists.columns import derived, own, record, tags, told
from crm.queries.lists.field import Choice, Field

_STATE = (
    "CASE WHEN {r}.paid_on IS NOT NULL THEN 'paid' WHEN {r}.invoiced_on IS NOT NULL THEN 'invoiced' ELSE 'proposed' END"
)


def contribution() -> tuple[Field, ...]:
    """The fields of a contribution."""
    _cap, worth = hour_caps.worth()
    value = (
        f"(SELECT {worth} FROM contribution AS c JOIN organisation AS o ON o.id = c.organisation_id"
        " LEFT JOIN year_rate AS y ON y.year = c.year WHERE c.id = {r}.id)"
    )
    return (
        record("organisation", _("Organisation"), "organisation", shown=True),
        derived("text", "org_number", _("Org. number"), _there("org_number", "{r}.organisation_id")),
        own("year", "year", _("Year"), shown=True),
        own("date", "given_on", _("Day")),
        own("choice", "kind", _("Kind"), code_list="contribution_kind", shown=True),
        own("hours", "minutes", _("Hours"), shown=True, sums=True),
        own("money", "rate", _("Rate")),
        own("money", "amount", _("Amount"), shown=True, sums=True),
        derived("money", "value", _("Counts for"), value, shown=True, sums=True),
        record("focus_area", _("Focus area"), "focus_area", phrase=_("in {segment}")),
        record("project", _("Project"), "project"),
        record("activity", _("Activity"), "activity"),
        own("yes_no", "approved", _("Approved"), shown=True),
        own("text", "document_ref", _("Document")),
        own("text", "notes", _("Notes")),
        tags("contribution", _("Tags"), ""),
    )


def membership_fee() -> tuple[Field, ...]:
    """The fields of a fee."""
    states = (("proposed", _("Proposed")), ("invoiced", _("Invoiced")), ("paid", _("Paid")))
    late = "({r}.invoiced_on IS NOT NULL AND {r}.paid_on IS NULL AND {r}.amount > 0 AND coalesce({r}.due_on < :day, 0))"
    return (
        record(
            "organisation", _("Organisation"), "organisation", "{s}.organisation_id", source="membership", shown=True
        ),
        told("text", "org_number", _("Org. number"), "membership", _there("org_number", "{s}.organisation_id")),
        told("choice", "network", _("Network"), "membership", "{s}.network", code_list="network"),
        told("choice", "category", _("Category"), "membership", "{s}.category", code_list="membership_category"),
        own("year", "year", _("Year"), shown=True),
        own("money", "amount", _("Amount"), shown=True, sums=True),
        derived("choice", "state", _("State"), _STATE, options=tuple(Choice(*one) for one in states), shown=True),
        derived("yes_no", "overdue", _("Overdue"), late),
        own("date", "invoiced_on", _("Invoiced on"), shown=True),
        own("date", "due_on", _("To be paid by"), shown=True),
        own("date", "paid_on", _("Paid on"), shown=True),
        own("text", "reference", _("Invoice number")),
        own("text", "notes", _("Notes")),
    )


def _there(column: str, id: str) -> str:
    return f"coalesce((SELECT organisation.{column} FROM organisation WHERE organisation.id = {id}), '')"
