"""Calendar files (.ics) as Outlook opens them.

Outlook imports events and neither tasks nor VTODO ([MS-STANOICAL] 2.2.70, V0134), so a follow-up is an event of a
whole day that leaves the day free. It wants METHOD, a UID that stays (the same entry opened again is brought up to
date), and times in UTC, which need no description of a time zone.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm import __version__
from crm.errors import CrmError
from crm.exchange.writers.whole import appears_whole
from crm.i18n import _
from crm.rules import names

if TYPE_CHECKING:
    from icalendar import Component

_LONGEST = 4_000


class Entry(NamedTuple):
    """One entry: on `day`, from `start` ("10:30", here) for `minutes`, or all day where there is none.

    `uid` stays the same for ever, `sequence` grows with each change. It reminds `remind` before its beginning.
    """

    uid: str
    sequence: int
    day: date
    title: str
    start: str = ""
    minutes: int = 60
    text: str = ""
    place: str = ""
    remind: timedelta = timedelta(hours=15)


def write(path: Path, entries: Sequence[Entry], *, title: str, calendar: str, now: datetime) -> None:
    """Write the entries as one calendar called `title`; `calendar` tells it from others. `now` has a time zone.

    The file is read back before it appears under its name. Raises CrmError where it cannot be written.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", f"-//Klynge//Klynge {__version__}//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", names.clean(title))
    made.add("x-wr-relcalid", calendar)
    for entry in entries:
        made.add_component(_event(entry, now.astimezone(UTC)))
    with appears_whole(path) as part:
        part.write_bytes(made.to_ical())
        read = Calendar.from_ical(part.read_bytes())
        if [str(event["uid"]) for event in read.walk("VEVENT")] != [entry.uid for entry in entries]:
            raise CrmError(_("The calendar file could not be read back and was thrown away."))


def _event(entry: Entry, now: datetime) -> "Component":
    from icalendar import Alarm, Event

    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", now)
    made.add("sequence", entry.sequence)
    made.add("summary", _cut(names.clean(entry.title)))
    if entry.start:
        begin = datetime.combine(entry.day, time.fromisoformat(entry.start)).astimezone(UTC)
        made.add("dtstart", begin)
        made.add("dtend", begin + timedelta(minutes=entry.minutes))
    else:
        made.add("dtstart", entry.day)
        made.add("dtend", entry.day + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
        made.add("x-microsoft-cdo-alldayevent", "TRUE")
        made.add("x-microsoft-cdo-busystatus", "FREE")
    if entry.text:
        made.add("description", _cut(names.clean(entry.text, lines=True)))
    if entry.place:
        made.add("location", _cut(names.clean(entry.place)))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _cut(names.clean(entry.title)))
    alarm.add("trigger", -entry.remind)
    made.add_component(alarm)
    return made


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 2] + " …"
