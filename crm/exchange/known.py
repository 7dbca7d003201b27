"""What the register holds of the people and organisations that a list mentions, ready to be matched against."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from crm.commands.import_writes import Point
from crm.exchange import erasure, evidence, memory, organisation_blocks
from crm.exchange.drafts import FILLED, OrganisationDraft, Period, PersonDraft, Place
from crm.exchange.entries import Entry
from crm.exchange.neighbours import Neighbours
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import import_lookup, merged
from crm.queries.erased import Trait
from crm.queries.import_lookup import HeldPoint, KnownPoint
from crm.rules import emails, names, phones

# A number that so many people share tells nobody apart
_SWITCHBOARD = 20
Key = TypeVar("Key")
Draft = TypeVar("Draft")


@dataclass(slots=True)
class Index(Generic[Key, Draft]):
    """Drafts by a key that nearly always only one has: then it costs no list."""

    first: dict[Key, Draft] = field(default_factory=dict)
    others: dict[Key, list[Draft]] = field(default_factory=dict)

    def add(self, key: Key, draft: Draft, most: int | None = None) -> None:
        """Put a draft under a key, once; at most so many beside the first."""
        if self.first.setdefault(key, draft) is not draft:
            others = self.others.setdefault(key, [])
            if draft not in others and (most is None or len(others) < most):
                others.append(draft)

    def all(self, key: Key) -> list[Draft]:
        """All under the key, the first first."""
        found = self.first.get(key)
        return [] if found is None else [found, *self.others.get(key, ())]


@dataclass(frozen=True)
class Known:
    """Look-ups of people and organisations: those of the register, and those that the file has named so far."""

    people: dict[int, PersonDraft] = field(default_factory=dict)  # those of the register, by id
    organisations: list[OrganisationDraft] = field(default_factory=list)  # those of the register
    by_email: Index[str, PersonDraft] = field(default_factory=Index)
    by_name: Index[str, PersonDraft] = field(default_factory=Index)
    by_place: Index[tuple[str, int], PersonDraft] = field(default_factory=Index)
    by_phone: Index[str, PersonDraft] = field(default_factory=Index)
    neighbours: Neighbours[PersonDraft] = field(default_factory=Neighbours)
    thin: Neighbours[PersonDraft] = field(default_factory=Neighbours)  # those without an address and a mobile
    registered: set[str] = field(default_factory=set)  # the keys of the names of those of the register
    turned: set[str] = field(default_factory=set)  # what such a name is, turned round
    switchboards: set[str] = field(default_factory=set)  # numbers that organisations have
    erased: set[Trait] = field(default_factory=set)  # what the list says that somebody erased had
    by_number: Index[str, OrganisationDraft] = field(default_factory=Index)
    by_key: Index[str, OrganisationDraft] = field(default_factory=Index)
    alike: dict[str, list[tuple[OrganisationDraft, int]]] = field(default_factory=dict)  # by keys that nobody has
    held: dict[tuple[str, int], list[HeldPoint]] = field(default_factory=dict)  # what empty cells could retire
    stated: set[tuple[str, str]] = field(default_factory=set)  # what rows of the list say, where others empty it
    keys: list[str] = field(default_factory=list)  # of the entries' names, "" where it was not needed

    @property
    def heaps(self) -> list[dict[Any, Any] | list[Any] | set[Any]]:
        """All that grows with the list, or with what the register holds of it."""
        indexes = (self.by_email, self.by_name, self.by_place, self.by_phone, self.by_number, self.by_key)
        looked_up = [heap for index in indexes for heap in (index.first, index.others)]
        beside = [heap for one in (self.neighbours, self.thin) for heap in (one.everybody, one.by_word)]
        return [*looked_up, *beside, self.registered, self.turned, self.keys, self.people, self.organisations]

    def name(self, person: PersonDraft) -> None:
        """Let the rows to come find the person by its name; said once."""
        key = person.key
        if key and self.by_name.first.setdefault(key, person) is not person:
            self.by_name.others.setdefault(key, []).append(person)

    def remember(self, person: PersonDraft, points: Iterable[Point | KnownPoint], place: int | None) -> None:
        """Let the rows to come find the person by these contact points and at this organisation too."""
        key = person.key
        for point in points:
            kind, normalised = point.kind, point.normalised
            if kind == "link":
                continue
            index, most = (self.by_email, None) if kind == "email" else (self.by_phone, _SWITCHBOARD)
            # Nearly every address and number is one person's only
            if index.first.setdefault(normalised, person) is not person:
                index.add(normalised, person, most)
        if key and place is not None:
            if (key, place) not in self.by_place.first:
                self.neighbours.add(place, person)
                if not evidence.is_reached(person.points):
                    self.thin.add(place, person)
            self.by_place.add((key, place), person)

    def owners_of_mobile(self, point: Point) -> list[PersonDraft]:
        """Who has the number, if it is a mobile's; that of a switchboard is nobody's."""
        number = point.normalised
        if point.kind != "phone" or number not in self.by_phone.first or number in self.switchboards:
            return []
        return self.by_phone.all(number) if phones.is_mobile(number) else []


def load(entries: Sequence[Entry], progress: Progress = silent) -> Known:
    """Ask the register about everything that the entries mention; reads only."""
    known = Known()
    with memory.apart_when_stopped(known):
        progress(0, None, _("Comparing with the register"))
        _load_organisations(known, entries)
        progress(0, None, _("Comparing with the register"))
        _load_people(known, entries, progress)
        known.erased.update(erasure.traits(entries))
    return known


def _load_organisations(known: Known, entries: Sequence[Entry]) -> None:
    wanted = {id(entry.organisation): entry.organisation for entry in entries if entry.organisation is not None}
    numbers = {organisation.number for organisation in wanted.values() if organisation.number}
    keys = {organisation.key for organisation in wanted.values() if organisation.key}
    alike = organisation_blocks.alike(keys)
    formerly = [one for one in merged.former() if one.key in keys or one.number in numbers]
    drafts: dict[int, OrganisationDraft] = {}
    near_keys = {key for near in alike.values() for key in near}
    for found in import_lookup.organisations(
        numbers, {*keys, *near_keys, *merged.keys_of({one.organisation for one in formerly})}
    ):
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
        known.organisations.append(draft)
        known.by_key.add(draft.key, draft)
        if draft.number:
            known.by_number.add(draft.number, draft)
    _also_called(known, drafts, formerly)
    for key, near in alike.items():
        known.alike[key] = [(draft, score) for other, score in near.items() for draft in known.by_key.all(other)]
    for point in import_lookup.points("organisation", drafts):
        drafts[point.owner].points += (point,)
    for period in import_lookup.memberships(drafts):
        drafts[period.organisation].periods.append(
            Period(
                *(period.category, period.joined_on, period.left_on or "", period.id, period.version),
                signed_on=period.agreement_signed_on or "",
            )
        )


def _also_called(known: Known, drafts: Mapping[int, OrganisationDraft], formerly: Iterable[merged.Former]) -> None:
    """Find those that went into others under their old names and numbers too, where nobody else has them today."""
    names_today, numbers_today = set(known.by_key.first), set(known.by_number.first)
    for one in formerly:
        draft = drafts.get(one.organisation)
        if draft is None:
            continue
        if one.key and one.key not in names_today:
            known.by_key.add(one.key, draft)
            draft.former |= {one.key}
        if one.number and one.number not in numbers_today:
            known.by_number.add(one.number, draft)
            draft.former |= {one.number}


def _load_people(known: Known, entries: Sequence[Entry], progress: Progress) -> None:
    addresses = {point.normalised for entry in entries for point in entry.points if point.kind == "email"}
    owned = [one for one in import_lookup.people_by_email(addresses) if not emails.is_generic(one[0])]
    progress(0, None, _("Comparing with the register"))
    known.keys.extend(_keys(entries, {address for address, _person in owned}))
    progress(0, None, _("Comparing with the register"))
    keys = set(filter(None, known.keys))
    by_name = import_lookup.people_by_name(keys | set(map(names.turned_key, keys)))
    ids = {*(person for _address, person in owned), *by_name, *_by_number(known, entries), *_beside(known, entries)}
    drafts = known.people
    for found in import_lookup.people(ids):
        drafts[found.id] = PersonDraft(
            ref=found.id,
            first_name=found.first_name,
            last_name=found.last_name,
            key=found.name_key,
            notes=found.notes,
            language=found.language,
            version=found.version,
            archived=bool(found.archived),
            objected=bool(found.objected),
        )
    progress(0, None, _("Comparing with the register"))
    for position in import_lookup.positions(drafts):
        person = drafts[position.person]
        ended = bool(position.ended)
        place = Place(position.organisation, position.title, ended, position.id, position.version)
        place.role, place.from_on = position.role, position.from_on or ""
        person.places += (place,)
        person.has_primary = person.has_primary or (bool(position.is_primary) and not ended)
    progress(0, None, _("Comparing with the register"))
    for point in import_lookup.points("person", drafts):
        drafts[point.owner].points += (point,)
    progress(0, None, _("Comparing with the register"))
    for person in drafts.values():
        known.registered.add(person.key)
        known.turned.add(names.turned_back(person.key))
        known.name(person)
        known.remember(person, person.points, None)
        for place in person.places:
            known.remember(person, (), place.organisation)


def _by_number(known: Known, entries: Sequence[Entry]) -> set[int]:
    """Those who have the number of somebody who was not found by address; and whose numbers are organisations'."""
    numbers = {
        point.normalised
        for entry, key in zip(entries, known.keys, strict=True)
        if key
        for point in entry.points
        if point.kind == "phone"
    }
    found = set()
    for number, person in import_lookup.owners_by_phone(set(filter(phones.is_mobile, numbers))):
        if person is None:
            known.switchboards.add(number)
        else:
            found.add(person)
    return found


class _Neighbour(NamedTuple):
    person: int
    key: str


def _beside(known: Known, entries: Sequence[Entry]) -> set[int]:
    """People with like names in the organisations of those who were not found by address."""
    wanted: set[tuple[int, str]] = set()
    named: dict[int, list[OrganisationDraft]] = {}  # the same cells are one entry, asked once
    for entry, key in zip(entries, known.keys, strict=True) if known.organisations else ():
        said = entry.organisation
        if key and said is not None:
            there = named.get(id(said))
            if there is None:
                there = named[id(said)] = known.by_number.all(said.number) or known.by_key.all(said.key)
            for draft in there:
                wanted.add((draft.ref, key))
    beside: Neighbours[_Neighbour] = Neighbours()
    for organisation, person, key in import_lookup.people_at({organisation for organisation, _key in wanted}):
        beside.add(organisation, _Neighbour(person, key))
    return {one.person for organisation, key in wanted for one in beside.alike(organisation, key)}


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
