"""Columns about one year of an organisation: "Ansatte 2024", "Omsetning 2023 (TNOK)", or a year beside its figures.

They are fields of crm.exchange.fields: "organisation.turnover_2024" says its year itself; "organisation.year_turnover"
is of the year that the header names, else of the row's "organisation.year".
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm.exchange import cell_kinds
from crm.exchange.fields import FIELDS
from crm.exchange.source import Cell
from crm.i18n import N_, _
from crm.rules import numbers
from crm.rules.folding import loose

FIGURES = {
    "employees": N_("Employees"),
    "turnover": N_("Turnover"),
    "balance": N_("Balance sheet total"),
    "value_creation": N_("Value creation"),
}
"""What is kept of a year (crm.records.organisation_year), with what it is called; all but employees is money."""
YEAR = "organisation.year"
WORDS = {
    "employees": (
        *("ansatte", "antall ansatte", "ant ansatte", "antall tilsette", "tilsette", "arsverk", "antall arsverk"),
        *("employees", "number of employees", "no of employees", "headcount"),
    ),
    "turnover": (
        *("omsetning", "omsetting", "driftsinntekter", "driftsinntekt", "salgsinntekter", "inntekter"),
        *("turnover", "revenue", "revenues", "operating income", "operating revenue", "sales"),
    ),
    "balance": (
        *("balanse", "balansesum", "balansen", "eiendeler", "totalbalanse", "totalkapital"),
        *("balance", "balance sheet", "balance sheet total", "balance total", "assets"),
    ),
    "value_creation": ("verdiskaping", "verdiskapning", "value creation", "value added"),
}
_YEAR_WORDS = ("regnskapsar", "rapportar", "rapporteringsar", "accounting year", "fiscal year", "financial year")
_ANY_YEAR = (*_YEAR_WORDS, "ar", "arstall", "year")
_FILLERS = frozenset(
    (
        *("i", "for", "ar", "aret", "regnskap", "regnskapsar", "kr", "nok", "kroner"),
        *("sum", "samlet", "totalt", "total", "in", "of", "the"),
    )
)
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_NUMBERED = re.compile(r" \([0-9]+\)$")
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_LAST_DAY = re.compile(r"(?:\b(?:pr|per)\b\.? ?)?(?<![0-9])31\.? ?12\.? ?(?=20[0-9]{2})", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{1,2}\. ?(?:[0-9]{1,2}\.|[a-z]+) ?20[0-9]{2}")
# What stands in a heading when the column is not in kroner
_UNITS = (
    (re.compile(r"\b(?:1000|1 000|tusen|tkr|tnok|knok|thousands?)\b"), 1_000),
    (re.compile(r"\b(?:mill|millioner|mnok|mkr|millions?)\b"), 1_000_000),
)
_OF_ALL = re.compile(r"^(?:alle )?(?:tall|belop|figures|amounts|nok)\b")
_MOST = 10**17
_MOST_EMPLOYEES = 10_000_000
_MOSTLY = 0.8
_NAME = re.compile(r"(?:organisation\.)?(?:(year)_)?(employees|turnover|balance|value_creation)(?:_(20[0-9]{2}))?")


class YearField(NamedTuple):
    """Which figure a column fills; `year` is None where the header or the row says it."""

    figure: str
    year: int | None


def parsed(field: str) -> YearField | None:
    """What a field, or the name of a change, is about; None where it is no figure of a year.

    >>> parsed("organisation.turnover_2024"), parsed("year_employees"), parsed("organisation.employees")
    (YearField(figure='turnover', year=2024), YearField(figure='employees', year=None), None)
    """
    found = _NAME.fullmatch(field)
    if found is None or (found[1] is None) == (found[3] is None):
        return None
    return YearField(found[2], int(found[3]) if found[3] else None)


def is_about_years(field: str | None) -> bool:
    """Whether a column with this field belongs to the figures of years."""
    return field == YEAR or (field is not None and parsed(field) is not None)


def title(field: str) -> str:
    """What such a field is called; "" for any other."""
    found = parsed(field)
    if found is None:
        return ""
    if found.year is None:
        return _(FIELDS[f"organisation.year_{found.figure}"])
    return f"{_(FIGURES[found.figure])} {found.year}"


def year_of(header: str) -> int | None:
    """The one year a header names; None for none or several.

    >>> year_of("Ansatte 2024"), year_of("Omsetning 31.12.2023"), year_of("Endring 2023-2024"), year_of("Ansatte")
    (2024, 2023, None, None)
    """
    found = set(_YEAR.findall(header))
    return int(found.pop()) if len(found) == 1 else None


def unit(header: str) -> int:
    """What the numbers below a header are multiplied by.

    >>> unit("Omsetning 2024 (TNOK)"), unit("Omsetning i mill. kr"), unit("Omsetning 2024")
    (1000, 1000000, 1)
    """
    told = loose(header)
    return next((by for pattern, by in _UNITS if pattern.search(told)), 1)


def unit_of_all(above: Sequence[str]) -> int:
    """The same where it is said of the whole list above its headers: "Tall i 1000 kr".

    >>> unit_of_all(["Medlemsbedrifter", "Alle tall i hele tusen"]), unit_of_all(["Topp 1000 bedrifter"])
    (1000, 1)
    """
    return next((unit(line) for line in above if _OF_ALL.match(loose(line))), 1)


def figure_of(header: str) -> str:
    """Which figure a header names beside its year and unit; "" for none.

    >>> figure_of("Sum driftsinntekter 2024 (1000 kr)"), figure_of("2024 - Ansatte"), figure_of("Omsetning året før")
    ('turnover', 'employees', '')
    >>> figure_of("Ansatte pr. 31.12.2024"), figure_of("Ansatte 1.10.2024"), figure_of("Endring i omsetning 2024")
    ('employees', '', '')
    """
    plain = _LAST_DAY.sub(" ", _NUMBERED.sub("", header))
    if _DAY.search(plain.lower()):
        return ""
    told = loose(_YEAR.sub(" ", _IN_BRACKETS.sub(" ", plain)))
    for pattern, _by in _UNITS:
        told = pattern.sub(" ", told)
    words = told.split()
    if "for" in words and "aret" in words:
        return ""  # the year before
    for kept in (words, [word for word in words if word not in _FILLERS]):
        said = " ".join(kept)
        for figure, known in WORDS.items():
            if said in known:
                return figure
    return ""


def called(headers: Sequence[str], cells: Mapping[str, Sequence[Cell]]) -> dict[str, str]:
    """{header: field} for the columns that are about years; `cells` are some filled ones of each.

    Headers without a year are such columns only beside one that holds the years of the rows.
    """
    figures = {header: figure for header in headers if (figure := figure_of(header))}
    found = {header: f"organisation.{figure}_{year}" for header, figure in figures.items() if (year := year_of(header))}
    plain = {header: figure for header, figure in figures.items() if header not in found and not _YEAR.search(header)}
    years = next((header for header in headers if _is_year(header, cells.get(header, ()))), None)
    if years is not None and plain:
        sure = loose(years) in _YEAR_WORDS or any(figure != "employees" for figure in plain.values())
        if sure and not found:
            found = {header: f"organisation.year_{figure}" for header, figure in plain.items()} | {years: YEAR}
    return found


def offered(today: date) -> dict[str, str]:
    """The fields of the last years with their names, the newest first, for who says what a column is."""
    years = range(today.year, today.year - 4, -1)
    return {(field := f"organisation.{figure}_{year}"): title(field) for year in years for figure in FIGURES}


def value(cell: Cell, figure: str, by: int) -> int | None:
    """A cell as a number of people, or as money in øre times the unit; None where it is no such number.

    >>> value("12,3456", "turnover", 1_000_000), value(34.0, "employees", 1), value("1.234", "turnover", 1)
    (1234560000, 34, None)
    """
    if isinstance(cell, date):
        return None
    if figure == "employees":
        count = numbers.parse_int(cell)
        return count if count is not None and 0 <= count <= _MOST_EMPLOYEES else None
    number = numbers.parse(cell)
    if number is None or abs(number) > _MOST:
        return None
    ore = int(numbers.round_half_up(number * by * Decimal(100)))
    return ore if abs(ore) <= _MOST else None


def shown(figure: str, number: int | None) -> str:
    """A figure as a person reads it; "" for none."""
    if number is None:
        return ""
    return numbers.show_int(number) if figure == "employees" else numbers.show_money(number)


def _is_year(header: str, cells: Sequence[Cell]) -> bool:
    return loose(header) in _ANY_YEAR and cell_kinds.share(cell_kinds.is_year, cells) >= _MOSTLY
