"""What the list of activities can show."""

from crm.i18n import _
from crm.queries.lists.columns import derived, own, record, tags
from crm.queries.lists.field import Field
from crm.queries.on_a_day import MEMBER_ON

_PART = "FROM activity_participation AS ap"
_CAME = "WHERE ap.activity_id = {r}.id AND ap.status = 'attended'"


def fields() -> tuple[Field, ...]:
    """The fields of an activity and who came."""
    return (*_own(), *_who(), *_results())


def _own() -> tuple[Field, ...]:
    return (
        own("date", "start_on", _("Day"), shown=True, phrase="{value}"),
        own("date", "end_on", _("Until")),
        own("text", "start_time", _("Time")),
        own("text", "name", _("Name"), shown=True),
        own("choice", "type", _("Type"), code_list="activity_type", shown=True, phrase=_("of the type {value}")),
        own("choice", "service_group", _("Service"), code_list="service_group"),
        own("choice", "status", _("Status"), code_list="activity_status", shown=True),
        record("focus_area", _("Focus area"), "focus_area", phrase=_("in {segment}")),
        own("choice", "target_group", _("For whom"), code_list="target_group"),
        own("text", "venue", _("Place"), shown=True),
        own("text", "municipality_code", _("Municipality no.")),
        own("yes_no", "online", _("Online")),
        own("yes_no", "international", _("International")),
        record("joint_with", _("Together with"), "organisation"),
        record("project", _("Project"), "project"),
        own("hours", "minutes", _("How long"), sums=True),
        own("text", "notes", _("Notes")),
        tags("activity", _("Tags"), ""),
    )


def _who() -> tuple[Field, ...]:
    who = _("Who came")
    came = f"((SELECT count(ap.person_id) {_PART} {_CAME}) + {{r}}.headcount_extra)"
    organisations = f"(SELECT count(DISTINCT ap.organisation_id) {_PART} {_CAME})"
    members = (
        f"(SELECT count(DISTINCT ap.organisation_id) {_PART} JOIN membership"
        f" ON membership.organisation_id = ap.organisation_id {_CAME} AND {MEMBER_ON.format(day='{r}.start_on')})"
    )
    return (
        derived("count", "came", _("Came"), came, group=who, shown=True, sums=True),
        derived("count", "organisations", _("Organisations"), organisations, group=who, shown=True, sums=True),
        derived("count", "members", _("Of them members"), members, group=who, sums=True),
        own("count", "headcount_extra", _("Came without a name"), group=who, sums=True),
        own("count", "women_count", _("Women"), group=who, sums=True),
        own("count", "men_count", _("Men"), group=who, sums=True),
        own("count", "speakers_women", _("Speakers, women"), group=who, sums=True),
        own("count", "speakers_men", _("Speakers, men"), group=who, sums=True),
    )


def _results() -> tuple[Field, ...]:
    named = _("Satisfaction and money")
    return (
        own("number", "satisfaction", _("Satisfaction"), group=named),
        own("count", "satisfaction_answers", _("Answers"), group=named, sums=True),
        own("money", "fee_income", _("Income"), group=named, sums=True),
        own("money", "cost", _("Cost"), group=named, sums=True),
    )
