"""The plan of an import: everything that carrying it out will do, shown before a byte is written.

The preview, the counts of a dry run, carrying out, the list of rejected rows: all read this one plan, so they cannot
disagree. Making it only reads. `answer` makes the next plan from what somebody answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from crm.commands.import_writes import Writes
from crm.errors import CrmError
from crm.exchange import (
    column_notes,
    consents,
    counting,
    erasing,
    fillable,
    header,
    identity,
    isolation,
    laid_over,
    mapping,
    meetings,
    memory,
    mended,
    missing,
    normalise,
    own_columns,
    planning,
    remembered,
    tags,
    words,
    year_columns,
)
from crm.exchange.choices import Choices
from crm.exchange.counting import Counts
from crm.exchange.data_rows import LeftOut
from crm.exchange.entries import Entry
from crm.exchange.guess import Guess
from crm.exchange.header import Table
from crm.exchange.meetings import Attendance
from crm.exchange.missing import LastTime
from crm.exchange.questions import Answer
from crm.exchange.row_plan import RowPlan
from crm.exchange.source import Source
from crm.exchange.whole_columns import Reading
from crm.i18n import _, quoted
from crm.progress import Progress, silent
from crm.queries import import_history, import_lookup
from crm.queries.imports import ImportRow

_SAY_WHO = ("person.first_name", "person.last_name", "person.full_name", "person.email")
_SAY_WHAT = ("organisation.name", "organisation.org_number")


@dataclass(frozen=True)
class Plan:
    """What an import will do.

    `header_row` counts from 1 and is None without a header; `encoding` is None but for text files; `mapping` has a
    field, "" or None for each header, and `guesses` why. `rows` and `entries` stand in the order of `table.rows`.
    `choices` are what somebody decided. `hidden` are headers of columns left out that hold identity numbers.
    `notes` are sentences about the list as a whole. `seen` is the register's last step when the plan was made, `mends`
    the import whose rejected rows the list brings in again. `same_file` is the newest import of the very same file,
    `last_time` the newest one of such a list, with those who are missing now, `attendance` who is noted as having taken
    part in the meeting that was chosen; None where there is none.
    """

    file_name: str
    sha256: str
    format: str
    encoding: str | None
    sheet: str
    sheets: tuple[str, ...]
    header_row: int | None
    mapping: Mapping[str, str | None]
    guesses: Mapping[str, Guess]
    table: Table
    entries: Sequence[Entry]
    rows: Sequence[RowPlan]
    counts: Counts
    notes: tuple[str, ...]
    writes: Writes
    choices: Choices
    today: date
    seen: int
    mends: int | None = None
    hidden: frozenset[str] = frozenset()
    same_file: ImportRow | None = None
    previous: ImportRow | None = None
    last_time: LastTime | None = None
    attendance: Attendance | None = None

    @property
    def heaps(self) -> list[list[Any]]:
        """The lists of it that are as long as the list that was read."""
        return [one for one in (self.rows, self.entries, self.table.rows, *self.writes.heaps) if isinstance(one, list)]

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The rows of the sheet that are no data: totals, notes, headings."""
        return self.table.left_out


def make(
    data: bytes | Path,
    name: str = "",
    *,
    today: date,
    sheet: str | None = None,
    choices: Choices | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    password: str | None = None,
    progress: Progress = silent,
) -> Plan:
    """Read a list and plan its import; writes nothing.

    `data` is the file, or its bytes with its `name`; `choices` are what somebody decided about it already, and mended
    rows inherit what was chosen about their list; `encoding`, `delimiter` and `password` as for isolation.read.
    `progress` may raise Cancelled. Raises CrmError with a sentence for a file that is no list.
    """
    with memory.no_collection():
        if isinstance(data, Path):
            name = name or data.name
            data = isolation.contents(data)
        source = isolation.read_data(
            data,
            name,
            sheet=sheet,
            encoding=encoding,
            delimiter=delimiter,
            password=password,
            progress=progress,
        )
        memory.held(source)
        choices = mended.choices(mended.batch(source), choices or Choices())
        return of_source(source, name, today=today, choices=choices, progress=progress)


def of_source(
    source: Source,
    name: str,
    *,
    today: date,
    sheet: str | None = None,
    choices: Choices | None = None,
    progress: Progress = silent,
) -> Plan:
    """The same for a file that is read already, so that a dialog may change sheet and columns without reading again."""
    choices = choices or Choices()
    with memory.no_collection():
        chosen = source.sheet(sheet) if sheet is not None else header.choose(source)
        table = header.find(chosen, choices.header_row, choices.kept_rows)
        progress(0, None, _("Understanding the cells"))
        mends = mended.batch(source)
        guesses, fields = _mapped(table, mended.mapping(mends, table.headers) | dict(choices.mapping), name)
        entries = _entries(table, fields, choices, today, progress)
        hidden = identity.columns(table, fields)
        known = import_history.same_file(source.sha256)
        previous = import_history.same_headers(remembered.fingerprint(table.headers), source.sha256)
        empty = Plan(
            file_name=name,
            sha256=source.sha256,
            format=source.format,
            encoding=source.encoding,
            sheet=chosen.name,
            sheets=tuple(one.name for one in source.sheets),
            header_row=table.header_row,
            mapping=fields,
            guesses=guesses,
            table=table,
            entries=entries,
            rows=(),
            counts=Counts(),
            notes=(
                *missing.same_file(known),
                *source.notes,
                *column_notes.sentences(table, fields, guesses, hidden, choices),
            ),
            writes=Writes(),
            choices=choices,
            today=today,
            seen=0,
            mends=mends,
            hidden=hidden,
            same_file=known,
            previous=previous if mends is None else None,
        )
        # Nobody else has them yet
        mine = [one for one in (table.rows, entries) if isinstance(one, list)]
        with memory.apart_when_stopped(*mine):
            return again(empty, choices, progress)


def again(plan: Plan, choices: Choices, progress: Progress = silent) -> Plan:
    """The plan of the same table against the register as it is now, with these choices.

    Cells are read anew only where the choices about reading are others. ValueError where they ask for another table,
    which only the file can give (`of_source`).
    """
    if choices.finding != plan.choices.finding:
        raise ValueError("another table is asked for")
    if (
        plan.rows
        and plan.seen == import_lookup.last_step()
        and replace(choices, door=plan.choices.door) == plan.choices
    ):
        return memory.held(replace(plan, choices=choices))  # who new people are from changes no row
    with memory.no_collection():
        entries = plan.entries
        if choices.reading != plan.choices.reading:
            entries = _entries(plan.table, plan.mapping, choices, plan.today, progress)
        seen = import_lookup.last_step()
        rows, pad = planning.make(entries, choices, progress)
        members = any((field or "").startswith("membership.") for field in plan.mapping.values())
        last_time = missing.since_last_time(plan.previous, rows, choices, members=members)
        missing.end(pad, last_time)
        chosen = choices.meeting
        if chosen.is_said:
            chosen = meetings.with_type(chosen, mapping.program(plan.table))
        attendance = meetings.plan(pad, rows, entries, chosen, plan.today)
        writes, counted = pad.writes(), counting.counts(rows, pad)
        memory.take_apart(*pad.heaps)
        planned = replace(
            plan,
            entries=entries,
            rows=counting.labelled(rows),
            counts=counted,
            writes=writes,
            choices=choices,
            seen=seen,
            last_time=last_time,
            attendance=attendance,
        )
        return memory.held(planned)


def answer(plan: Plan, row: int, given: Answer, progress: Progress = silent) -> Plan:
    """The plan after an answer to the question of a row: an id of its candidates, "new" or "skip"."""
    asked = next((line.question for line in plan.rows if line.row == row), None)
    if asked is None:
        raise ValueError(f"row {row} asks nothing")
    return again(plan, plan.choices.answered(row, asked.kind, given), progress)


def _mapped(
    table: Table, given: Mapping[str, str | None], name: str
) -> tuple[Mapping[str, Guess], dict[str, str | None]]:
    for title, field in given.items():
        if title not in table.headers:
            there_are = ", ".join(map(quoted, table.headers))
            raise CrmError(
                _("There is no column “{column}”; there are: {columns}.").format(column=title, columns=there_are)
            )
        if field and not fillable.is_known(field):
            there_are = ", ".join(fillable.offered())
            raise CrmError(_("There is no field “{field}”; there are: {fields}.").format(field=field, fields=there_are))
    guesses = remembered.guess(table, given)
    fields = mapping.fields(guesses) | dict(given)
    if not {*_SAY_WHO, *_SAY_WHAT} & set(fields.values()):
        sentence = _(
            "No column of “{file}” was recognised as one with names, e-mail addresses or organisations. Its columns"
            " are: {columns}. Give the columns names such as “Fornavn”, “Etternavn”, “E-post”, “Bedrift”."
        )
        columns = ", ".join(map(quoted, table.headers[:20]))
        raise CrmError(sentence.format(file=name, columns=columns))
    if not table.rows:
        raise CrmError(_("“{file}” has a header but no rows below it.").format(file=name))
    return guesses, fields


def _entries(
    table: Table, fields: Mapping[str, str | None], choices: Choices, today: date, progress: Progress
) -> Sequence[Entry]:
    """What the rows say; all of `choices.reading` has its effect here."""
    read, meant = laid_over.over(table, fields, choices)
    how = Reading(choices.days, words.meant(choices.words))
    entries = erasing.erasing(normalise.entries(read, meant, today, progress, how), read, meant, choices)
    entries = own_columns.read(tags.tagged(entries, read, meant), read, meant, today)
    entries = year_columns.read(entries, read, meant)
    marked = consents.read(entries, read, meant)
    return meetings.read(marked, read, meant)
