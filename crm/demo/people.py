"""The people of the sample cluster: where they work, where they worked before, how they are reached."""

from datetime import date
from functools import cache
from random import Random

from crm.demo import data, days
from crm.demo.bulk import Batch, derived
from crm.demo.organisations import Place, Stay, domain
from crm.records.contact_point import ContactPoint
from crm.records.person import Person, Position
from crm.rules import phones

_ALWAYS = date(9999, 12, 31).toordinal()
_SOURCES = ("Visittkort", "Påmelding til arrangement", "Egen henvendelse", "Medlemsavtale", "Liste fra 2022")
_EXCHANGING = ("company", "research_education", "innovation_support")


def add(batch: Batch, copy: int, places: list[Place]) -> None:
    """Take up the people of one copy and tell each place who worked there when."""
    random = Random(f"people {copy}")
    number = copy * sum(place.told.people for place in places)
    for place in places:
        for rank in range(place.told.people):
            _add(batch, random, places, place, rank, number)
            number += 1
    _second_positions(batch, random, places)


def _add(batch: Batch, random: Random, places: list[Place], place: Place, rank: int, number: int) -> None:
    woman = random.random() < 0.5
    names = data.names()
    first = random.choice(names.women if woman else names.men)
    last = random.choice(names.last)
    if random.random() < 0.06:
        last = f"{random.choice(names.last)} {last}"
    began = date(random.choice((2012, 2015, 2017, 2019, 2020, 2021, 2022)), random.randrange(1, 13), 1).toordinal()
    ended = _ended(random, place, rank)
    moved = None
    if ended is None and random.random() < 0.13:
        moved = date(random.choice(days.YEARS), random.randrange(1, 11), 1).toordinal()
    if place.told.reason == "bankrupt":
        moved, ended = date(2024, 10, 1).toordinal(), None
    person = batch.add(
        Person,
        **derived(
            Person,
            first_name=first,
            last_name=last,
            gender=("female" if woman else "male") if random.random() < 0.9 else "",
            language="nb" if place.told.country == "NO" else "en",
            source=random.choice(_SOURCES),
            notes="",
            informed_on=days.iso(max(began, date(2018, 8, 1).toordinal()) + 14) if random.random() < 0.85 else None,
            status="left" if ended is not None else "active",
        ),
    )
    before, now = _path(random, places, place, moved)
    if before is not None and moved is not None:
        _stay(batch, before, person, first, rank, began, moved - 1)
        began = moved
    _stay(batch, now, person, first, rank, began, ended)
    _contact_points(batch, random, person, f"{first} {last}", number, now, before, moved)


def _ended(random: Random, place: Place, rank: int) -> int | None:
    """When somebody left without a new employer that the cluster knows of, or None."""
    left = place.told.periods[-1].left if place.told.periods else None
    if left is not None and place.told.reason in ("moved", "merged") and rank:
        return left
    if rank > 2 and random.random() < 0.06:
        return date(random.choice(days.YEARS), random.randrange(1, 11), 28).toordinal()
    return None


def _path(random: Random, places: list[Place], place: Place, moved: int | None) -> tuple[Place | None, Place]:
    """Where somebody of this place worked before, if anywhere, and where now."""
    if moved is None:
        return None, place
    other = random.choice([other for other in places if other is not place and _hires(other.told)])
    return (place, other) if place.told.reason == "bankrupt" else (other, place)


def _hires(told: data.Organisation) -> bool:
    return told.sector in _EXCHANGING and told.country == "NO" and told.reason != "bankrupt"


def _stay(
    batch: Batch, place: Place, person: int, name: str, rank: int, began: int, ended: int | None, *, extra: bool = False
) -> None:
    titles = data.names().titles["extra" if extra else place.told.sector]
    title, role = titles[rank % len(titles)]
    batch.add(
        Position,
        person_id=person,
        organisation_id=place.id,
        title=title,
        role=role,
        is_primary=int(not extra),
        from_on=days.iso(began),
        to_on=None if ended is None else days.iso(ended),
    )
    if not extra:
        place.stays.append(Stay(person, name, began, _ALWAYS if ended is None else ended))


def _second_positions(batch: Batch, random: Random, places: list[Place]) -> None:
    """Some sit on the board of another company or teach: two positions at once."""
    everybody = [(place, stay) for place in places for stay in place.stays if stay.last == _ALWAYS]
    companies = [place for place in places if place.told.sector == "company" and place.told.periods]
    for rank, (home, stay) in enumerate(random.sample(everybody, min(12, len(everybody)))):
        other = random.choice([place for place in companies if place is not home])
        began = date(2021 + rank % 5, 5, 15).toordinal()
        _stay(batch, other, stay.person, stay.name, rank, began, None, extra=True)


def _contact_points(
    batch: Batch,
    random: Random,
    person: int,
    name: str,
    number: int,
    now: Place,
    before: Place | None,
    moved: int | None,
) -> None:
    first, _space, last = name.rpartition(" ")
    local = f"{_slug(first)}.{_slug(last)}"
    # Namesakes are told apart by a number, as mail servers do it.
    local = f"{local}{number}" if number >= 180 else local
    has_mail = random.random() < 0.94
    if before is not None and moved is not None and has_mail:
        address = f"{local}@{before.domain}"
        _point(batch, person, "email", "work", address, address, retired=moved)
    if has_mail:
        address = f"{local}@{now.domain}"
        _point(batch, person, "email", "work", address, address)
    if random.random() < 0.86:
        mobile = f"+47400{number:05}" if number < 100_000 else f"+474{number:07}"
        _point(batch, person, "phone", "mobile", phones.show(mobile), mobile)
        if random.random() < 0.15:
            direct = f"+4777{700_000 + number % 100_000}"
            _point(batch, person, "phone", "work", phones.show(direct), direct, primary=0)


def _point(
    batch: Batch,
    person: int,
    kind: str,
    label: str,
    shown: str,
    normalised: str,
    *,
    primary: int = 1,
    retired: int | None = None,
) -> None:
    batch.add(
        ContactPoint,
        **derived(
            ContactPoint,
            person_id=person,
            kind=kind,
            label=label,
            value=shown,
            normalised=normalised,
            is_primary=0 if retired else primary,
            retired_on=days.iso(retired) if retired else None,
        ),
    )


@cache
def _slug(name: str) -> str:
    return ".".join(domain(word) for word in name.split())
