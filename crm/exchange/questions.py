"""What a plan asks where the register and the list leave it open, and how it is answered."""

from collections.abc import Mapping
from typing import NamedTuple

Answer = str | int
"""A person's or organisation's id, "new", "skip" to leave the row out, or "row 17": whom that row of the list names."""

Answers = Mapping[int, Answer | Mapping[str, Answer]]
"""By row number; a row with two questions takes {"organisation": answer, "person": answer}."""


CHANGE = "change"
"""The kind of question that asks whether what is known may be changed; a strategy answers it."""

NAME = "name"
"""The kind that asks which spelling of a known person's name is right: "list" or "register"."""


class Candidate(NamedTuple):
    """One that is known and could be meant; `label` says who it is.

    `id` is "row 17" for somebody that only the list names. `score` (0 to 100) is how likely it is, `why` a sentence or
    two that say for what; `has` is where the person works and how one reaches him or her.
    """

    id: int | str
    label: str
    score: int = 0
    why: str = ""
    has: str = ""


class Question(NamedTuple):
    """A row that is not written until somebody says who is meant; `kind` is person or organisation.

    With the kinds change and name it is known who is meant, and asked whether to write what the list says.
    """

    kind: str
    text: str
    candidates: tuple[Candidate, ...]


def answer(answers: Answers, row: int, kind: str) -> Answer | None:
    """What was answered to a row's question of this kind, or None."""
    given = answers.get(row)
    if isinstance(given, Mapping):
        return given.get(kind)
    return given


def with_answer(answers: Answers, row: int, kind: str, given: Answer) -> Answers:
    """The answers with one more; an earlier one to the row's other question stays."""
    before = answers.get(row)
    if before is None or isinstance(before, Mapping):
        kept = dict(before or {})
    else:
        kept = {"person": before, "organisation": before} if kind == NAME else {}
    return {**answers, row: {**kept, kind: given}}
