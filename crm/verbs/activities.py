"""python main.py activities FILE [--year Y] [--status S] | --add NAME --on DAY ... | --attendance LIST --activity A"""

import argparse
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from crm.commands import activities as commands
from crm.errors import CrmError
from crm.exchange.attendance import from_file, matching, noting
from crm.exchange.attendance.matching import Found
from crm.exchange.attendance.places import Places
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import activity_templates
from crm.queries.activities import ActivitiesQuery, ActivityRow
from crm.rules import code_lists, dates, folding, numbers
from crm.verbs import typed_day
from crm.verbs.verb import Answer, Usage, json_option

_STATUSES = ("planned", "held", "cancelled")


def summary() -> str:
    """What it does."""
    return _("list the activities of a year, add one, or note who came from a list")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--year", type=int, metavar="Y", help=_("the year; every year where nothing is said"))
    parser.add_argument("--status", choices=_STATUSES, help=_("only activities of that status; of a new one its own"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--add", metavar="NAME", help=_("add an activity; with --on"))
    what.add_argument("--attendance", type=Path, metavar="LIST", help=_("note who came; with --activity"))
    parser.add_argument("--on", metavar="DAY", help=_("the day of the new activity"))
    parser.add_argument("--type", choices=code_lists.keys("activity_type"), help=_("what kind of activity it is"))
    parser.add_argument("--hours", type=_minutes, metavar="H", help=_("how long it takes"))
    parser.add_argument("--place", default="", metavar="P", help=_("where it is"))
    parser.add_argument("--template", default="", metavar="T", help=_("the template that fills what is not given"))
    parser.add_argument("--activity", metavar="A", help=_("the number or the name of an activity"))
    statuses = code_lists.keys("participation_status")
    parser.add_argument("--said", choices=statuses, help=_("where the list says nothing of somebody"))
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what it would do"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Listing and dry runs only read."""
    return "write" if (given.add or given.attendance) and not given.dry_run else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List, add or note."""
    if given.attendance is not None:
        return _attendance(given, progress)
    if given.add is not None:
        return _add(given)
    first = date(given.year, 1, 1) if given.year else None
    last = date(given.year, 12, 31) if given.year else None
    query = ActivitiesQuery(descending=False, status=given.status or "", type=given.type or "", since=first, until=last)
    ids = query.ids()
    known = query.rows(ids)
    found = [known[id] for id in ids]
    told = ngettext("{count} activity, {came} came", "{count} activities, {came} came", len(found))
    came = sum(row.came for row in found if row.status == "held")
    lines = [*map(_line, found), told.format(count=numbers.show_int(len(found)), came=numbers.show_int(came))]
    return Answer({"activities": [_data(row) for row in found]}, lines)


def _add(given: argparse.Namespace) -> Answer:
    if not given.on:
        raise Usage(_("Say which day it is with --on."))
    day = typed_day.of(given.on, date.today())
    wanted = folding.fold(given.template.strip())
    row = next((one for one in activity_templates.all() if folding.fold(one.name) == wanted), None)
    if wanted and row is None:
        raise CrmError(_("There is no template «{name}».").format(name=given.template))
    values: dict[str, Any] = activity_templates.filled(row, day.year) if row is not None else {}
    said = {"type": given.type, "minutes": given.hours, "venue": given.place, "status": given.status}
    values |= {field: value for field, value in said.items() if value} | {"name": given.add, "start_on": day}
    if given.dry_run:
        return Answer({"added": None, "name": given.add}, [_("It would be added.")])
    made = commands.add(**values)
    told = _("Added as number {id}: {name}, {day}.").format(id=made, name=given.add, day=dates.show(day))
    return Answer({"added": made, "name": given.add}, [told])


def _attendance(given: argparse.Namespace, progress: Progress) -> Answer:
    if not given.activity:
        raise Usage(_("Say at which activity with --activity."))
    one = _meant(given.activity)
    if not given.attendance.exists():
        raise CrmError(_("There is no file {file}.").format(file=given.attendance))
    if given.attendance.samefile(given.file):
        # Reading the open register past SQLite would cancel its locks (RELIABILITY.md finding D).
        raise CrmError(_("{file} is the register itself. Name the list to bring in.").format(file=given.attendance))
    places = Places.of_register()
    found = matching.match(from_file.read(given.attendance, places, progress), one.start_on, places)
    sure = [line for line in found if line.state in (matching.KNOWN, matching.NEW, matching.UNNAMED)]
    comes = one.status == "planned" and one.start_on > date.today()
    status = given.said or ("registered" if comes else "attended")
    if sure and not given.dry_run:
        noting.note(one.id, found, status=status)
    return Answer({"activity": one.id, "noted": len(sure), "lines": _lines_data(found)}, _lines(one.name, found, given))


def _lines(name: str, found: Sequence[Found], given: argparse.Namespace) -> list[str]:
    marks = {matching.KNOWN: "✓", matching.NEW: "+", matching.UNNAMED: "#", matching.ASK: "?", matching.LEFT: "–"}
    lines = [
        f"{marks[one.state]} {one.name or one.line.words}"
        + (f", {one.place}" if one.name and one.place else "")
        + (f"  {one.why}" if one.why else "")
        for one in found
    ]
    noted = sum(one.state in (matching.KNOWN, matching.NEW, matching.UNNAMED) for one in found)
    told = ngettext("{count} line noted at «{name}».", "{count} lines noted at «{name}».", noted)
    if given.dry_run:
        told = ngettext("{count} line would be noted at «{name}».", "{count} lines would be noted at «{name}».", noted)
    lines.append(told.format(count=noted, name=name))
    asked = sum(one.state == matching.ASK for one in found)
    if asked:
        words = ngettext("{count} line needs a look in the window.", "{count} lines need a look in the window.", asked)
        lines.append(words.format(count=asked))
    return lines


def _lines_data(found: Sequence[Found]) -> list[dict[str, Any]]:
    return [
        {
            "row": one.line.place,
            "text": one.line.words,
            "state": one.state,
            "person": one.person,
            "organisation": one.organisation,
            "name": one.name,
            "place": one.place,
            "why": one.why,
        }
        for one in found
    ]


def _meant(text: str) -> ActivityRow:
    """The activity of a number or a name; of several of the same name none. Raises CrmError."""
    query = ActivitiesQuery()
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
    if number is not None:
        known = query.rows([number])
        found = list(known.values())
    else:
        every = query.rows(query.ids())
        found = [row for row in every.values() if folding.fold(row.name) == folding.fold(text.strip())]
    if len(found) > 1:
        told = ", ".join(f"{row.id} ({dates.show(row.start_on)})" for row in found)
        raise CrmError(
            _("Several activities are called «{name}»: give the number of one of {numbers}.").format(
                name=text, numbers=told
            )
        )
    if not found:
        raise CrmError(_("There is no activity «{name}».").format(name=text))
    return found[0]


def _minutes(text: str) -> int:
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise argparse.ArgumentTypeError(_("«{text}» is no number of hours.").format(text=text)) from error
    if not hours.is_finite() or not 0 < hours <= 24 * 366:
        raise argparse.ArgumentTypeError(_("«{text}» is no number of hours.").format(text=text))
    return round(hours * 60)


def _line(row: ActivityRow) -> str:
    type_, status = code_lists.label("activity_type", row.type), code_lists.label("activity_status", row.status)
    return f"{row.id:>4}  {dates.show(row.start_on)}  {row.name}  {type_}  {status}  {row.came}".rstrip()


def _data(row: ActivityRow) -> dict[str, Any]:
    days = {"start_on": row.start_on.isoformat(), "end_on": row.end_on.isoformat() if row.end_on else None}
    return row._asdict() | days
