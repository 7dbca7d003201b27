"""Memberships of two organisations that become one: periods that ran at the same time cannot both stand."""

from datetime import date, timedelta
from typing import NamedTuple

from crm.commands import joining, write
from crm.commands.joining import Joined, Twice
from crm.errors import CrmError
from crm.i18n import _
from crm.queries import merging
from crm.records.membership import Membership
from crm.rules import dates
from crm.store.database import rows

_FOR_EVER = date.max


class _Period(NamedTuple):
    id: int
    owner: int
    first: date
    last: date  # date.max for one that runs on
    reason: str  # why it ended


def settle(kept: int, gone: int, how: str, told: Joined) -> None:
    """See to it that no two memberships of the organisations overlap any more.

    `how` is "together" (the kept organisation's periods reach as far as both did), "kept" or "gone" (only those of that
    organisation stay as they are). What hung on a period that goes, its fees too, moves to the one that stands for it.
    Raises CrmError where some overlap and `how` is "".
    """
    for cluster in _clusters(kept, gone):
        if how not in ("together", "kept", "gone"):
            found = merging.overlaps(kept, gone)[0]
            raise CrmError(
                _("Both were members at the same time ({one} and {other}). Say which period is to stand.").format(
                    one=_shown(*found.kept),
                    other=_shown(*found.gone),
                )
            )
        owner = gone if how == "gone" else kept
        staying = sorted((one for one in cluster if one.owner == owner), key=lambda one: one.first)
        going = [one for one in cluster if one.owner != owner]
        for one in going:
            _give_up(one, staying, told)
        if how == "together":
            _reach(staying, cluster)


def _clusters(kept: int, gone: int) -> list[list[_Period]]:
    """The periods of both in one network that hang together by overlapping, where both have one there."""
    found: list[list[_Period]] = []
    for (network,) in rows("SELECT DISTINCT network FROM membership WHERE organisation_id IN (?, ?)", (kept, gone)):
        periods = [
            _Period(row, owner, date.fromisoformat(first), date.fromisoformat(last) if last else _FOR_EVER, reason)
            for row, owner, first, last, reason in rows(
                "SELECT id, organisation_id, joined_on, left_on, leave_reason FROM membership"
                " WHERE organisation_id IN (?, ?) AND network = ? ORDER BY joined_on, id",
                (kept, gone, network),
            )
        ]
        cluster: list[_Period] = []
        for one in [*periods, None]:
            if one is not None and cluster and one.first <= max(other.last for other in cluster):
                cluster.append(one)
                continue
            if len({other.owner for other in cluster}) > 1:
                found.append(cluster)
            cluster = [one] if one is not None else []
    return found


def _give_up(one: _Period, staying: list[_Period], told: Joined) -> None:
    """Let a period go; its fees go where the year is, the rest to the period that ran longest beside it."""
    heir = max(staying, key=lambda other: (_beside(one, other), other.first))
    for fee, year in rows("SELECT id, year FROM membership_fee WHERE membership_id = ? ORDER BY year", (one.id,)):
        begin, end = date(year, 1, 1), date(year, 12, 31)
        there = [other for other in staying if other.first <= end and other.last >= begin] or [heir]
        of_the_year = rows(
            "SELECT fee.id FROM membership_fee AS fee JOIN json_each(?) AS wanted ON membership_id = wanted.value"
            " WHERE year = ?",
            (str([other.id for other in there]), year),
        )
        if of_the_year:
            joining.fold("membership_fee", fee, of_the_year[0][0], told)
        else:
            joining.put("membership_fee", fee, {"membership_id": there[-1].id})
            told.moved["membership_fee"] += 1
    before = joining.stored("membership", one.id)
    joining.take_over("membership", one.id, heir.id, told)
    write.delete(Membership, one.id)
    there_now = joining.stored("membership", heir.id)
    blank = ("agreement_signed_on", "pledged_cash", "pledged_minutes")
    fill = {name: before[name] for name in blank if there_now[name] is None and before[name] is not None}
    if there_now["agreed_to"] is None and (before["agreed_to"] or "") >= there_now["joined_on"]:
        fill |= {name: before[name] for name in ("agreed_to", "notice_by")}
    if before["notes"] and before["notes"] not in there_now["notes"]:
        fill["notes"] = merging.joined_notes(there_now["notes"], before["notes"])[: Membership.notes.limit]
    if fill:
        joining.put("membership", heir.id, fill)
    names = ("category", "joined_on", "left_on", "pledged_cash", "pledged_minutes")
    differed = tuple((name, there_now[name], before[name]) for name in names if there_now[name] != before[name])
    told.twice.append(Twice("membership", one.id, heir.id, differed))


def _beside(one: _Period, other: _Period) -> int:
    """For how many days two ran at the same time."""
    return (min(one.last, other.last) - max(one.first, other.first)).days


def _reach(staying: list[_Period], cluster: list[_Period]) -> None:
    """Let the periods that stay cover all the days that any of the cluster covered."""
    first, latest = min(one.first for one in cluster), max(cluster, key=lambda one: one.last)
    for place, one in enumerate(staying):
        begin = first if place == 0 else one.first
        end = latest.last if place == len(staying) - 1 else staying[place + 1].first - timedelta(days=1)
        if (begin, end) == (one.first, one.last):
            continue
        values: dict[str, date | str | None] = {"joined_on": begin, "left_on": None if end == _FOR_EVER else end}
        if end > one.last:
            values["leave_reason"] = latest.reason
        write.change(Membership, one.id, values)


def _shown(first: date, last: date | None) -> str:
    return f"{dates.show(first)}–{dates.show(last) if last else ''}"
