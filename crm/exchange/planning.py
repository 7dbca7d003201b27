"""What each row of a list will do, worked out row by row from the first to the last.

A row sees what the rows before it will have done: the same person twice is one person, a new organisation on fifty
rows is created once. Nothing is written here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from crm import sentences
from crm.commands.import_writes import NotSame
from crm.exchange import (
    answering,
    consents,
    known,
    matching_organisations,
    memory,
    organisation_changes,
    own_columns,
    person_changes,
    questions,
    retiring,
    spelling,
    tags,
    went_into,
)
from crm.exchange.answering import Stop
from crm.exchange.choices import ASK, Choices
from crm.exchange.drafts import OrganisationDraft, PersonDraft
from crm.exchange.entries import Entry, OrganisationEntry
from crm.exchange.known import Known
from crm.exchange.matching_organisations import Organisations
from crm.exchange.pad import Change, Pad, Said
from crm.exchange.questions import CHANGE, Answers, Question
from crm.progress import Progress, silent
from crm.rules import names
from crm.sentences import _

_ROWS_AT_A_TIME = 500


class RowPlan(NamedTuple):
    """What happens to one row: `action` is new, changed, same, rejected or question.

    `reason` is the sentence for which it is rejected or asked, or what it should be told though it comes in. `person`
    and `organisation` are ids, or negative for new ones (crm.commands.import_writes). `changes` are those of what is
    known already; what a row creates is told by `crm.exchange.shown_changes`. `refusals` would be changes if nobody
    had refused them.
    """

    row: int
    action: str
    reason: str
    person: int | None = None
    organisation: int | None = None
    changes: tuple[Change, ...] = ()
    creates_person: bool = False
    creates_organisation: bool = False
    question: Question | None = None
    refusals: tuple[Change, ...] = ()


@dataclass(frozen=True)
class _Decided:
    """What was decided, as the rows ask for it; nearly all of them share what was refused of whole columns."""

    choices: Choices
    columns: frozenset[tuple[str, ...]]
    rows: Mapping[int, frozenset[tuple[str, ...]]]
    some_left_out: bool

    def said(self, entry: Entry) -> Said:
        """What the row is to say, with nothing said yet."""
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
    return _write(entry, key, person, organisation, there, pad, said)


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


def _write(
    entry: Entry,
    key: str,
    person: PersonDraft | None,
    organisation: OrganisationDraft | None,
    there: Known,
    pad: Pad,
    said: Said,
) -> RowPlan:
    said.warnings += entry.warnings
    asks = said.strategy == ASK
    if asks and _asks(entry, person, organisation, there, pad, said):
        return _asked(entry, person, organisation, said)
    new_organisation = organisation is not None and organisation.ref == 0
    if organisation is not None and entry.organisation is not None and not (asks and organisation.ref > 0):
        _write_organisation(entry, entry.organisation, person, organisation, there, pad, said)
    new_person = person is None and entry.names_somebody
    if new_person:
        quiet = _quiet(said)
        person = person_changes.create(pad, there, entry, key, organisation, quiet)
        _mark(pad, person, entry, quiet)
        others = (answering.candidate(other, there, pad) for other in said.apart)
        pad.not_same += [NotSame("person", person.ref, other.ref) for other in others if other is not None]
        if entry.title and organisation is None:
            said.warnings.append(person_changes.no_organisation(entry.title))
        if key and there.by_name.first[key].ref > 0:  # those of the register stand first
            sentence = _("There is another {name} in the register; make sure that it is somebody else.")
            said.warnings.append(sentence.format(name=person.name))
    elif person is not None and not (asks and person.ref > 0):
        person_changes.change(pad, there, person, entry, organisation, said)
        _mark(pad, person, entry, said)
    if (person is not None and person.archived) or (organisation is not None and organisation.archived):
        said.warnings += _archived(person, organisation)
    new = new_person or (person is None and new_organisation)
    return RowPlan(
        entry.row,
        "new" if new else "changed" if said.changes or new_organisation else "same",
        sentences.joined(said.warnings) if said.warnings else "",
        person.ref if person is not None else None,
        organisation.ref if organisation is not None else None,
        tuple(said.changes),
        new_person,
        new_organisation,
        refusals=tuple(said.refusals),
    )


def _asks(
    entry: Entry,
    person: PersonDraft | None,
    organisation: OrganisationDraft | None,
    there: Known,
    pad: Pad,
    said: Said,
) -> bool:
    """Whether the row changes anything known, about which it must be asked first; with the strategy ask it writes none
    of that, so that looking is harmless.
    """
    known_person = person is not None and person.ref > 0
    if person is not None and known_person:
        person_changes.change(pad, there, person, entry, organisation, said)
        _mark(pad, person, entry, said)
    if organisation is not None and entry.organisation is not None:
        if organisation.ref > 0:
            _write_organisation(entry, entry.organisation, person, organisation, there, pad, said)
        elif organisation.ref == 0 and known_person:
            said.asked.append(Change("organisation", "name", "", organisation.name))
    return bool(said.asked)


def _asked(entry: Entry, person: PersonDraft | None, organisation: OrganisationDraft | None, said: Said) -> RowPlan:
    question = Question(CHANGE, _("The list says something else than the register. What shall count?"), ())
    return RowPlan(
        entry.row,
        "question",
        sentences.joined([question.text, *said.warnings]),
        person.ref if person is not None else None,
        organisation.ref or None if organisation is not None else None,
        tuple(said.asked),
        question=question,
        refusals=tuple(said.refusals),
    )


def _quiet(said: Said) -> Said:
    """What is written of a new person or organisation counts as creating it; what is refused of it is told."""
    return Said(said.strategy, said.refused, refusals=said.refusals, creates=True)


def _write_organisation(
    entry: Entry,
    mine: OrganisationEntry,
    person: PersonDraft | None,
    organisation: OrganisationDraft,
    there: Known,
    pad: Pad,
    said: Said,
) -> None:
    """The row's organisation; where it is new what is written counts as creating it."""
    quiet = said
    if organisation.ref == 0:
        quiet = _quiet(said)
        organisation_changes.create(pad, organisation, quiet)
    organisation_changes.change(pad, there, organisation, mine, quiet)
    if mine.tags:
        tags.add(pad, organisation, mine.tags, quiet)
    if mine.own:
        own_columns.put(pad, organisation, mine.own, quiet)
    if person is None and not entry.names_somebody:
        # Nobody is named, so what the row says of somebody is the organisation's
        before = len(quiet.changes)
        pad.add_points(organisation, entry.points, quiet)
        if len(quiet.changes) > before:
            pad.touch(organisation)
        organisation_changes.add_notes(pad, organisation, entry.notes, quiet)
        tags.add(pad, organisation, entry.tags, quiet)
    if quiet is not said:
        said.warnings += quiet.warnings


def _mark(pad: Pad, person: PersonDraft, entry: Entry, said: Said) -> None:
    """What hangs on a person besides: tags, fields of one's own and consents."""
    if entry.tags:
        tags.add(pad, person, entry.tags, said)
    if entry.own:
        own_columns.put(pad, person, entry.own, said)
    if entry.newsletter:
        consents.change(pad, person, entry, said)


def _archived(person: PersonDraft | None, organisation: OrganisationDraft | None) -> list[str]:
    sentence = _("{name} is archived and stays so.")
    return [
        sentence.format(name=draft.name) for draft in (person, organisation) if draft is not None and draft.archived
    ]
