"""The words that a report keeps: of the code lists its sheets and figures show, of its units and its sources."""

from collections.abc import Iterable, Iterator, Mapping

from crm.queries.figures import running
from crm.reports.figures import definition
from crm.reports.report import SOURCES, UNITS, Reported
from crm.reports.sheets import LISTS
from crm.rules import code_lists, places

_QUARTERS = {str(number): (f"{number}. kvartal", f"Q{number}") for number in range(1, 5)}

Words = dict[str, dict[str, tuple[str, str]]]


def of(tables: Iterable[str], figures: Iterable[Reported], year: int) -> Words:
    """The words of a year for these tables and figures: (bokmål, English) by key, by list.

    What a figure is broken down by has its words too: its code list, focus areas by id, municipalities by code.
    """
    figures = list(figures)
    values = [value for figure in figures for value in (figure.now, figure.before)]
    groups = dict.fromkeys(dimension for value in values for dimension in value.groups)
    names = dict.fromkeys(name for table in ("", *tables) for name in LISTS.get(table, ())) | groups
    found: Words = {
        name: {code.key: (code.nb, code.en) for code in code_lists.codes(name, year)}
        for name in names
        if name in code_lists.names()
    }
    if "focus_area" in names:
        found["focus_area"] = running.focus_areas()
    if "quarter" in groups:
        found["quarter"] = dict(_QUARTERS)
    towns = {code for value in values for code in value.groups.get("municipality", ()) if code}
    found["municipality"] = {code: (places.name(code) or code,) * 2 for code in sorted(towns)}
    units: Mapping[str, tuple[str, str]] = definition.units()
    found[UNITS] = {key: units[key] for key in dict.fromkeys(_units(figures))}
    found[SOURCES] = dict(definition.sources())
    return found


def _units(figures: Iterable[Reported]) -> Iterator[str]:
    for figure in figures:
        yield figure.unit
        yield from (part.unit for part in figure.now.parts.values() if part.unit)
