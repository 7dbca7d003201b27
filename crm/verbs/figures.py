"""python main.py figures FILE (--period P [--against P] [--freeze] | --run N) [--out X.xlsx] [--json]"""

import argparse
from pathlib import Path

from crm import i18n
from crm.i18n import _
from crm.progress import Progress
from crm.reports import run as reports
from crm.reports import workbook
from crm.reports.report import Report, figure_json, shown
from crm.rules import stretches
from crm.verbs.verb import Answer, Usage, json_option, writable


def summary() -> str:
    """What it does."""
    return _("the figures of any period beside those of another")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    known = _("2026, 2026Q1, 2024-2026 or 2026-01-01..2026-03-31")
    parser.add_argument("--period", metavar="P", help=known)
    parser.add_argument("--against", metavar="P", help=_("what it is compared with; a year earlier where not said"))
    parser.add_argument("--run", type=int, metavar="N", help=_("the frozen figures of a period, as they were"))
    parser.add_argument("--out", type=Path, metavar="X.xlsx", help=_("the workbook to write"))
    parser.add_argument("--freeze", action="store_true", help=_("keep its figures for good"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Only frozen figures are stored."""
    return "write" if given.freeze else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Count both and tell them side by side, freeze them where wanted, or open frozen ones."""
    if (given.period is None) == (given.run is None):
        raise Usage(_("Say either --period or --run."))
    if given.run is not None and (given.freeze or given.against):
        raise Usage(_("Frozen figures are as they are: leave --freeze and --against out."))
    if given.out is not None:
        writable(given.out, given.file, (".xlsx",))
    made = _made(given, progress)
    if given.freeze:
        made = reports.load(reports.freeze(made, file_name="" if given.out is None else given.out.name).run)
    language = i18n.language()
    if given.out is not None:
        workbook.write(made, given.out, language, progress=progress)
    told = {
        "period": [day.isoformat() for day in made.period],
        "against": [day.isoformat() for day in made.against],
        "figures": {key: figure_json(one) | {"against": one.before.value} for key, one in made.figures.items()},
        "run": made.run,
        "sha256": made.sha256,
    }
    lines = list(_lines(made, language))
    if made.run is not None:
        lines.append(_("The figures are kept as run {run}.").format(run=made.run))
    return Answer(told, lines)


def _made(given: argparse.Namespace, progress: Progress) -> Report:
    if given.run is not None:
        return reports.load(given.run)
    stretch = stretches.read(given.period)
    if given.freeze and stretch == stretches.of_year(stretch.last.year):
        raise Usage(_("A year is frozen with all its sheets: report --year {year} --freeze.").format(year=given.period))
    other = stretches.read(given.against) if given.against else stretches.a_year_earlier(stretch)
    return reports.make_period(stretch, other, progress=progress)


def _lines(made: Report, language: str) -> list[str]:
    width = max(len(figure.name(language)) for figure in made.figures.values())
    heads = made.called_period(language), made.called_against(language)
    told = [f"{'':5}{'':{width}}  {heads[0]:>24}  {heads[1]:>24}"]
    for key, one in made.figures.items():
        now, before = (shown(value.value, one.unit) for value in (one.now, one.before))
        told.append(f"{key}  {one.name(language):{width}}  {now:>24}  {before:>24}")
    return told
