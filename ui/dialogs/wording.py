"""What tables, fields and their values are called where a person reads about a change."""

from datetime import date, datetime
from typing import Any

from crm.i18n import N_, _, language, ngettext
from crm.queries import focus_areas, named, organisations, people, staff
from crm.queries.informing import Clock
from crm.rules import code_lists, dates, numbers, orgnr, places, recurrence

FIELDS = {
    "accounts_year": N_("Accounts of"),
    "activity": N_("Activity"),
    "added_at": N_("Added"),
    "after_days": N_("Days after the meeting"),
    "agreement_signed_on": N_("Agreement signed"),
    "amount": N_("Amount"),
    "applied_on": N_("Applied on"),
    "archived": N_("Archived"),
    "balance": N_("Balance sheet total"),
    "budget": N_("Budget"),
    "calendar_sequence": N_("Edition of the appointment"),
    "calendar_uid": N_("Id of the appointment"),
    "cash": N_("Money"),
    "category": N_("Category"),
    "channel": N_("Channel"),
    "city": N_("City"),
    "cluster_role": N_("The cluster is"),
    "code": N_("Code"),
    "contact_every_days": N_("Speak at least every"),
    "cost": N_("Cost"),
    "country_code": N_("Country"),
    "cross_domain": N_("Across industries"),
    "decided_on": N_("Decided on"),
    "done_on": N_("Done on"),
    "due_on": N_("By"),
    "email": N_("E-mail"),
    "employees": N_("Employees"),
    "employees_on": N_("Employees counted on"),
    "employees_source": N_("Employees according to"),
    "end_on": N_("Until"),
    "evidence": N_("Proof"),
    "external_funding": N_("External funding"),
    "fee_income": N_("Income"),
    "first_name": N_("First name"),
    "focus_area": N_("Focus area"),
    "founded_on": N_("Founded on"),
    "from_on": N_("From"),
    "funder": N_("Funder"),
    "funder_programme": N_("Programme"),
    "gender": N_("Gender"),
    "headcount_extra": N_("Came without a name"),
    "held_on": N_("Day"),
    "helix_sector": N_("Actor type"),
    "high": N_("The other"),
    "in_group": N_("Part of a group"),
    "informed_on": N_("Informed on"),
    "initials": N_("Initials"),
    "interaction": N_("Meeting"),
    "international": N_("International"),
    "invoiced_on": N_("Invoiced on"),
    "is_primary": N_("Main one"),
    "joined_on": N_("Member from"),
    "joint_with": N_("Together with"),
    "kind": N_("Kind"),
    "label": N_("Used for"),
    "language": N_("Language"),
    "last_name": N_("Last name"),
    "lawful_basis": N_("Lawful basis"),
    "lead": N_("Lead partner"),
    "leave_reason": N_("Reason for leaving"),
    "left_on": N_("Last day of membership"),
    "legal_form": N_("Legal form"),
    "low": N_("The one"),
    "membership": N_("Membership"),
    "men_count": N_("Men"),
    "message": N_("Id of the mail"),
    "minutes": N_("Minutes"),
    "municipality_code": N_("Municipality"),
    "nace_code": N_("Industry code"),
    "nace_version": N_("Industry code of"),
    "name": N_("Name"),
    "name_en": N_("English name"),
    "name_nb": N_("Norwegian name"),
    "network": N_("Network"),
    "notes": N_("Note"),
    "objected_on": N_("Objected on"),
    "online": N_("Online"),
    "org_number": N_("Organisation number"),
    "organisation": N_("Organisation"),
    "paid_on": N_("Paid on"),
    "parent": N_("Part of"),
    "person": N_("Contact"),
    "phone": N_("Phone"),
    "place": N_("Place"),
    "pledged_cash": N_("Pledged money"),
    "pledged_minutes": N_("Pledged hours"),
    "position": N_("Place in the list"),
    "postal_code": N_("Postal code"),
    "project": N_("Project"),
    "public_summary": N_("Public summary"),
    "purpose": N_("Purpose"),
    "recorded_on": N_("Recorded on"),
    "register_checked_on": N_("Looked up on"),
    "register_status": N_("Status in the register"),
    "repeat": N_("Comes again"),
    "repeat_every": N_("Comes again every"),
    "repeat_unit": N_("Comes again counted in"),
    "responsible": N_("Responsible"),
    "retired_on": N_("No longer used from"),
    "role": N_("Role"),
    "satisfaction": N_("Satisfaction (1–5)"),
    "satisfaction_answers": N_("Answers"),
    "sdg": N_("Sustainability goals"),
    "segment": N_("Segment"),
    "service_group": N_("Service"),
    "sha256": N_("Fingerprint"),
    "short_name": N_("Short name"),
    "size": N_("Size in bytes"),
    "size_basis": N_("Size judged by"),
    "size_class": N_("Size"),
    "source": N_("Where from"),
    "speakers_men": N_("Speakers, men"),
    "speakers_women": N_("Speakers, women"),
    "stage": N_("Stage"),
    "start_on": N_("From"),
    "start_time": N_("Time"),
    "status": N_("Status"),
    "street": N_("Street"),
    "subject": N_("Subject"),
    "tag": N_("Tag"),
    "target_group": N_("For whom"),
    "task": N_("Follow-up"),
    "template": N_("Template"),
    "title": N_("Title"),
    "to_on": N_("Last day"),
    "turnover": N_("Turnover"),
    "type": N_("Kind"),
    "value": N_("Value"),
    "venue": N_("Place"),
    "women_count": N_("Women"),
    "year": N_("Year"),
}

KINDS = {
    "attachment": N_("File"),
    "log_template": N_("Template"),
    "log_template_task": N_("Follow-up of a template"),
    "project_participant": N_("Partner"),
    "activity_participation": N_("Attendance"),
    "activity": N_("Activity"),
    "project": N_("Project"),
    "consent_record": N_("Consent"),
    "contact_point": N_("E-mail or phone"),
    "focus_area": N_("Focus area"),
    "interaction": N_("Meeting"),
    "interaction_participant": N_("Participant"),
    "membership": N_("Membership"),
    "membership_fee": N_("Fee"),
    "not_same": N_("Two told apart"),
    "organisation": N_("Organisation"),
    "person": N_("Contact"),
    "position": N_("Position"),
    "setting": N_("Setting"),
    "staff": N_("Staff member"),
    "tag": N_("Tag"),
    "tagging": N_("Tag on a record"),
    "task": N_("Follow-up"),
}

_OTHERWISE = {
    ("activity", "start_on"): N_("Day"),
    ("activity", "minutes"): N_("How long"),
    ("project_participant", "minutes"): N_("Own work"),
    ("interaction", "place"): N_("Place"),
    ("focus_area", "place"): N_("Order"),
    ("task", "title"): N_("Follow-up"),
    ("setting", "value"): N_("Setting"),
}

# The code list of a field, by table where the same name means another list elsewhere.
_CODES = {
    ("activity", "status"): "activity_status",
    ("activity", "type"): "activity_type",
    ("activity_participation", "role"): "participation_role",
    ("activity_participation", "status"): "participation_status",
    ("project", "type"): "project_type",
    ("project_participant", "role"): "project_role",
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
}
_YES_NO = {"archived", "is_primary", "in_group", "online", "international"}


def field(table: str, name: str) -> str:
    """What a field is called, in the present language; an unknown one is shown as it is."""
    name = name.removesuffix("_id")
    if table == "contact_point" and name in code_lists.keys("contact_kind"):
        return code_lists.label("contact_kind", name)  # a plan calls a contact point by its kind
    known = _OTHERWISE.get((table, name)) or FIELDS.get(name)
    return _(known) if known else name


def known(name: str) -> bool:
    """Whether a field is one that people see, and not derived from others."""
    return name.removesuffix("_id") in FIELDS


def kind(table: str) -> str:
    """What a record of a table is called."""
    return _(KINDS[table]) if table in KINDS else _("Record")


def value(table: str, name: str, stored: Any) -> str:
    """A stored value as a person reads it: names for ids, words for codes, 03.11.2026, 12 500 kr; – for none."""
    name = name.removesuffix("_id")
    if stored is None or stored == "":
        return "–"
    if name in _YES_NO:
        return _("Yes") if stored else _("No")
    code_list = _CODES.get((table, name)) or _CODES.get(name)
    if code_list:
        return code_lists.label(code_list, str(stored))
    if name in _MONEY:
        return numbers.show_money(int(stored))
    if name == "pledged_minutes" or (name == "minutes" and table in ("activity", "project_participant")):
        return _hours(int(stored))
    if isinstance(stored, date):
        return dates.show(stored)
    if isinstance(stored, recurrence.Interval):
        return recurrence.show(*stored)
    if name.endswith("_on"):
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
    if name in ("project", "activity"):
        return named.names(name, [stored]).get(stored, "")
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
