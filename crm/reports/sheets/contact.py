"""Sheet 4, Medlemskontakt: how each member was met, the longest neglected first."""

from datetime import date

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries.figures import follow_ups
from crm.queries.report_rows import doing
from crm.reports.facts import Facts
from crm.reports.report import Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field
from crm.rules.code_lists import PERSONAL

TITLE = N_("Member contact")

FIELDS = (
    Field("name", N_("Member"), width=38),
    Field("meeting_in_person", N_("Meetings"), "int", 11),
    Field("meeting_video", N_("Video"), "int", 11),
    Field("phone", N_("Phone"), "int", 11),
    Field("site_visit", N_("Visits"), "int", 11),
    Field("total", N_("Total"), "int", 11),
    Field("last_contact", N_("Last contact"), "day", 14),
    Field("days_since", N_("Days since"), "int", 13),
    Field("activities", N_("Activities attended"), "int", 14),
    Field("open_tasks", N_("Open follow-ups"), "int", 14),
    Field("overdue_tasks", N_("Overdue"), "int", 11),
)


def table(now: Facts, _before: Facts) -> Table:
    """One row for each member on the last day of the year, sorted by the days since its last contact."""
    met = now.contacts.members
    never = (0,) * len(PERSONAL)
    attended = doing.attended_by(now.year)
    tasks = follow_ups.open_by_organisation(now.as_of)
    today = date.fromisoformat(now.as_of).toordinal()
    rows = []
    for o in sorted(now.end, key=lambda o: (now.last_contact.get(o, ""), now.organisations[o].sort_key, o)):
        last = now.last_contact.get(o)
        kinds = met[o].times if o in met else never
        since = None if last is None else today - date.fromisoformat(last).toordinal()
        told = (last, since, attended.get(o, 0), *tasks.get(o, (0, 0)))
        rows.append((now.organisations[o].name, *kinds, sum(kinds), *told))
    return Table(tuple(field.key for field in FIELDS), tuple(rows))


def sheet(report: Report, language: str) -> Sheet:
    """The sheet."""
    return spec.sheet(TITLE, FIELDS, "contact", report, language)
