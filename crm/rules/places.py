"""Municipalities and counties by number (DOMAIN.md 3.4): always matched on the number, names are only for reading.

The numbers of 2024 come from resources/municipalities.csv; numbers of 2020-2023, and of Troms and Finnmark before
2020, lead to today's through resources/municipalities_old.csv.
"""

import csv
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from crm.rules.folding import fold

_RESOURCES = Path(__file__).resolve().parent.parent.parent / "resources"
_NORWEGIAN_NAMES = {
    "1875": "Hamarøy",
    "1826": "Hattfjelldal",
    "5041": "Snåsa",
    "5043": "Røyrvik",
    "5512": "Tjeldsund",
    "5518": "Lavangen",
    "5540": "Kåfjord",
    "5610": "Karasjok",
    "5612": "Kautokeino",
    "5628": "Tana",
    "5636": "Nesseby",
}
_OUTSIDE = {"21": "Svalbard", "22": "Jan Mayen"}

_POSTAL_PLACE = re.compile(r"(?:[A-Z]{1,2}-)?([0-9]{3} [0-9]{2}|[0-9]{4,5})[ ,]+([^\W\d_][^\d]*)")
_PLACE_POSTAL = re.compile(r"([^\W\d_][^\d]*?)[ ,]+(?:[A-Z]{1,2}-)?([0-9]{3} [0-9]{2}|[0-9]{4,5})")


class Municipality(NamedTuple):
    """A municipality of today: four-digit number as text, name, two-digit county number, county name."""

    code: str
    name: str
    county_code: str
    county: str


@cache
def _all() -> Mapping[str, Municipality]:
    with (_RESOURCES / "municipalities.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [Municipality(*row) for row in csv.reader(file, delimiter=";")][1:]
    return {row.code: row for row in rows}


@cache
def _old() -> Mapping[str, str]:
    with (_RESOURCES / "municipalities_old.csv").open(encoding="utf-8-sig", newline="") as file:
        return dict(row[:2] for row in list(csv.reader(file, delimiter=";"))[1:])


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, place in _all().items():
        for name in {place.name, place.name.partition(" (")[0], _NORWEGIAN_NAMES.get(code, place.name)}:
            found.setdefault(fold(name), []).append(code)
    return {name: tuple(sorted(places)) for name, places in found.items()}


def municipalities() -> tuple[Municipality, ...]:
    """All 357 municipalities, by number."""
    return tuple(_all().values())


def current(code: str) -> str | None:
    """Today's number of a municipality given today's or an earlier one; None where it is unknown.

    >>> current("1902"), current("5401"), current("5501"), current("301"), current("9999")
    ('5501', '5501', '5501', '0301', None)
    """
    code = code.strip().zfill(4)
    code = _old().get(code, code)
    return code if code in _all() else None


def name(code: str) -> str:
    """The name of a municipality, "" for an unknown number; earlier ones are followed, Sámi names have the Norwegian.

    >>> name("5501"), name("1902"), name("5610"), name("9999")
    ('Tromsø', 'Tromsø', 'Kárášjohka - Karasjok', '')
    """
    now = current(code)
    if now is None:
        return ""
    official, norwegian = _all()[now].name, _NORWEGIAN_NAMES.get(now)
    return f"{official} - {norwegian}" if norwegian and norwegian != official else official


def codes(name_or_code: str) -> tuple[str, ...]:
    """The numbers a text can mean: none, one, or several ("Herøy"); a number gives today's.

    >>> codes("tromsø"), codes("Herøy"), codes("5401 Tromsø"), codes("Karasjok kommune"), codes("Atlantis")
    (('5501',), ('1515', '1818'), ('5501',), ('5610',), ())
    """
    text = fold(name_or_code).removesuffix(" kommune").strip()
    figures = text.partition(" ")[0]
    if figures.isdecimal():
        now = current(figures)
        return (now,) if now else ()
    for part in (text, *text.split(" - ")):
        if found := _by_name().get(part):
            return found
    return ()


def county_code(code: str) -> str:
    """The number of the county in which a municipality lies today; "" for an unknown one.

    >>> county_code("1902"), county_code("0301")
    ('55', '03')
    """
    now = current(code)
    return now[:2] if now else ""


@cache
def counties() -> Mapping[str, str]:
    """The names of the counties of 2024 by number, Svalbard and Jan Mayen among them.

    >>> counties()["55"], len(counties())
    ('Troms', 17)
    """
    return {place.county_code: place.county for place in _all().values()} | _OUTSIDE


def county(code: str) -> str:
    """The name of the county in which a municipality lies (four digits), or of a county (two digits); "" if unknown.

    >>> county("5501"), county("55"), county("1902")
    ('Troms', 'Troms', 'Troms')
    """
    return counties().get(code if len(code) == 2 else county_code(code), "")


def with_county(code: str) -> str:
    """A municipality as a person reads it, with number and county; "" for none, an unknown number as it is.

    >>> with_county("1902"), with_county("5501"), with_county("9999"), with_county("")
    ('Tromsø (5501, Troms)', 'Tromsø (5501, Troms)', '9999', '')
    """
    now = current(code) if code else None
    return f"{name(now)} ({now}, {county(now)})" if now else code


def split_postal_place(text: str) -> tuple[str, str]:
    """The postcode and the town of a text that holds both, in whichever order; ("", "") where it holds something else.

    >>> split_postal_place("9008 Tromsø"), split_postal_place("Tromsø, NO-9008"), split_postal_place("SE-903 26 Umeå")
    (('9008', 'Tromsø'), ('9008', 'Tromsø'), ('903 26', 'Umeå'))
    >>> split_postal_place("Tromsø"), split_postal_place("Storgata 1, 9008 Tromsø")
    (('', ''), ('', ''))
    """
    spaced = " ".join(text.split())
    if found := _POSTAL_PLACE.fullmatch(spaced):
        return found[1], found[2].strip(" ,")
    if found := _PLACE_POSTAL.fullmatch(spaced):
        return found[2], found[1].strip(" ,")
    return "", ""
