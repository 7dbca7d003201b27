"""Sheet 12, Mål: each goal with its indicators, from where to where, the last three years, and how it stands."""

from collections.abc import Iterator, Mapping

from crm.exchange.writers.columns import Sheet
from crm.i18n import N_
from crm.queries import goals
from crm.queries.goals import GoalRow, IndicatorRow
from crm.reports.report import Data, Report, Table
from crm.reports.sheets import spec
from crm.reports.sheets.spec import Field
from crm.rules import goals as rules

TITLE = N_("Goals")
COURSES = {
    "reached": N_("Reached"),
    "on_course": N_("On track"),
    "behind": N_("Behind"),
    "unknown": N_("Unknown"),
}
_COLOURS = {"reached": "D5F0DC", "on_course": "E1EEF9", "behind": "FBE3D0"}

FIELDS = (
    Field("level", N_("Level"), width=13, codes="goal_level"),
    Field("goal", N_("Goal"), width=44, wrap=True),
    Field("focus_area", N_("Focus area"), width=22, codes="focus_area"),
    Field("indicator", N_("Indicator"), width=32, wrap=True),
    Field("unit", N_("Unit"), width=12, codes="indicator_unit"),
    Field("baseline", N_("Baseline"), "number", 11),
    Field("baseline_year", N_("Baseline year"), "plain", 10),
    Field("target", N_("Target"), "number", 11),
    Field("target_year", N_("Target year"), "plain", 10),
    Field("two_before", "{two_before}", "number", 11),
    Field("before", "{before}", "number", 11),
    Field("now", "{year}", "number", 11),
    Field("achieved", N_("Of the way to the target"), "percent", 11),
    Field("course", N_("Standing"), width=12, words=COURSES),
    Field("note", N_("Assessment"), width=40, wrap=True),
)
_KEPT = ("goal_nb", "goal_en", "indicator_nb", "indicator_en", "figure")
Figures = Mapping[str, int | float | None]


def figures_followed() -> set[str]:
    """The keys of the figures that measure a goal."""
    return {one.figure_key for one in goals.indicators() if one.figure_key}


def table(year: int, figures: Mapping[int, Figures]) -> Table:
    """A row for each indicator of each goal, and one for a goal without; `figures` are those of each year by key."""
    by_goal: dict[int, list[IndicatorRow]] = {}
    for one in goals.indicators():
        by_goal.setdefault(one.goal_id, []).append(one)
    rows = [row for goal in goals.tree() for row in _rows(goal, by_goal.get(goal.id, []), year, figures)]
    names = [field.key for field in FIELDS if field.key not in ("goal", "indicator")]
    return Table((*_KEPT, *names), tuple(rows))


def _rows(
    goal: GoalRow, indicators: list[IndicatorRow], year: int, figures: Mapping[int, Figures]
) -> Iterator[tuple[Data, ...]]:
    area = "" if goal.focus_area_id is None else str(goal.focus_area_id)
    words = goal.text_nb, goal.text_en or goal.text_nb
    if not indicators:
        yield (*words, "", "", "", goal.level, area, *(None,) * 11)
    for one in indicators:
        values = [_value(one, at, figures.get(at, {})) for at in (year - 2, year - 1, year)]
        way = one.baseline, one.baseline_year, one.target, one.target_year
        achieved = rules.achieved(one.baseline, one.target, values[2])
        note = one.kept[year].note if year in one.kept else ""
        yield (
            *words,
            one.name_nb,
            one.name_en or one.name_nb,
            one.figure_key,
            goal.level,
            area,
            one.unit,
            spec.hundredths(one.baseline),
            one.baseline_year,
            spec.hundredths(one.target),
            one.target_year,
            *map(spec.hundredths, values),
            None if achieved is None else float(achieved),
            rules.course(*way, one.direction, year, values[2]),
            note,
        )


def _value(one: IndicatorRow, year: int, figures: Figures) -> int | None:
    """What was put down by hand, else the report's figure, else the baseline where it is of that year."""
    if year in one.kept:
        return one.kept[year].value
    found = rules.hundredths(figures.get(one.figure_key)) if one.figure_key else None
    if found is not None and year >= (one.baseline_year or 0):
        return found
    return one.baseline if year == one.baseline_year else None


def aims(report: Report) -> dict[str, tuple[Data, Data, Data]]:
    """Baseline, target and how much of the way is gone, by the key of the figure that the first indicator follows."""
    data = report.tables.get("goals")
    if data is None:
        return {}
    at = {key: number for number, key in enumerate(data.columns)}
    found: dict[str, tuple[Data, Data, Data]] = {}
    for row in data.rows:
        if row[at["figure"]]:
            aim = row[at["baseline"]], row[at["target"]], row[at["achieved"]]
            found.setdefault(str(row[at["figure"]]), aim)
    return found


def sheet(report: Report, language: str) -> Sheet:
    """The sheet, how each indicator stands in colour."""
    data = report.tables["goals"]
    place = {key: number for number, key in enumerate(data.columns)}
    keys = {"goal": f"goal_{language}", "indicator": f"indicator_{language}"}
    shown = [keys.get(field.key, field.key) for field in FIELDS]
    rows = tuple(tuple(row[place[key]] for key in shown) for row in data.rows)
    spoken = Table(tuple(field.key for field in FIELDS), rows)
    say = spec.speech(language)
    course = [field.key for field in FIELDS].index("course")
    made = Sheet(
        say(TITLE),
        spec.columns(FIELDS, report, language),
        spec.rows(FIELDS, spoken, report, language),
        len(rows),
        notes=spec.footer(report),
        colours=tuple((course, say(COURSES[key]), colour) for key, colour in _COLOURS.items()),
    )
    begins = frozenset(at for at in range(1, len(rows)) if rows[at][1] != rows[at - 1][1])
    return spec.marked(made, begins=begins)
