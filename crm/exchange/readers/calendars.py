"""Calendars: .ics with one appointment, a series with its exceptions, or all that somebody has exported."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange import letters
from crm.exchange.letters import Letter
from crm.exchange.readers import appointments, calendar_lines, calendar_series, post_refusals
from crm.exchange.readers.appointments import Appointment
from crm.exchange.readers.calendar_lines import Block
from crm.exchange.readers.calendar_times import Zones
from crm.exchange.source import Message
from crm.i18n import _, ngettext

ANSWERS = frozenset(("REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"))
_OF_ALL = frozenset(("METHOD", "VERSION", "X-WR-TIMEZONE", "TZID"))
_MOST_NAMED = 10
_MOST_EVENTS = 50_000


def messages(data: bytes, name: str, today: date) -> Iterator[Message]:
    """Tell the appointments of a calendar; raises CrmError where it holds none that can be read."""
    found, notes = read(data, name, today)
    for letter in found:
        yield ("letter", letters.plain(letter))
    for note in notes:
        yield ("note", note)


def read(data: bytes, name: str, today: date) -> tuple[list[Letter], list[str]]:
    """The appointments by day, and sentences about what was left out; raises CrmError where there are none."""
    every: list[Appointment] = []
    notes: list[str] = []
    refused: list[CrmError] = []
    calendars = [block for block in calendar_lines.blocks(data) if block.name == "VCALENDAR"]
    if not calendars:
        raise post_refusals.damaged(name)
    for calendar in calendars:
        try:
            every += _appointments(calendar, name, notes)
        except CrmError as error:
            refused.append(error)
    if not every:
        if notes:
            raise post_refusals.unusable(name, notes[0])
        raise refused[0] if refused else post_refusals.no_appointment(name, tasks=False)
    notes += [str(error) for error in refused]
    found = [letter for one in _by_uid(every).values() for letter in _series(one, today)]
    found.sort(key=lambda letter: (letter.day or today, letter.time, letter.subject))
    if len(found) > letters.MOST_LETTERS:
        left = len(found) - letters.MOST_LETTERS
        nearest = sorted(found, key=lambda letter: abs(((letter.day or today) - today).days))[: letters.MOST_LETTERS]
        kept = {id(letter) for letter in nearest}
        found = [letter for letter in found if id(letter) in kept]
        notes.append(
            ngettext(
                "{count} appointment further away from today is not offered.",
                "{count} appointments further away from today are not offered.",
                left,
            ).format(count=left)
        )
    return found, notes[:_MOST_NAMED]


def _appointments(calendar: Block, name: str, notes: list[str]) -> list[Appointment]:
    told = {line.name: line.value.strip() for line in calendar.lines(_OF_ALL)}
    events = [block for block in calendar.blocks if block.name == "VEVENT"]
    if told.get("VERSION", "").startswith("1."):
        raise post_refusals.old_calendar(name)
    method = told.get("METHOD", "").upper()
    if method in ANSWERS:
        raise post_refusals.answer(name, method)
    if not events:
        others = [block for block in calendar.blocks if block.name != "VTIMEZONE"]
        if not calendar.whole and not others:
            raise post_refusals.damaged(name)
        raise post_refusals.no_appointment(name, tasks=bool(others))
    if len(events) > _MOST_EVENTS:
        raise post_refusals.too_large(name)
    at_large = told.get("X-WR-TIMEZONE", "")
    zones = Zones([block for block in calendar.blocks if block.name == "VTIMEZONE"], at_large)
    found = []
    for number, block in enumerate(events, start=1):
        one = appointments.read(block, zones, method)
        if isinstance(one, str):
            notes.append(_("Appointment {number} was left out: {why}").format(number=number, why=one))
        else:
            found.append(one)
    return found


class _Together(NamedTuple):
    """The appointments of one UID: the one itself, where the file has it, and those moved or changed."""

    whole: Appointment | None
    moved: Mapping[str, Appointment]


def _by_uid(every: Iterable[Appointment]) -> dict[str, _Together]:
    """Each appointment once: of several editions of the same, the one with the highest sequence, else the last."""
    whole: dict[str, Appointment] = {}
    moved: dict[str, dict[str, Appointment]] = {}
    for number, one in enumerate(every):
        # Without a number of its own nothing is the same as anything else
        key = one.letter.uid or f"\x00{number}"
        place = whole if not one.instance else moved.setdefault(key, {})
        before = place.get(one.instance or key)
        if before is None or (before.letter.sequence or 0) <= (one.letter.sequence or 0):
            place[one.instance or key] = one
    return {key: _Together(whole.get(key), moved.get(key, {})) for key in {**whole, **moved}}


def _series(together: _Together, today: date) -> Iterator[Letter]:
    whole, moved = together.whole, dict(together.moved)
    if whole is not None and not whole.rule and not whole.more:
        yield whole.letter
    elif whole is not None:
        days = calendar_series.moments(whole.start, whole.rule, whole.zones, today) if whole.rule else [whole.start]
        if not days:
            words = _("How it repeats could not be read; this is the first time.")
            yield replace(whole.letter, problems=(*whole.letter.problems, words))
            days = []
        for day in {day.id(): day for day in (*days, *whole.more)}.values():
            if day.id() in whole.without:
                continue
            other = moved.pop(day.id(), None)
            yield other.at(other.start, day.id()) if other else whole.at(day, day.id())
    for instance, other in moved.items():
        yield other.at(other.start, instance)
