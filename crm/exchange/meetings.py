"""The meeting that all people of a list took part in, but for those of whom it says that they did not come.

It is logged like any other (crm.commands.interactions.log): each person once, for the organisation where he or she
works on that day. A meeting of the same subject and day is not logged again; who is missing in it is added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from crm.commands.import_writes import NewMeeting, NewParticipant
from crm.exchange import cells
from crm.exchange.choices import Meeting
from crm.exchange.entries import Entry
from crm.exchange.header import Table
from crm.exchange.pad import Pad
from crm.exchange.row_plan import RowPlan
from crm.i18n import _, ngettext, quoted
from crm.queries import import_meetings
from crm.rules import attendance, dates, names, numbers

FIELD = "attendance"
_COMES_IN = ("new", "changed", "same")
_WORDS_NAMED = 5
_TEAMS = "Teams"


class Attendance(NamedTuple):
    """Who is noted as having taken part: `counted` of the `people` whom the list brings in or knows, of whom `known`
    are noted already; `there` is the meeting where it is logged already. `unclear` are words that nobody understands.
    """

    meeting: Meeting
    people: int
    counted: int
    known: int
    there: int | None
    planned: bool
    unclear: tuple[str, ...]


def read(entries: Sequence[Entry], table: Table, fields: Mapping[str, str | None]) -> Sequence[Entry]:
    """The entries with what their rows say of taking part, in the order of `table.rows`."""
    at = next((at for at, header in enumerate(table.headers) if fields.get(header) == FIELD), None)
    if at is None:
        return entries
    made = []
    for entry, (_number, row) in zip(entries, table.rows, strict=True):
        said = attendance.parse(row[at])
        if said != "":
            entry = entry._replace(attendance=cells.text(row[at]) if said is None else said)
        made.append(entry)
    return made


def with_type(meeting: Meeting, program: str) -> Meeting:
    """The meeting with its type, which follows from the program that made the list where nobody said it."""
    usual = "meeting_video" if program == _TEAMS else "meeting_in_person"
    return replace(meeting, type=meeting.type or usual)


def plan(
    pad: Pad, rows: Sequence[RowPlan], entries: Sequence[Entry], meeting: Meeting, today: date
) -> Attendance | None:
    """Note down the meeting and who took part; None where nobody said which it was. Reads only."""
    if not meeting.is_said:
        return None
    coming = [
        (row, entry)
        for row, entry in zip(rows, entries, strict=True)
        if row.person is not None and row.action in _COMES_IN
    ]
    # Where those who came are marked, nothing beside a name means that the person stayed away
    marked = any(entry.attendance == attendance.CAME for entry in entries)
    counting = (attendance.CAME,) if marked else ("", attendance.SIGNED_UP)
    present: dict[int, int | None] = {}
    for row, entry in coming:
        if row.person is not None and entry.attendance in counting:
            present[row.person] = present.get(row.person) or row.organisation
    there = import_meetings.known(meeting.subject, meeting.held_on)
    before = import_meetings.participants(there) if there is not None else set()
    planned = meeting.held_on > today.isoformat()
    new = {person: at for person, at in present.items() if person not in before}
    if new:
        employers = import_meetings.employers([person for person in new if person > 0], meeting.held_on)
        if there is None:
            status = "planned" if planned else "done"
            pad.meetings.append(NewMeeting(names.clean(meeting.subject), meeting.held_on, meeting.type, status))
        pad.participants += [
            NewParticipant(there or -1, person, employers.get(person, at)) for person, at in new.items()
        ]
    understood = ("", attendance.CAME, attendance.AWAY, attendance.SIGNED_UP)
    return Attendance(
        meeting,
        people=len({row.person for row, _entry in coming}),
        counted=len(present),
        known=len(present) - len(new),
        there=there,
        planned=planned,
        unclear=tuple(dict.fromkeys(one.attendance for _row, one in coming if one.attendance not in understood)),
    )


def told(found: Attendance | None) -> dict[str, Any]:
    """The same for programs: the meeting and its counts, nothing where there is none."""
    if found is None:
        return {}
    return {
        "subject": found.meeting.subject,
        "held_on": found.meeting.held_on,
        "type": found.meeting.type,
        "people": found.people,
        "counted": found.counted,
        "added": found.counted - found.known,
    }


def sentences(found: Attendance | None) -> list[str]:
    """What somebody should know about it before the list comes in: how many are noted, and what was not understood."""
    if found is None:
        return []
    told = [counted(found)]
    if found.there is not None:
        sentence = _("The meeting «{subject}» of {day} is there already; who is missing in it is added.")
        day = dates.show(date.fromisoformat(found.meeting.held_on))
        told.append(sentence.format(subject=found.meeting.subject, day=day))
    if found.unclear:
        sentence = _("Nobody knows whether {words} means that somebody came; those people are not counted.")
        told.append(sentence.format(words=", ".join(map(quoted, found.unclear[:_WORDS_NAMED]))))
    return told


def counted(found: Attendance | None) -> str:
    """How many are noted, "" where there is no meeting."""
    if found is None:
        return ""
    if not found.counted:
        return _("Nobody of this list is noted as having taken part.")
    words = ngettext(
        "{count} of {people} person is noted as having taken part.",
        "{count} of {people} people are noted as having taken part.",
        found.people,
    )
    if found.planned:
        words = ngettext(
            "{count} of {people} person is noted for the planned meeting.",
            "{count} of {people} people are noted for the planned meeting.",
            found.people,
        )
    told = words.format(count=numbers.show_int(found.counted), people=numbers.show_int(found.people))
    if found.known:
        more = ngettext("{count} of them was before.", "{count} of them were before.", found.known)
        told += " " + more.format(count=numbers.show_int(found.known))
    return told
