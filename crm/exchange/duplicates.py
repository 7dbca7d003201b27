"""Who stands in the register twice, by all appearances: the same likeness as in an import, over everybody at once.

Only people of one block are compared - one address, one mobile, one organisation, one name - and a block that many
share says nothing, so the search takes the same time for each person however many there are.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, groupby
from typing import NamedTuple

from crm.exchange import proposals
from crm.exchange.neighbours import Neighbours
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import duplicates
from crm.queries.duplicates import Somebody
from crm.rules import emails, likeness, phones

_SHARED = 6
"""An address or a number that more people have is a shared mailbox, or a switchboard."""

_ROWS_AT_A_TIME = 2_000


class Pair(NamedTuple):
    """Two people or two organisations that may be one, low id first.

    `score` (0 to 100) is how likely it is, `why` says for what.
    """

    low: int
    high: int
    score: int
    why: str


@dataclass(frozen=True)
class _Reach:
    """The addresses and mobiles of their own that people have."""

    emails: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    mobiles: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))

    def other_mobile(self, one: int, other: int) -> bool:
        return _differ(self.mobiles, one, other)

    def tells_apart(self, one: int, other: int) -> bool:
        return self.other_mobile(one, other) and _differ(self.emails, one, other)


def people(progress: Progress = silent) -> list[Pair]:
    """Pairs of people who may be one, the likeliest first; those told apart are never among them. Reads only.

    `progress` may raise Cancelled.
    """
    everybody = {person.id: person for person in duplicates.people()}
    apart = duplicates.told_apart()
    reach = _Reach()
    best: dict[tuple[int, int], tuple[int, str, str]] = {}
    progress(0, None, _("Looking for duplicates"))
    for shares, one, other in (
        *_by_reach(everybody, reach),
        *_by_place(everybody, reach, progress),
        *_by_name(everybody, reach),
    ):
        pair = (one.id, other.id) if one.id < other.id else (other.id, one.id)
        alike = likeness.of_keys(one.key, other.key)
        score = proposals.worth(alike, shares)
        if pair not in apart and score > best.get(pair, (0, "", ""))[0]:
            best[pair] = score, alike.way, shares
    found = [Pair(*pair, score, proposals.reason(way, shares)) for pair, (score, way, shares) in best.items()]
    return sorted(found, key=lambda one: (-one.score, one.low, one.high))


_Found = tuple[str, Somebody, Somebody]


def _by_reach(everybody: dict[int, Somebody], reach: _Reach) -> Iterator[_Found]:
    """One address, or one mobile and a like name."""
    switchboards = duplicates.switchboards()
    for (kind, what), group in groupby(duplicates.contact_points(), key=lambda point: point[1:]):
        if what in switchboards or (emails.is_generic(what) if kind == "email" else not phones.is_mobile(what)):
            continue
        owners = [everybody[person] for person, _kind, _what in group if person in everybody]
        for person in owners:
            (reach.emails if kind == "email" else reach.mobiles)[person.id].add(what)
        if 1 < len(owners) <= _SHARED:
            for one, other in combinations(dict.fromkeys(owners), 2):
                if one.key and other.key and _may_be_one(one.key, other.key):
                    yield "email" if kind == "email" else "mobile", one, other


def _may_be_one(one: str, other: str) -> bool:
    """Whether two who share an address or a mobile may be one: a surname alone in common is a household."""
    if likeness.of_keys(one, other).score:
        return True
    return not {*one.split()[:-1]}.isdisjoint(other.split()[:-1])


def _by_place(everybody: dict[int, Somebody], reach: _Reach, progress: Progress) -> Iterator[_Found]:
    """Like names in one organisation, unless addresses and mobiles tell them apart."""
    for place, group in groupby(duplicates.positions(), key=lambda position: position[0]):
        there: Neighbours[Somebody] = Neighbours()
        for nth, (_place, id_) in enumerate(group):
            if nth % _ROWS_AT_A_TIME == 0:
                progress(0, None, _("Looking for duplicates"))
            person = everybody.get(id_)
            if person is None or not person.key:
                continue
            for other in there.alike(place, person.key):
                if not reach.tells_apart(person.id, other.id):
                    yield "place", other, person
            there.add(place, person)


def _by_name(everybody: dict[int, Somebody], reach: _Reach) -> Iterator[_Found]:
    """One name, in any order of its words, that few have, unless mobiles tell them apart."""
    named: dict[str, list[Somebody]] = defaultdict(list)
    for person in everybody.values():
        words = person.key.split()
        if len(words) > 1:
            named[" ".join(sorted(words))].append(person)
    for group in named.values():
        if 1 < len(group) <= proposals.COMMON:
            for one, other in combinations(group, 2):
                if not reach.other_mobile(one.id, other.id):
                    yield "name", one, other


def _differ(values: dict[int, set[str]], one: int, other: int) -> bool:
    mine, theirs = values.get(one), values.get(other)
    return bool(mine and theirs) and set(mine or ()).isdisjoint(theirs or ())
