"""Making the report of a year or of any period, freezing it, and opening it again as it was.

DESIGN.md, "How a report travels".
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import NamedTuple

import crm
from crm.commands import report_runs
from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import counted, figure_comments
from crm.queries.figures import runs
from crm.reports import counting, facts, snapshot, words
from crm.reports import figures as defined
from crm.reports.as_reported import as_reported
from crm.reports.report import Report, Reported, Table
from crm.reports.sheets import TABLES, goals
from crm.rules import stretches
from crm.rules.stretches import Stretch

_ATTEMPTS = 3


class Frozen(NamedTuple):
    """A frozen run: its id, and the hash of what it holds."""

    run: int
    sha256: str


def make(year: int, *, today: date | None = None, named: bool = True, progress: Progress = silent) -> Report:
    """The report of a year as the register stands now; nothing is stored.

    Days since a contact are counted from the last day of the year, and while the year still runs from `today` (the
    clock's day unless given). Where the year before is frozen, its figures are those that were reported: they are not
    counted again. The same register gives the same `sha256`. With `named` False it is only to be looked at: no record
    that is counted is named and there is no `sha256`, which takes as long again where there are a million meetings.
    Raises CrmError for a year before 1900 or after 2200.
    """
    if not 1900 <= year <= 2200:
        raise CrmError(_("{year} is not a year a report can be made of.").format(year=year))
    as_of = min((today or date.today()).isoformat(), f"{year}-12-31")
    made = _at_one_step(lambda: _made(year, as_of, named, progress), named=named)
    progress(4, 4)
    return made


def make_period(
    stretch: Stretch, other: Stretch, *, today: date | None = None, named: bool = True, progress: Progress = silent
) -> Report:
    """The figures of any stretch of time beside those of another, as the register stands now; nothing is stored.

    It has no tables: what stands on 31 December in the report of a year stands here on the last day. Where the `other`
    is frozen its figures are those that were reported. `today` and `named` are as for a year.
    """
    as_of, until = (min(today or date.today(), one.last).isoformat() for one in (stretch, other))
    made = _at_one_step(lambda: _of_period(stretch, other, as_of, until, named, progress), named=named)
    progress(3, 3)
    return made


def _at_one_step(make: Callable[[], Report], *, named: bool) -> Report:
    """What is made of the register as it stood after one and the same step, with the time and its hash."""
    for _attempt in range(_ATTEMPTS):
        step = runs.last_step()
        made = make()
        # Somebody may have written while it was counted: then a part would be of before and a part of after.
        if runs.last_step() == step:
            break
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return replace(made, sha256=snapshot.sha256(snapshot.text(made)) if named else "", at=at, step=step)


def _of_period(stretch: Stretch, other: Stretch, as_of: str, until: str, named: bool, progress: Progress) -> Report:
    used = counting.settings_used()
    progress(0, 3, _("Reading"))
    now = facts.gather(stretch, as_of, used)
    progress(1, 3, _("Reading"))
    before = facts.gather(other, until, used, with_gaps=False)
    progress(2, 3, _("Counting"))
    figures = {figure.key: counting.reported(figure, now, before) for figure in defined.known()}
    made = Report(
        year=stretch.last.year,
        as_of=as_of,
        program_version=crm.__version__,
        settings=used,
        figures=figures,
        tables={},
        words=words.of((), figures.values(), stretch.last.year),
        shown=_shown(figures) if named else {},
        stretch=stretch,
        other=other,
    )
    frozen = locked_period(other)
    return made if frozen is None else as_reported(made, frozen)


def _made(year: int, as_of: str, named: bool, progress: Progress) -> Report:
    used = counting.settings_used()
    progress(0, 4, _("Reading"))
    before = facts.gather(stretches.of_year(year - 1), as_of, used, with_gaps=False)
    progress(1, 4, _("Reading"))
    now = facts.gather(stretches.of_year(year), as_of, used)
    progress(2, 4, _("Counting"))
    figures = {figure.key: counting.reported(figure, now, before) for figure in defined.known()}
    progress(3, 4, _("Counting"))
    tables = {key: table(now, before) for key, table in TABLES.items()} | {"goals": _goals(year, figures)}
    made = Report(
        year=year,
        as_of=as_of,
        program_version=crm.__version__,
        settings=used,
        figures=figures,
        tables=tables,
        words=words.of(tables, figures.values(), year),
        shown=_shown(figures) if named else {},
        comments={key: comment.text for key, comment in figure_comments.of(year).items()},
    )
    frozen = locked(year - 1)
    return made if frozen is None else as_reported(made, frozen)


def locked(year: int) -> Report | None:
    """The newest frozen report of a year, None where there is none that is as it was frozen."""
    return _sound(runs.locked(year))


def locked_period(stretch: Stretch) -> Report | None:
    """The newest frozen report of a stretch of time, of a whole year that of the year; None as for a year."""
    if stretch == stretches.of_year(stretch.last.year):
        return locked(stretch.last.year)
    return _sound(runs.locked(stretch.last.year, *(day.isoformat() for day in stretch)))


def _sound(found: int | None) -> Report | None:
    kept = None if found is None else runs.get(found)
    if kept is None or snapshot.sha256(kept.snapshot) != kept.sha256:
        return None
    return _opened(kept)


def freeze(report: Report, *, file_name: str = "") -> Frozen:
    """Keep a report for good, outside the journal; `load` gives it back however the register changes afterwards.

    A year or period that is frozen already gets one more version: the earlier ones stay. The report was made with
    names.
    """
    assert report.sha256, "made only to be looked at"
    text = snapshot.text(report)
    sha256 = snapshot.sha256(text)
    run = report_runs.keep(
        year=report.year,
        at=report.at,
        program_version=report.program_version,
        sha256=sha256,
        snapshot=text,
        step=report.step,
        file_name=file_name,
        days=None if report.stretch is None else (report.stretch.first.isoformat(), report.stretch.last.isoformat()),
    )
    return Frozen(run, sha256)


def load(run: int) -> Report:
    """The frozen report as it was; raises CrmError where there is none or a byte of it was changed since."""
    found = runs.get(run)
    if found is None:
        raise CrmError(_("There is no frozen report number {run}.").format(run=run))
    if snapshot.sha256(found.snapshot) != found.sha256 or any(
        link.id == run and link.kept != link.expected for link in runs.chain()
    ):
        raise CrmError(
            _(
                "The frozen report number {run} ({year}) is not as it was when it was frozen: its content no longer"
                " matches its hash. Open a backup of the register to see the original."
            ).format(run=run, year=found.year)
        )
    return _opened(found)


def _opened(found: runs.Run) -> Report:
    return snapshot.report(found.snapshot, at=found.at, run=found.id, number=found.number, step=found.step)


def problems() -> list[str]:
    """What is wrong with the frozen reports, in sentences: changed ones, and ones that were taken out."""
    found = []
    for link in runs.chain():
        if link.kept != link.expected:
            words = _("The frozen report number {run} ({year}), or one before it, was changed or taken out.")
            found.append(words.format(run=link.id, year=link.year))
    if runs.ever() > runs.newest():
        words = _("The frozen report number {run} was taken out.")
        found.append(words.format(run=runs.ever()))
    return found


def _goals(year: int, figures: Mapping[str, Reported]) -> Table:
    """The goals with the figures that measure them; the year before last is counted only where one does."""
    known = {
        year: {key: figure.now.value for key, figure in figures.items()},
        year - 1: {key: figure.before.value for key, figure in figures.items()},
    }
    if wanted := goals.figures_followed():
        frozen = locked(year - 2)
        if frozen is not None:
            known[year - 2] = {key: figure.now.value for key, figure in frozen.figures.items()}
        else:
            counted_then = counting.figures_of(stretches.of_year(year - 2), f"{year - 2}-12-31", wanted)
            known[year - 2] = {key: value.value for key, value in counted_then.items()}
    return goals.table(year, known)


def _shown(figures: Mapping[str, Reported]) -> dict[str, dict[int, counted.Shown]]:
    wanted: dict[str, set[int]] = {}
    for figure in figures.values():
        for value in (figure.now, *figure.now.parts.values()):
            wanted.setdefault(value.record or figure.record, set()).update(value.counted)
    found = {record: counted.shown(record, ids) for record, ids in wanted.items()}
    return {record: known for record, known in found.items() if known}
