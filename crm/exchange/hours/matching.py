"""Whose the lines of a list of hours are, what they count for, and which of them stand in the register already."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from crm.commands import contributions as commands
from crm.errors import CrmError
from crm.exchange import isolation
from crm.exchange.hours import reading
from crm.exchange.hours.line import Line
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import attendance, contributions, hour_caps, import_memory, named, organisations
from crm.queries.contributions import ContributionsQuery
from crm.rules import contributions as rules
from crm.rules import likeness, names
from crm.rules.folding import fold, loose

Key = TypeVar("Key")
Written = tuple[str, str]
"""A member as a list names it: by its name and its number."""
Answers = Mapping[Written, int | None]
"""Who is meant by a member that is not known by itself; None leaves its lines out."""
_PROPOSED = 80
_LONGEST = 200
_MOST_PROPOSED = 3


class Found(NamedTuple):
    """A line and what it means.

    `organisation` is None where nobody knows yet; `candidates` are then who could be meant, as (id, name). It may be
    known because somebody `answered` now, or said so of an earlier list (`remembered`). `there` says
    that the same hours or the same money of that day stand in the register already. `value` in øre is what counts,
    `above` what the cap cuts. `project` and `activity` are those whose name the list gives.
    """

    line: Line
    organisation: int | None = None
    name: str = ""
    candidates: tuple[tuple[int, str], ...] = ()
    left_out: bool = False
    answered: bool = False
    remembered: bool = False
    there: bool = False
    value: int = 0
    above: int = 0
    project: int | None = None
    activity: int | None = None

    @property
    def can_be_kept(self) -> bool:
        """Whether it is known whose it is, and all of it is understood."""
        return self.organisation is not None and not self.line.problem

    @property
    def sure(self) -> bool:
        """Whether it may be kept without a second look."""
        return self.can_be_kept and not self.there

    @property
    def asked(self) -> bool:
        """Whether somebody is to say whose it is."""
        return self.organisation is None and not self.left_out


def written(line: Line) -> Written:
    """The member as the list names it."""
    return line.member, line.number


def read(file: Path, *, year: int, today: date, progress: Progress = silent) -> list[Line]:
    """The lines of a file (.xlsx, .csv and their like); `year` is that of lists which name none.

    Nothing is written. Raises CrmError where it cannot be read or holds no such list; see crm.exchange.isolation.
    """
    return reading.read(isolation.read(file, progress=progress), file.name, today=today, year=year)


def matched(lines: Sequence[Line], answers: Answers | None = None, *, remember: bool = True) -> list[Found]:
    """What each line means, in their order; each that stands in the register already is found there once.

    Without `remember` nobody is known by what was said of an earlier list.
    """
    known = import_memory.members() if remember else {}
    whose = _members({written(line) for line in lines}, answers or {}, known)
    projects, activities = _named()
    cap = cache(hour_caps.of)
    kept: Counter[tuple[object, ...]] = Counter(
        (one.organisation_id, one.year, one.given_on, one.kind, one.minutes, one.amount)
        for year in {line.year for line in lines}
        for archived in (False, True)
        for one in ContributionsQuery(year=year, archived=archived).lines()
    )
    found = []
    for line in lines:
        one = whose[written(line)]._replace(line=line)
        if one.can_be_kept:
            shape = {"minutes": line.minutes, "rate": line.rate}
            most = cap(one.organisation, line.year)
            same = (one.organisation, line.year, line.day, _kind(line), line.minutes, line.amount)
            parts = [fold(part) for part in (line.what, *line.what.split(" – "))]
            one = one._replace(
                there=kept[same] > 0,
                value=rules.value(_kind(line), amount=line.amount, cap=most, **shape),
                above=rules.above(_kind(line), cap=most, **shape),
                project=next((projects[part] for part in parts if part in projects), None),
                activity=next((id for part in parts if (id := activities.get((part, line.year)))), None),
            )
            kept[same] -= one.there
        found.append(one)
    return found


def keep(file: str, found: Iterable[Found], *, approved: bool = False) -> int:
    """Keep these lines as contributions, all or none, as one step; returns how many. Raises CrmError, Invalid.

    Who was meant by a member that had to be asked about is kept for the next list.
    """
    taken = [one for one in found if one.can_be_kept]
    if not taken:
        raise CrmError(_("No line is chosen."))
    learned = {
        word: one.organisation
        for one in taken
        if one.answered and one.organisation is not None and (word := _word(written(one.line)))
    }
    return len(commands.add_all(file, [_values(one, approved) for one in taken], learned=learned))


def _word(member: Written) -> str:
    """A member as it is remembered."""
    return loose(" ".join(filter(None, member)))[:_LONGEST]


def _members(asked: Iterable[Written], answers: Answers, known: Mapping[str, int]) -> dict[Written, Found]:
    places = attendance.places()
    called = {place.id: place.name for place in places}
    nobody = Line("", 0, "", "", 0)
    found = {}
    for one in asked:
        if one in answers:
            answer = answers[one]
            name = called.get(answer, "") if answer is not None else ""
            found[one] = Found(nobody, answer, name, left_out=answer is None, answered=answer is not None)
            continue
        name, number = one
        by_number = organisations.find("", number) if number else []
        by_name = organisations.find(name) if name else []
        sure = by_number or by_name
        if len(sure) == 1 and (not by_number or not by_name or sure[0] in by_name):
            found[one] = Found(nobody, sure[0], called.get(sure[0], ""))
            continue
        meant = known.get(_word(one))
        if meant in called:
            found[one] = Found(nobody, meant, called[meant], remembered=True)
            continue
        key = names.company_key(name)
        alike = sorted(
            ((likeness.of_company_keys(key, place.key), place.id) for place in places),
            key=lambda scored: (-scored[0], scored[1]),
        )
        near = [id for score, id in alike[:_MOST_PROPOSED] if score >= _PROPOSED and key]
        could = list(dict.fromkeys([*by_number, *by_name, *near]))[:_MOST_PROPOSED]
        found[one] = Found(nobody, candidates=tuple((id, called.get(id, "")) for id in could))
    return found


def _named() -> tuple[dict[str, int], dict[tuple[str, int], int]]:
    """Projects by their title, activities by their name and year, both folded; what two are called is neither."""
    titles = [(fold(title), id) for id, title in named.projects()]
    held = [((fold(name), year), id) for id, name, year in contributions.activities()]
    return _single(titles), _single(held)


def _single(pairs: Sequence[tuple[Key, int]]) -> dict[Key, int]:
    often = Counter(key for key, _id in pairs)
    return {key: id for key, id in pairs if often[key] == 1}


def _kind(line: Line) -> str:
    return "cash" if line.minutes is None else "hours"


def _values(one: Found, approved: bool) -> dict[str, Any]:
    line = one.line
    shape = {"amount": line.amount} if line.minutes is None else {"minutes": line.minutes, "rate": line.rate}
    return {
        "organisation": one.organisation,
        "year": line.year,
        "given_on": line.day,
        "kind": _kind(line),
        "project": one.project,
        "activity": one.activity,
        "document_ref": line.document,
        "notes": line.what,
        "approved": approved,
        **shape,
    }
