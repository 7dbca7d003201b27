"""What a row does to a person: a name, notes, contact points and a position; empty cells do nothing."""

from crm.commands.import_writes import NewPoints, NewPosition
from crm.exchange import person_facts, retiring
from crm.exchange.drafts import OrganisationDraft, PersonDraft, Place
from crm.exchange.entries import Entry, Facts
from crm.exchange.known import Known
from crm.exchange.matching import says_less
from crm.exchange.pad import Pad, Said, has_lines, wanted
from crm.records.person import Person
from crm.rules import names
from crm.sentences import _


def create(
    pad: Pad, known: Known, entry: Entry, key: str, organisation: OrganisationDraft | None, said: Said
) -> PersonDraft:
    """A new person as the row describes him or her, but for what was refused; the rows to come find the person."""
    points, notes = entry.points, entry.notes
    if said.refused:
        points = wanted(0, points, said)
        notes = notes if notes and said.change(0, "person", "notes", "", notes) else ""
    person = PersonDraft(0, entry.first_name, entry.last_name, key, notes, points=points, named=True, row=entry.row)
    facts = entry.facts
    if facts is not None and facts.language:
        person_facts.speak(person, facts.language, said)
    pad.add_person(person)
    if points:
        pad.points.append(NewPoints(person.ref, None, points))
    if organisation is not None:
        _begin(pad, person, organisation, entry.title, facts, said)
    known.name(person)
    # Found by what was refused too, as the rows of somebody known are
    known.remember(person, entry.points, organisation.ref if organisation is not None else None)
    return person


def change(
    pad: Pad, known: Known, person: PersonDraft, entry: Entry, organisation: OrganisationDraft | None, said: Said
) -> None:
    """Bring a person, known or new in this file, up to what the row says."""
    before = len(said.changes)
    if entry.first_name != person.first_name or entry.last_name != person.last_name:
        _name(known, person, entry, said)
    person.named = person.named or entry.names_somebody
    if entry.notes and not has_lines(person.notes, entry.notes):
        _notes(person, entry.notes, said)
    if entry.points:
        pad.add_points(person, entry.points, said)
    facts = entry.facts
    if organisation is not None:
        _place(pad, person, organisation, entry.title, facts, said, erases="title" in entry.erased)
    elif entry.title:
        _title(pad, person, entry.title, said)
    if facts is not None:
        if facts.language:
            person_facts.speak(person, facts.language, said)
        if organisation is None:
            _facts_alone(pad, person, facts, said)
    if entry.erased:
        retiring.of_person(pad, known, person, entry, said)
    if len(said.changes) > before:
        pad.touch(person)
        known.remember(person, entry.points, organisation.ref if organisation is not None else None)


def has_left(person: PersonDraft, organisation: OrganisationDraft) -> bool:
    """Whether all that is known of the person there is over."""
    there = [place.ended for place in person.places if place.organisation == organisation.ref]
    return bool(there) and all(there)


def _name(known: Known, person: PersonDraft, entry: Entry, said: Said) -> None:
    key = names.person_key(entry.first_name, entry.last_name)
    if not key or says_less(key, person):
        return
    if person.named:
        sentence = _("Another row calls the person {name}; that name was kept.")
        said.warnings.append(sentence.format(name=person.name))
        return
    before = person.first_name, person.last_name
    for name in ("first_name", "last_name"):
        new, old = getattr(entry, name), getattr(person, name)
        if new and new != old and said.change(person.ref, "person", name, old, new):
            setattr(person, name, new)
    if before == (person.first_name, person.last_name):
        return
    person.edited = True
    person.key = names.person_key(person.first_name, person.last_name)
    known.name(person)
    known.remember(person, person.points, None)
    for place in person.places:
        known.remember(person, (), place.organisation)


def _notes(person: PersonDraft, notes: str, said: Said) -> None:
    """Write notes below those that are there."""
    whole = f"{person.notes}\n{notes}".lstrip("\n")
    if len(whole) > Person.notes.limit:
        said.warnings.append(_("The notes were left out, because those in the register are too long already."))
        return
    if said.change(person.ref, "person", "notes", person.notes, whole, adds=True):
        person.notes = whole
        person.edited = True


def _place(
    pad: Pad,
    person: PersonDraft,
    organisation: OrganisationDraft,
    title: str,
    facts: Facts | None,
    said: Said,
    *,
    erases: bool,
) -> None:
    there = [place for place in person.places if place.organisation == organisation.ref and not place.ended]
    if not there:
        others = any(not place.ended for place in person.places)
        if _begin(pad, person, organisation, title, facts, said) and others:
            said.warnings.append(
                _("{name} works elsewhere too; end the other position if it is over.").format(name=person.name)
            )
        return
    if title and not any(_same(place.title, title) for place in there):
        _retitle(pad, person, there[0], title, said)
    elif title:
        there[0].stated = True
    elif erases:
        _untitle(pad, person, there[0], said)
    if facts is not None:
        called = (place for place in there if title and _same(place.title, title))
        person_facts.change(pad, person, next(called, there[0]), facts, said)


def _title(pad: Pad, person: PersonDraft, title: str, said: Said) -> None:
    """A title without an organisation is that of the only position the person has."""
    present = [place for place in person.places if not place.ended]
    if any(_same(place.title, title) for place in present):
        return
    if len(present) == 1:
        _retitle(pad, person, present[0], title, said)
    else:
        said.warnings.append(no_organisation(title))


def _facts_alone(pad: Pad, person: PersonDraft, facts: Facts, said: Said) -> None:
    """A role and a first day without an organisation are those of the only position the person has."""
    present = [place for place in person.places if not place.ended]
    if len(present) == 1:
        person_facts.change(pad, person, present[0], facts, said)
    else:
        person_facts.homeless(facts, said)


def no_organisation(title: str) -> str:
    """The warning about a title that belongs nowhere."""
    return _("The position “{title}” was left out, because the row names no organisation.").format(title=title)


def _begin(
    pad: Pad, person: PersonDraft, organisation: OrganisationDraft, title: str, facts: Facts | None, said: Said
) -> bool:
    if not said.change(person.ref, "position", "organisation", "", organisation.name):
        return False
    if title and not said.change(person.ref, "position", "title", "", title):
        title = ""
    index = len(pad.positions)
    new = NewPosition(person.ref, organisation.ref, title, not person.has_primary)
    place = Place(organisation.ref, title, index=index, stated=title != "")
    pad.positions.append(new if facts is None else person_facts.begun(new, place, facts, person, said))
    person.places += (place,)
    person.has_primary = True
    return True


def _retitle(pad: Pad, person: PersonDraft, place: Place, title: str, said: Said) -> None:
    if place.stated:
        sentence = _("Another row gives the position “{title}”; that was kept.")
        if not place.title:
            sentence = _("Another row leaves the position empty; that was kept.")
        said.warnings.append(sentence.format(title=place.title))
        return
    if not said.change(person.ref, "position", "title", place.title, title):
        return
    place.title, place.stated = title, True
    if place.index >= 0:
        pad.positions[place.index] = pad.positions[place.index]._replace(title=title)
    else:
        pad.places[place.id] = place


def _untitle(pad: Pad, person: PersonDraft, place: Place, said: Said) -> None:
    """An empty cell that is to erase the title of a known position."""
    if place.stated or not place.id:
        return
    if place.title and not said.change(person.ref, "position", "title", place.title, ""):
        return
    if place.title:
        place.title = ""
        pad.places[place.id] = place
    place.stated = True


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
