"""How far goals are reached: the values of each year's report, and what was put down by hand in their place."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from time import thread_time
from typing import NamedTuple

from crm.queries import goals
from crm.queries.goals import IndicatorRow
from crm.reports import counting, run
from crm.reports import figures as defined
from crm.rules import goals as rules
from crm.rules import stretches

Figures = Mapping[str, int | float | None]
MOST = 12
"""So many years at most are asked of the report for one picture."""


class Standing(NamedTuple):
    """How an indicator stands in a year: hundredths, percent of the way, and whether that is as it should be."""

    year: int
    value: int | None
    achieved: Decimal | None
    course: rules.Course


def figures_of(year: int, today: date) -> dict[str, int | float | None]:
    """The report's figures of a year by key: as it was frozen, else as the register stands now.

    It takes as long as counting a year takes; whoever waits asks a year at a time.
    """
    frozen = run.locked(year)
    if frozen is not None:
        return {key: figure.now.value for key, figure in frozen.figures.items()}
    as_of = min(today.isoformat(), f"{year}-12-31")
    return {key: value.value for key, value in counting.figures_of(stretches.of_year(year), as_of).items()}


def years(indicators: Iterable[IndicatorRow], today: date) -> list[int]:
    """The years whose report says something to these indicators, newest first: from their baselines until this year."""
    followed = [one for one in indicators if one.figure_key]
    if not followed:
        return []
    first = min(one.baseline_year or today.year - 3 for one in followed)
    return list(range(today.year, max(first, today.year - MOST + 1) - 1, -1))


def values(one: IndicatorRow, figures: Mapping[int, Figures]) -> dict[int, int]:
    """The values of an indicator by year, in hundredths: what was put down by hand goes before the report's figure.

    Years in which nothing is known are left out, as are figures of years before its baseline.
    """
    found: dict[int, int] = {}
    if one.figure_key:
        for year, known in figures.items():
            value = rules.hundredths(known.get(one.figure_key))
            if value is not None and year >= (one.baseline_year or 0):
                found[year] = value
    if one.baseline is not None and one.baseline_year is not None:
        found.setdefault(one.baseline_year, one.baseline)
    return dict(sorted((found | {year: kept.value for year, kept in one.kept.items()}).items()))


def standing(one: IndicatorRow, known: Mapping[int, int], year: int) -> Standing:
    """How it stands in the year, or in the last one before it of which something is known.

    Where that is the baseline alone, how it goes is unknown.
    """
    known_years = [at for at in known if at <= year]
    at = max(known_years, default=year)
    value = known.get(at)
    way = one.baseline, one.baseline_year, one.target, one.target_year
    if at == one.baseline_year and at < year and at not in one.kept:
        return Standing(at, value, None, "unknown")
    course = rules.course(*way, one.direction, at, value)
    return Standing(at, value, rules.achieved(one.baseline, one.target, value), course)


class Now(NamedTuple):
    """How each indicator that has a target stands this year, and how many seconds of the processor that took."""

    stands: list[tuple[IndicatorRow, Standing]]
    seconds: float


def now(language: str, today: date) -> Now:
    """All indicators of goals that are not archived; the report is asked for this year alone."""
    began = thread_time()
    aimed = [one for one in goals.indicators(language) if one.target is not None]
    figures = {today.year: figures_of(today.year, today)} if any(one.figure_key for one in aimed) else {}
    stands = [(one, standing(one, values(one, figures), today.year)) for one in aimed]
    return Now(stands, thread_time() - began)


def figure_names(language: str) -> list[tuple[str, str]]:
    """The figures an indicator can follow, as (key, name) in their order."""
    return [(one.key, one.name_nb if language == "nb" else one.name_en) for one in defined.known()]


def figures_to_follow() -> list[tuple[str, str, str, str]]:
    """The same as (key, name in Norwegian, name in English, unit of an indicator)."""
    return [(one.key, one.name_nb, one.name_en, rules.UNITS.get(one.unit, "count")) for one in defined.known()]


def unit_of(figure_key: str) -> str:
    """The unit of an indicator that follows a figure: a key of the code list indicator_unit."""
    found = next((one.unit for one in defined.known() if one.key == figure_key), "")
    return rules.UNITS.get(found, "count")
