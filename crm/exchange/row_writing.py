"""What a row does once it is known whom it means: what is written for it, or what is asked before that."""

from crm import sentences
from crm.commands.import_writes import NotSame
from crm.exchange import (
    answering,
    consents,
    organisation_changes,
    own_columns,
    person_changes,
    person_facts,
    tags,
    year_columns,
)
from crm.exchange.choices import ASK
from crm.exchange.drafts import OrganisationDraft, PersonDraft
from crm.exchange.entries import Entry, OrganisationEntry
from crm.exchange.known import Known
from crm.exchange.pad import Change, Pad, Said
from crm.exchange.questions import CHANGE, Question
from crm.exchange.row_plan import RowPlan
from crm.sentences import _


def write(
    entry: Entry,
    key: str,
    person: PersonDraft | None,
    organisation: OrganisationDraft | None,
    there: Known,
    pad: Pad,
    said: Said,
) -> RowPlan:
    """What becomes of the row, with all that it says put on the pad; no person is one who is new, if it names one."""
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
        said.warnings += quiet.warnings
        others = (answering.candidate(other, there, pad) for other in said.apart)
        pad.not_same += [NotSame("person", person.ref, other.ref) for other in others if other is not None]
        if entry.title and organisation is None:
            said.warnings.append(person_changes.no_organisation(entry.title))
        if entry.facts is not None and organisation is None:
            person_facts.homeless(entry.facts, said)
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
    return Said(said.strategy, said.refused, said.refusals, creates=True)


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
    if mine.years:
        year_columns.put(pad, organisation, mine.years, quiet)
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
