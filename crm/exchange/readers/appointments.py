"""One VEVENT as a letter."""

import base64
import binascii
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from crm.exchange import letters
from crm.exchange.letters import Attached, Letter, Someone
from crm.exchange.readers import hypertext, tidy
from crm.exchange.readers.calendar_lines import Block, Line
from crm.exchange.readers.calendar_times import Moment, Zones, moment, parsed
from crm.i18n import _
from crm.rules import names

_WANTED = frozenset(
    (
        *("UID", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "SUMMARY", "LOCATION", "DESCRIPTION", "X-ALT-DESC"),
        *("ORGANIZER", "ATTENDEE", "STATUS", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE", "ATTACH"),
        *("X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE", "CONFERENCE"),
    )
)
_MANY = frozenset(("ATTENDEE", "ATTACH", "RDATE", "EXDATE"))
_LONGEST_MINUTES = 60 * 24 * 14
_MOST_LINES = 5_000
_ROLES = {"OPT-PARTICIPANT": letters.OPTIONAL, "NON-PARTICIPANT": letters.OPTIONAL}
_ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}
_THINGS = frozenset(("ROOM", "RESOURCE"))
# Outlook's identifier, with the day of one of a series in its middle ([MS-OXCICAL], PidLidCleanGlobalObjectId)
_OUTLOOK_UID = re.compile(r"(040000008200E00074C5B7101A82E008)([0-9A-F]{8})([0-9A-F]{40,})", re.IGNORECASE)


class Appointment(NamedTuple):
    """A VEVENT: the letter as if it took place once, and what makes several of it."""

    letter: Letter
    start: Moment
    instance: str
    """The RECURRENCE-ID, "" for the appointment itself."""
    rule: str
    more: tuple[Moment, ...]
    without: frozenset[str]
    zones: Zones

    def at(self, start: Moment, instance: str) -> Letter:
        """The same on one of its days."""
        home = start.home()
        time = "" if self.letter.all_day else home.strftime("%H:%M")
        uid = f"{self.letter.uid}/{instance}" if self.letter.uid else ""
        return replace(self.letter, uid=uid, day=home.date(), time=time)


def read(block: Block, zones: Zones, method: str) -> Appointment | str:
    """The appointment, or a sentence why it can not be one."""
    if not block.whole:
        return _("it is cut off.")
    one: dict[str, Line] = {}
    many: dict[str, list[Line]] = {name: [] for name in _MANY}
    for line in block.lines(_WANTED):
        if line.name in _MANY:
            if len(many[line.name]) < _MOST_LINES:
                many[line.name].append(line)
        else:
            one.setdefault(line.name, line)
    if "DTSTART" not in one:
        return _("it does not say when it begins.")
    start = moment(one["DTSTART"], zones)
    if start is None:
        return _("“{value}” is no day or time.").format(value=names.clean(one["DTSTART"].value)[:40])
    instance = ""
    if "RECURRENCE-ID" in one:
        of = moment(one["RECURRENCE-ID"], zones)
        if of is None:
            return _("it does not say which one of a series it is.")
        instance = of.id()
    return Appointment(
        _letter(one, many, start, zones, method),
        start,
        instance,
        one["RRULE"].value if "RRULE" in one else "",
        _moments(many["RDATE"], zones),
        frozenset(found.id() for found in _moments(many["EXDATE"], zones)),
        zones,
    )


def uid(text: str) -> str:
    """The identifier of an appointment; Outlook's without the day that it puts into those of a series.

    >>> uid("040000008200e00074c5b7101a82e00807EA0B03" + "0" * 40)[28:42]
    'E0080000000000'
    """
    text = names.clean(text)[:470]
    found = _OUTLOOK_UID.fullmatch(text)
    return f"{found[1]}00000000{found[3]}".upper() if found else text


def _letter(one: dict[str, Line], many: dict[str, list[Line]], start: Moment, zones: Zones, method: str) -> Letter:
    problems: list[str] = []
    all_day = start.all_day or _said(one, "X-MICROSOFT-CDO-ALLDAYEVENT").upper() == "TRUE"
    if start.unknown_zone:
        words = _("The time zone “{zone}” is unknown; the time is as it is written. Check it.")
        problems.append(words.format(zone=names.clean(start.unknown_zone)[:60]))
    home = start.home()
    minutes = None if all_day else _minutes(one, start, zones, problems)
    if all_day:
        _tell_days(one, start, zones, problems)
    text = _said(one, "DESCRIPTION")
    if not text.strip() and "X-ALT-DESC" in one:
        text = hypertext.text(_said(one, "X-ALT-DESC"))
    rooms = [tidy.words(line.told.get("CN", "")) for line in many["ATTENDEE"] if _is_thing(line)]
    place = ", ".join(filter(None, map(tidy.words, re.split(r"[\r\n]+", _said(one, "LOCATION"))))) or ", ".join(rooms)
    calls = any(name in one for name in ("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-GOOGLE-CONFERENCE", "CONFERENCE"))
    number = _said(one, "UID")
    if not number.strip():
        problems.append(_("It has no identifier: the same invitation will not be recognised again."))
    sequence = _said(one, "SEQUENCE").strip()
    return tidy.letter(
        Letter(
            "calendar",
            method=method,
            uid=uid(number),
            sequence=int(sequence[:9]) if sequence.isdecimal() and sequence.isascii() else 0,
            subject=_said(one, "SUMMARY"),
            day=home.date(),
            time="" if all_day else home.strftime("%H:%M"),
            minutes=minutes,
            all_day=all_day,
            place=place,
            online=tidy.is_online(place, text, calls=calls),
            cancelled=method == "CANCEL" or _said(one, "STATUS").strip().upper() == "CANCELLED",
            text=tidy.without_boilerplate(text),
            people=_people(one.get("ORGANIZER"), many["ATTENDEE"]),
            attachments=_attached(many["ATTACH"], problems),
            problems=tuple(problems),
        )
    )


def _said(one: dict[str, Line], name: str) -> str:
    return one[name].value if name in one else ""


def _minutes(one: dict[str, Line], start: Moment, zones: Zones, problems: list[str]) -> int | None:
    took: timedelta | None = None
    if "DTEND" in one:
        end = moment(one["DTEND"], zones)
        if end is not None and not end.all_day:
            took = end.home() - start.home() if _mixed(start, end) else _between(start.at, end.at)
    elif "DURATION" in one:
        took = _duration(one["DURATION"].value)
    if took is None:
        problems.append(_("It does not say how long it takes."))
        return None
    minutes = int(took.total_seconds() // 60)
    if minutes < 0:
        problems.append(_("It ends before it begins; say how long it took."))
        return None
    if minutes > _LONGEST_MINUTES:
        problems.append(_("It takes longer than two weeks; say how long it took."))
        return None
    return minutes


def _mixed(start: Moment, end: Moment) -> bool:
    """One with a zone and one without can only be compared on the wall."""
    return (getattr(start.at, "tzinfo", None) is None) != (getattr(end.at, "tzinfo", None) is None)


def _between(start: date, end: date) -> timedelta:
    assert isinstance(start, datetime) and isinstance(end, datetime)
    # Two times of one zone would be compared on its wall, an hour wrong where summer time begins in between
    if start.tzinfo is not None and end.tzinfo is not None:
        return timedelta(seconds=end.timestamp() - start.timestamp())
    return end - start


def _duration(text: str) -> timedelta | None:
    from icalendar import vDuration

    try:
        found = vDuration.from_ical(text.strip())
    except (ValueError, OverflowError):
        return None
    return found if isinstance(found, timedelta) else None


def _tell_days(one: dict[str, Line], start: Moment, zones: Zones, problems: list[str]) -> None:
    end = moment(one["DTEND"], zones) if "DTEND" in one else None
    if end is not None and (end.home() - start.home()).days > 1:
        problems.append(_("It lasts several days; it is noted on the first."))


def _moments(lines: list[Line], zones: Zones) -> tuple[Moment, ...]:
    found = (
        parsed(value.partition("/")[0], line.told, zones) for line in lines for value in line.value.split(",")[:1000]
    )
    return tuple(one for one in found if one is not None)[:1000]


def _is_thing(line: Line) -> bool:
    return line.told.get("CUTYPE", "").upper() in _THINGS


def _people(organiser: Line | None, attendees: list[Line]) -> tuple[Someone, ...]:
    found = [_someone(organiser, letters.ORGANISER)] if organiser is not None else []
    found += [
        _someone(line, _ROLES.get(line.told.get("ROLE", "").upper(), letters.REQUIRED))
        for line in attendees
        if not _is_thing(line)
    ]
    return tuple(found)


def _someone(line: Line, role: str) -> Someone:
    address = re.sub("^mailto:", "", line.value.strip(), flags=re.IGNORECASE)
    address = address if "@" in address else line.told.get("EMAIL", "")
    return Someone(line.told.get("CN", ""), address, role, _ANSWERS.get(line.told.get("PARTSTAT", "").upper(), ""))


def _attached(lines: list[Line], problems: list[str]) -> tuple[Attached, ...]:
    found: list[Attached] = []
    for line in lines:
        if line.told.get("ENCODING", "").upper() != "BASE64" and line.told.get("VALUE", "").upper() != "BINARY":
            continue
        told = line.told.get("FILENAME") or line.told.get("X-FILENAME") or line.told.get("X-APPLE-FILENAME") or ""
        try:
            found.append(Attached(told, base64.b64decode(line.value, validate=False)))
        except (binascii.Error, ValueError):
            problems.append(
                _("The attachment “{name}” is damaged and was left out.").format(name=names.clean(told)[:80])
            )
    return tuple(found)
