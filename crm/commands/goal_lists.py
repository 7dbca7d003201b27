"""Keeping a whole list of goals: goals, indicators and values of years, new ones and what changes, as one step."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crm.commands import goals
from crm.commands.command import command
from crm.commands.goals import Kept
from crm.errors import CrmError
from crm.i18n import N_, _, quoted
from crm.store import journal


class Ref(NamedTuple):
    """A goal: of the register by its `id`, or one that is to be made, by its `place` in the list and its words."""

    id: int | None = None
    place: int = 0
    text: str = ""


@dataclass(frozen=True)
class GoalLine:
    """What a line of a list becomes.

    `new` is what goals.add takes where the goal is to be made, `changes` what becomes of one that is there; the same
    for the indicator, of which `indicator` is the one that is there. A line without an indicator has no `measured`.
    """

    goal: Ref
    parent: Ref | None = None
    new: Mapping[str, Any] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)
    measured: Mapping[str, Any] = field(default_factory=dict)
    indicator: int | None = None
    kept: Mapping[int, Kept] = field(default_factory=dict)


@command(N_("Goals from «{file}»"), origin="import")
def bring_in(file: str, lines: Sequence[GoalLine]) -> list[int]:
    """Keep the lines of a list `file`; returns the ids of the goals they are about.

    A goal must come before those that stand below it. Raises Invalid and CrmError, and then nothing is kept.
    """
    made: dict[int, int] = {}
    found = []
    for line in lines:
        goal = line.goal.id if line.goal.id is not None else made.get(line.goal.place)
        if goal is None:
            goal = made[line.goal.place] = goals.add(**line.new, parent=_above(line, made))
        elif line.changes:
            goals.edit(goal, **line.changes)
        if line.measured or line.kept:
            indicator = line.indicator
            if indicator is None:
                indicator = goals.add_indicator(goal, **line.measured)
            elif line.measured:
                goals.edit_indicator(indicator, **line.measured)
            if line.kept:
                goals.put_values(indicator, line.kept)
        found.append(goal)
    journal.current().describe(file=file)
    return found


def _above(line: GoalLine, made: Mapping[int, int]) -> int | None:
    if line.parent is None or line.parent.id is not None:
        return line.parent and line.parent.id
    if line.parent.place not in made:
        words = _("{goal} stands below {parent}, which is not taken from the list.")
        raise CrmError(words.format(goal=quoted(line.goal.text), parent=quoted(line.parent.text)))
    return made[line.parent.place]
