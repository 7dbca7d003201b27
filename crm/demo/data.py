"""The names and texts of the sample cluster, read from resources/demo."""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).resolve().parent.parent.parent / "resources" / "demo"


class Period(NamedTuple):
    """A membership: its first and its last day, both as ordinals; `left` None where it goes on."""

    joined: int
    left: int | None


@dataclass(frozen=True)
class Organisation:
    """One line of organisations.csv; amounts in whole kroner, `hours` in hours, `weight` how often it is met."""

    name: str
    sector: str
    segment: str
    form: str
    country: str
    people: int
    employees: int | None
    municipality: str
    postal_code: str
    city: str
    street: str
    founded: int | None
    nace: str
    category: str
    periods: tuple[Period, ...]
    reason: str
    signed: str | None
    cash: int | None
    hours: int | None
    fee: int | None
    weight: int
    notes: str

    @property
    def kinds(self) -> set[str]:
        """What it counts as when a topic is chosen for it."""
        return {"abroad"} if self.country != "NO" else {self.sector, self.segment}


@dataclass(frozen=True)
class Topic:
    """Something that is talked about (topics.toml)."""

    subject: Sequence[str]
    kinds: Sequence[str]
    weight: int
    focus: str
    notes: Sequence[str]
    follow_ups: Sequence[str]
    group: bool = False
    types: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Names:
    """names.toml, without the staff: `titles` are (title, role) by kind of organisation."""

    women: Sequence[str]
    men: Sequence[str]
    last: Sequence[str]
    titles: Mapping[str, Sequence[tuple[str, str]]]
    beginnings: Sequence[str]
    stems: Sequence[str]
    kinds: Mapping[str, Sequence[str]]


class Staff(NamedTuple):
    """A member of the cluster's own staff."""

    name: str
    email: str


@cache
def organisations() -> tuple[Organisation, ...]:
    """The organisations of one copy of the cluster."""
    with (FOLDER / "organisations.csv").open(encoding="utf-8", newline="") as file:
        return tuple(_organisation(line) for line in csv.DictReader(file, delimiter=";"))


@cache
def topics() -> tuple[Topic, ...]:
    """What is talked about."""
    return tuple(Topic(**topic) for topic in _read("topics.toml")["topic"])


@cache
def closings() -> tuple[str, ...]:
    """What may stand at the end of any note."""
    return tuple(_read("topics.toml")["closings"])


@cache
def names() -> Names:
    """What people and organisations are called."""
    read = _read("names.toml")
    titles = {kind: [_split(title) for title in listed] for kind, listed in read["titles"].items()}
    return Names(read["women"], read["men"], read["last"], titles, **read["words"])


@cache
def programme() -> Mapping[str, Any]:
    """The projects, and the activities of a year, as they stand in programme.toml."""
    return _read("programme.toml")


@cache
def yearly() -> Mapping[str, Any]:
    """What is told of each year, as it stands in yearly.toml."""
    return _read("yearly.toml")


@cache
def projects() -> Mapping[str, Mapping[str, Any]]:
    """What projects.toml says of projects, by title."""
    return {told["title"]: told for told in _read("projects.toml")["project"]}


@cache
def goals() -> Mapping[str, Any]:
    """The goals with their indicators, parents before their children."""
    return _read("goals.toml")


def staff() -> list[Staff]:
    """The cluster's own staff."""
    read = _read("names.toml")["staff"]
    return [Staff(name, f"{name.split()[0].lower().replace('å', 'a')}@{read['mail']}") for name in read["names"]]


def _read(name: str) -> dict[str, Any]:
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


def _split(title: str) -> tuple[str, str]:
    shown, _bar, role = title.partition("|")
    return shown, role


def _organisation(line: Mapping[str, str]) -> Organisation:
    values: dict[str, Any] = dict(line)
    for name in ("people", "employees", "founded", "cash", "hours", "fee", "weight"):
        values[name] = int(line[name]) if line[name] else None
    values["signed"] = line["signed"] or None
    values["periods"] = tuple(_period(period) for period in line["periods"].split())
    return Organisation(**values)


def _period(text: str) -> Period:
    joined, _dots, left = text.partition("..")
    return Period(date.fromisoformat(joined).toordinal(), date.fromisoformat(left).toordinal() if left else None)
