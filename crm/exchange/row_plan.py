"""What happens to one row of a list."""

from typing import NamedTuple

from crm.exchange.pad import Change
from crm.exchange.questions import Question


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
