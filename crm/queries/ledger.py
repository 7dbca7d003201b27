"""Who was a member on which day, who joined and left between two, whose notice is due, and what renewing would do."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crm.queries import fees, plain
from crm.rules import code_lists, fee_levels
from crm.store.database import rows

MAIN = "main"


class Bridge(NamedTuple):
    """The members at the start, who joined, who left, and the members at the end: ids of organisations by name.

    `start` are those of the evening before `first`, `end` those of `last`; start + joined - left = end.
    """

    first: date
    last: date
    start: tuple[int, ...]
    joined: tuple[int, ...]
    left: tuple[int, ...]
    end: tuple[int, ...]


def members(day: date, network: str = MAIN) -> tuple[int, ...]:
    """The organisations that are members of a network on a day, by name; observers never are (DOMAIN.md 7, M(d))."""
    return bridge(day, day, network).end


def bridge(first: date, last: date, network: str = MAIN) -> Bridge:
    """What happened to the members from `first` to `last`, both of which count (K01-K03 for a year).

    Who leaves on a day is a member until its end, so on 31 December still in that year. Who left and came back in
    between neither joined nor left; who joined and left in between did both. Archived organisations count.
    """
    if last < first:
        first, last = last, first
    eve = first - timedelta(days=1)
    periods = rows(
        "SELECT o.id, m.joined_on, m.left_on FROM membership AS m JOIN organisation AS o ON o.id = m.organisation_id"
        " WHERE m.network = ? AND m.category <> 'observer' AND m.joined_on <= ?"
        " AND (m.left_on IS NULL OR m.left_on >= ?) ORDER BY o.sort_key, o.id, m.joined_on",
        (network, last.isoformat(), eve.isoformat()),
    )

    def on(day: str) -> list[int]:
        return [one for one, joined, left in periods if joined <= day and (left is None or left >= day)]

    start, end = dict.fromkeys(on(eve.isoformat())), dict.fromkeys(on(last.isoformat()))
    joined = dict.fromkeys(one for one, begun, _left in periods if begun > eve.isoformat() and one not in start)
    left = (one for one in dict.fromkeys(one for one, _joined, _left in periods) if one not in end)
    gone = [one for one in left if one in start or one in joined]
    return Bridge(first, last, tuple(start), tuple(joined), tuple(gone), tuple(end))


class Member(NamedTuple):
    """An organisation in a list of members, with its period that is nearest to the day asked for."""

    id: int
    name: str
    category: str
    joined_on: date
    left_on: date | None
    leave_reason: str


def listed(organisations: Sequence[int], day: date, network: str = MAIN) -> list[Member]:
    """These organisations by name, each with the period of the network that covers the day, else the last before it."""
    found = rows(
        "SELECT o.id, o.name, m.category, m.joined_on, m.left_on, m.leave_reason FROM json_each(:ids) AS wanted"
        " CROSS JOIN organisation AS o ON o.id = wanted.value JOIN membership AS m ON m.id ="
        " (SELECT id FROM membership WHERE organisation_id = o.id AND network = :network AND joined_on <= :day"
        "  AND category <> 'observer' ORDER BY joined_on DESC LIMIT 1) ORDER BY o.sort_key, o.id",
        {"ids": plain.array(organisations), "network": network, "day": day.isoformat()},
    )
    return [
        Member(row, name, category, date.fromisoformat(joined), plain.day(left), reason)
        for row, name, category, joined, left, reason in found
    ]


def networks() -> list[tuple[str, str]]:
    """The networks there are, as (key, name): the cluster first, then those that memberships name, by name."""
    known = [(key, code_lists.label("network", key)) for key in code_lists.keys("network")]
    used = [name for (name,) in rows("SELECT DISTINCT network FROM membership ORDER BY network")]
    keys = {key for key, _name in known}
    return known + [(name, name) for name in used if name not in keys]


class Notice(NamedTuple):
    """A membership whose notice must be given by a day; `task` is the open follow-up about it, if any."""

    membership: int
    organisation_id: int
    name: str
    category: str
    notice_by: date
    agreed_to: date | None
    task: int | None


def notices(until: date, since: date | None = None) -> list[Notice]:
    """The running memberships whose last day of notice lies up to `until`, nearest first."""
    found = rows(
        "SELECT m.id, o.id, o.name, m.category, m.notice_by, m.agreed_to,"
        " (SELECT id FROM task WHERE membership_id = m.id AND status = 'open' AND archived = 0 LIMIT 1)"
        " FROM membership AS m JOIN organisation AS o ON o.id = m.organisation_id"
        " WHERE m.left_on IS NULL AND m.notice_by IS NOT NULL AND m.notice_by <= ? AND m.notice_by >= ?"
        " ORDER BY m.notice_by, o.sort_key, m.id",
        (until.isoformat(), since.isoformat() if since else ""),
    )
    return [Notice._make((*line[:4], date.fromisoformat(line[4]), plain.day(line[5]), line[6])) for line in found]


class Renewal(NamedTuple):
    """What renewing one membership would do: until when it is agreed then, its next notice, and the fee of that year.

    `fee` is None where the year has one already or no price is known. `version` is what it was planned on.
    """

    membership: int
    version: int
    organisation_id: int
    name: str
    category: str
    agreed_to: date | None
    new_agreed_to: date
    new_notice_by: date | None
    year: int
    fee: int | None


def renewals(to: date, network: str = MAIN, notice_by: date | None = None) -> list[Renewal]:
    """What a renewal until `to` would do, by name: every running membership that is not agreed as far already.

    The next notice is `notice_by`, else as long before `to` as it was before; a membership that ends is left alone.
    """
    found = rows(
        "SELECT m.id, m.version, o.id, o.name, m.category, m.agreed_to, m.notice_by FROM membership AS m"
        " JOIN organisation AS o ON o.id = m.organisation_id WHERE m.network = ? AND m.left_on IS NULL"
        " AND m.joined_on <= ? AND (m.agreed_to IS NULL OR m.agreed_to < ?) ORDER BY o.sort_key, o.id",
        (network, to.isoformat(), to.isoformat()),
    )
    prices = {one.membership: one.amount for one in fees.proposals(to.year)}
    made = []
    for membership, version, organisation, name, category, agreed, notice in found:
        ends, was = plain.day(agreed), plain.day(notice)
        next_notice = notice_by
        if next_notice is None and ends is not None and was is not None:
            next_notice = (
                to - (ends - was) if to.replace(year=2000) != ends.replace(year=2000) else _moved(was, ends, to)
            )
        made.append(
            Renewal(
                *(membership, version, organisation, name, category, ends, to, next_notice, to.year),
                prices.get(membership),
            )
        )
    return made


def _moved(was: date, ends: date, to: date) -> date:
    """The same day of the year, as many years on as the end moved."""
    for _year in range(to.year - ends.year):
        was = fee_levels.a_year_later(was)
    return was
