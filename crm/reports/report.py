"""The report of a year, or of any period, as plain data: frozen, hashed, written and shown.

It knows neither language nor register.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from crm import i18n
from crm.i18n import _
from crm.queries.counted import Shown
from crm.reports.figures.definition import Value, sources, units
from crm.rules import numbers, stretches
from crm.rules.stretches import Stretch

Data = str | int | float | None

UNITS, SOURCES = "figure_unit", "figure_source"
"""Where among the words of a report those of its units and sources stand."""


@dataclass(frozen=True)
class Reported:
    """A figure as it was defined when the report was made, with its value in the year and in the year before.

    A `hidden` one is counted and proved, and left out where the figures are read.
    """

    key: str
    name_nb: str
    name_en: str
    unit: str
    rule_nb: str
    rule_en: str
    version: int
    source: str
    record: str
    fields: str
    parts: Mapping[str, tuple[str, str]]
    now: Value
    before: Value
    hidden: bool = False

    @property
    def value(self) -> int | float | None:
        """The figure of the year; None where it is not applicable."""
        return self.now.value

    @property
    def counted(self) -> tuple[int, ...]:
        """The ids behind it, in `record`."""
        return self.now.counted

    def name(self, language: str) -> str:
        """What it is called."""
        return self.name_nb if language == "nb" else self.name_en

    def rule(self, language: str) -> str:
        """What it counts, in words."""
        return self.rule_nb if language == "nb" else self.rule_en


class Table(NamedTuple):
    """The rows of a sheet as data: keys of the columns, days as ISO text, money in øre, codes as keys."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Data, ...], ...]


@dataclass(frozen=True)
class Report:
    """The annual report of a year; with a `stretch`, the figures of that beside those of `other`, without any tables.

    `as_of` is the day from which days since a contact are counted, `words` the code lists used, (bokmål, English) by
    key, by list. `shown` are the counted records as they were shown, by record and id. `before_run` is the frozen run
    that the figures of the year before were taken from, None where they were counted anew. `comments` are what is said
    to a figure, by its key. `sha256` is the hash of all
    this (crm.reports.snapshot). Until it is frozen `run` is None, and `number` 0: its place among the runs of its year.
    `at` is the time it was made, `step` the last step it saw. It holds names of organisations and ids of records, no
    people.
    """

    year: int
    as_of: str
    program_version: str
    settings: Mapping[str, str]
    figures: Mapping[str, Reported]
    tables: Mapping[str, Table]
    words: Mapping[str, Mapping[str, tuple[str, str]]]
    shown: Mapping[str, Mapping[int, Shown]] = field(default_factory=dict)
    before_run: int | None = None
    comments: Mapping[str, str] = field(default_factory=dict)
    sha256: str = ""
    at: str = ""
    run: int | None = None
    number: int = 0
    step: int = 0
    stretch: Stretch | None = None
    other: Stretch | None = None

    @property
    def period(self) -> Stretch:
        """From which day to which it tells."""
        return self.stretch or stretches.of_year(self.year)

    @property
    def against(self) -> Stretch:
        """What stands beside it: the year before, of another stretch what was chosen."""
        return self.other or stretches.of_year(self.year - 1)

    @property
    def listed(self) -> tuple[Reported, ...]:
        """The figures that are read, in their order: all but the hidden ones."""
        return tuple(figure for figure in self.figures.values() if not figure.hidden)

    def called_period(self, language: str) -> str:
        """The period in words: "2026", "Q3 2026"."""
        with i18n.meanwhile(language):
            return stretches.say(self.period)

    def called_against(self, language: str) -> str:
        """The period beside it in words."""
        with i18n.meanwhile(language):
            return stretches.say(self.against)

    def word(self, list_name: str, key: str | None, language: str) -> str:
        """What a person reads for a key of a code list, as it was when the report was made."""
        nb, en = self.words.get(list_name, {}).get(key or "", (key or "", key or ""))
        return nb if language == "nb" else en

    def unit(self, key: str, language: str) -> str:
        """What a unit of figures was called."""
        nb, en = self.words.get(UNITS, {}).get(key) or units().get(key, (key, key))
        return nb if language == "nb" else en

    def sources(self, language: str) -> dict[str, str]:
        """The tags that say where a figure comes from, with their words."""
        place = 0 if language == "nb" else 1
        return {tag: words[place] for tag, words in (self.words.get(SOURCES) or sources()).items()}

    def called(self, record: str, id: int, language: str) -> str:
        """What a counted record was called, with its day or year; "" where nothing was kept of it."""
        found = self.shown.get(record, {}).get(id)
        if found is None:
            return ""
        text = self.word(found.words, found.text, language) if found.words else found.text
        day = ".".join(reversed(found.on.split("-")))
        return " · ".join(part for part in (day, text) if part)


def report_json(report: Report) -> dict[str, object]:
    """The report as `report --json` prints it; None where a figure is not applicable, with its parts where it has any.

    What stands here is a promise to other programs: keys are added, none is changed.
    """
    figures = {key: figure_json(figure) for key, figure in report.figures.items()}
    told: dict[str, object] = {"year": report.year, "run": report.run, "sha256": report.sha256, "figures": figures}
    if report.stretch is not None:
        told |= {
            "period": [day.isoformat() for day in report.period],
            "against": [day.isoformat() for day in report.against],
        }
    return told


def figure_json(figure: Reported) -> dict[str, object]:
    """One figure as `report --json` prints it."""
    told: dict[str, object] = {"value": figure.value, "unit": figure.unit, "counted": len(figure.counted)}
    if figure.now.parts:
        told["parts"] = {part: value.value for part, value in figure.now.parts.items()}
    return told


def shown(value: int | float | None, unit: str) -> str:
    """A figure as a person reads it in the present language."""
    if value is None:
        return _("not applicable")
    if unit == "%":
        return numbers.show_percent(value)
    if unit == "kr":
        return numbers.show_money(round(value * 100))
    text = str(value).replace("-", numbers.MINUS)
    return text if i18n.language() == "en" else text.replace(".", ",")
