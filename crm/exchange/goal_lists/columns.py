"""The columns of a list of goals: a line for each indicator of a goal, or for a goal that has none.

Columns are called as in our own list, so that one that was exported comes in again, and as others call them.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from crm.exchange.fact_lists.asked import Asked
from crm.exchange.record_columns import RecordColumn
from crm.exchange.writers.columns import Value
from crm.i18n import N_, _
from crm.queries.goals import GoalRow, IndicatorRow, Kept
from crm.rules import code_lists

NOTE = N_("Remark {year}")
_KINDS = {"value": "number", "year": "plain"}

ASKED: tuple[Asked, ...] = (
    Asked("level", "code", (N_("Level"),), ("malniva", "type mal"), "goal_level"),
    Asked("text_nb", "text", (N_("Goal in Norwegian"), N_("Goal")), ("malsetting", "malformulering", "mal tekst")),
    Asked("text_en", "text", (N_("Goal in English"),)),
    Asked("below", "text", (N_("Stands below"),), ("overordnet mal", "under mal", "parent goal", "parent")),
    Asked("focus_area", "focus_area", (N_("Focus area"),), ("satsingsomrade", "strategisk omrade")),
    Asked("from_year", "year", (N_("From year"),), ("startar",)),
    Asked("to_year", "year", (N_("Until year"),), ("sluttar", "to year")),
    Asked("notes", "text", (N_("Notes"), N_("Note")), ("merknader", "kommentar", "kommentarer", "comment")),
    Asked("archived", "yes", (N_("Archived"),)),
    Asked("name_nb", "text", (N_("Indicator in Norwegian"), N_("Indicator")), ("maleindikator", "kpi", "indikatorer")),
    Asked("name_en", "text", (N_("Indicator in English"),)),
    Asked("figure_key", "figure", (N_("Figure"),), ("rapporttall", "figure of the report")),
    Asked("unit", "code", (N_("Unit"),), ("maleenhet", "benevning"), "indicator_unit"),
    Asked("direction", "code", (N_("Which way is good"), N_("Direction")), ("retning",), "indicator_direction"),
    Asked("baseline", "value", (N_("Baseline"),), ("utgangspunkt", "nullpunktsverdi", "startverdi", "baseline value")),
    Asked("baseline_year", "year", (N_("Year of the baseline"),), ("nullpunktsar", "baseline year")),
    Asked("target", "value", (N_("Target"),), ("malverdi", "target value")),
    Asked("target_year", "year", (N_("Year of the target"),), ("malar", "target year")),
    Asked("by_hand", "text", (N_("Put down by hand"),)),
)
GOAL = ("text_en", "focus_area", "from_year", "to_year", "notes", "archived")
"""What of a goal is told beside its level, its words and where it stands."""
INDICATOR = ("name_en", "figure_key", "unit", "direction", "baseline", "baseline_year", "target", "target_year")
"""What of an indicator is told beside its name and its values."""


class Told(NamedTuple):
    """A line: a goal with what it stands below, one of its indicators, and the values of its years in hundredths."""

    goal: GoalRow
    below: str
    indicator: IndicatorRow | None
    known: Mapping[int, int]


def told(
    rows: Sequence[GoalRow],
    below: Mapping[int, Sequence[IndicatorRow]],
    known: Callable[[IndicatorRow], Mapping[int, int]],
) -> list[Told]:
    """The lines of these goals with the indicators by goal; `known` says the values of an indicator by year."""
    words = {row.id: row.text_nb for row in rows}
    lines = []
    for row in rows:
        above = words.get(row.parent_id or 0, "")
        lines += [Told(row, above, one, known(one)) for one in below.get(row.id, ())] or [Told(row, above, None, {})]
    return lines


def out(lines: Sequence[Told]) -> list[RecordColumn[Told]]:
    """The columns of such a file: all of ASKED, then the years that anything is known of, and the remarks on them.

    Values stand as plain numbers of the indicator's unit. Where it follows a figure of the report the years that were
    put down by hand in its place are named: only they are kept when the list comes in again.
    """
    found = [RecordColumn(asked.titles[0], partial(_said, asked), _KINDS.get(asked.kind, "text")) for asked in ASKED]
    for year in sorted({year for line in lines for year in _values(line)}):
        found.append(RecordColumn(str(year), partial(_value, year), "number", 12))
    for year in sorted({year for line in lines for year, kept in _kept(line).items() if kept.note}):
        found.append(RecordColumn(_(NOTE).format(year=year), partial(_note, year), width=30))
    return found


def _said(asked: Asked, line: Told) -> Value:
    one = line.indicator
    if asked.key == "below":
        return line.below
    if asked.key == "by_hand":
        return ", ".join(map(str, _kept(line))) if one is not None and one.figure_key else ""
    of = one if asked.key in ("name_nb", *INDICATOR) else line.goal
    said = getattr(of, asked.key, None)
    if asked.kind == "code":
        return code_lists.label(asked.codes, said) if said else ""
    if asked.kind == "yes":
        return _("Yes") if said else ""
    return said / 100 if asked.kind == "value" and said is not None else said


def _values(line: Told) -> Mapping[int, int]:
    """By year: what the report says and what was put down; the baseline has a column of its own."""
    kept = {year: one.value for year, one in _kept(line).items()}
    return {**line.known, **kept} if line.indicator is not None and line.indicator.figure_key else kept


def _value(year: int, line: Told) -> Value:
    found = _values(line).get(year)
    return None if found is None else found / 100


def _note(year: int, line: Told) -> Value:
    return _kept(line)[year].note if year in _kept(line) else ""


def _kept(line: Told) -> Mapping[int, Kept]:
    return line.indicator.kept if line.indicator is not None else {}
