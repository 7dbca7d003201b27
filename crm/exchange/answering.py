"""Whom an answer to a question means."""

from collections.abc import Sequence

from crm.exchange import questions
from crm.exchange.drafts import PersonDraft
from crm.exchange.entries import Entry
from crm.exchange.known import Known
from crm.exchange.pad import Pad
from crm.exchange.questions import Answer, Answers, Question


def meant(asked: Question, answer: Answer | None, there: Known, pad: Pad) -> PersonDraft | Question | None:
    """The person who was chosen, None for somebody new, the question where it is not answered."""
    if answer == "new":
        return None
    if answer is not None and answer in [one.id for one in asked.candidates]:
        return candidate(answer, there, pad)
    return asked


def candidate(id_: int | str, there: Known, pad: Pad) -> PersonDraft:
    """Somebody that a question offered: of the register, or of another row."""
    return there.people[id_] if isinstance(id_, int) else next(new for new in pad.people if f"row {new.row}" == id_)


def organisations(entries: Sequence[Entry], answers: Answers) -> dict[tuple[str, str], Answer]:
    """What was answered about organisations, by number and key: on one row it holds for all that say the same."""
    found: dict[tuple[str, str], Answer] = {}
    for entry in entries:
        if entry.organisation is not None:
            given = questions.answer(answers, entry.row, "organisation")
            if given is not None and given != "skip":
                found[entry.organisation.number, entry.organisation.key] = given
    return found
