"""What the list of interactions can show."""

from crm.i18n import _
from crm.queries.lists.columns import derived, open_tasks, own, record, tags
from crm.queries.lists.field import Field
from crm.rules.code_lists import PERSONAL

_PERSONAL = ", ".join(f"'{kind}'" for kind in PERSONAL)
_PART = "FROM interaction_participant AS ip"
_HERE = "WHERE ip.interaction_id = {r}.id"


def fields() -> tuple[Field, ...]:
    """The fields of an interaction and who took part."""
    who = _("Who took part")
    people = (
        "coalesce((SELECT group_concat(trim(p.first_name || ' ' || p.last_name), ', ' ORDER BY ip.id)"
        f" {_PART} JOIN person AS p ON p.id = ip.person_id {_HERE}), '')"
    )
    organisations = (
        "coalesce((SELECT group_concat(name, ', ' ORDER BY first) FROM (SELECT o.name, min(ip.id) AS first"
        f" {_PART} JOIN organisation AS o ON o.id = ip.organisation_id {_HERE} GROUP BY o.id)), '')"
    )
    spoken = f"{{r}}.status = 'done' AND {{r}}.type IN ({_PERSONAL})"
    return (
        own("date", "held_on", _("Date"), shown=True, phrase="{value}"),
        own("text", "start_time", _("Time")),
        own("choice", "type", _("Type"), code_list="interaction_type", shown=True, phrase=_("of the type {value}")),
        own("text", "subject", _("Subject"), shown=True),
        own("choice", "status", _("Status"), code_list="interaction_status"),
        derived("yes_no", "spoken", _("Spoke with each other"), spoken),
        own("hours", "minutes", _("How long"), sums=True),
        own("text", "place", _("Place")),
        own("text", "notes", _("Notes")),
        record("focus_area", _("Focus area"), "focus_area", phrase=_("in {segment}")),
        record("responsible", _("Responsible"), "staff", shown=True),
        record("project", _("Project"), "project"),
        derived("text", "people", _("People"), people, group=who, shown=True),
        derived("text", "organisations", _("Organisations"), organisations, group=who, shown=True),
        derived(
            *("count", "people_count", _("Number of people"), f"(SELECT count(ip.person_id) {_PART} {_HERE})"),
            group=who,
            sums=True,
        ),
        derived(
            *("count", "organisation_count", _("Number of organisations")),
            f"(SELECT count(DISTINCT ip.organisation_id) {_PART} {_HERE})",
            group=who,
            sums=True,
        ),
        open_tasks("interaction", _("Open follow-ups"), ""),
        tags("interaction", _("Tags"), ""),
    )
