"""The goals of the sample cluster with their indicators, and the values of four years (resources/demo/goals.toml)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from crm.commands import goals
from crm.commands.goals import Kept
from crm.demo import data
from crm.reports import goals as reported


def write(areas: Mapping[str, int]) -> None:
    """Keep them; a step is open. A cluster has one set of goals however many copies of its members there are."""
    made: dict[str, int] = {}
    vision: int | None = None
    for told in data.goals()["goal"]:
        parent = made[told["below"]] if "below" in told else vision
        values = {
            "text_en": told["en"],
            "focus_area": areas.get(told.get("focus", "")),
            "from_year": told.get("from"),
            "to_year": told.get("to"),
        }
        made[told["nb"]] = goals.add(told["level"], told["nb"], parent=parent, **values)
        if told["level"] == "vision":
            vision = made[told["nb"]]
        for indicator in told.get("indicator", ()):
            _indicator(made[told["nb"]], indicator)


def _indicator(goal: int, told: Mapping[str, Any]) -> None:
    key = told.get("figure", "")
    names = {language: dict(reported.figure_names(language)).get(key, "") for language in ("nb", "en")}
    made = goals.add_indicator(
        goal,
        told.get("nb") or names["nb"],
        name_en=told.get("en") or names["en"],
        figure_key=key,
        unit=told.get("unit") or reported.unit_of(key),
        direction=told.get("direction", "up"),
        baseline=_hundredths(told["baseline"]),
        baseline_year=told["baseline_year"],
        target=_hundredths(told["target"]),
        target_year=told["target_year"],
    )
    goals.put_values(made, {year: Kept(_hundredths(value), note) for year, value, note in told.get("values", ())})


def _hundredths(value: float) -> int:
    return int(Decimal(str(value)) * 100)
