"""What one wants to know before a meeting, on one page: about a member, a person or the meeting itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.i18n import _, ngettext
from crm.queries import brief_facts, brief_parts, interactions, organisations, people
from crm.queries.brief_parts import Around, Came, Fact, Promise, Shared, Spoken
from crm.rules import code_lists, dates

KINDS = ("organisation", "person", "interaction")
MOST = 12
"""So many of a kind are read; how many there are is counted."""


class Somebody(NamedTuple):
    """One of the people now; `role` is that of the position in words, `last` the day of the last contact."""

    name: str
    title: str
    organisation: str
    email: str
    phone: str
    last: date | None


@dataclass(frozen=True)
class Brief:
    """One page; everything is readable in the present language. The counts are of all there are, not of those listed.

    `heading` says above the people who they are: those who work there, the colleagues, those who take part.
    """

    kind: str
    id: int
    title: str
    subtitle: str
    made_on: date
    facts: tuple[Fact, ...]
    numbers: tuple[Fact, ...]
    heading: str
    people: tuple[Somebody, ...]
    spoken: tuple[Spoken, ...]
    spoken_count: int
    promises: tuple[Promise, ...]
    projects: tuple[Shared, ...]
    came: tuple[Came, ...]
    came_count: int
    notes: str = ""


def of(kind: str, id: int, today: date) -> Brief:
    """The page about a record, as of `today`: kind is one of KINDS. Raises CrmError where it is gone."""
    return {"organisation": _organisation, "person": _person, "interaction": _meeting}[kind](id, today)


def _organisation(id: int, today: date) -> Brief:
    one = organisations.detail(id, today)
    roles = {who.person_id: who.role for who in reversed(one.people) if who.is_now}
    around = Around((id,), (), there=tuple(roles))
    found = _people(list(roles), today)
    # Whoever leads first, then those who were met last.
    listed = sorted(found, key=lambda row: (not roles.get(row), -_day(found[row].last)))
    subtitle = _joined(code_lists.label("helix_sector", one.helix_sector), one.city)
    return _made(
        *("organisation", id, one.name, subtitle, today),
        facts=brief_facts.organisation(one, today) + brief_facts.next_meeting(around, today),
        around=around,
        heading=_("People now"),
        people=[found[row] for row in listed],
        fees=one,
        notes=one.notes,
    )


def _person(id: int, today: date) -> Brief:
    one = people.detail(id, today)
    employers = tuple(position.organisation_id for position in one.positions if position.is_now)
    around = Around(employers, (id,))
    first = organisations.detail(employers[0], today) if employers else None
    now = next((position for position in one.positions if position.is_now), None)
    colleagues = [who.person_id for who in first.people if who.is_now and who.person_id != id] if first else []
    found = _people(colleagues, today)
    facts = brief_facts.person(one, today) + (brief_facts.employer(first, today) if first else ())
    return _made(
        *("person", id, one.name, _joined(now.title, now.organisation) if now else "", today),
        facts=facts + brief_facts.next_meeting(around, today),
        around=around,
        heading=_("Colleagues"),
        people=sorted(found.values(), key=lambda row: -_day(row.last)),
        fees=first,
        notes=one.notes,
    )


def _meeting(id: int, today: date) -> Brief:
    one = interactions.detail(id)
    persons = tuple(row.person_id for row in one.participants if row.person_id is not None)
    present = dict.fromkeys(row.organisation_id for row in one.participants if row.organisation_id is not None)
    around = Around(tuple(present), persons, without=id)
    day = _joined(dates.show(one.held_on), one.start_time, one.place)
    details = [organisations.detail(row, today) for row in list(present)[:3]]
    found = _people(persons, today)
    return _made(
        *("interaction", id, one.subject, day, today),
        facts=brief_facts.meeting(one) + tuple(brief_facts.in_short(row, today) for row in details),
        around=around,
        heading=_("Who takes part"),
        people=list(found.values()),
        fees=details[0] if len(details) == 1 else None,
        notes=one.notes,
    )


def _made(
    kind: str,
    id: int,
    title: str,
    subtitle: str,
    today: date,
    *,
    facts: tuple[Fact, ...],
    around: Around,
    heading: str,
    people: Sequence[Somebody],
    fees: organisations.OrganisationDetail | None,
    notes: str,
) -> Brief:
    spoken, spoken_count = brief_parts.spoken(around, MOST)
    came, came_count = brief_parts.came(around, today, MOST)
    promises = brief_parts.promises(around)
    projects = brief_parts.projects(around)
    numbers = brief_parts.numbers(around, today, len(promises))
    if fees is not None:
        numbers += brief_facts.money(fees, today)
    if projects:
        numbers += brief_parts.contributions(around)
    return Brief(
        kind, id, title, subtitle, today, tuple(fact for fact in facts if fact.text), numbers, heading,
        tuple(people), spoken, spoken_count, promises, projects, came, came_count, notes,
    )  # fmt: skip


def _people(ids: Sequence[int], today: date) -> dict[int, Somebody]:
    known = people.PeopleQuery(today=today).rows(ids)
    return {
        id: Somebody(
            known[id].name, known[id].title, known[id].organisation, known[id].email, known[id].phone,
            known[id].last_contact,
        )
        for id in dict.fromkeys(ids)
        if id in known and not known[id].archived
    }  # fmt: skip


def _day(day: date | None) -> int:
    return day.toordinal() if day else 0


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)


def as_lines(brief: Brief) -> list[str]:
    """The page as plain text."""
    lines = [brief.title, *([brief.subtitle] if brief.subtitle else []), ""]
    width = max((len(fact.label) for fact in brief.facts + brief.numbers), default=0)
    lines += [f"{fact.label.ljust(width)}  {fact.text}" for fact in brief.facts + brief.numbers]
    parts: list[tuple[str, list[str]]] = [
        (brief.heading, [_told(who, brief) for who in brief.people]),
        (_("Latest contact"), [line for one in brief.spoken for line in _said(one)]),
        (_("Open follow-ups"), [_joined(dates.show(one.due_on), one.title, one.responsible) for one in brief.promises]),
        (_("Projects"), [_joined(one.title, one.stage, one.role, one.period) for one in brief.projects]),
        (_("Activities they came to"), [_joined(dates.show(one.day), one.name, one.who) for one in brief.came]),
    ]
    for title, listed in parts:
        if listed:
            lines += ["", title, *(f"  {line}" for line in listed)]
    return lines


def _told(who: Somebody, brief: Brief) -> str:
    where = who.organisation if brief.kind == "interaction" else ""
    return _joined(who.name, who.title, where, who.email, who.phone)


def _said(one: Spoken) -> list[str]:
    first = _joined(dates.show(one.day), one.type, one.subject, one.who)
    return [first, f"  {one.note}"] if one.note else [first]


def left_out(count: int, shown: int) -> str:
    """ "and 12 more", "" where all are shown."""
    more = count - shown
    return ngettext("and {count} more", "and {count} more", more).format(count=more) if more > 0 else ""
