"""Answers that name a record which has gone into another one since they were given mean the one that was kept."""

from collections.abc import Mapping

from crm.exchange.questions import Answer, Answers
from crm.queries import merged


def answers(given: Answers) -> Answers:
    """The answers, with the ids of today; an answer about a row with one question may mean either kind."""
    ids = {one for answer in given.values() for one in _each(answer) if isinstance(one, int)}
    now = {kind: merged.kept(kind, ids) for kind in merged.KINDS} if ids else {}
    if not any(now.values()):
        return given
    return {row: _now(answer, now) for row, answer in given.items()}


def _each(answer: Answer | Mapping[str, Answer]) -> list[Answer]:
    return list(answer.values()) if isinstance(answer, Mapping) else [answer]


def _now(answer: Answer | Mapping[str, Answer], now: Mapping[str, Mapping[int, int]]) -> Answer | Mapping[str, Answer]:
    said = answer if isinstance(answer, Mapping) else {"person": answer, "organisation": answer}
    found = {kind: _one(one, now.get(kind, {})) for kind, one in said.items()}
    return found if found != said else answer


def _one(answer: Answer, now: Mapping[int, int]) -> Answer:
    return now.get(answer, answer) if isinstance(answer, int) else answer
