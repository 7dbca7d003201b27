"""How an organisation stands in the list of members, and in what is exported of it."""

from datetime import date

from crm.i18n import _
from crm.queries.organisations import OrganisationRow
from crm.rules import code_lists, dates
from ui.kit import when
from ui.kit.two_line import Line
from ui.pages import export


def line(row: OrganisationRow, *, members_on: date, today: date, standard: int, every_kind: bool) -> Line:
    """An organisation in the list; where `every_kind` is listed it says too that somebody is an ordinary member.

    `standard` is after how many days of silence a member is marked, where the organisation says nothing else; 0 never.
    """
    is_member = (
        row.joined_on is not None and row.joined_on <= members_on and (row.left_on is None or row.left_on >= members_on)
    )
    sector = code_lists.label("helix_sector", row.helix_sector)
    about = " · ".join(part for part in (sector, row.city) if part)
    last = row.last_contact
    tip = _("Last contact {day}").format(day=dates.show(last)) if last else _("No contact yet")
    every = standard if row.contact_every_days is None else row.contact_every_days
    quiet = bool(every) and (last is None or (today - last).days >= every)
    chips: tuple[tuple[str, str], ...] = ()
    if is_member and (row.category != "full" or every_kind):
        chips = ((code_lists.label("membership_category", row.category), row.category),)
    return Line(
        row.name,
        about,
        when.ago(last, today) or _("never"),
        tip,
        key=row.id,
        tone="warning" if quiet and is_member else "",
        chips=chips,
    )


def outs() -> tuple[export.Out, ...]:
    """The columns of the list, as they are exported."""
    label = code_lists.label
    return (
        export.Out(_("Organisation"), lambda row: row.name),
        export.Out(_("Org. number"), lambda row: row.org_number, "code"),
        export.Out(_("Actor type"), lambda row: label("helix_sector", row.helix_sector)),
        export.Out(_("Town"), lambda row: row.city),
        export.Out(_("Membership category"), lambda row: label("membership_category", row.category)),
        export.Out(_("Joined on"), lambda row: row.joined_on, "day"),
        export.Out(_("Last day of membership"), lambda row: row.left_on, "day"),
        export.Out(_("People"), lambda row: row.people, "int"),
        export.Out(_("Last contact"), lambda row: row.last_contact, "day"),
        export.Out(_("Open follow-ups"), lambda row: row.open_tasks, "int"),
    )
