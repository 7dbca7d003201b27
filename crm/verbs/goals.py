"""python main.py goals FILE [--year Y] [--json]"""

import argparse
from collections import defaultdict
from datetime import date
from typing import Any

from crm.i18n import _, language
from crm.progress import Progress
from crm.queries import goals
from crm.queries.goals import GoalRow, IndicatorRow
from crm.reports import goals as reported
from crm.rules import code_lists, numbers
from crm.verbs.verb import Answer, json_option


def summary() -> str:
    """What it does."""
    return _("list the goals and how far they are reached")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--year", type=int, metavar="Y", help=_("as of that year; this year where nothing is said"))
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """It only reads."""
    return "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List them, each with its indicators."""
    today = date.today()
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
    return Answer({"year": year, "goals": data}, lines or [_("No goals yet")])


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
