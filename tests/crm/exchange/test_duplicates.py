"""How well people are recognised, counted against a truth that is made by chance (the issue's own bar)."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from crm.exchange import plan
from crm.exchange.plan import Plan
from crm.exchange.row_plan import RowPlan
from crm.store import opening
from tests import new_register
from tests.crm.exchange import truth
from tests.crm.exchange.bringing import TODAY, source
from tests.crm.exchange.truth import Case, Truth

FEW, MORE = (1, 11, 12), (2, 3, 13, 14, 15, 16, 4, 20, *range(21, 41))
"""Registers of each run of the tests (1 was tuned on, the others were not seen), and those of the soak."""


@dataclass
class Score:
    """`meant` rows name somebody who is there; of those so many were `found`, by themselves or among those asked about.

    `right` and `wrong` count the people and organisations that were proposed, `false` the rows that took somebody else.
    """

    meant: int = 0
    found: int = 0
    right: int = 0
    wrong: int = 0
    false: list[Case] = field(default_factory=list)
    missed: list[Case] = field(default_factory=list)
    asked: list[Case] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """How many of those who are there were recognised or asked about."""
        return self.found / self.meant

    @property
    def precision(self) -> float:
        """How many of those asked about were the ones."""
        return self.right / (self.right + self.wrong)


@pytest.mark.parametrize("seed", [*FEW, *(pytest.param(one, marks=pytest.mark.soak) for one in MORE)])
def test_nearly_everybody_is_recognised_and_nobody_falsely(tmp_path: Path, seed: int) -> None:
    new_register.create(tmp_path / f"{seed}.klynge")
    score = scored(truth.make(seed))
    opening.close()
    assert score.false == []
    assert score.recall >= 0.95, score.missed
    assert score.precision >= 0.95, score.asked


def scored(made: Truth) -> Score:
    """Plan the list and count; questions about organisations are answered truly, so that those about people follow."""
    said = plan.of_source(source(*(case.line for case in made.cases), header=truth.HEADER), "l.xlsx", today=TODAY)
    score = Score()
    choices = said.choices
    for case, row in zip(made.cases, said.rows, strict=True):
        if row.question is not None and row.question.kind == "organisation":
            _count(score, case, {one.id for one in row.question.candidates}, case.company)
            choices = choices.answered(row.row, "organisation", case.company or "new")
    _people(score, made, plan.again(said, choices))
    return score


def _people(score: Score, made: Truth, said: Plan) -> None:
    for case, row in zip(made.cases, said.rows, strict=True):
        assert row.action != "rejected", (case, row.reason)
        # Where the earlier row is itself asked about there is nobody yet to be recognised
        if case.same_as is not None and said.rows[case.same_as - 2].question is not None:
            continue
        means = case.person or (f"row {case.same_as}" if case.same_as is not None else 0)
        if row.question is None or row.question.kind == "name":
            _settled(score, case, row, said, means)
        else:
            _count(score, case, {one.id for one in row.question.candidates}, means)


def _settled(score: Score, case: Case, row: RowPlan, said: Plan, means: int | str) -> None:
    if row.creates_person:
        took: int | str = 0
    elif row.person is not None and row.person < 0:
        took = next(f"row {other.row}" for other in said.rows if other.person == row.person)
    else:
        took = row.person or 0
    if means:
        score.meant += 1
        score.found += took == means
        if took == 0:
            score.missed.append(case)
    if took not in (0, means):
        score.false.append(case)


def _count(score: Score, case: Case, proposed: set[int | str], means: int | str) -> None:
    if means:
        score.meant += 1
        score.found += means in proposed
        if means not in proposed:
            score.missed.append(case)
    score.right += means in proposed
    score.wrong += len(proposed - {means})
    if proposed - {means}:
        score.asked.append(case)
