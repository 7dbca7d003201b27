"""Open follow-ups and planned meetings as a calendar file for Outlook."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crm.exchange.writers.calendar_file import Entry, write
from crm.i18n import _
from crm.queries import calendar, settings
from crm.queries.tasks import TaskRow
from crm.rules import recurrence

_MEETING = timedelta(minutes=15)
_LAST_MOMENT = datetime.max.year - 1


def export(path: Path, *, now: datetime, ids: Sequence[int] | None = None, meetings: bool = True) -> int:
    """Write the open follow-ups, all or those among `ids`, and the meetings planned from now on; returns how many.

    Opened again, an entry takes the place of the one before. `now` has a time zone. Raises CrmError where the file
    cannot be written.
    """
    mark = calendar.mark()
    entries = [_follow_up(row, mark) for row in calendar.follow_ups(ids)]
    if meetings:
        entries += [_meeting(one, mark) for one in calendar.planned(now.date()) if one.row.held_on.year < _LAST_MOMENT]
    name = settings.get("cluster_name")
    title = _("Follow-ups of {cluster}").format(cluster=name) if name else _("Follow-ups")
    write(path, entries, title=title, calendar=f"klynge-{mark}", now=now.astimezone(UTC))
    return len(entries)


def _follow_up(row: TaskRow, mark: str) -> Entry:
    again = recurrence.show(row.repeat_every or 0, row.repeat_unit)
    who = _("Responsible: {name}").format(name=row.responsible) if row.responsible else ""
    facts = "\n".join(part for part in (row.about, who, again) if part)
    return Entry(
        uid=f"klynge-task-{row.id}-{mark}",
        sequence=row.version,
        day=row.due_on,
        title=" · ".join(part for part in (row.title, row.about) if part),
        text="\n\n".join(part for part in (facts, row.notes) if part),
    )


def _meeting(one: calendar.Planned, mark: str) -> Entry:
    row = one.row
    return Entry(
        uid=one.uid or f"klynge-meeting-{row.id}-{mark}",
        sequence=row.version,
        day=row.held_on,
        title=row.subject,
        start=row.start_time,
        minutes=60 if row.minutes is None else row.minutes,
        text="\n".join(part for part in (row.people, row.organisations) if part),
        place=one.place,
        remind=_MEETING if row.start_time else timedelta(hours=15),
    )
