"""A list of goals from its file into the register: read and looked over, then kept as one step."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from crm.commands import goal_lists as commands
from crm.commands.goal_lists import GoalLine
from crm.errors import CrmError
from crm.exchange import isolation
from crm.exchange.fact_lists.asked import Asked
from crm.exchange.fact_lists.reading import Found, Line
from crm.exchange.goal_lists import matching, reading
from crm.exchange.goal_lists.columns import ASKED
from crm.exchange.goal_lists.reading import Figure
from crm.exchange.source import Source
from crm.i18n import N_, _
from crm.progress import Progress, silent

_SHOWN = ("text_nb", "level", "name_nb", "target", "years", "below")
"""Of the columns those that say most, where a line is shown to somebody."""
_YEARS = Asked("years", "text", (N_("Values by year"),))


def read(file: Path, *, figures: Sequence[Figure], today: date, progress: Progress = silent) -> Found:
    """What a file (.xlsx, .csv and their like) holds of goals, and what would become of each line.

    `figures` are those of the report that an indicator can follow. Nothing is written. Raises CrmError where it cannot
    be read or has no such list.
    """
    return of_source(isolation.read(file, progress=progress), file.name, figures=figures, today=today)


def of_source(source: Source, name: str, *, figures: Sequence[Figure], today: date) -> Found:
    """The same of a file that is read already."""
    head, read = reading.rows(source, name, figures, today)
    keys = head.keys | {"text_nb", "level"} | {dated.what for dated in head.dated.values()}
    if any(one.kept for one in read):
        keys |= {_YEARS.key}
    by_key = {one.key: one for one in (*ASKED, _YEARS)}
    columns = tuple(by_key[key] for key in _SHOWN if key in keys)
    return Found("goal", columns, head.unused, tuple(matching.lines(read, figures)))


def keep(file: str, lines: Sequence[Line]) -> int:
    """Keep these lines, all or none, as one step; returns how many. Raises CrmError, Invalid."""
    taken = [line.values["line"] for line in sorted(lines, key=lambda line: line.number) if not line.problem]
    if not taken:
        raise CrmError(_("No line is chosen."))
    return len(commands.bring_in(file, list(_parents_first(taken))))


def _parents_first(lines: Sequence[GoalLine]) -> Iterator[GoalLine]:
    """In the order of the list, but each goal behind what it stands below."""
    first = {line.goal.place: line for line in reversed(lines) if line.goal.id is None}
    given: set[int] = set()

    def ahead(line: GoalLine) -> Iterator[GoalLine]:
        above = line.parent
        if above is not None and above.id is None and above.place in first and above.place not in given:
            yield from ahead(first[above.place])
        if id(line) not in done:
            done.add(id(line))
            if line.goal.id is None:
                given.add(line.goal.place)
            yield line

    done: set[int] = set()
    for line in lines:
        yield from ahead(line)
