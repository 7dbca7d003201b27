"""What the figures were in the years before: as they were reported where the year is frozen, else as it stands now."""

from crm.progress import Progress, silent
from crm.reports import counting, run
from crm.reports.report import Report
from crm.rules import stretches

Number = int | float | None
BACK = 4


def years(report: Report, progress: Progress = silent) -> dict[int, dict[str, Number]]:
    """Every figure by key in the years up to that of the report, the oldest first; None where it is not applicable."""
    found: dict[int, dict[str, Number]] = {}
    for place, year in enumerate(range(report.year - BACK, report.year - 1)):
        progress(place, BACK)
        frozen = run.locked(year)
        if frozen is not None:
            found[year] = {key: figure.value for key, figure in frozen.figures.items()}
        else:
            found[year] = {
                key: value.value for key, value in counting.figures_of(stretches.of_year(year), f"{year}-12-31").items()
            }
    found[report.year - 1] = {key: figure.before.value for key, figure in report.figures.items()}
    found[report.year] = {key: figure.value for key, figure in report.figures.items()}
    return found
