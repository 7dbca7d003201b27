"""What tables, fields and their values are called where a person reads about a change."""

from datetime import date, datetime
from typing import Any

from crm.exchange import year_fields
from crm.i18n import _, language, ngettext
from crm.queries import focus_areas, named, organisations, own_fields, people, staff
from crm.queries.informing import Clock
from crm.rules import code_lists, dates, numbers, orgnr, own_values, places, recurrence
from crm.table_words import kind as kind
from ui.dialogs.record_words import FIELDS, OTHERWISE

# The code list of a field, by table where the same name means another list elsewhere.
_CODES = {
    ("activity", "status"): "activity_status",
    ("activity", "type"): "activity_type",
    ("activity_participation", "role"): "participation_role",
    ("activity_participation", "status"): "participation_status",
    ("project", "type"): "project_type",
    ("project_participant", "role"): "project_role",
    ("alias", "kind"): "alias_kind",
    ("own_field", "kind"): "own_field_kind",
    ("saved_view_row", "how"): "picked",
    ("contribution", "kind"): "contribution_kind",
    ("external_relation", "kind"): "relation_kind",
    ("finance_line", "kind"): "finance_kind",
    ("goal", "level"): "goal_level",
    ("governance_body", "kind"): "governance_kind",
    ("governance_member", "role"): "governance_role",
    ("media_item", "channel"): "media_channel",
    ("organisation_year", "source"): "employees_source",
    ("result", "type"): "result_type",
    ("media_item", "language"): "media_language",
    ("external_relation", "country_code"): "country",
    "attribution": "result_attribution",
    "basis": "aid_basis",
    "direction": "indicator_direction",
    "measure": "figure_measure",
    "unit": "indicator_unit",
    "network": "network",
    "cluster_role": "cluster_role",
    "cross_domain": "cross_domain",
    "funder": "funder",
    "service_group": "service_group",
    "stage": "project_stage",
    "target_group": "target_group",
    "category": "membership_category",
    "employees_source": "employees_source",
    "gender": "gender",
    "helix_sector": "helix_sector",
    "label": "contact_label",
    "language": "language",
    "lawful_basis": "lawful_basis",
    "leave_reason": "leave_reason",
    "nace_version": "nace_version",
    "register_status": "register_status",
    "segment": "segment",
    "size_basis": "size_basis",
    "size_class": "size_class",
    "purpose": "consent_purpose",
    "channel": "consent_channel",
    ("consent_record", "status"): "consent_status",
    ("contact_point", "kind"): "contact_kind",
    ("interaction", "status"): "interaction_status",
    ("interaction", "type"): "interaction_type",
    ("person", "status"): "person_status",
    ("position", "role"): "position_role",
    ("task", "status"): "task_status",
    "repeat_unit": "repeat_unit",
}
_MONEY = {
    *("amount", "balance", "turnover", "pledged_cash", "budget", "external_funding", "cash", "fee_income", "cost"),
    *("rate", "value_creation", "actual", "euro", "hour_rate_cap"),
}
_YES_NO = {
    *("archived", "is_primary", "in_group", "online", "international", "approved", "is_public", "is_eligible"),
    *("hidden", "pinned", "start"),
}
# Fields that hold the id of a record, with the table it stands in.
_REFERS = {
    **{name: name for name in ("project", "activity", "membership", "contribution", "result", "media_item", "survey")},
    **{name: name for name in ("goal", "indicator", "governance_body", "external_relation", "aid_record", "staff")},
    **{name: name for name in ("own_field", "own_choice", "saved_view")},
    "body": "governance_body",
}
_DAYS = {"agreed_to", "notice_by", "valid_to"}
_HUNDREDTHS = {
    *(("survey", "satisfaction"), ("indicator", "baseline"), ("indicator", "target"), ("indicator_value", "value")),
    *(("aid_record", "amount_euro"), ("own_value", "number")),
}
_HOURS = {
    *(("membership", "pledged_minutes"), ("activity", "minutes"), ("project_participant", "minutes")),
    *(("contribution", "minutes"), ("fee_level", "minutes"), ("staff_time", "minutes"), ("year_rate", "hours_cap")),
    ("activity_template", "minutes"),
}


def field(table: str, name: str) -> str:
    """What a field is called, in the present language; an unknown one is shown as it is."""
    name = name.removesuffix("_id")
    if (own := own_values.number(name)) is not None:
        return own_fields.called(own) or name
    if table == "organisation" and (of_year := year_fields.title(name)):
        return of_year
    if table == "contact_point" and name in code_lists.keys("contact_kind"):
        return code_lists.label("contact_kind", name)  # a plan calls a contact point by its kind
    known = OTHERWISE.get((table, name)) or FIELDS.get(name)
    return _(known) if known else name


def known(name: str) -> bool:
    """Whether a field is one that people see, and not derived from others."""
    return name.removesuffix("_id") in FIELDS or own_values.number(name) is not None


def value(table: str, name: str, stored: Any) -> str:
    """A stored value as a person reads it: names for ids, words for codes, 03.11.2026, 12 500 kr; – for none."""
    name = name.removesuffix("_id")
    if stored is None or stored == "":
        return "–"
    if (own := own_values.number(name)) is not None:
        return own_fields.shown(own, stored) or "–"
    if table == "organisation" and year_fields.parsed(name) is not None:
        return str(stored)  # a plan has written it out already
    if table == "finance_line" and name == "category":
        lists = [one for one in ("finance_income", "finance_cost") if stored in code_lists.keys(one)]
        return code_lists.label(lists[0], str(stored)) if lists else str(stored)
    if name in _YES_NO:
        return _("Yes") if stored else _("No")
    code_list = _CODES.get((table, name)) or _CODES.get(name)
    if code_list:
        return code_lists.label(code_list, str(stored))
    if name in _MONEY:
        return numbers.show_money(int(stored))
    if (table, name) in _HOURS:
        return _hours(int(stored))
    if isinstance(stored, date):
        return dates.show(stored)
    if isinstance(stored, recurrence.Interval):
        return recurrence.show(*stored)
    if (table, name) in _HUNDREDTHS:
        return _hundredths(int(stored))
    if name.endswith("_on") or name in _DAYS:
        return dates.show(date.fromisoformat(str(stored)))
    if name == "municipality_code":
        return places.name(str(stored)) or str(stored)
    if name == "org_number":
        return orgnr.show(str(stored))
    return _named(name, stored) or str(stored)


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    return (
        _("{hours} h {minutes} min").format(hours=whole, minutes=rest) if rest else _("{hours} h").format(hours=whole)
    )


def _hundredths(stored: int) -> str:
    """61.1 for 6110, 36 for 3600, with a comma in bokmål."""
    text = f"{stored / 100:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language() == "nb" else text


def _named(name: str, stored: Any) -> str:
    """The name behind an id, "" where the field holds none."""
    if not isinstance(stored, int):
        return ""
    if name == "responsible":
        return next((row.name for row in staff.all() if row.id == stored), "")
    if name == "focus_area":
        return next((row.name for row in focus_areas.all(language()) if row.id == stored), "")
    if name in ("organisation", "lead", "joint_with"):
        return organisations.detail(stored).name
    if name == "person":
        return people.detail(stored).name
    if name in _REFERS:
        return named.names(_REFERS[name], [stored]).get(stored, "")
    return ""


def moment(at: str) -> str:
    """A stored time (UTC, ISO) as the clock on the wall showed it: 03.11.2026 14:05."""
    when = datetime.fromisoformat(at).astimezone()
    return f"{dates.show(when.date())} {when:%H:%M}"


def counted(table: str, count: int) -> str:
    """So many records of a table, in words: "214 contacts"."""
    words = {
        "person": ngettext("{count} contact", "{count} contacts", count),
        "organisation": ngettext("{count} organisation", "{count} organisations", count),
        "position": ngettext("{count} position", "{count} positions", count),
        "contact_point": ngettext("{count} e-mail or phone", "{count} e-mails and phones", count),
        "membership": ngettext("{count} membership", "{count} memberships", count),
        "membership_fee": ngettext("{count} fee", "{count} fees", count),
        "interaction": ngettext("{count} meeting", "{count} meetings", count),
        "interaction_participant": ngettext("{count} participant", "{count} participants", count),
        "task": ngettext("{count} follow-up", "{count} follow-ups", count),
        "project": ngettext("{count} project", "{count} projects", count),
        "activity": ngettext("{count} activity", "{count} activities", count),
        "focus_area": ngettext("{count} focus area", "{count} focus areas", count),
        "tag": ngettext("{count} tag", "{count} tags", count),
        "tagging": ngettext("{count} tag on a record", "{count} tags on records", count),
        "consent_record": ngettext("{count} consent", "{count} consents", count),
        "not_same": ngettext("{count} pair told apart", "{count} pairs told apart", count),
        "staff": ngettext("{count} staff member", "{count} staff members", count),
        "setting": ngettext("{count} setting", "{count} settings", count),
    }
    other = ngettext("{count} record", "{count} records", count)
    return words.get(table, other).format(count=numbers.show_int(count))


def must_be_told(clock: Clock) -> str:
    """ "29 people must be told by 03.01.2027 …", "" where nobody has to be."""
    if clock.by is None:
        return ""
    words = ngettext(
        "{count} person must be told by {day} that you keep their details.",
        "{count} people must be told by {day} that you keep their details.",
        clock.people,
    )
    return words.format(count=numbers.show_int(clock.people), day=dates.show(clock.by))
