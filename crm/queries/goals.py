"""Goals: the tree from the vision down, one goal with its indicators, and what hangs on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.rules import folding
from crm.rules import goals as rules
from crm.store.database import rows

TABLES = ("goal", "indicator", "indicator_value", "focus_area")
"""What is read here."""


class GoalRow(NamedTuple):
    """A goal, in the language asked for; `depth` is 0 at the top."""

    id: int
    version: int
    level: str
    text: str
    text_nb: str
    text_en: str
    parent_id: int | None
    focus_area_id: int | None
    focus_area: str
    from_year: int | None
    to_year: int | None
    notes: str
    archived: bool
    depth: int = 0


class Kept(NamedTuple):
    """What was put down for a year: hundredths of the unit, and a remark."""

    value: int
    note: str


class IndicatorRow(NamedTuple):
    """An indicator, in the language asked for: values are hundredths of `unit`, `kept` those put down by hand."""

    id: int
    version: int
    goal_id: int
    code: str
    name: str
    name_nb: str
    name_en: str
    figure_key: str
    unit: str
    direction: str
    baseline: int | None
    baseline_year: int | None
    target: int | None
    target_year: int | None
    kept: Mapping[int, Kept]


def tree(language: str = "nb", *, archived: bool = False, text: str = "") -> list[GoalRow]:
    """The goals as one reads them: each behind the one it stands below, siblings in their order.

    Without `archived` an archived one is left out with all below it. With a text those that hold all its words, and
    what they stand below.
    """
    found = _rows(language, "1 = 1")
    below: dict[int | None, list[GoalRow]] = defaultdict(list)
    for row in found:
        below[row.parent_id].append(row)
    words = folding.fold(text).split()

    def walk(parent: int | None, depth: int) -> Iterable[GoalRow]:
        for row in below[parent]:
            if row.archived and not archived:
                continue
            inside = list(walk(row.id, depth + 1))
            said = folding.fold(f"{row.text_nb} {row.text_en} {row.notes}")
            if inside or all(word in said for word in words):
                yield row._replace(depth=depth)
                yield from inside

    return list(walk(None, 0))


def detail(goal: int, language: str = "nb") -> GoalRow:
    """One goal. CrmError if gone."""
    found = _rows(language, "goal.id = ?", goal)
    if not found:
        raise CrmError(_("This goal does not exist any more."))
    return found[0]


def indicators(language: str = "nb", *, goal: int | None = None) -> list[IndicatorRow]:
    """The indicators of a goal, or of all that are not archived, with what was put down by hand."""
    name = "name_nb" if language == "nb" else "coalesce(nullif(name_en, ''), name_nb)"
    found = rows(
        f"SELECT indicator.id, indicator.version, goal_id, code, {name}, name_nb, name_en, figure_key, unit, direction,"
        " baseline, baseline_year, target, target_year FROM indicator JOIN goal ON goal.id = goal_id"
        " WHERE (? IS NULL OR goal_id = ?) AND (goal_id = ? OR goal.archived = 0) AND indicator.archived = 0"
        " ORDER BY goal_id, indicator.position, indicator.id",
        (goal, goal, goal),
    )
    kept: dict[int, dict[int, Kept]] = defaultdict(dict)
    for id, year, value, note in rows("SELECT indicator_id, year, value, note FROM indicator_value ORDER BY year"):
        kept[id][year] = Kept(value, note)
    return [IndicatorRow._make([*line, kept.get(line[0], {})]) for line in found]


def indicator(id: int, language: str = "nb") -> IndicatorRow:
    """One indicator. CrmError if gone."""
    found = rows("SELECT goal_id FROM indicator WHERE id = ?", (id,))
    listed = indicators(language, goal=found[0][0]) if found else []
    for one in listed:
        if one.id == id:
            return one
    raise CrmError(_("This indicator does not exist any more."))


def may_inherit(goal: int, heir: int) -> bool:
    """Whether a goal may take over what hangs on another: what stands below that one must be of a lower level, and a
    vision takes no indicators."""
    level = rows("SELECT level FROM goal WHERE id = ?", (heir,))[0][0]
    below = rows("SELECT level FROM goal WHERE parent_id = ? AND id <> ?", (goal, heir))
    if level == "vision" and rows("SELECT 1 FROM indicator WHERE goal_id = ? LIMIT 1", (goal,)):
        return False
    return all(rules.may_stand_below(one, level) for (one,) in below)


def _rows(language: str, where: str, *values: int) -> list[GoalRow]:
    text = "text_nb" if language == "nb" else "coalesce(nullif(text_en, ''), text_nb)"
    area = "name_nb" if language == "nb" else "name_en"
    found = rows(
        f"SELECT goal.id, goal.version, level, {text}, text_nb, text_en, goal.parent_id, focus_area_id,"
        f" coalesce(focus_area.{area}, ''), from_year, to_year, goal.notes, goal.archived FROM goal"
        f" LEFT JOIN focus_area ON focus_area.id = focus_area_id WHERE {where} ORDER BY goal.position, goal.id",
        values,
    )
    return [GoalRow._make([*line[:12], bool(line[12]), 0]) for line in found]
