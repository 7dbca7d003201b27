"""The figures of a year out of a sheet, a file or pasted cells: which organisation each line is about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.exchange import isolation
from crm.exchange.source import Cell
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import organisations
from crm.rules import numbers, orgnr
from crm.rules.folding import loose

_WORDS = {
    "org_number": ("orgnr", "org nr", "organisasjonsnummer", "organisasjonsnr", "organisation number", "org number"),
    "name": (
        "navn",
        "virksomhet",
        "bedrift",
        "firma",
        "medlem",
        "selskap",
        "foretak",
        "name",
        "company",
        "organisation",
    ),
    "employees": ("ansatte", "antall ansatte", "antall arsverk", "arsverk", "employees", "number of employees"),
    "turnover": (
        *("omsetning", "omsetting", "sum driftsinntekter", "driftsinntekter", "salgsinntekter", "sum inntekter"),
        *("turnover", "revenue", "operating income"),
    ),
    "balance": ("balanse", "balansesum", "sum eiendeler", "balance", "balance sheet", "total assets"),
    "year": ("ar", "regnskapsar", "rapportar", "year"),
}
_HEADER_ROWS = 30
_MOST = 10**17
# What stands in a heading when the column is not in kroner.
_UNITS = (
    (re.compile(r"\b(1000|tusen|tkr|tnok|knok|thousands?)\b"), 1_000),
    (re.compile(r"\b(mill|millioner|mnok|mkr|millions?)\b"), 1_000_000),
)
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
FIGURES = ("employees", "turnover", "balance")


class Columns(NamedTuple):
    """Where in a line what stands; `unit` and `balance_unit` are what the turnover and the balance are multiplied by.

    `other` says that the only columns of figures name other years than the one that was asked for.
    """

    at: dict[str, int]
    unit: int = 1
    other: bool = False
    balance_unit: int = 1


@dataclass
class Found:
    """What a sheet tells of a year: by organisation `employees`, and `turnover` and `balance` in øre.

    `unknown` are lines that fit no organisation, `several` those that fit more than one, `unread` cells that are no
    number, each as it is written; `other_years` counts lines of other years.
    """

    values: dict[int, dict[str, int]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    several: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    other_years: int = 0


def read(file: Path, year: int, *, progress: Progress = silent) -> Found:
    """What a file (.xlsx, .csv and their like) tells of a year. Nothing is written.

    Raises CrmError where it cannot be read, or has no columns of whom and how many; see crm.exchange.isolation.
    """
    for sheet in isolation.read(file, progress=progress).sheets:
        found = out_of(sheet.rows, year)
        if found is not None:
            return found
    sentence = _(
        "“{file}” has no row of headers with an organisation (Org.nr. or Navn) and figures (Ansatte or Omsetning)."
    )
    raise CrmError(sentence.format(file=file.name))


def out_of(rows: Sequence[Sequence[Cell]], year: int) -> Found | None:
    """What rows with headers tell of a year; None where there are no such headers."""
    for place, row in enumerate(rows[:_HEADER_ROWS]):
        columns = headed(row, year)
        if columns is not None:
            return _below(rows[place + 1 :], columns, year)
    return None


def headed(row: Sequence[Cell], year: int | None = None) -> Columns | None:
    """The columns that a row of headers names; None where it names no organisation or no figure.

    With a `year` a column of figures that names other years alone is none of them.

    >>> headed(["Org.nr.", "Bedrift", "Ansatte 2025", "Omsetning (1000 kr)"])
    Columns(at={'org_number': 0, 'name': 1, 'employees': 2, 'turnover': 3}, unit=1000, other=False, balance_unit=1)
    >>> headed(["Navn", "Ansatte 2024", "Ansatte 2025"], 2025).at, headed(["Navn", "Ansatte 2024"], 2025).other
    ({'name': 0, 'employees': 2}, True)
    >>> headed(["Navn", "Telefon"]) is None
    True
    """
    at: dict[str, int] = {}
    units = {"turnover": 1, "balance": 1}
    elsewhere = False
    for place, cell in enumerate(row):
        head = loose(str(cell)) if cell is not None else ""
        years = _YEAR.findall(head)
        for name, words in _WORDS.items():
            if name not in at and any(head == word or head.startswith(f"{word} ") for word in words):
                if name in FIGURES and year is not None and years and str(year) not in years:
                    elsewhere = True
                    break
                at[name] = place
                if name in units:
                    units[name] = next((by for pattern, by in _UNITS if pattern.search(head)), 1)
                break
    whom, what = {"org_number", "name"} & at.keys(), set(FIGURES) & at.keys()
    return Columns(at, units["turnover"], not what, units["balance"]) if whom and (what or elsewhere) else None


def _below(rows: Sequence[Sequence[Cell]], columns: Columns, year: int) -> Found:
    found = Found()
    for row in rows:
        cells = {name: row[place] if place < len(row) else None for name, place in columns.at.items()}
        number, name = orgnr.clean(cells.get("org_number")), str(cells.get("name") or "").strip()
        if number and not any(sign.isdigit() for sign in number):
            number, name = "", name or str(cells["org_number"]).strip()  # a name where some lines have a number
        if not number and not name:
            continue
        told = numbers.parse_int(cells["year"]) if "year" in cells else year
        if columns.other or (told is not None and told != year):
            found.other_years += 1
            continue
        values = {}
        for figure in FIGURES:
            written = cells.get(figure)
            if written is None or str(written).strip() in ("", "-", "–"):
                continue
            value = _number(written, figure, columns.balance_unit if figure == "balance" else columns.unit)
            if value is None:
                found.unread.append(f"{name or number}: {written}")
            else:
                values[figure] = value
        if values:
            _put(found, number, name, values)
    return found


def _put(found: Found, number: str, name: str, values: dict[str, int]) -> None:
    ids = organisations.find(name, number)
    if len(ids) == 1:
        found.values[ids[0]] = {**found.values.get(ids[0], {}), **values}
    elif ids:
        found.several.append(name or number)
    else:
        found.unknown.append(name or number)


def _number(written: Any, figure: str, unit: int) -> int | None:
    """Employees as they are, money in øre; None where it is no such number."""
    if figure == "employees":
        count = numbers.parse_int(written)
        return count if count is not None and count >= 0 else None
    ore = numbers.parse_money(written)
    if ore is None and (number := numbers.parse(written)) is not None:
        ore = int(numbers.round_half_up(number * 100))  # finer than an øre: a formula in Excel
    return None if ore is None or abs(ore * unit) > _MOST else ore * unit
