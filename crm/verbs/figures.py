"""python main.py figures FILE --period P [--against P] [--out X.xlsx] [--json]"""

import argparse
from datetime import date
from pathlib import Path

from crm import i18n
from crm.i18n import _
from crm.progress import Progress
from crm.queries import settings
from crm.reports import counting, period_workbook
from crm.reports.report import figure_json, shown
from crm.rules import stretches
from crm.verbs.verb import Answer, json_option, writable


def summary() -> str:
    """What it does."""
    return _("the figures of any period beside those of another")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    known = _("2026, 2026Q1, 2024-2026 or 2026-01-01..2026-03-31")
    parser.add_argument("--period", metavar="P", required=True, help=known)
    parser.add_argument("--against", metavar="P", help=_("what it is compared with; a year earlier where not said"))
    parser.add_argument("--out", type=Path, metavar="X.xlsx", help=_("the workbook to write"))
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """It only reads."""
    return "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Count both and tell them side by side."""
    stretch = stretches.read(given.period)
    other = stretches.read(given.against) if given.against else stretches.a_year_earlier(stretch)
    if given.out is not None:
        writable(given.out, given.file, (".xlsx",))
    found = counting.compare(stretch, other, today=date.today(), progress=progress)
    language = i18n.language()
    if given.out is not None:
        cluster, made_on = settings.get("cluster_name"), date.today().isoformat()
        period_workbook.write(found, given.out, language, cluster=cluster, made_on=made_on, progress=progress)
    width = max(len(figure.name(language)) for figure in found.figures)
    lines = [f"{'':5}{'':{width}}  {stretches.say(stretch):>24}  {stretches.say(other):>24}"]
    for one in found.figures:
        now, before = (shown(value.value, one.unit) for value in (one.now, one.before))
        lines.append(f"{one.key}  {one.name(language):{width}}  {now:>24}  {before:>24}")
    told = {
        "period": [day.isoformat() for day in stretch],
        "against": [day.isoformat() for day in other],
        "figures": {one.key: figure_json(one) | {"against": one.before.value} for one in found.figures},
    }
    return Answer(told, lines)
