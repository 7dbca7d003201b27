"""Whom a row means after what was answered, or why it must wait."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.exchange import erasure, matching, person_changes, questions
from crm.exchange.drafts import OrganisationDraft, PersonDraft
from crm.exchange.entries import Entry
from crm.exchange.known import Known
from crm.exchange.pad import Pad, Said
from crm.exchange.questions import Answer, Answers, Candidate, Question
from crm.sentences import _


class Stop(NamedTuple):
    """Why a row does not come in."""

    action: str
    reason: str
    question: Question | None = None


def person(
    entry: Entry,
    key: str,
    there: Known,
    organisation: OrganisationDraft | None,
    answers: Answers,
    pad: Pad,
    said: Said,
) -> PersonDraft | Stop | None:
    """Whom the row means: known or planned already, None for somebody new or nobody, or why it must wait."""
    answer = questions.answer(answers, entry.row, "person") if answers else None
    found = matching.find_person(there, entry, key, organisation.ref if organisation is not None else None)
    if isinstance(found, PersonDraft) and organisation is not None and person_changes.has_left(found, organisation):
        text = _("{name} has left {organisation}. Does {name} work there again?")
        text = text.format(name=found.name, organisation=organisation.name)
        candidates = (Candidate(found.ref, found.name, 100),) if found.ref > 0 else ()
        found = found if answer == found.ref else Question("person", text, candidates)
    if isinstance(found, Question):
        if answer == "new":
            said.apart = tuple(one.id for one in found.candidates)
        found = _meant(found, answer, there, pad)
    if found is None and there.erased and entry.names_somebody:
        stop = erasure.stop(there.erased, entry)
        if isinstance(stop, str):
            return Stop("rejected", stop)
        found = None if answer == "new" else stop
    if isinstance(found, Question):
        return Stop("question", found.text, found)
    if found is not None and found.objected:
        sentence = _("{name} has objected to being registered, so nothing was written. Take the row out of the list.")
        return Stop("rejected", sentence.format(name=found.name))
    return found


def _meant(asked: Question, answer: Answer | None, there: Known, pad: Pad) -> PersonDraft | Question | None:
    """The person who was chosen, None for somebody new, the question where it is not answered."""
    if answer == "new":
        return None
    if answer is not None and answer in [one.id for one in asked.candidates]:
        return candidate(answer, there, pad) or asked
    return asked


def candidate(id_: int | str, there: Known, pad: Pad) -> PersonDraft | None:
    """Somebody that a question offered: of the register, or of another row; None where that row brings in nobody."""
    if isinstance(id_, int):
        return there.people.get(id_)
    return next((new for new in pad.people if f"row {new.row}" == id_), None)


def organisations(entries: Sequence[Entry], answers: Answers) -> dict[tuple[str, str], Answer]:
    """What was answered about organisations, by number and key: on one row it holds for all that say the same."""
    found: dict[tuple[str, str], Answer] = {}
    for entry in entries:
        if entry.organisation is not None:
            given = questions.answer(answers, entry.row, "organisation")
            if given is not None and given != "skip":
                found[entry.organisation.number, entry.organisation.key] = given
    return found
