"""python main.py goals FILE [--year Y] [--out X.xlsx|X.csv] [--json] | --from LIST [--dry-run]"""

import argparse
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from crm.exchange import export
from crm.exchange.goal_lists import bringing, columns
from crm.exchange.goal_lists.reading import Figure
from crm.exchange.writers.columns import Column
from crm.exchange.writers.tables import ENDINGS
from crm.i18n import _, language, ngettext
from crm.progress import Progress
from crm.queries import goals, went_out
from crm.queries.goals import GoalRow, IndicatorRow
from crm.reports import goals as reported
from crm.rules import code_lists, numbers
from crm.verbs import noting
from crm.verbs.verb import Answer, json_option, writable


def summary() -> str:
    """What it does."""
    return _("list the goals and how far they are reached")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--year", type=int, metavar="Y", help=_("as of that year; this year where nothing is said"))
    parser.add_argument("--out", type=Path, metavar="X.xlsx|X.csv", help=_("write the list there as well"))
    bring = _("keep the goals, indicators and values of a list")
    parser.add_argument("--from", dest="list", type=Path, metavar="LIST", help=bring)
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what it would do"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Listing and dry runs only read."""
    if given.list and not given.dry_run:
        return "write"
    return noting.MODE if given.out is not None else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List them, each with its indicators, or bring in a list of them."""
    today = date.today()
    if given.list is not None:
        return _bring_in(given, today, progress)
    if given.out is not None:
        writable(given.out, given.file, ENDINGS)
    year = given.year or today.year
    spoken = language()
    rows, measured = goals.tree(spoken), goals.indicators(spoken)
    wanted = [one for one in reported.years(measured, today) if one <= year] or ([year] if measured else [])
    figures = {}
    for place, one in enumerate(wanted):
        progress(place, len(wanted), _("Counting"))
        figures[one] = reported.figures_of(one, today)
    below: dict[int, list[IndicatorRow]] = defaultdict(list)
    for indicator in measured:
        below[indicator.goal_id].append(indicator)
    data: list[dict[str, Any]] = []
    lines: list[str] = []
    for row in rows:
        stated = [_indicator(one, reported.values(one, figures), year) for one in below[row.id]]
        data.append(_goal(row) | {"indicators": [entry for entry, _line in stated]})
        lines.append(f"{'  ' * row.depth}{code_lists.label('goal_level', row.level)}: {row.text}")
        lines += [f"{'  ' * (row.depth + 1)}- {line}" for _entry, line in stated]
    lines = lines or [_("No goals yet")]
    if given.out is not None:
        told = columns.told(rows, below, lambda one: reported.values(one, figures))
        outs = columns.out(told)
        heads = [Column(_(one.title), one.kind, one.width) for one in outs]
        cells = ([one.value(line) for one in outs] for line in told)
        export.export_rows(heads, cells, given.out, count=len(told), title=_("Goals"), progress=progress)
        lines.append(_("Written to {file}.").format(file=given.out))
        lines += noting.note(_("Goals"), len(told), how=went_out.FILE)
    return Answer({"year": year, "goals": data}, lines)


def _bring_in(given: argparse.Namespace, today: date, progress: Progress) -> Answer:
    """Keep the lines of a list that are understood and say anything new."""
    figures = [Figure(*one) for one in reported.figures_to_follow()]
    found = bringing.read(given.list, figures=figures, today=today, progress=progress)
    new = [line for line in found.lines if not line.problem and not line.there]
    wrong = [line for line in found.lines if line.problem]
    there = sum(line.there for line in found.lines)
    if new and not given.dry_run:
        bringing.keep(given.list.name, new)
    told = ngettext("{count} line brought in.", "{count} lines brought in.", len(new))
    if given.dry_run:
        told = ngettext("{count} line would be brought in.", "{count} lines would be brought in.", len(new))
    lines = [told.format(count=len(new))]
    if there:
        words = ngettext("{count} line stands there already.", "{count} lines stand there already.", there)
        lines.append(words.format(count=there))
    said = [(line.number, line.problem or line.note) for line in found.lines if line.problem or line.note]
    lines += [_("Row {row}: {reason}").format(row=number, reason=reason) for number, reason in said]
    problems = [{"row": line.number, "reason": line.problem} for line in wrong]
    return Answer({"brought": len(new), "there": there, "wrong": problems, "unused": list(found.unused)}, lines)


def _goal(row: GoalRow) -> dict[str, Any]:
    return {
        name: getattr(row, name) for name in ("id", "level", "text", "parent_id", "focus_area", "from_year", "to_year")
    }


def _indicator(one: IndicatorRow, known: dict[int, int], year: int) -> tuple[dict[str, Any], str]:
    stands = reported.standing(one, known, year)
    entry = {
        "id": one.id,
        "name": one.name,
        "figure": one.figure_key or None,
        "unit": one.unit,
        "baseline": _plain(one.baseline),
        "baseline_year": one.baseline_year,
        "target": _plain(one.target),
        "target_year": one.target_year,
        "year": stands.year if stands.value is not None else None,
        "value": _plain(stands.value),
        "achieved": float(stands.achieved) if stands.achieved is not None else None,
        "course": stands.course,
        "values": {str(at): _plain(value) for at, value in known.items()},
    }
    way = numbers.show_percent(stands.achieved) if stands.achieved is not None else "–"
    value = "–" if stands.value is None else numbers.show_hundredths(stands.value)
    target = "–" if one.target is None else numbers.show_hundredths(one.target)
    line = _("{name}: {value} of {target}, {share} of the way").format(
        name=one.name, value=value, target=target, share=way
    )
    return entry, line


def _plain(value: int | None) -> int | float | None:
    """A value in its own unit."""
    if value is None:
        return None
    return value // 100 if value % 100 == 0 else value / 100
