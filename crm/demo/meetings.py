"""The interactions of the sample cluster: who was met, what was said, what was promised."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random
from typing import Any

from crm.demo import data, days
from crm.demo.bulk import Batch, folded
from crm.demo.organisations import Place, Stay
from crm.records.interaction import Interaction, InteractionParticipant
from crm.records.task import Task

_TYPES = {"meeting_in_person": 38, "meeting_video": 27, "phone": 14, "site_visit": 7, "email": 12, "other": 2}
_GROUP_TYPES = {"meeting_in_person": 6, "meeting_video": 4}
_MINUTES = {
    "meeting_in_person": (45, 60, 60, 60, 90, 120),
    "meeting_video": (30, 30, 45, 60),
    "phone": (10, 15, 15, 20, 30),
    "site_visit": (90, 120, 120, 180),
    "other": (30, 60),
}
_TIMES = ("08:30", "09:00", "09:00", "10:00", "10:30", "11:00", "12:30", "13:00", "13:00", "14:00", "14:30")
_MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "august", "september", "oktober", "november")
# Those who are met least were not met at all for more than a year.
_QUIET = 410
# Of the last weeks more is promised and less is done.
_FRESH = 60
_SMALL_AFTER_STOP = re.compile(r"[.!?] [a-zæøå](?=[a-zæøå]{3})")
_AMOUNTS = ("750 000", "1 200 000", "1 800 000", "2 500 000", "4 500 000", "9 000 000")
_COSTS = ("40 000", "65 000", "90 000", "120 000", "180 000")


@dataclass(frozen=True)
class _Choice:
    """The topics that suit an organisation, with running sums of their weights."""

    topics: Sequence[data.Topic]
    sums: Sequence[int]

    def take(self, random: Random) -> data.Topic:
        return random.choices(self.topics, cum_weights=self.sums)[0]


def add(
    batch: Batch, copy: int, places: list[Place], count: int, *, areas: Mapping[str, int], staff: Sequence[int]
) -> None:
    """Take up `count` interactions of one copy, in the order of their days, with participants and follow-ups."""
    random = Random(f"meetings {copy}")
    weights = list(accumulate(place.told.weight for place in places))
    member = {place.id: _suiting(place.told.kinds | {"member"}) for place in places}
    other = {place.id: _suiting(place.told.kinds | _prospect(place)) for place in places}

    def somebody(day: int) -> Place:
        place = random.choices(places, cum_weights=weights)[0]
        return somebody(day) if place.told.weight == 1 and day > days.TODAY - _QUIET else place

    for day in days.meetings(random, count):
        first = somebody(day)
        topic = (member if first.is_member(day) else other)[first.id].take(random)
        more = random.choices((0, 1, 2), (62, 30, 8))[0] if not topic.group else random.randrange(2, 6)
        there = [first]
        while len(there) <= more:
            place = somebody(day)
            if place not in there:
                there.append(place)
        _add(batch, random, day, topic, there, areas, staff)


def _prospect(place: Place) -> set[str]:
    return {"prospect"} if place.told.sector == "company" and place.told.country == "NO" else set()


def _suiting(kinds: set[str]) -> _Choice:
    topics = [topic for topic in data.topics() if kinds & set(topic.kinds)]
    return _Choice(topics, list(accumulate(topic.weight for topic in topics)))


def _add(
    batch: Batch,
    random: Random,
    day: int,
    topic: data.Topic,
    places: list[Place],
    areas: Mapping[str, int],
    staff: Sequence[int],
) -> None:
    people = [_present(random, place, day) for place in places]
    year = int(days.iso(day)[:4])
    words = _words(random, year, places, people)
    types = topic.types or (_GROUP_TYPES if topic.group else _TYPES)
    kind = random.choices(list(types), list(types.values()))[0]
    met = kind not in ("email", "phone")
    status = "planned" if day > days.TODAY else "cancelled" if random.random() < 0.02 else "done"
    subject = _sentences(random.choice(topic.subject).format_map(words))
    notes = _notes(random, topic, words) if status == "done" else ""
    place = _place(random, kind, places[0])
    responsible = random.choices(staff, (5, 4, 2)[: len(staff)])[0]
    interaction = batch.add(
        Interaction,
        type=kind,
        status=status,
        held_on=days.iso(day),
        start_time=random.choice(_TIMES) if kind != "email" else "",
        minutes=random.choice(_MINUTES[kind]) if kind in _MINUTES else None,
        place=place,
        subject=subject,
        notes=notes,
        focus_area_id=areas.get(topic.focus),
        responsible_id=responsible,
        year=year,
        search_text=folded(f"{subject} {place} {notes}"),
    )
    seen: set[int] = set()
    for there, present in zip(places, people, strict=True):
        if not present:
            batch.add(InteractionParticipant, interaction_id=interaction, organisation_id=there.id)
        for stay in present[: 2 if met else 1]:
            if stay.person not in seen:
                seen.add(stay.person)
                batch.add(
                    InteractionParticipant,
                    interaction_id=interaction,
                    organisation_id=there.id,
                    person_id=stay.person,
                )
    if status == "done" and random.random() < (0.7 if day > days.TODAY - _FRESH else 0.34):
        title = _sentences(random.choice(topic.follow_ups).format_map(words))
        person = people[0][0].person if people[0] else None
        _follow_up(
            batch,
            random,
            day,
            title=title,
            search_text=folded(title),
            interaction_id=interaction,
            organisation_id=places[0].id,
            person_id=person,
            responsible_id=responsible,
        )


def _present(random: Random, place: Place, day: int) -> list[Stay]:
    """Who of a place takes part: one or two, seldom nobody by name."""
    there = place.present(day)
    if not there or random.random() < 0.04:
        return []
    return random.sample(there, min(len(there), 2 if random.random() < 0.28 else 1))


def _words(random: Random, year: int, places: list[Place], people: list[list[Stay]]) -> dict[str, Any]:
    names = [stay.name for present in people for stay in present]
    return {
        "org": places[0].name,
        "org2": places[1].name if len(places) > 1 else "universitetet",
        "person": names[0] if names else "kontaktpersonen",
        "person2": names[1] if len(names) > 1 else "ledelsen",
        "kr": random.choice(_AMOUNTS),
        "cost": random.choice(_COSTS),
        "n": random.randrange(2, 9),
        "month": random.choice(_MONTHS),
        "year": year + 1,
    }


def _place(random: Random, kind: str, first: Place) -> str:
    if kind == "meeting_video":
        return random.choice(("Teams", "Teams", "Zoom"))
    if kind == "site_visit":
        return first.told.city
    return random.choice(("Klyngekontoret", first.told.city, "Forskningsparken")) if kind == "meeting_in_person" else ""


def _follow_up(batch: Batch, random: Random, day: int, **values: Any) -> None:
    due = day + random.choice((7, 7, 14, 14, 14, 21, 28, 35))
    late = random.random() < 0.17
    done = due + random.randrange(1, 20) if late else due - random.randrange(0, 6)
    fate = random.random()
    status, on = "open", None
    if fate < 0.03:
        status = "cancelled"
    elif day <= done <= days.TODAY and (fate < 0.55 or (fate < 0.985 and day < days.TODAY - _FRESH)):
        status, on = "done", days.iso(done)
    batch.add(Task, due_on=days.iso(due), status=status, done_on=on, **values)


def _notes(random: Random, topic: data.Topic, words: Mapping[str, Any]) -> str:
    if random.random() < 0.12:
        return ""
    notes = random.choice(topic.notes)
    if random.random() < 0.3:
        notes = f"{notes} {random.choice(data.closings())}"
    return _sentences(notes.format_map(words))


def _sentences(text: str) -> str:
    """The text with a capital at the beginning of each sentence: what was filled in may be an ordinary word."""
    if text[:1].islower() or _SMALL_AFTER_STOP.search(text):
        text = _SMALL_AFTER_STOP.sub(lambda found: found[0].upper(), text[:1].upper() + text[1:])
    return text
