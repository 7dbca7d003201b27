"""python main.py imports FILE [--show N | --take-back N] [--json]"""

import argparse
from collections import Counter

from crm.commands import history
from crm.errors import CrmError
from crm.exchange import how_read
from crm.i18n import _, ngettext, quoted
from crm.progress import Progress
from crm.queries import imports
from crm.queries.imports import ImportRow, ImportsQuery
from crm.store.take_back import TakeBack
from crm.verbs import moments
from crm.verbs.verb import Answer, json_option

_SHOWN = 20


def summary() -> str:
    """What it does."""
    return _("list what was brought in; show how one list was read, or take it back as a whole")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--show", type=int, metavar="N", help=_("show how the list with this number was read"))
    one.add_argument("--take-back", type=int, metavar="N", help=_("take back the import with this number"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Listing only reads."""
    return "read" if given.take_back is None else "write"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List the imports, newest first, show one, or take one back and say what stayed."""
    query = ImportsQuery()
    ids = query.ids()
    known = query.rows(ids)
    number = given.show if given.take_back is None else given.take_back
    if number is None:
        listed = [known[batch] for batch in ids]
        return Answer({"imports": [_data(row) for row in listed]}, [_line(row) for row in listed] or [_nothing()])
    row = known.get(number)
    if row is None:
        raise CrmError(_("There is no import number {number}. `imports` alone lists them.").format(number=number))
    if given.show is not None:
        return _shown(row)
    if row.step is None:
        raise CrmError(_("Import number {number} wrote nothing that could be taken back.").format(number=row.id))
    done = history.take_back(row.step, progress)
    return _taken_back(row, done)


def _nothing() -> str:
    return _("Nothing was brought in yet.")


def _data(row: ImportRow) -> dict[str, object]:
    values = row._asdict()
    return {"batch": values.pop("id"), **values}


def _line(row: ImportRow) -> str:
    counts = _(
        "{rows} rows: {new} new, {changed} changed, {same} unchanged, {rejected} rejected, {questions} questions"
    )
    taken = _("(taken back)") if row.taken_back else ""
    told = counts.format_map(row._asdict())
    return "  ".join(part for part in (f"{row.id:4}", moments.show(row.at), quoted(row.file_name), told, taken) if part)


def _shown(row: ImportRow) -> Answer:
    how, out = imports.how(row.id), imports.lines(row.id, ("rejected", "question"))
    data = _data(row) | how._asdict() | {"rejections": [{"row": line.row, "reason": line.reason} for line in out]}
    lines = [_line(row), *(f"  {label}: {text}" for label, text in how_read.told(row, how))]
    lines += [_("Columns:"), *(f"  {title} → {field}" for title, field in how_read.columns(how))]
    if out:
        lines.append(_("Rows that did not come in:"))
    lines += [_("  row {row}: {reason}").format(row=line.row, reason=line.reason) for line in out[:_SHOWN]]
    if len(out) > _SHOWN:
        lines.append(_("  … and {count} more; --json lists them all").format(count=len(out) - _SHOWN))
    return Answer(data, lines)


def _taken_back(row: ImportRow, done: TakeBack) -> Answer:
    removed = sum(done.removes.values())
    lines = [
        _("Took back «{file}»: {removed} removed, {restored} as before.").format(
            file=row.file_name, removed=removed, restored=len(done.restores) + len(done.revives)
        )
    ]
    if done.kept:
        kept = ngettext(
            "{count} value stays, because it was edited or used since.",
            "{count} values stay, because they were edited or used since.",
            len(done.kept),
        )
        lines.append(kept.format(count=len(done.kept)))
    return Answer(
        {
            "batch": row.id,
            "removed": dict(done.removes),
            "restored": dict(Counter(table for table, _row in done.restores)),
            "revived": len(done.revives),
            "kept": [one._asdict() for one in done.kept],
        },
        lines,
    )
