"""Reported 142, today 147: which records entered or left a frozen figure since, and by which edit, of when and whom.

The figures are counted anew from the register as it was after the edits, found by halving: a stretch of edits after
which a figure is as it was before explains nothing and is not looked into. So what is named adds up exactly to the
difference, and an edit that a later one took back is not named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import named, steps_since
from crm.queries.figures import runs
from crm.queries.steps_since import Edit
from crm.reports import counting, run
from crm.reports import figures as defined
from crm.reports.figures.definition import Value
from crm.reports.report import Report, Reported

Number = int | float | None


class Cause(NamedTuple):
    """An edit and what it did to a figure: its value before and after, the ids that entered and left."""

    edit: Edit
    before: Number
    after: Number
    entered: tuple[int, ...]
    left: tuple[int, ...]


@dataclass(frozen=True)
class Difference:
    """A figure that is no longer what was reported; `record` is the table that its ids point into.

    `causes` lead from `reported` to `today` in the order of time. `otherwise` is what no edit explains: "rule" where
    the program counts by another version of the rule, "program" where it counts otherwise for another reason.
    """

    figure: Reported
    reported: Number
    today: Number
    causes: tuple[Cause, ...]
    otherwise: str = ""

    @property
    def record(self) -> str:
        """The table of the counted records."""
        return self.figure.record


@dataclass(frozen=True)
class Reconciled:
    """A frozen report against the register of today, seen from the day that the report looked from."""

    report: Report
    differences: tuple[Difference, ...]
    names: dict[str, dict[int, str]] = field(default_factory=dict)

    def called(self, record: str, id: int, language: str) -> str:
        """What a record is called: today, else as it was reported."""
        return self.names.get(record, {}).get(id) or self.report.called(record, id, language) or str(id)


State = dict[str, Any]


def reconcile(number: int, *, progress: Progress = silent) -> Reconciled:
    """Explain every figure of a frozen report that is another today. Raises CrmError where the run is not sound."""
    report = run.load(number)
    first = report.step or runs.step_at(report.at)
    steps = [first, *steps_since.after(first)]
    with steps_since.looking_back(first) as go:
        walk = _Walk(report, steps, go, progress)
        start, end = walk.at(0), walk.at(len(steps) - 1)
        walk.explain(0, len(steps) - 1, [key for key in end if key in report.figures])
    told = steps_since.edits([step for found in walk.found.values() for step, *_rest in found])
    differences = []
    for key, figure in report.figures.items():
        frozen = _kept(figure.now)
        if key not in end or (end[key] == frozen and not walk.found.get(key)):
            continue
        otherwise = ""
        if start[key] != frozen:
            otherwise = "rule" if _version(key) != figure.version else "program"
        causes = tuple(
            Cause(told[step], before[0], after[0], _sorted(after[1] - before[1]), _sorted(before[1] - after[1]))
            for step, before, after in walk.found.get(key, ())
        )
        differences.append(Difference(figure, figure.value, end[key][0], causes, otherwise))
    wanted: dict[str, set[int]] = {}
    for one in differences:
        for cause in one.causes:
            wanted.setdefault(one.record, set()).update(cause.entered, cause.left)
    names = {record: named.names(record, sorted(ids)) for record, ids in wanted.items() if ids}
    progress(1, 1)
    return Reconciled(report, tuple(differences), names)


class _Walk:
    """The figures after any of the steps, each counted once."""

    def __init__(self, report: Report, steps: Sequence[int], go: Callable[[int], None], progress: Progress) -> None:
        self._report, self._steps, self._go, self._progress = report, steps, go, progress
        self._seen: dict[int, State] = {}
        self.found: dict[str, list[tuple[int, Any, Any]]] = {}

    def at(self, place: int) -> State:
        """The figures after the step at a place."""
        if place not in self._seen:
            self._progress(len(self._seen), None, _("Looking through the edits since"))
            self._go(self._steps[place])
            figures = counting.figures_of(self._report.period, self._report.as_of)
            self._seen[place] = {key: _kept(value) for key, value in figures.items()}
        return self._seen[place]

    def explain(self, low: int, high: int, keys: Sequence[str]) -> None:
        """Find the steps between two places that changed these figures for good, in their order."""
        before, after = self.at(low), self.at(high)
        changed = [key for key in keys if before[key] != after[key]]
        if not changed:
            return
        if high - low == 1:
            for key in changed:
                self.found.setdefault(key, []).append((self._steps[high], before[key], after[key]))
            return
        middle = (low + high) // 2
        self.explain(low, middle, changed)
        # What lies behind is asked for no more: thousands of states would fill the memory.
        self._seen = {place: state for place, state in self._seen.items() if place >= middle}
        self.explain(middle, high, changed)


def _kept(value: Value) -> tuple[Number, frozenset[int], tuple[tuple[str, Number, frozenset[int]], ...]]:
    """What of a figure is reported: its value, what it counts, and the same of its parts."""
    parts = ((key, part.value, frozenset(part.counted)) for key, part in value.parts.items())
    return value.value, frozenset(value.counted), tuple(sorted(parts, key=lambda part: part[0]))


def _sorted(ids: frozenset[int]) -> tuple[int, ...]:
    return tuple(sorted(ids))


def _version(key: str) -> int:
    return next((figure.version for figure in defined.known() if figure.key == key), 0)


def reconciled_json(found: Reconciled, language: str) -> dict[str, object]:
    """What `report --reconcile RUN --json` prints."""

    def listed(record: str, ids: Sequence[int]) -> list[dict[str, object]]:
        return [{"record": record, "id": id, "name": found.called(record, id, language)} for id in ids]

    return {
        "run": found.report.run,
        "year": found.report.year,
        "as_of": found.report.as_of,
        "differences": [
            {
                "key": one.figure.key,
                "name": one.figure.name(language),
                "reported": one.reported,
                "today": one.today,
                "otherwise": one.otherwise,
                "edits": [
                    {
                        "step": cause.edit.step,
                        "at": cause.edit.at,
                        "staff": cause.edit.staff,
                        "label": cause.edit.label,
                        "before": cause.before,
                        "after": cause.after,
                        "entered": listed(one.record, cause.entered),
                        "left": listed(one.record, cause.left),
                    }
                    for cause in one.causes
                ],
            }
            for one in found.differences
        ],
    }
