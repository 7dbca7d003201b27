"""Whether the report that is shown is a frozen one, in one line above it, and the way to the other."""

from collections.abc import Callable, Sequence

from crm.i18n import _
from crm.queries.reports import RunRow
from crm.reports.report import Report
from ui.kit.bar import Bar
from ui.pages import moments


def tell(
    bar: Bar, report: Report, runs: Sequence[RunRow], *, frozen: Callable[[int], object], now: Callable[[], object]
) -> None:
    """Say it; nothing where the year was never frozen. `runs` are those of the year, the newest first."""
    if report.run is not None:
        words = _("This is the frozen report no. {number} of {when}.").format(
            number=report.run, when=moments.local(report.at)[1]
        )
        bar.say(words, "info", _("Show it as it would be now"), now)
        return
    newest = next((run for run in runs if run.year == report.year), None)
    if newest is None:
        bar.clear()
        return
    words = _("{year} was frozen {day} as number {number}. You see it as it would be now.").format(
        year=report.year, day=moments.local(newest.at)[1].split(" ")[0], number=newest.id
    )
    bar.say(words, "info", _("Open the frozen one"), lambda: frozen(newest.id))
