"""What a figure is: a definition that says in words what it counts, and the value it gives for a year.

The words stand in resources/figures.toml, so that names and order are data; what is counted stands beside, by key.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from crm import renaming
from crm.reports.facts import Facts

_FILE = Path(__file__).resolve().parent.parent.parent.parent / "resources" / "figures.toml"


class Almost(NamedTuple):
    """A record that would count, or could be told apart, if `field` were filled in."""

    record: str
    id: int
    field: str


Groups = Mapping[str, Mapping[str, int | float | None]]


@dataclass(frozen=True)
class Value:
    """A figure of one year: a number, or None where it is not applicable; shares are 61.1 for 61.1 %.

    `counted` are the ids behind the figure in order, `of` is what a share was taken of, `unknown` how many could not
    be told, `parts` the figures it is made of, `almost` what is missing where. A part that counts something else than
    its figure has its own `unit` and `record`; "" is that of the figure.

    `groups` is the same number broken down: by the name of a code list, "focus_area" (its id), "municipality" (its
    code) or "quarter" ("1" to "4"), then by key; "" is what has none.
    """

    value: int | float | None
    counted: tuple[int, ...] = ()
    of: int | float | None = None
    unknown: int = 0
    parts: Mapping[str, "Value"] = field(default_factory=dict)
    almost: tuple[Almost, ...] = ()
    unit: str = ""
    record: str = ""
    groups: Groups = field(default_factory=dict)


Ask = Callable[[Facts], Value]


@dataclass(frozen=True)
class Figure:
    """The definition of a figure. `record` is the table that `counted` points into, `fields` the data it reads.

    `unit` is a key of `units()`; `parts` names the figures it is made of as (bokmål, English), or `parts_list` is the
    code list that does. With `by_year` there is one of whole years only; a `hidden` one is not shown. A rule that
    changes gets a new `version`.
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
    ask: Ask
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    parts_list: str = ""
    by_year: bool = False
    hidden: bool = False


def defined(asks: Mapping[str, Ask]) -> tuple[Figure, ...]:
    """The figures in the order of resources/figures.toml; `asks` says what each counts."""
    return tuple(
        Figure(
            key=key,
            name_nb=words["name"]["nb"],
            name_en=words["name"]["en"],
            unit=words["unit"],
            rule_nb=words["rule"]["nb"],
            rule_en=words["rule"]["en"],
            version=words["version"],
            source=words["source"],
            record=words["record"],
            fields=words["fields"],
            ask=asks[key],
            parts={part: (name["nb"], name["en"]) for part, name in words.get("parts", {}).items()},
            parts_list=words.get("parts_list", ""),
            by_year=words.get("by_year", False),
        )
        for key, words in _words()["figures"].items()
    )


def units() -> dict[str, tuple[str, str]]:
    """The units of figures in the cluster's words: (bokmål, English) by key."""
    return {key: renaming.both(words["nb"], words["en"]) for key, words in _words()["units"].items()}


def sources() -> dict[str, tuple[str, str]]:
    """The tags that say where a figure comes from (DOMAIN.md 7): (bokmål, English) by tag."""
    return {key: (words["nb"], words["en"]) for key, words in _words()["sources"].items()}


@cache
def _words() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)
