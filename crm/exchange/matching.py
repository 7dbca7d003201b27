"""Who a row means: by exact keys alone; whatever leaves room for doubt becomes a question (DOMAIN.md 3.6).

People are found by e-mail (retired ones too), then by name and organisation. Addresses of desks and names alone prove
nothing. Nobody is ever merged or chosen silently.
"""

from collections.abc import Iterable, Sequence

from crm.exchange.drafts import PersonDraft, kinds
from crm.exchange.entries import Entry
from crm.exchange.known import Known
from crm.exchange.questions import Candidate, Question
from crm.i18n import _
from crm.rules import emails, likeness, names

_ALIKE = 85.0


def find_person(known: Known, entry: Entry, key: str, place: int | None) -> PersonDraft | Question | None:
    """The person that a row means, a question where that is open, None where it is somebody new (or nobody).

    `key` is the key of the row's name, `place` the organisation the row names (0 for one that is new).
    """
    by_email = known.by_email.first
    for point in entry.points:
        if point.normalised in by_email:
            owners = _owners(known, entry)
            if owners:
                return _by_email(entry, key, place, owners)
            break
    if not key:
        return None
    if place is None:
        return _by_name(known, entry, key)
    there = known.by_place.all((key, place)) if place else ()
    if there:
        return _one(there) or _ask(_("There are several people called {name} in this organisation."), entry, there)
    return _elsewhere(known, entry, key) if key in known.by_name.first else None


def same_name(entry: Entry, key: str, person: PersonDraft) -> bool:
    """Whether the row's name can be the person's: the same, with a name more or less, abbreviated, or misspelled."""
    if entry.first_name == person.first_name and entry.last_name == person.last_name:
        return True
    if key == person.key:
        return True
    mine, theirs = set(key.split()), set(person.key.split())
    if mine <= theirs or theirs <= mine:
        return True
    return likeness.of_people(entry.name, person.name) >= _ALIKE


def says_less(entry: Entry, key: str, person: PersonDraft) -> bool:
    """Whether the row's name is the person's, only shorter or spelled in other letters: no reason to change it."""
    if key == person.key:
        return True
    mine, theirs = key.split(), person.key.split()
    if len(mine) == len(theirs) and mine[-1] == theirs[-1]:
        return all(theirs[at].startswith(word) for at, word in enumerate(mine) if len(word) == 1 or word == theirs[at])
    return set(mine) <= set(theirs)


def _owners(known: Known, entry: Entry) -> list[PersonDraft]:
    """Who has or had one of the row's addresses; that of a desk (post@) does not tell who somebody is."""
    addresses = [point.normalised for point in entry.points if point.kind == "email"]
    return _each(known.by_email.all(address) for address in addresses if not emails.is_generic(address))


def _by_email(entry: Entry, key: str, place: int | None, owners: Sequence[PersonDraft]) -> PersonDraft | Question:
    if not entry.names_somebody:
        return _one(owners) or _ask(_("Several people have this e-mail address."), entry, owners)
    key = key or names.person_key(entry.first_name, entry.last_name)
    alike = [person for person in owners if same_name(entry, key, person)]
    if not alike:
        return _ask(_("The e-mail address belongs to somebody else, and the row says {name}."), entry, owners)
    closest = [person for person in alike if person.key == key] or alike
    if place and len(closest) > 1:
        closest = [person for person in closest if any(at.organisation == place for at in person.places)] or closest
    return _one(closest) or _ask(_("Several people have this e-mail address."), entry, alike)


def _by_name(known: Known, entry: Entry, key: str) -> PersonDraft | Question | None:
    """A name without an organisation: the only one of that name, unless the row's addresses or phones are others."""
    named = known.by_name.all(key)
    if not named:
        return None
    by_phone = _by_phone(known, entry, key)
    only = _one(by_phone) if by_phone else _one(named)
    if only is None:
        return _ask(_("There are several people called {name}."), entry, named)
    in_use = kinds(only)
    known_values = {point.normalised for point in only.points}
    comparable = any(point.kind in in_use for point in entry.points)
    if comparable and not any(point.normalised in known_values for point in entry.points):
        return _ask(_("There is somebody called {name} with other addresses or phone numbers."), entry, [only])
    return only


def _elsewhere(known: Known, entry: Entry, key: str) -> PersonDraft | Question | None:
    """Nobody of that name in the organisation: a namesake elsewhere, or the same person in a new place?"""
    if not entry.points:
        text = _("There is somebody called {name}, but not in this organisation.")
        return _ask(text, entry, known.by_name.all(key))
    return _one(_by_phone(known, entry, key))


def _by_phone(known: Known, entry: Entry, key: str) -> list[PersonDraft]:
    """Those of the name who have one of the row's numbers."""
    owners = known.by_phone.first
    shared = [point.normalised for point in entry.points if point.normalised in owners]
    return [person for person in _each(map(known.by_phone.all, shared)) if person.key == key] if shared else []


def _each(groups: Iterable[Iterable[PersonDraft]]) -> list[PersonDraft]:
    return list({id(person): person for group in groups for person in group}.values())


def _one(people: Sequence[PersonDraft]) -> PersonDraft | None:
    """The only one of them, or the only one who is not archived."""
    if len(people) == 1:
        return people[0]
    present = [person for person in people if not person.archived]
    return present[0] if len(present) == 1 else None


def _ask(text: str, entry: Entry, people: Iterable[PersonDraft]) -> Question:
    candidates = tuple(Candidate(person.ref, person.name) for person in people if person.ref > 0)
    return Question("person", text.format(name=entry.name), candidates)
