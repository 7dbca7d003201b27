"""What a row says of a membership, laid over the periods that are known; periods never overlap (DOMAIN.md 6.1)."""

from crm.commands.import_writes import NewMembership
from crm.exchange.drafts import OrganisationDraft, Period
from crm.exchange.entries import MembershipEntry
from crm.exchange.pad import Pad, Said
from crm.i18n import _
from crm.records.membership import Membership

_OPEN = "9999-12-31"


def change(pad: Pad, draft: OrganisationDraft, entry: MembershipEntry, said: Said) -> None:
    """Begin, end or correct a membership as the row says; where that contradicts what is known, say so and leave it."""
    period = _meant(draft, entry)
    if period is not None:
        _correct(pad, draft, period, entry, said)
    elif not entry.joined_on:
        said.warnings.append(
            _("No membership of {name} was begun, because the row does not say on which day.").format(name=draft.name)
        )
    elif _in_the_way(draft, entry.joined_on, entry.left_on):
        said.warnings.append(
            _("{name} is known as a member in this period with other days; they were kept.").format(name=draft.name)
        )
    else:
        _begin(pad, draft, entry, said)


def _meant(draft: OrganisationDraft, entry: MembershipEntry) -> Period | None:
    """The period that began on that day; without a day the one that is open or ended on the same day."""
    for period in reversed(draft.periods):
        if entry.joined_on:
            if period.joined_on == entry.joined_on:
                return period
        elif not period.left_on or period.left_on == entry.left_on:
            return period
    return None


def _in_the_way(draft: OrganisationDraft, joined_on: str, left_on: str, besides: Period | None = None) -> bool:
    return any(
        period is not besides and period.joined_on <= (left_on or _OPEN) and joined_on <= (period.left_on or _OPEN)
        for period in draft.periods
    )


def _begin(pad: Pad, draft: OrganisationDraft, entry: MembershipEntry, said: Said) -> None:
    category = entry.category or Membership.category.default
    draft.periods.append(
        Period(
            category,
            entry.joined_on,
            entry.left_on,
            index=len(pad.memberships),
            stated=bool(entry.category),
            end_stated=bool(entry.left_on),
        )
    )
    draft.periods.sort(key=lambda period: period.joined_on)
    pad.memberships.append(NewMembership(draft.ref, category, entry.joined_on, entry.left_on or None))
    said.change("membership", "joined_on", "", entry.joined_on)
    said.change("membership", "category", "", category)
    if entry.left_on:
        said.change("membership", "left_on", "", entry.left_on)


def _correct(pad: Pad, draft: OrganisationDraft, period: Period, entry: MembershipEntry, said: Said) -> None:
    before = period.category, period.left_on
    if entry.category and entry.category != period.category:
        if period.stated:
            said.warnings.append(_("Another row of the list gives {name} another category.").format(name=draft.name))
        else:
            said.change("membership", "category", period.category, entry.category)
            period.category = entry.category
    period.stated = period.stated or bool(entry.category)
    unfit = period.end_stated or entry.left_on < period.joined_on
    if entry.left_on and entry.left_on != period.left_on:
        if unfit or _in_the_way(draft, period.joined_on, entry.left_on, period):
            said.warnings.append(
                _("The last day of {name}'s membership does not fit the other days that are known.").format(
                    name=draft.name
                )
            )
        else:
            said.change("membership", "left_on", period.left_on, entry.left_on)
            period.left_on = entry.left_on
    period.end_stated = period.end_stated or bool(entry.left_on)
    if before == (period.category, period.left_on):
        return
    if period.index >= 0:
        new = pad.memberships[period.index]
        pad.memberships[period.index] = new._replace(category=period.category, left_on=period.left_on or None)
    else:
        pad.periods[period.id] = period
