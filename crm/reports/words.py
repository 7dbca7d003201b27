"""The words that a report keeps: of the code lists its sheets and figures show, of its units and its sources."""

from collections.abc import Iterable, Mapping

from crm.reports.figures import definition
from crm.reports.report import SOURCES, UNITS, Reported
from crm.reports.sheets import LISTS
from crm.rules import code_lists

Words = dict[str, dict[str, tuple[str, str]]]


def of(tables: Iterable[str], figures: Iterable[Reported]) -> Words:
    """The words for these tables and figures: (bokmål, English) by key, by list."""
    names = dict.fromkeys(name for table in ("", *tables) for name in LISTS.get(table, ()))
    found: Words = {name: {code.key: (code.nb, code.en) for code in code_lists.codes(name)} for name in names}
    units: Mapping[str, tuple[str, str]] = definition.units()
    found[UNITS] = {key: units[key] for key in dict.fromkeys(figure.unit for figure in figures)}
    found[SOURCES] = dict(definition.sources())
    return found
