"""python main.py roundtrip FILE --send LIST --out X.xlsx | --back X.xlsx [--take [--theirs] [--archive]] [--json]"""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from crm.exchange import isolation
from crm.exchange.round_trip import book, came_back, cells, differences, editable, taking
from crm.exchange.round_trip.differences import CHANGED, CONFLICT, Difference, Differences
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import went_out
from crm.queries.lists.query import ListQuery
from crm.verbs import noting
from crm.verbs.verb import Answer, Usage, json_option, writable


def summary() -> str:
    """What it does."""
    return _("send a list to be edited in Excel, and take over what comes back")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--send", choices=editable.LISTS, help=_("which list"))
    parser.add_argument("--out", type=Path, metavar="X.xlsx", help=_("the file to write"))
    parser.add_argument(
        "--back", type=Path, metavar="X.xlsx", help=_("the file that came back: what was edited is told")
    )
    parser.add_argument("--take", action="store_true", help=_("with --back: take over edits and new rows"))
    parser.add_argument("--theirs", action="store_true", help=_("with --take: also what was changed here too"))
    parser.add_argument("--archive", action="store_true", help=_("with --take: archive what has no row any more"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """It writes only where something is taken over; that a list went out is noted."""
    return "write" if given.take else noting.MODE if given.send else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Write the list, or compare what came back."""
    today = date.today()
    if bool(given.send) == bool(given.back) or bool(given.send) != bool(given.out):
        raise Usage(_("Give --send with --out, or --back."))
    if given.send:
        writable(given.out, given.file, (".xlsx",))
        ids = ListQuery(given.send, today=today).ids()
        title = given.out.stem
        count = book.write(given.out, given.send, ids, title=title, today=today, progress=progress).rows
        told = ngettext("{count} row written to {file}.", "{count} rows written to {file}.", count)
        not_noted = noting.note(title, count, how=went_out.EDITED)
        return Answer({"rows": count}, [told.format(count=count, file=given.out), *not_noted])
    found = differences.find(
        came_back.read(isolation.read(given.back, progress=progress)), given.back.name, today, progress
    )
    lines = [*found.notes, *map(_line, found.cells)]
    lines += [_("new: {name}").format(name=one.name) + (f" ({one.why})" if one.why else "") for one in found.new]
    lines += [_("row is gone: {name}").format(name=one.name) for one in found.gone]
    data = _data(found)
    if given.take:
        wanted = (CHANGED, CONFLICT) if given.theirs else (CHANGED,)
        done = taking.take(
            found,
            [one for one in found.cells if one.state in wanted],
            [one for one in found.new if not one.why and not one.copied],
            found.gone if given.archive else (),
            today=today,
            progress=progress,
        )
        words = _("{changed} changed, {added} added, {archived} archived.")
        lines.append(words.format(changed=done.changed, added=done.added, archived=done.archived))
        lines += [f"{name}: {why}" for name, why in done.left]
        data["taken"] = {"changed": done.changed, "added": done.added, "archived": done.archived}
        data["left"] = [list(one) for one in done.left]
    return Answer(data, lines or [_("Nothing in it was changed.")])


def _line(one: Difference) -> str:
    base, now = (cells.shown(one.field, value) for value in (one.base, one.now))
    told = _("{name}, {field}: “{base}” -> “{theirs}”").format(
        name=one.name, field=one.field.name, base=base, theirs=one.theirs
    )
    if one.state == CONFLICT:
        told += " " + _("(here “{now}” by now)").format(now=now)
    return f"{told} ({one.why})" if one.why else told


def _data(found: Differences) -> dict[str, Any]:
    return {
        "list": found.about,
        "differences": [
            {
                "id": one.id,
                "name": one.name,
                "field": one.field.key,
                "base": cells.shown(one.field, one.base),
                "theirs": one.theirs,
                "now": cells.shown(one.field, one.now),
                "state": one.state,
                "why": one.why,
            }
            for one in found.cells
        ],
        "new": [{"row": one.number, "name": one.name, "why": one.why} for one in found.new],
        "gone": [{"id": one.id, "name": one.name} for one in found.gone],
        "notes": list(found.notes),
    }
