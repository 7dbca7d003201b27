"""What a row says of a membership, laid over the periods that are known; periods never overlap (DOMAIN.md 6.1)."""

from crm.commands.import_writes import NewMembership
from crm.exchange.drafts import OrganisationDraft, Period
from crm.exchange.entries import MembershipEntry
from crm.exchange.pad import Pad, Said
from crm.records.membership import Membership
from crm.sentences import _

_OPEN = "9999-12-31"


def change(pad: Pad, draft: OrganisationDraft, entry: MembershipEntry, said: Said) -> None:
    """Begin, end or correct a membership as the row says; where that contradicts what is known, say so and leave it."""
    period = _meant(draft, entry)
    left_on = "" if ("membership", "left_on") in said.refused else entry.left_on
    if period is not None:
        _correct(pad, draft, period, entry, said)
    elif not entry.joined_on:
        said.warnings.append(
            _("No membership of {name} was begun, because the row does not say on which day.").format(name=draft.name)
        )
    elif _in_the_way(draft, entry.joined_on, left_on):
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
    if not said.change(draft.ref, "membership", "joined_on", "", entry.joined_on):
        return
    category = Membership.category.default
    stated = bool(entry.category) and said.change(draft.ref, "membership", "category", "", entry.category)
    if stated:
        category = entry.category
    elif not entry.category:
        said.change(draft.ref, "membership", "category", "", category)
    ended = bool(entry.left_on) and said.change(draft.ref, "membership", "left_on", "", entry.left_on)
    left_on = entry.left_on if ended else ""
    signed = entry.agreement_signed_on
    if signed and not said.change(draft.ref, "membership", "agreement_signed_on", "", signed):
        signed = ""
    index = len(pad.memberships)
    period = Period(category, entry.joined_on, left_on, index=index, stated=stated, end_stated=ended)
    period.signed_on, period.signing_stated = signed, signed != ""
    draft.periods.append(period)
    draft.periods.sort(key=lambda period: period.joined_on)
    pad.memberships.append(NewMembership(draft.ref, category, entry.joined_on, left_on or None, signed or None))


def _correct(pad: Pad, draft: OrganisationDraft, period: Period, entry: MembershipEntry, said: Said) -> None:
    before = period.category, period.left_on, period.signed_on
    if entry.category and entry.category != period.category:
        if period.stated:
            said.warnings.append(_("Another row of the list gives {name} another category.").format(name=draft.name))
        elif said.change(draft.ref, "membership", "category", period.category, entry.category):
            period.category = entry.category
    period.stated = period.stated or (bool(entry.category) and entry.category == period.category)
    unfit = period.end_stated or entry.left_on < period.joined_on
    if not entry.left_on:
        pass
    elif entry.left_on == period.left_on:
        period.end_stated = True
    elif unfit or _in_the_way(draft, period.joined_on, entry.left_on, period):
        sentence = _("The last day of {name}'s membership does not fit the other days that are known.")
        said.warnings.append(sentence.format(name=draft.name))
        period.end_stated = True
    elif said.change(draft.ref, "membership", "left_on", period.left_on, entry.left_on):
        period.left_on, period.end_stated = entry.left_on, True
    if entry.agreement_signed_on:
        _sign(draft, period, entry.agreement_signed_on, said)
    if before == (period.category, period.left_on, period.signed_on):
        return
    if period.index >= 0:
        new = pad.memberships[period.index]
        pad.memberships[period.index] = new._replace(
            category=period.category, left_on=period.left_on or None, agreement_signed_on=period.signed_on or None
        )
    else:
        pad.periods[period.id] = period


def _sign(draft: OrganisationDraft, period: Period, signed_on: str, said: Said) -> None:
    if signed_on == period.signed_on:
        period.signing_stated = True
    elif period.signing_stated:
        sentence = _("Another row of the list gives the agreement of {name} another day; that was kept.")
        said.warnings.append(sentence.format(name=draft.name))
    elif said.change(draft.ref, "membership", "agreement_signed_on", period.signed_on, signed_on):
        period.signed_on, period.signing_stated = signed_on, True
