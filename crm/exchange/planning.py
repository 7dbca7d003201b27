"""What each row of a list will do, worked out row by row from the first to the last.

A row sees what the rows before it will have done: the same person twice is one person, a new organisation on fifty
rows is created once. Nothing is written here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crm.exchange import (
    answering,
    consents,
    known,
    matching_organisations,
    memory,
    own_columns,
    questions,
    retiring,
    row_writing,
    spelling,
    tags,
    went_into,
    year_columns,
)
from crm.exchange.answering import Stop
from crm.exchange.choices import Choices
from crm.exchange.drafts import OrganisationDraft
from crm.exchange.entries import Entry, OrganisationEntry
from crm.exchange.known import Known
from crm.exchange.matching_organisations import Organisations
from crm.exchange.pad import Pad, Said
from crm.exchange.questions import Answers, Question
from crm.exchange.row_plan import RowPlan
from crm.progress import Progress, silent
from crm.rules import names
from crm.sentences import _

_ROWS_AT_A_TIME = 500


@dataclass(frozen=True)
class _Decided:
    """What was decided, as the rows ask for it; nearly all of them share what was refused of whole columns."""

    choices: Choices
    columns: frozenset[tuple[str, ...]]
    rows: Mapping[int, frozenset[tuple[str, ...]]]
    some_left_out: bool

    def said(self, entry: Entry) -> Said:
        """What the row is to say, with nothing said yet."""
        if not self.some_left_out and not self.rows:
            return Said(self.choices.strategy, self.columns)
        return Said(self.choices.strategy_of(entry.row), self.rows.get(entry.row, self.columns))


def _decided(choices: Choices) -> _Decided:
    columns = frozenset(one.key for one in choices.refused if one.row is None)
    rows: dict[int, frozenset[tuple[str, ...]]] = {}
    for one in choices.refused:
        if one.row is not None:
            rows[one.row] = rows.get(one.row, columns) | {one.key}
    return _Decided(choices, columns, rows, choices.leaves_some_out)


def make(entries: Sequence[Entry], choices: Choices, progress: Progress = silent) -> tuple[list[RowPlan], Pad]:
    """The plan of every row, in order, and all that it writes; reads only. `progress` may raise Cancelled."""
    if choices.answers:
        choices = replace(choices, answers=went_into.answers(choices.answers))
    there = known.load(entries, progress)
    # A row that is left out lends its organisation nothing, not even a number
    some = choices.leaves_some_out
    organisations = matching_organisations.settle(
        there,
        (
            entry.organisation
            for entry in entries
            if entry.organisation is not None and not (some and choices.leaves_out(entry.row))
        ),
        answering.organisations(entries, choices.answers) if choices.answers else {},
    )
    _note_filled(entries, organisations, choices)
    decided = _decided(choices)
    pad = Pad()
    rows: list[RowPlan] = []
    with memory.apart_when_stopped(there, pad, rows, pad.points, pad.positions):
        tags.load(pad, there, entries)
        own_columns.load(pad, there, entries)
        year_columns.load(pad, there, entries)
        consents.load(pad, there, entries)
        if choices.erases:
            retiring.load(there, entries)
        for index, entry in enumerate(entries):
            if index % _ROWS_AT_A_TIME == 0:
                progress(index, len(entries), _("Making the plan"))
            rows.append(_row(entry, there.keys[index], there, organisations, pad, decided))
    memory.take_apart(*there.heaps)
    return rows, pad


def _note_filled(entries: Sequence[Entry], organisations: Organisations, choices: Choices) -> None:
    """Tell each organisation which of its columns a row states, so that no empty cell of another row erases them."""
    if not choices.erases:
        return
    coming = (one for one in entries if not one.problem and not choices.leaves_out(one.row))
    for said in {id(one.organisation): one.organisation for one in coming}.values():
        draft = organisations.of(said, None) if said is not None else None
        if said is not None and isinstance(draft, OrganisationDraft):
            draft.filled |= {name for name, _value in said.filled}


def _row(entry: Entry, key: str, there: Known, organisations: Organisations, pad: Pad, decided: _Decided) -> RowPlan:
    answers = decided.choices.answers
    if entry.problem:
        return RowPlan(entry.row, "rejected", entry.problem)
    if decided.some_left_out and decided.choices.leaves_out(entry.row):
        return RowPlan(entry.row, "rejected", _("It was left out, as you chose."))
    organisation: OrganisationDraft | None = None
    if entry.organisation is not None:
        meant = _organisation(entry, entry.organisation, organisations, answers)
        if isinstance(meant, Stop):
            return RowPlan(entry.row, meant.action, meant.reason, question=meant.question)
        organisation = meant
    if not key and entry.names_somebody:
        key = names.person_key(entry.first_name, entry.last_name)
    said = decided.said(entry)
    person = answering.person(entry, key, there, organisation, answers, pad, said)
    if isinstance(person, Stop):
        return RowPlan(entry.row, person.action, person.reason, question=person.question)
    if person is None and organisation is None and not entry.names_somebody:
        return RowPlan(entry.row, "rejected", _nobody(entry))
    if person is not None and person.ref > 0 and entry.names_somebody:
        if (asked := spelling.asks(entry, key, person, answers, said)) is not None:
            shown = spelling.changes(entry, person, said)
            return RowPlan(entry.row, "question", asked.text, person.ref, changes=shown, question=asked)
        entry, key = spelling.settled(entry, key, person, answers)
    return row_writing.write(entry, key, person, organisation, there, pad, said)


def _nobody(entry: Entry) -> str:
    if entry.points:
        return _("There is an address or a phone number but no name. Write the name in the list.")
    return _("The row names neither a person nor an organisation. Write a name, or take the row out.")


def _organisation(
    entry: Entry, said: OrganisationEntry, organisations: Organisations, answers: Answers
) -> OrganisationDraft | Stop:
    found = organisations.of(said, questions.answer(answers, entry.row, "organisation") if answers else None)
    if isinstance(found, str):
        return Stop("rejected", found)
    return Stop("question", found.text, found) if isinstance(found, Question) else found
