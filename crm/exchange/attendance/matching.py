"""Who of the register each line means. Only what cannot be somebody else is decided; the rest is asked.

The order: what was learnt from earlier answers, the address, the very name, then a name that is like it among the
people of that organisation. "Kari Hansen" whom the list places where she never worked is asked: it may be another.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from crm.exchange.attendance.line import Line
from crm.exchange.attendance.places import Places
from crm.exchange.who_is_who import of_address, straight
from crm.i18n import _
from crm.queries import attendance, came_before, erased, people, staff
from crm.queries.attendance import Place, Somebody
from crm.rules import emails, likeness, names
from crm.rules.folding import fold
from crm.rules.likeness import Likeness

KNOWN, NEW, ASK, UNNAMED, LEFT = "known", "new", "ask", "unnamed", "left"
_SAME_PERSON = ("same", "turned", "fuller", "initials", "short_form")
"""Ways in which a name is written that, within one organisation and for one person only, mean that person."""
_PROPOSED = 80
_MOST_PROPOSED = 5


class Candidate(NamedTuple):
    """Somebody who may be meant, and where they work on the day."""

    person: int
    name: str
    about: str


class Found(NamedTuple):
    """A line and what it means.

    `state` is known, new (somebody to be created), ask (`candidates` are proposed), unnamed or left (out); `why` says
    the reason for asking and leaving out. `person` and `organisation` are ids, `name` and `place` what is shown, and
    what somebody new is called and works for. A known `person` of None is the organisation as such.
    """

    line: Line
    state: str
    person: int | None = None
    organisation: int | None = None
    name: str = ""
    place: str = ""
    candidates: tuple[Candidate, ...] = ()
    why: str = ""


def match(lines: Iterable[Line], on: date, places: Places) -> list[Found]:
    """What each line means; where people work is asked for the day `on`."""
    lines = list(lines)
    matcher = _Matcher(lines, on, places)
    return _once([matcher.found(line) for line in lines])


def chosen(found: Found, person: int, on: date) -> Found:
    """The same line with somebody of the register."""
    who = people.named([person], on)[person]
    at = {one.organisation_id: one.name for one in people.employers(person, on)}
    # Among several employers of the day the list says which; else the first of them counts, as for a meeting
    organisation = found.organisation if found.organisation in at or not at else who.organisation_id
    place = at.get(organisation or 0, found.place if organisation else "")
    return found._replace(state=KNOWN, person=person, organisation=organisation, name=who.name, place=place, why="")


def as_new(found: Found) -> Found:
    """The same line as somebody who is not in the register yet."""
    name = straight(found.line.name) or of_address(found.line.address)
    return found._replace(state=NEW, person=None, name=name, why="")


def left_out(found: Found, why: str = "") -> Found:
    """The same line, not to be noted."""
    return found._replace(state=LEFT, why=why)


class _Matcher:
    def __init__(self, lines: Sequence[Line], on: date, places: Places) -> None:
        self._on, self._places = on, places
        self._owners: dict[str, list[int]] = {}
        self._desks: dict[str, int] = {}
        addresses = sorted({line.address for line in lines if line.address})
        for address, person, organisation, archived in came_before.owners(addresses):
            if person is not None and not archived:
                self._owners.setdefault(address, []).append(person)
            elif organisation is not None and not archived:
                self._desks.setdefault(address, organisation)
        domains = {emails.domain(one) for one in addresses if not emails.is_shared_domain(one)}
        self._domains = came_before.organisations_by_domain(domains, on)
        keys = {key for line in lines for key in _keys(line.name or of_address(line.address))}
        self._called: dict[str, list[Somebody]] = {}
        for one in attendance.called(keys):
            self._called.setdefault(one.key, []).append(one)
        self._also: dict[str, list[int]] = {}
        for kind, wanted in (("email", addresses), ("name", sorted(keys))):
            for key, person in attendance.aliases(kind, wanted):
                self._also.setdefault(key, []).append(person)
        self._places_by_id = {place.id: place for those in places.by_key.values() for place in those}
        self._staff_addresses = {emails.normalised(one.email) for one in staff.all() if one.email}
        self._staff_names = {fold(one.name) for one in staff.all() if one.name.strip()}
        self._erased = set() if erased.nobody() else erased.among([("email", one) for one in addresses])

    def found(self, line: Line) -> Found:
        """What a line means."""
        name = straight(line.name)
        if line.unnamed:
            place = self._places.find(line.organisation)
            return Found(line, UNNAMED, None, place and place.id, "", place.name if place else line.organisation)
        if ("email", line.address) in self._erased:
            return Found(line, LEFT, name=name or line.address, why=_("Was erased from the register."))
        owners = list(dict.fromkeys([*self._owners.get(line.address, ()), *self._also.get(line.address, ())]))
        if not owners and (line.address in self._staff_addresses or fold(name) in self._staff_names):
            return Found(line, LEFT, name=name or line.address, why=_("Belongs to the staff."))
        place = self._place(line)
        learnt = {id for key in _keys(line.name) for id in self._also.get(key, ())}
        namesakes = {one.id for key in _keys(line.name) for one in self._called.get(key, ())}
        if (
            len(learnt | namesakes) == len(learnt) == 1
            and (not owners or learnt <= {*owners})
            and self._fits(learnt, place)
        ):
            return self._known(line, learnt.pop(), place)
        if owners:
            return self._owned(line, owners, place)
        name = name or of_address(line.address)
        if not name:
            return self._nameless(line, place)
        return self._named(line, name, place)

    def _place(self, line: Line) -> Place | None:
        if line.organisation:
            return self._places.find(line.organisation)
        domain = emails.domain(line.address) if line.address else ""
        organisation = self._desks.get(line.address) or self._domains.get(domain)
        return self._places_by_id.get(organisation) if organisation else None

    def _owned(self, line: Line, owners: list[int], place: Place | None) -> Found:
        """Somebody has the address: the one whose name it is, where a name is said."""
        if line.name:
            keys = _keys(line.name)
            like = [
                one.id for one in attendance.keys(owners) if any(_like(key, one.key).score >= _PROPOSED for key in keys)
            ]
            if not like:
                why = _("The address belongs to somebody with another name.")
                return self._asked(line, owners, place, why)
            owners = like
        if len(owners) == 1:
            return self._known(line, owners[0], place)
        return self._asked(line, owners, place, _("Several people have this address."))

    def _fits(self, people_: set[int], place: Place | None) -> bool:
        """Whether those work, or worked, where the list says: "Kalle" of one organisation is not that of another."""
        return place is None or people_ <= {one.id for one in attendance.at(place.id)}

    def _nameless(self, line: Line, place: Place | None) -> Found:
        if place is not None:
            return Found(line, KNOWN, None, place.id, "", place.name)
        if line.address:
            return Found(line, ASK, name=line.address, why=_("Nobody in the register has this address."))
        return Found(line, NEW, None, None, "", line.organisation)

    def _named(self, line: Line, name: str, place: Place | None) -> Found:
        same = list(dict.fromkeys(one.id for key in _keys(line.name or name) for one in self._called.get(key, ())))
        if place is not None:
            there = attendance.at(place.id)
            found = self._there(line, name, there, place)
            if found is not None:
                return found
            if same:
                why = _("Somebody of this name works elsewhere.")
                return self._asked(line, same, place, why)
            return self._new(line, name, place)
        if line.organisation and same:
            return self._asked(line, same, None, _("Somebody of this name works elsewhere."))
        if len(same) == 1 and " " in name:
            return self._known(line, same[0], None)
        if same:
            return self._asked(line, same, None, _("There are several people of this name."))
        return self._unlike(line, name)

    def _there(self, line: Line, name: str, there: list[Somebody], place: Place) -> Found | None:
        """The one of an organisation's people who is meant, or those who may be."""
        keys = _keys(line.name or name)
        alike = {one.id: max((_like(key, one.key) for key in keys), key=lambda like: like.score) for one in there}
        exact = [id for id, like in alike.items() if like.way == "same"]
        likely = exact or [id for id, like in alike.items() if like.score >= _PROPOSED]
        if len(likely) == 1 and alike[likely[0]].way in _SAME_PERSON and " " in name:
            return self._known(line, likely[0], place)
        if likely:
            best = sorted(likely, key=lambda id: -alike[id].score)
            why = _("Nearly the same name.") if len(likely) == 1 else _("Several people there may be meant.")
            return self._asked(line, best, place, why)
        return None

    def _unlike(self, line: Line, name: str) -> Found:
        """Nobody has this name and no organisation is known to be theirs: those of nearly the name are proposed."""
        proposed = [
            one.id
            for one in people.suggest(name, 8, self._on)
            if likeness.of_people(name, one.name) >= likeness.SURE - 10
        ]
        if proposed:
            return self._asked(line, proposed, None, _("Nearly the same name."))
        if " " not in name:
            return self._asked(line, [], None, _("A first name alone says too little."))
        return self._new(line, name, None)

    def _new(self, line: Line, name: str, place: Place | None) -> Found:
        """Somebody new; those of the organisation with a name that begins alike are within reach all the same."""
        where = place.name if place else line.organisation
        keys = [key.split() for key in _keys(line.name or name)]
        near = [
            one.id
            for one in (attendance.at(place.id) if place else ())
            if any({word[0] for word in key} & {word[0] for word in one.key.split()} for key in keys)
        ]
        return Found(line, NEW, None, place and place.id, name, where, self._candidates(near))

    def _known(self, line: Line, person: int, place: Place | None) -> Found:
        at = place.name if place else ""
        return chosen(Found(line, KNOWN, None, place and place.id, "", at), person, self._on)

    def _asked(self, line: Line, those: Sequence[int], place: Place | None, why: str) -> Found:
        name = straight(line.name) or of_address(line.address) or line.address
        where = place.name if place else line.organisation
        return Found(line, ASK, None, place and place.id, name, where, self._candidates(those), why)

    def _candidates(self, those: Sequence[int]) -> tuple[Candidate, ...]:
        shown = people.named(list(those)[:_MOST_PROPOSED], self._on)
        return tuple(
            Candidate(id, one.name, " · ".join(filter(None, (one.title, one.organisation))))
            for id, one in shown.items()
        )


def _like(key: str, other: str) -> Likeness:
    """How alike two keys are; "janerik", as addresses have it, is "jan erik"."""
    if key.replace(" ", "") == other.replace(" ", ""):
        return Likeness(100, "same")
    found = likeness.of_keys(key, other)
    return found if found.score else Likeness(likeness.of_letters(key, other), "")


def _once(found: list[Found]) -> list[Found]:
    """A person on two lines came once."""
    seen: set[object] = set()
    made = []
    for one in found:
        key = one.person or (
            (fold(one.name), fold(one.place)) if one.state == NEW and one.name else (one.state, one.line)
        )
        again = one.state in (KNOWN, NEW) and key in seen
        seen.add(key)
        made.append(left_out(one, _("Stands in the list already.")) if again else one)
    return made


def _keys(name: str) -> list[str]:
    """The keys of a name as it is split, and as its last word might be the first name."""
    key = names.person_key(*names.split_name(name))
    return list(dict.fromkeys(filter(None, (key, names.turned_key(key) if "," not in name else ""))))
