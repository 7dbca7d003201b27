"""python main.py import FILE LIST [--sheet S] [--dry-run] [--json]"""

import argparse
from datetime import date
from pathlib import Path

from crm.errors import CrmError
from crm.exchange import carry_out, plan
from crm.exchange.plan import Plan
from crm.i18n import _
from crm.progress import Progress
from crm.store import lock, opening
from crm.verbs.verb import Answer, json_option, read_only

_SHOWN = 20


def summary() -> str:
    """What it does."""
    return _("bring in a contact list")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("list", type=Path, metavar="LIST", help=_("the list: .xlsx, .xls, .ods, .csv and their like"))
    parser.add_argument("--sheet", metavar="S", help=_("the sheet to read, where the program would choose another"))
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what it would do"))
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """The plan only reads, so a list that is none changes not one byte; `run` opens for writing when it has one."""
    return "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Plan the import, carry it out unless it is a dry run, and give the counts of the plan."""
    if not given.list.exists():
        raise CrmError(_("There is no file {file}.").format(file=given.list))
    if given.list.is_dir():
        raise CrmError(_("{file} is a folder. Name the list in it.").format(file=given.list))
    if given.list.samefile(given.file):
        # Reading the open register past SQLite would cancel its locks (RELIABILITY.md finding D).
        raise CrmError(_("{file} is the register itself. Name the list to bring in.").format(file=given.list.name))
    if not given.dry_run:
        # Whoever must wait for somebody else should hear it before a long list is read.
        lock.release(given.file, lock.acquire(given.file))
    made = plan.make(given.list, given.list.name, sheet=given.sheet, today=date.today(), progress=progress)
    batch = None
    if not given.dry_run:
        opening.open_register(given.file)
        if not opening.is_writable():
            raise read_only(given.file)
        outcome = carry_out.carry_out(made, progress=progress)
        batch, made = outcome.batch, outcome.plan
    return Answer(plan.plan_json(made, batch), [_done(made, batch), *_counted(made), *_told(made)])


def _done(made: Plan, batch: int | None) -> str:
    if batch is None:
        return _("A dry run: nothing of «{file}» was written.").format(file=made.file_name)
    return _("Brought in «{file}» as import number {batch}.").format(file=made.file_name, batch=batch)


def _counted(made: Plan) -> list[str]:
    counts = made.counts._asdict()
    sheet = _(", sheet «{sheet}»").format(sheet=made.sheet) if made.sheet else ""
    return [
        _("{format}{sheet}, header in row {row}").format(
            format=made.format, sheet=sheet, row="–" if made.header_row is None else made.header_row
        ),
        _(
            "{rows} rows: {new} new, {changed} changed, {same} unchanged, {rejected} rejected, {questions} questions"
        ).format(**counts),
        _("people: {people_created} new, {people_updated} changed").format(**counts),
        _("organisations: {organisations_created} new, {organisations_updated} changed").format(**counts),
    ]


def _told(made: Plan) -> list[str]:
    """What somebody should know about single rows and about the list: what was asked or refused, the first of them."""
    lines = list(made.notes)
    for action, title in (("rejected", _("Rejected:")), ("question", _("To be answered in the windows:"))):
        rows = [row for row in made.rows if row.action == action]
        if rows:
            lines.append(title)
        lines += [_("  row {row}: {reason}").format(row=row.row, reason=row.reason) for row in rows[:_SHOWN]]
        if len(rows) > _SHOWN:
            lines.append(_("  … and {count} more; --json lists them all").format(count=len(rows) - _SHOWN))
    return lines
