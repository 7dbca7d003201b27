"""People who could be meant though no exact key says so: compared only within blocks, and only ever proposed.

Blocks are the organisation that a row names and, elsewhere, the name as it is or turned round. A name alone, with
nothing else in common, is proposed only while few have it: in a large register common names would ask about everybody.
"""

from collections.abc import Iterable, Sequence

from crm.exchange import evidence
from crm.exchange.drafts import PersonDraft
from crm.exchange.entries import Entry
from crm.exchange.known import Known
from crm.exchange.questions import Candidate, Question
from crm.i18n import N_, _
from crm.rules import likeness, names
from crm.rules.likeness import Likeness

COMMON = 3
"""A name that so many people have says nothing about who somebody is."""

_WORTH = {"email": 1.0, "mobile": 1.0, "place": 0.95, "name": 0.6}
_ANOTHER_NAME = 30
_MOST = 5

_WHY = {
    "same": N_("The same name."),
    "turned": N_("The same name, turned round."),
    "fuller": N_("The same name, with a name more or less."),
    "initials": N_("The same name, abbreviated."),
    "short_form": N_("A short form of the name."),
    "spelling": N_("Nearly the same name."),
    "": N_("Another name."),
}
_ALSO = {
    "email": N_("The same e-mail address."),
    "mobile": N_("The same mobile number."),
    "place": N_("The same organisation."),
}


def people(known: Known, entry: Entry, key: str, place: int) -> Question | None:
    """Somebody of a like name in the row's organisation, or of the same name in another one."""
    if place in known.neighbours.everybody:  # else nobody is there, whatever the row says
        there = known.thin if evidence.is_reached(entry.points) else known.neighbours
        near = [person for person in there.alike(place, key) if not evidence.tells_apart(entry, key, person)]
        if near:
            text = _("There is somebody with nearly the name {name} in this organisation.")
            return ask(text, entry, key, near, "place")
    return _elsewhere(known, entry, key)


def anywhere(known: Known, entry: Entry, key: str) -> Question | None:
    """Somebody whose name is the row's, turned round; the row names no organisation."""
    other = names.turned_key(key)
    return _of_the_name(entry, key, known.by_name.all(other)) if key in known.turned else None


def worth(alike: Likeness, shares: str) -> int:
    """How likely two so alike, who share that much (see `ask`), are one: 0 to 100."""
    return round(alike.score * _WORTH[shares]) or _ANOTHER_NAME


def reason(way: str | None, shares: str) -> str:
    """What speaks for two being one, in a sentence or two; `way` is that of a Likeness, None where no name is said."""
    told = [_WHY[way]] if way is not None else []
    return " ".join(_(one) for one in (*told, *([_ALSO[shares]] if shares in _ALSO else [])))


def ask(text: str, entry: Entry, key: str, people: Iterable[PersonDraft], shares: str) -> Question:
    """The question whether a row means one of these people; the likeliest stands first.

    `shares` is what they have in common with the row: email, mobile, place, or name for nothing more.
    """
    found = {id(person): _candidate(key, person, shares) for person in people}
    return Question("person", text.format(name=entry.name), tuple(sorted(found.values(), key=_unlikely)[:_MOST]))


def _elsewhere(known: Known, entry: Entry, key: str) -> Question | None:
    """Nobody of that name in the organisation: a namesake elsewhere, or the same person in a new place?"""
    if entry.points and key not in known.registered and key not in known.turned:
        return None
    named, other = known.by_name.all(key), names.turned_key(key)
    if other != key:
        named += known.by_name.all(other)
    return _of_the_name(entry, key, named)


def _of_the_name(entry: Entry, key: str, named: Sequence[PersonDraft]) -> Question | None:
    if not named:
        return None
    objected = [person for person in named if person.objected]
    if objected:
        text = _("Somebody called {name} has objected to being registered. Is it the same person?")
        return ask(text, entry, key, objected, "name")
    if entry.points:
        # One who is reached by an address and a mobile that nobody has is as often a namesake as somebody who moved on
        if len(named) >= COMMON or evidence.is_reached(entry.points):
            return None
        likely = [person for person in named if person.ref > 0 and not evidence.other_mobile(entry, person)]
        if not likely:
            return None
        named = likely
    return ask(_("There is somebody called {name}, but not in this organisation."), entry, key, named, "name")


def _candidate(key: str, person: PersonDraft, shares: str) -> Candidate:
    alike = likeness.of_keys(key, person.key)
    why = reason(alike.way if key else None, shares)
    return Candidate(person.ref if person.ref > 0 else f"row {person.row}", person.name, worth(alike, shares), why)


def _unlikely(one: Candidate) -> int:
    return -one.score
