"""Text that was copied out of Outlook or Teams: a mail with its header, or those who are invited.

Read in this process, by patterns that look at each line once; raw mails and calendars go through crm.exchange.mailbag.
"""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from crm.exchange import letters
from crm.exchange.letters import Letter
from crm.exchange.pasted_people import people
from crm.exchange.readers import post, tidy
from crm.i18n import _
from crm.rules import dates, names
from crm.rules.date_words import DAYS
from crm.rules.folding import fold

MOST = 2_000_000
"""Signs of pasted text that are looked at; more is no mail that somebody copied."""

_LABELS = {
    "from": ("fra", "from", "från", "von", "avsender", "sender"),
    "to": ("til", "to", "till", "an"),
    "cc": ("kopi", "kopi til", "cc", "kopia"),
    "sent": ("sendt", "sent", "dato", "date", "skickat", "datum", "gesendet"),
    "subject": ("emne", "subject", "ämne", "betreff", "tittel"),
    "place": ("sted", "location", "where", "hvor", "plats", "ort"),
    "when": ("når", "when", "tid", "tidspunkt"),
    "start": ("start", "starttid"),
    "end": ("slutt", "end", "sluttid"),
    "organiser": ("arrangør", "møtearrangør", "organizer", "organiser"),
    "required": ("obligatoriske deltakere", "nødvendige deltakere", "required attendees", "required", "deltakere"),
    "optional": ("valgfrie deltakere", "optional attendees", "optional", "valgfri"),
}
_MEANS = {word: key for key, words in _LABELS.items() for word in words}
_LINE = re.compile(r"[ \t>*]*\**([^\W\d_][^:*\n]{1,24}?)\**[ \t]*:\**[ \t]*(.*)")
_RULE = re.compile(r"[-_=*\s]*(?:[-_ ]*[^\W\d_]+ [^\W\d_]+[-_ ]*)?[-_=*\s]*")
_BEFORE = 6
_MOST_HEADER = 60
_CLOCK = re.compile(
    r"(?<![0-9])([0-9]{1,2})[:.]([0-9]{2})(?:[:.][0-9]{2})?[ \u202f]*([ap]\.?m\.?)?(?![0-9.]*[./][0-9])", re.IGNORECASE
)
_AMERICAN = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}.*[ap]\.?m", re.IGNORECASE)
_DAY = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}[./][0-9]{1,2}[./](?:[0-9]{4}|[0-9]{2})(?![0-9])"
    r"|[0-9]{1,2}\.?(?:st|nd|rd|th)?[ ](?:of[ ])?[^\W\d_]{3,12}\.?,?[ ][0-9]{4}"
    r"|[^\W\d_]{3,12}\.?[ ][0-9]{1,2}(?:st|nd|rd|th)?,?[ ][0-9]{4}"
)


def is_raw(text: str) -> bool:
    """Whether it is the source of a calendar or of a mail, to be read as a file."""
    start = text[:65_536].lstrip("\ufeff \t\r\n")
    if re.match(r"BEGIN[ \t]*:[ \t]*VCALENDAR", start, re.IGNORECASE):
        return True
    sources = re.search(r"^(?:message-id|mime-version|content-type)[ \t]*:", start, re.IGNORECASE | re.MULTILINE)
    return sources is not None and post.is_mail(start.encode("utf-8", "replace"))


def read(text: str, today: date) -> Letter | None:
    """The mail, the meeting or the people in a pasted text; None for any other text.

    `is_raw` texts are for mailbag.read_data. `today` completes dates without a year.
    """
    if len(text) > MOST:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\xa0", " ")
    return _mail(text, today) or _people(text)


def _people(text: str) -> Letter | None:
    found = people(text)
    return tidy.letter(Letter("people", people=tuple(found))) if found else None


class _Header(NamedTuple):
    said: dict[str, str]
    text: str


def _mail(text: str, today: date) -> Letter | None:
    header = _header(text)
    if header is None:
        return None
    said = header.said
    meeting = bool({"when", "start", "organiser", "required"} & set(said)) and "sent" not in said
    if not meeting and not ({"from", "to"} & set(said) and {"sent", "subject"} & set(said)):
        return None
    problems: list[str] = []
    begins = moment(said.get("when") or said.get("start") or said.get("sent") or "", today)
    if begins.day is None:
        problems.append(_("Which day it was could not be read."))
    who = [one for key, role in _ROLES for one in people(said.get(key, ""), role=role, loosely=True)]
    if not meeting:
        letter = Letter("mail", day=begins.day, time=begins.time, text=header.text)
    else:
        place = said.get("place", "")
        letter = Letter(
            "calendar",
            day=begins.day,
            time=begins.time,
            minutes=_minutes(said, begins, today),
            place=place,
            online=tidy.is_online(place, header.text),
            text=tidy.without_boilerplate(header.text),
        )
    return tidy.letter(replace(letter, subject=said.get("subject", ""), people=tuple(who), problems=tuple(problems)))


_ROLES = (
    ("organiser", letters.ORGANISER),
    ("from", letters.SENDER),
    ("to", letters.TO),
    ("cc", letters.COPY),
    ("required", letters.REQUIRED),
    ("optional", letters.OPTIONAL),
)


def _header(text: str) -> _Header | None:
    """The lines with which it begins that say from whom, to whom and when, and the text below them."""
    lines = text.split("\n")
    said: dict[str, str] = {}
    last = ""
    at = 0
    for at, line in enumerate(lines[:_MOST_HEADER]):
        found = _LINE.fullmatch(line.rstrip())
        key = _MEANS.get(names.clean(found[1]).lower(), "") if found is not None else ""
        if found is not None and key:
            said.setdefault(key, found[2].strip())
            last = key
        elif not said:
            # Above it stands at most a line like "-----Original Message-----"
            if at >= _BEFORE or (line.strip() and not _RULE.fullmatch(line)):
                return None
        elif not line.strip():
            if len(said) >= 2:
                break
        elif last in ("to", "cc", "required", "optional") and ("@" in line or ";" in line):
            said[last] += " " + line.strip()
        elif found is None or not last:
            break
    if len(said) < 2:
        return None
    return _Header(said, "\n".join(lines[at:]).strip("\n") if at < len(lines) - 1 or not _is_label(lines[at]) else "")


def _is_label(line: str) -> bool:
    found = _LINE.fullmatch(line.rstrip())
    return found is not None and names.clean(found[1]).lower() in _MEANS


class When(NamedTuple):
    """A day and a time (HH:MM) as they are written, and how many minutes it takes where an end is said too."""

    day: date | None
    time: str = ""
    minutes: int | None = None


def moment(text: str, today: date) -> When:
    """The day and time in a written line, in bokmål or English.

    >>> today = date(2026, 11, 4)
    >>> moment("tirsdag 3. november 2026 09:05", today)[:2], moment("Tuesday, November 3, 2026 9:05 PM", today)[:2]
    ((datetime.date(2026, 11, 3), '09:05'), (datetime.date(2026, 11, 3), '21:05'))
    >>> moment("03.11.2026 kl. 09.00-10.30", today), moment("11/3/2026 9:05 AM", today)[0]
    (When(day=datetime.date(2026, 11, 3), time='09:00', minutes=90), datetime.date(2026, 11, 3))
    """
    text = names.clean(text[:300])
    found = _DAY.search(text)
    day = _day(found[0], today, month_first=_AMERICAN.search(text) is not None) if found is not None else None
    rest = f"{text[: found.start()]} {text[found.end() :]}" if found is not None else text
    if day is None:
        day = _day(re.split(r"\bkl\b|[0-9]{1,2}[:.][0-9]{2}", rest)[0], today, month_first=False)
    clocks = [time for one in _CLOCK.finditer(rest) if (time := _time(*one.groups())) is not None][:2]
    if not clocks:
        return When(day)
    minutes = None
    if len(clocks) == 2 and re.search(r"[-–—]|\btil\b|\bto\b", rest):
        minutes = (clocks[1] - clocks[0]) // timedelta(minutes=1)
    begins = (datetime.min + clocks[0]).strftime("%H:%M")
    return When(day, begins, minutes if minutes is not None and minutes > 0 else None)


def _day(text: str, today: date, *, month_first: bool) -> date | None:
    words = text.strip(" ,.").split()
    if len(words) > 1 and fold(words[0].strip(",.")) in DAYS:
        words = words[1:]
    plain = " ".join(words)
    return dates.from_cell(plain, today, month_first=month_first) or dates.parse(plain, today)


def _time(hour: str, minute: str, half: str | None) -> timedelta | None:
    hours, minutes = int(hour), int(minute)
    if half:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    return timedelta(hours=hours, minutes=minutes) if hours < 24 and minutes < 60 else None


def _minutes(said: dict[str, str], begins: When, today: date) -> int | None:
    if begins.minutes is not None or "end" not in said or not begins.time:
        return begins.minutes
    ends = moment(said["end"], today)
    if not ends.time:
        return None
    hours, minutes = (int(ends.time[:2]) - int(begins.time[:2])), (int(ends.time[3:]) - int(begins.time[3:]))
    took = hours * 60 + minutes
    if ends.day is not None and begins.day is not None:
        took += (ends.day - begins.day).days * 60 * 24
    return took if 0 < took <= 60 * 24 * 14 else None
