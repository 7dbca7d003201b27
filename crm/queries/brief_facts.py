"""The facts of a brief: labels and what is true, in the present language; one without a text is left out."""

from datetime import date

from crm.i18n import _, ngettext
from crm.queries import brief_parts, contributions
from crm.queries.brief_parts import Around, Fact
from crm.queries.contributions import Sums
from crm.queries.interactions import InteractionDetail
from crm.queries.organisations import OrganisationDetail
from crm.queries.people import PersonDetail
from crm.rules import code_lists, dates, numbers, orgnr, places


def organisation(one: OrganisationDetail, today: date) -> tuple[Fact, ...]:
    """What it is, how large, where, since when a member."""
    size = code_lists.label("size_class", one.size_class) if one.size_class != "unknown" else ""
    staff = ngettext("{count} employee", "{count} employees", one.employees or 0)
    employees = staff.format(count=numbers.show_int(one.employees)) if one.employees is not None else ""
    post = f"{one.postal_code} {one.city}".strip()
    place = places.name(one.municipality_code) if one.municipality_code else ""
    return (
        Fact(_("Membership"), membership(one)),
        Fact(_("Segment"), code_lists.label("segment", one.segment)),
        Fact(_("Size"), _joined(size, employees)),
        Fact(_("Address"), ", ".join(part for part in (one.street, post) if part)),
        Fact(_("Municipality"), place if place != one.city else ""),
        Fact(_("Organisation number"), orgnr.show(one.org_number) if one.org_number else ""),
        *(Fact(code_lists.label("contact_kind", point.kind), point.value) for point in one.contact_points
          if point.retired_on is None),
    )  # fmt: skip


def membership(one: OrganisationDetail) -> str:
    """ "Full member since 15.01.2024", "Member until 30.06.2026", "Not a member"."""
    now = next((period for period in one.memberships if period.is_now and period.network == "main"), None)
    if now is not None:
        return _("{category} since {day}").format(
            category=code_lists.label("membership_category", now.category), day=dates.show(now.joined_on)
        )
    last = next((period for period in one.memberships if period.left_on is not None and period.network == "main"), None)
    if last is not None and last.left_on is not None:
        return _("Member until {day}").format(day=dates.show(last.left_on))
    return _("Not a member")


def person(one: PersonDetail, _today: date) -> tuple[Fact, ...]:
    """How to reach somebody, where they work and worked last."""
    now = [position for position in one.positions if position.is_now]
    before = next((position for position in one.positions if not position.is_now), None)
    points = [point for point in one.contact_points if point.retired_on is None]
    return (
        *(Fact(code_lists.label("contact_kind", point.kind), point.value) for point in points),
        *(
            Fact(
                _("Works at"),
                _joined(
                    ", ".join(part for part in (position.organisation, position.title) if part),
                    _("since {day}").format(day=dates.show(position.from_on)) if position.from_on else "",
                ),
            )
            for position in now
        ),
        Fact(_("Earlier"), ", ".join(part for part in (before.organisation, before.title) if part) if before else ""),
        Fact(_("Language"), code_lists.label("language", one.language) if one.language else ""),
    )


def employer(one: OrganisationDetail, _today: date) -> tuple[Fact, ...]:
    """What the place where somebody works is to the cluster."""
    size = code_lists.label("size_class", one.size_class) if one.size_class != "unknown" else ""
    kind = code_lists.label("helix_sector", one.helix_sector)
    return (
        Fact(_("Membership"), membership(one)),
        Fact(_("The employer"), _joined(kind, code_lists.label("segment", one.segment), size, one.city)),
    )


def meeting(one: InteractionDetail) -> tuple[Fact, ...]:
    """What kind of meeting, how long, whose, about what."""
    minutes = ngettext("{count} minute", "{count} minutes", one.minutes or 0)
    status = code_lists.label("interaction_status", one.status) if one.status != "done" else ""
    return (
        Fact(_("Type"), _joined(code_lists.label("interaction_type", one.type), status)),
        Fact(_("How long"), minutes.format(count=numbers.show_int(one.minutes)) if one.minutes else ""),
        Fact(_("Responsible"), one.responsible),
        Fact(_("Focus area"), one.focus_area),
        Fact(_("Project"), one.project),
    )


def in_short(one: OrganisationDetail, _today: date) -> Fact:
    """An organisation in a line."""
    kind = code_lists.label("helix_sector", one.helix_sector)
    return Fact(one.name, _joined(membership(one), kind, code_lists.label("segment", one.segment), one.city))


def next_meeting(around: Around, today: date) -> tuple[Fact, ...]:
    """The next meeting that is planned with them."""
    found = brief_parts.planned(around, today)
    return (Fact(_("Next meeting"), _joined(dates.show(found[0]), found[1], found[2])),) if found else ()


def money(one: OrganisationDetail, today: date) -> tuple[Fact, ...]:
    """The fee of this year, what the member has pledged, and what it gave of that so far."""
    now = next((period for period in one.memberships if period.is_now and period.network == "main"), None)
    if now is None:
        return ()
    fee = next((fee for fee in now.fees if fee.year == today.year), None)
    found = []
    if fee is not None:
        paid = _("paid") if fee.paid_on else _("not paid yet")
        found.append(Fact(_("Fee {year}").format(year=fee.year), f"{numbers.show_money(fee.amount)}, {paid}"))
    if now.pledged_cash:
        found.append(Fact(_("Pledged money"), numbers.show_money(now.pledged_cash)))
    if now.pledged_minutes:
        found.append(Fact(_("Pledged hours"), _("{hours} h").format(hours=now.pledged_minutes // 60)))
    given, waiting = contributions.sums(today.year, organisation=one.id)
    for label, sums in ((_("Given in {year}").format(year=today.year), given), (_("Not approved yet"), waiting)):
        if sums.number:
            found.append(Fact(label, _given(sums)))
    return tuple(found)


def _given(sums: Sums) -> str:
    told = [_("{hours} h").format(hours=numbers.show_hours(sums.minutes))] if sums.minutes else []
    told += [numbers.show_money(sums.cash + sums.other)] if sums.cash or sums.other else []
    return ", ".join(told)


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)
