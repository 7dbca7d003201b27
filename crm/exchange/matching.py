"""Who a row means: by exact keys alone; whatever leaves room for doubt becomes a question (DOMAIN.md 3.6).

People are found by e-mail (retired ones too), then by a mobile number, then by name and organisation, and even then
only where nothing speaks against it. Addresses of desks, numbers of switchboards and names alone prove nothing. What
is only alike is proposed (crm.exchange.proposals). Nobody is ever merged or chosen silently.
"""

from collections.abc import Iterable, Sequence

from crm.exchange import evidence, proposals
from crm.exchange.drafts import PersonDraft, kinds
from crm.exchange.entries import Entry
from crm.exchange.known import Known
from crm.exchange.questions import Question
from crm.rules import emails, names
from crm.sentences import _


def find_person(known: Known, entry: Entry, key: str, place: int | None) -> PersonDraft | Question | None:
    """The person that a row means, a question where that is open, None where it is somebody new (or nobody).

    `key` is the key of the row's name, `place` the organisation the row names (0 for one that is new).
    """
    by_email, by_phone = known.by_email.first, known.by_phone.first
    addressed = numbered = False
    for point in entry.points:
        if point.kind == "email" and point.normalised in by_email:
            addressed = True
        elif point.kind == "phone" and point.normalised in by_phone:
            numbered = True
    if addressed:
        owners = _owners(known, entry)
        if owners:
            return _by_email(entry, key, place, owners)
    if not key:
        return None
    if numbered:
        found = _by_mobile(known, entry, key)
        if found is not None:
            return found
    if place is None:
        return _by_name(known, entry, key) or proposals.anywhere(known, entry, key)
    if place and (key, place) in known.by_place.first:
        return _there(entry, key, known.by_place.all((key, place)))
    return proposals.people(known, entry, key, place)


def same_name(entry: Entry, key: str, person: PersonDraft) -> bool:
    """Whether the row's name is the person's by all appearances: the same, with a name more or less, abbreviated, or
    with a misspelled surname. Another first name is another name, however alike it looks."""
    if entry.first_name == person.first_name and entry.last_name == person.last_name:
        return True
    if key == person.key:
        return True
    return evidence.is_same_name(key, person.key)


def says_less(key: str, person: PersonDraft) -> bool:
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
        return _one(owners) or proposals.ask(_("Several people have this e-mail address."), entry, key, owners, "email")
    key = key or names.person_key(entry.first_name, entry.last_name)
    alike = [person for person in owners if same_name(entry, key, person)]
    if not alike:
        text = _("The e-mail address belongs to somebody else, and the row says {name}.")
        return proposals.ask(text, entry, key, owners, "email")
    closest = [person for person in alike if person.key == key] or alike
    if place and len(closest) > 1:
        closest = [person for person in closest if any(at.organisation == place for at in person.places)] or closest
    return _one(closest) or proposals.ask(_("Several people have this e-mail address."), entry, key, alike, "email")


def _by_mobile(known: Known, entry: Entry, key: str) -> PersonDraft | Question | None:
    """The only one who has one of the row's mobile numbers, if the name is that one's; a question where it may be."""
    owners = _each(known.owners_of_mobile(point) for point in entry.points)
    likely = [person for person in owners if evidence.may_be_named(key, person.key)]
    if len(likely) == 1 and same_name(entry, key, likely[0]) and not evidence.other_addresses(entry, likely[0]):
        return likely[0]
    if not likely:
        return None
    return proposals.ask(_("Somebody with nearly the same name has this mobile number."), entry, key, likely, "mobile")


def _there(entry: Entry, key: str, there: Sequence[PersonDraft]) -> PersonDraft | Question:
    """Who has the name in the organisation, unless addresses or numbers say that it is a namesake."""
    only = _one(there)
    if only is None:
        text = _("There are several people called {name} in this organisation.")
        return proposals.ask(text, entry, key, there, "place")
    if evidence.contradicts(entry, only):
        text = _("There is somebody called {name} in this organisation, with other addresses or phone numbers.")
        return proposals.ask(text, entry, key, [only], "place")
    return only


def _by_name(known: Known, entry: Entry, key: str) -> PersonDraft | Question | None:
    """A name without an organisation: the only one of that name, unless the row's addresses or phones are others."""
    named = known.by_name.all(key)
    if not named:
        return None
    only = _one(named)
    if only is None:
        return proposals.ask(_("There are several people called {name}."), entry, key, named, "name")
    if entry.points and kinds(only):
        known_values = {point.normalised for point in only.points}
        if not any(point.normalised in known_values for point in entry.points):
            text = _("There is somebody called {name} with other addresses or phone numbers.")
            return proposals.ask(text, entry, key, [only], "name")
    return only


def _each(groups: Iterable[Iterable[PersonDraft]]) -> list[PersonDraft]:
    return list({id(person): person for group in groups for person in group}.values())


def _one(people: Sequence[PersonDraft]) -> PersonDraft | None:
    """The only one of them, or the only one who is not archived."""
    if len(people) == 1:
        return people[0]
    present = [person for person in people if not person.archived]
    return present[0] if len(present) == 1 else None
