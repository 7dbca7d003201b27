"""Goals and indicators as people read them: values in their unit, how they stand, and the picture of the way."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile

from crm.i18n import _, ngettext
from crm.queries.goals import GoalRow, IndicatorRow
from crm.reports.goals import Standing
from crm.rules import numbers
from ui.kit.chart import Chart, Series

NONE = "–"
ICONS = {"reached": "success", "on_course": "chevron-right", "behind": "warning", "unknown": "minus"}
TONES = {"reached": "success", "on_course": "accent", "behind": "warning", "unknown": "muted"}
BLUE = 0
"""The pair of the values in a picture."""


def value(hundredths: int | None, unit: str) -> str:
    """A value with what belongs to its unit; – for none."""
    if hundredths is None:
        return NONE
    if unit == "percent":
        return numbers.show_percent(hundredths / 100)
    if unit == "kroner":
        return numbers.show_money_short(hundredths)
    shown = numbers.show_hundredths(hundredths)
    return _("{hours} h").format(hours=shown) if unit == "hours" else shown


def course(stands: Standing) -> str:
    """How it stands, in a word or two."""
    return {
        "reached": _("Reached"),
        "on_course": _("On track"),
        "behind": _("Behind"),
        "unknown": _("Not known"),
    }[stands.course]


def share(stands: Standing) -> str:
    """How much of the way is gone."""
    return numbers.show_percent(stands.achieved) if stands.achieved is not None else NONE


def summary(stands: Sequence[Standing]) -> str:
    """ "3 reached, 4 on track, 6 behind": of several indicators."""
    count = Counter(one.course for one in stands)
    parts = [
        (count["reached"], ngettext("{count} reached", "{count} reached", count["reached"])),
        (count["on_course"], ngettext("{count} on track", "{count} on track", count["on_course"])),
        (count["behind"], ngettext("{count} behind", "{count} behind", count["behind"])),
        (count["unknown"], ngettext("{count} not known", "{count} not known", count["unknown"])),
    ]
    return ", ".join(words.format(count=number) for number, words in parts if number)


def way(one: IndicatorRow, stands: Standing) -> str:
    """ "36 in 2026 · 30.8% of the way from 32 (2024) to 45 (2027)"."""
    parts = []
    if stands.value is not None:
        parts.append(_("{value} in {year}").format(value=value(stands.value, one.unit), year=stands.year))
    if one.baseline is not None and one.target is not None:
        words = _("{share} of the way from {baseline} to {target}")
        parts.append(
            words.format(
                share=share(stands),
                baseline=_dated(one.baseline, one.baseline_year, one.unit),
                target=_dated(one.target, one.target_year, one.unit),
            )
        )
    elif one.target is not None:
        parts.append(_("target {target}").format(target=_dated(one.target, one.target_year, one.unit)))
    return " · ".join(parts) or _("No value and no target yet.")


def chart(one: IndicatorRow, known: Mapping[int, int], today: date) -> Chart:
    """The way so far, year by year up to the target's."""
    years = [*known, today.year, *(year for year in (one.baseline_year, one.target_year) if year is not None)]
    if one.target_year is not None:
        years = [year for year in years if year <= max(one.target_year, today.year)]
    span = range(min(years), max(years) + 1)
    return Chart(
        "line",
        [str(year) for year in span],
        (Series(_("So far"), [known[year] / 100 if year in known else None for year in span], BLUE),),
        lambda number: value(round(number * 100), one.unit),
        target=None if one.target is None else one.target / 100,
        target_name=_("Target {year}").format(year=one.target_year) if one.target_year else _("Target"),
    )


def under(rows: Sequence[GoalRow], goal: int | None) -> list[int]:
    """The goals below one, however deep: they stand behind it in the tree, deeper than it."""
    place = next((place for place, row in enumerate(rows) if row.id == goal), len(rows))
    deeper = takewhile(lambda row: row.depth > rows[place].depth, rows[place + 1 :])
    return [row.id for row in deeper]


def _dated(hundredths: int, year: int | None, unit: str) -> str:
    shown = value(hundredths, unit)
    return f"{shown} ({year})" if year is not None else shown
