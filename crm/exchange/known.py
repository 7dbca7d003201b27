"""What the register holds of the people and organisations that a list mentions, ready to be matched against."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from crm.exchange.drafts import FILLED, OrganisationDraft, Period, PersonDraft, Place
from crm.exchange.entries import Entry
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import import_lookup
from crm.rules import emails, names

Key = TypeVar("Key")
Draft = TypeVar("Draft", PersonDraft, OrganisationDraft)


@dataclass(frozen=True)
class Known:
    """Look-ups of people and organisations: those of the register, and those that the file has named so far."""

    people: dict[int, PersonDraft] = field(default_factory=dict)  # those of the register, by id
    by_email: dict[str, list[PersonDraft]] = field(default_factory=dict)
    by_name: dict[str, list[PersonDraft]] = field(default_factory=dict)
    by_place: dict[tuple[str, int], list[PersonDraft]] = field(default_factory=dict)
    by_phone: dict[tuple[str, str], list[PersonDraft]] = field(default_factory=dict)
    by_number: dict[str, list[OrganisationDraft]] = field(default_factory=dict)
    by_key: dict[str, list[OrganisationDraft]] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)  # of the entries' names, "" where it was not needed

    def remember(self, person: PersonDraft, points: Iterable[str], places: Iterable[int]) -> None:
        """Let the rows to come find the person by these contact points and at these organisations too."""
        key = person.key
        for value in points:
            if "@" in value:
                add(self.by_email, value, person)
            elif key:
                add(self.by_phone, (key, value), person)
        if key:
            for place in places:
                add(self.by_place, (key, place), person)

    def name(self, person: PersonDraft) -> None:
        """Let the rows to come find the person by its name; said once."""
        if person.key:
            self.by_name.setdefault(person.key, []).append(person)


def add(lookup: dict[Key, list[Draft]], key: Key, draft: Draft) -> None:
    """Put a draft into a look-up, once."""
    drafts = lookup.get(key)
    if drafts is None:
        lookup[key] = [draft]
    elif draft not in drafts:
        drafts.append(draft)


def load(entries: Sequence[Entry], progress: Progress = silent) -> Known:
    """Ask the register about everything that the entries mention; reads only."""
    known = Known()
    progress(0, None, _("Comparing with the register"))
    _load_organisations(known, entries)
    progress(0, None, _("Comparing with the register"))
    _load_people(known, entries, progress)
    return known


def _load_organisations(known: Known, entries: Sequence[Entry]) -> None:
    wanted = {id(entry.organisation): entry.organisation for entry in entries if entry.organisation is not None}
    numbers = {organisation.number for organisation in wanted.values() if organisation.number}
    keys = {organisation.key for organisation in wanted.values() if organisation.key}
    drafts: dict[int, OrganisationDraft] = {}
    for found in import_lookup.organisations(numbers, keys):
        draft = drafts[found.id] = OrganisationDraft(
            ref=found.id,
            name=found.name,
            key=found.name_key,
            number=found.org_number,
            values={name: getattr(found, name) for name in FILLED},
            version=found.version,
            archived=bool(found.archived),
            turnover=found.turnover,
            balance=found.balance,
        )
        add(known.by_key, draft.key, draft)
        if draft.number:
            add(known.by_number, draft.number, draft)
    for point in import_lookup.points("organisation", drafts):
        owner = drafts[point.owner]
        owner.points.append(point.normalised)
        if not point.retired and point.kind not in owner.kinds:
            owner.kinds.append(point.kind)
    for period in import_lookup.memberships(drafts):
        drafts[period.organisation].periods.append(
            Period(period.category, period.joined_on, period.left_on or "", period.id, period.version)
        )


def _load_people(known: Known, entries: Sequence[Entry], progress: Progress) -> None:
    addresses = {point.normalised for entry in entries for point in entry.points if point.kind == "email"}
    owned = [one for one in import_lookup.people_by_email(addresses) if not emails.is_generic(one[0])]
    known.keys.extend(_keys(entries, {address for address, _person in owned}))
    by_name = import_lookup.people_by_name(set(filter(None, known.keys)))
    ids = {*(person for _address, person in owned), *by_name}
    drafts = known.people
    for found in import_lookup.people(ids):
        drafts[found.id] = PersonDraft(
            ref=found.id,
            first_name=found.first_name,
            last_name=found.last_name,
            key=found.name_key,
            notes=found.notes,
            version=found.version,
            archived=bool(found.archived),
            objected=bool(found.objected),
        )
    progress(0, None, _("Comparing with the register"))
    for position in import_lookup.positions(drafts):
        person = drafts[position.person]
        ended = bool(position.ended)
        person.places.append(Place(position.organisation, position.title, ended, position.id, position.version))
        person.has_primary = person.has_primary or (bool(position.is_primary) and not ended)
    progress(0, None, _("Comparing with the register"))
    for point in import_lookup.points("person", drafts):
        person = drafts[point.owner]
        person.points.append(point.normalised)
        if not point.retired and point.kind not in person.kinds:
            person.kinds.append(point.kind)
    progress(0, None, _("Comparing with the register"))
    for person in drafts.values():
        known.name(person)
        known.remember(person, person.points, [place.organisation for place in person.places])


def _keys(entries: Sequence[Entry], owned: set[str]) -> Iterator[str]:
    """The key of each entry's name; whoever is found by address need not be looked for by name."""
    remembered: dict[str, str] = {}
    for entry in entries:
        if not entry.names_somebody or (owned and any(point.normalised in owned for point in entry.points)):
            yield ""
            continue
        name = f"{entry.first_name} {entry.last_name}"
        if name not in remembered:
            remembered[name] = names.person_key(entry.first_name, entry.last_name)
        yield remembered[name]
