"""What can be answered where a list asks about a row."""

from collections.abc import Callable
from functools import partial

from crm.exchange.choices import CREATE, FILL, SKIP, UPDATE, Choices
from crm.exchange.questions import CHANGE, NAME, Candidate
from crm.exchange.row_plan import RowPlan
from crm.i18n import _
from crm.rules import numbers
from ui.dialogs.import_decisions import Decision
from ui.dialogs.import_row import Choice


def of(chosen: Choices, row: RowPlan, decide: Callable[[Decision], object]) -> list[Choice]:
    """What can be done with a row, for `decide`; `chosen` is what was decided so far."""
    kind = row.question.kind if row.question is not None else ""

    def answer(given: str | int | None) -> None:
        decide(lambda made: made.choices.answered(row.row, kind, given))

    def leave_out() -> None:
        decide(lambda made: made.choices.with_strategy([row.row], SKIP))

    if row.question is None:
        decided = row.row in chosen.answers or row.row in chosen.strategies
        if decided:
            return [Choice(_("Decide again"), partial(answer, None), "undo")]
        return [Choice(_("Leave the row out"), leave_out, "minus")]
    if row.question.kind == CHANGE:
        return [
            Choice(_("The list counts"), partial(answer, UPDATE), "check"),
            Choice(_("Only fill what is empty"), partial(answer, FILL), "plus"),
            Choice(_("The register counts"), partial(answer, CREATE), "close"),
            Choice(_("Leave the row out"), partial(answer, SKIP), "minus"),
        ]
    if row.question.kind == NAME:
        right = [
            Choice(_("{name} is right").format(name=one.label), partial(answer, one.id), icon)
            for one, icon in zip(row.question.candidates, ("check", "edit"), strict=True)
        ]
        return [*right, Choice(_("Leave the row out"), partial(answer, "skip"), "minus")]
    person = row.question.kind == "person"
    known = [
        Choice(
            _("It is {name}").format(name=one.label),
            partial(answer, one.id),
            "person" if person else "building",
        )
        for one in row.question.candidates
    ]
    new = _("Somebody new") if person else _("A new organisation")
    skip = Choice(_("Leave the row out"), partial(answer, "skip"), "minus")
    return [*known, Choice(new, partial(answer, "new"), "plus"), skip]


def candidates(row: RowPlan) -> str:
    """Those who could be meant, a line each."""
    asked = row.question if row.question is not None and row.question.kind != NAME else None
    return "\n".join(map(_candidate, asked.candidates if asked is not None else ()))


def _candidate(one: Candidate) -> str:
    """Who it could be, how likely and why, and how one reaches him or her."""
    likely = _("Likelihood: {share}").format(share=numbers.show_whole_percent(one.score)) if one.score else ""
    return " · ".join(filter(None, (one.label, likely, one.why, one.has)))
