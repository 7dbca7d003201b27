"""python main.py import FILE LIST [--sheet S] [--map "Header=field"] [--dry-run] [--json] and more: see `options`."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from crm.errors import CrmError
from crm.exchange import answers_file, carry_out, meetings, memory, plan, plan_json, rejects
from crm.exchange.answers_file import Given
from crm.exchange.choices import STRATEGIES, Choices, Meeting
from crm.exchange.choices_json import SUBJECT_LIMIT
from crm.exchange.plan import Plan
from crm.exchange.readers.encodings import NAMES as ENCODINGS
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.rules import code_lists, names
from crm.store import lock, opening
from crm.verbs import secret_file, typed_day
from crm.verbs.verb import Answer, Usage, json_option, read_only, writable

_SHOWN = 20


def summary() -> str:
    """What it does."""
    return _("bring in a contact list")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    add = parser.add_argument
    add("list", type=Path, metavar="LIST", help=_("the list: .xlsx, .xls, .ods, .csv, .vcf and their like"))
    add("--sheet", metavar="S", help=_("the sheet to read, where the program would choose another"))
    password = _("the password of a locked workbook: the first line of that file, so that it stands in no history")
    add("--password-file", type=Path, metavar="FILE", help=password)
    add("--encoding", choices=ENCODINGS, help=_("how the letters of a text file are written, where they look wrong"))
    add("--delimiter", metavar="SIGN", help=_("what parts the columns of a text file: one sign, or tab"))
    header = _("the row of the headers, counted from 1; 0 where there are none")
    add("--header-row", type=int, metavar="N", help=header)
    column = _("what a column is, such as “Tlf=person.mobile”; nothing after the = leaves it out (repeatable)")
    add("--map", action="append", default=[], metavar='"HEADER=FIELD"', help=column)
    strategy = _(
        "update: bring all up to date; fill: only where nothing stands; create: only what is new; skip: nothing"
    )
    add("--strategy", choices=STRATEGIES, help=strategy)
    basis = _("the lawful basis on which new people are kept")
    add("--basis", choices=code_lists.keys("lawful_basis"), help=basis)
    add("--origin", metavar="TEXT", help=_("where the list is from; kept with new people"))
    add("--meeting", metavar="SUBJECT", help=_("the meeting that all of these took part in, noted with them"))
    add("--held-on", metavar="D", help=_("the day of that meeting: 3.11, 2026-11-03, i går, friday ..."))
    add("--answers", type=Path, metavar="FILE.json", help=_("answers to its questions, and any other choices"))
    add("--questions", type=Path, metavar="FILE.json", help=_("write its open questions there, to be answered"))
    add("--rejects", type=Path, metavar="X.xlsx", help=_("write the rows that do not come in there, with the reasons"))
    add("--dry-run", action="store_true", help=_("only tell what it would do"))
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """The plan only reads, so a list that is none changes not one byte; `run` opens for writing when it has one."""
    return "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Plan the import, carry it out unless it is a dry run, and give the counts of the plan."""
    _check(given)
    said = answers_file.read(given.answers) if given.answers is not None else Given(Choices(), "")
    choices = _chosen(given, said.choices)
    if not given.dry_run:
        # Whoever must wait for somebody else should hear it before a long list is read.
        lock.release(given.file, lock.acquire(given.file))
    # From the first row to the last, or the collector would look through the whole plan in between
    with memory.no_collection():
        made = plan.make(
            given.list,
            given.list.name,
            sheet=given.sheet,
            encoding=given.encoding,
            delimiter="\t" if given.delimiter == "tab" else given.delimiter,
            password=_password(given.password_file),
            today=date.today(),
            choices=choices,
            progress=progress,
        )
        answers_file.check(said, made)
        batch = None
        if not given.dry_run:
            opening.open_register(given.file)
            if not opening.is_writable():
                raise read_only(given.file)
            outcome = carry_out.carry_out(made, progress=progress)
            batch, made = outcome.batch, outcome.plan
    lines, problems = _written(given, made, batch, progress)
    return Answer(plan_json.of(made, batch), [_done(made, batch), *_counted(made), *_told(made), *lines], problems)


def _check(given: argparse.Namespace) -> None:
    """Raise CrmError where the list cannot be one or nothing can be written where it should be."""
    if not given.list.exists():
        raise CrmError(_("There is no file {file}.").format(file=given.list))
    if given.list.is_dir():
        raise CrmError(_("{file} is a folder. Name the list in it.").format(file=given.list))
    if given.list.samefile(given.file):
        # Reading the open register past SQLite would cancel its locks (RELIABILITY.md finding D).
        raise CrmError(_("{file} is the register itself. Name the list to bring in.").format(file=given.list.name))
    for path, endings in ((given.rejects, (".xlsx", ".csv")), (given.questions, (".json",))):
        if path is None:
            continue
        writable(path, given.file, endings)
        if path.exists() and path.samefile(given.list):
            raise CrmError(_("{file} is the list itself. Choose another name.").format(file=path.name))


def _password(file: Path | None) -> str | None:
    """The password that stands in a file, None where none is given. Raises CrmError where there is none in it."""
    if file is None:
        return None
    return secret_file.read(file, _("The first line of “{file}” is empty: it must be the password."))


def _chosen(given: argparse.Namespace, said: Choices) -> Choices:
    """What the line says, and else what the file of answers says."""
    door = replace(
        said.door,
        origin=said.door.origin if given.origin is None else given.origin,
        basis=given.basis or said.door.basis,
    )
    mapping = {**said.mapping, **dict(map(_pair, given.map))}
    row = said.header_row if given.header_row is None else given.header_row
    if row is not None and row < 0:
        raise Usage(_("The row of the headers is counted from 1; 0 says that there are none."))
    return replace(
        said,
        header_row=row,
        mapping=mapping,
        strategy=given.strategy or said.strategy,
        door=door,
        meeting=_meeting(given) or said.meeting,
    )


def _meeting(given: argparse.Namespace) -> Meeting | None:
    """What the line says of a meeting, None where it says nothing. Raises Usage, CrmError."""
    if given.meeting is None and given.held_on is None:
        return None
    subject = names.clean(given.meeting or "")
    if not subject or given.held_on is None:
        raise Usage(_("--meeting needs its --held-on, and --held-on its --meeting."))
    if len(subject) > SUBJECT_LIMIT:
        raise Usage(_("The subject of a meeting has at most {limit} letters.").format(limit=SUBJECT_LIMIT))
    return Meeting(subject, typed_day.of(given.held_on, date.today(), held=True).isoformat())


def _pair(text: str) -> tuple[str, str]:
    """A header may hold = itself; a field never does."""
    header, equals, field = text.rpartition("=")
    if not equals or not header.strip():
        sentence = _("“{text}” does not say what a column is. Write it like this: --map Header=field.")
        raise Usage(sentence.format(text=text))
    return header.strip(), field.strip()


def _done(made: Plan, batch: int | None) -> str:
    if batch is None:
        return _("A dry run: nothing of «{file}» was written.").format(file=made.file_name)
    return _("Brought in «{file}» as import number {batch}.").format(file=made.file_name, batch=batch)


def _counted(made: Plan) -> list[str]:
    counts = made.counts._asdict()
    sheet = _(", sheet «{sheet}»").format(sheet=made.sheet) if made.sheet else ""
    lines = [
        _("{format}{sheet}, header in row {row}").format(
            format=made.format, sheet=sheet, row="–" if made.header_row is None else made.header_row
        ),
        _(
            "{rows} rows: {new} new, {changed} changed, {same} unchanged, {rejected} rejected, {questions} questions"
        ).format(**counts),
        _("people: {people_created} new, {people_updated} changed").format(**counts),
        _("organisations: {organisations_created} new, {organisations_updated} changed").format(**counts),
    ]
    lines += meetings.sentences(made.attendance)
    if made.mends is not None:
        lines.append(_("These rows were rejected in import number {number}.").format(number=made.mends))
    return lines


def _told(made: Plan) -> list[str]:
    """What somebody should know about single rows and about the list: what was asked or refused, the first of them."""
    lines = list(made.notes)
    asked = _("To be answered in the windows, or with --questions and --answers:")
    for action, title in (("rejected", _("Rejected:")), ("question", asked)):
        rows = [row for row in made.rows if row.action == action]
        if rows:
            lines.append(title)
        lines += [_("  row {row}: {reason}").format(row=row.row, reason=row.reason) for row in rows[:_SHOWN]]
        if len(rows) > _SHOWN:
            lines.append(_("  … and {count} more; --json lists them all").format(count=len(rows) - _SHOWN))
    return lines


def _written(
    given: argparse.Namespace, made: Plan, batch: int | None, progress: Progress
) -> tuple[list[str], list[str]]:
    """Write the files that were asked for; what was written, and what could not be though the list has come in."""
    lines: list[str] = []
    try:
        if given.rejects is not None:
            if batch is None:
                count = rejects.of_plan(made, given.rejects, progress).rows
            else:
                count = rejects.save(batch, given.rejects, progress).rows
            words = ngettext("{count} row saved in {file}.", "{count} rows saved in {file}.", count)
            lines.append(words.format(count=count, file=given.rejects))
        if given.questions is not None:
            answers_file.write(made, given.questions)
            count = answers_file.open_questions(made)
            words = ngettext("{count} question saved in {file}.", "{count} questions saved in {file}.", count)
            lines.append(words.format(count=count, file=given.questions))
    except CrmError as error:
        return lines, [str(error)]
    return lines, []
