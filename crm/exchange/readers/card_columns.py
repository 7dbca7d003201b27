"""What the lines of an address card say, in the columns of a list; the headers are known to the mapping."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from crm.exchange.source import Row
from crm.rules import names

_EMAILS = ("E-mail", "E-mail 2", "E-mail 3")
_MOBILES = ("Mobile phone", "Mobile phone 2")
_PHONES = ("Work phone", "Work phone 2", "Work phone 3")
HEADERS = (
    *("First name", "Last name", "Company", "Department", "Job title", *_EMAILS, *_MOBILES, *_PHONES, "Home phone"),
    *("Business street", "Business postal code", "Business city", "Website", "Birthday", "Notes"),
)
"""The columns of the list that cards become, in any language: `--map` names them."""
SAY_WHO = frozenset(("First name", "Last name", "Company", *_EMAILS, *_MOBILES, *_PHONES, "Home phone"))
"""A card that fills none of these is nobody's."""

_NO_TELEPHONE = frozenset(("FAX", "PAGER", "MODEM", "BBS", "VIDEO"))
_MOBILE = frozenset(("CELL", "IPHONE", "MOBILE"))
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PARTED = {";": re.compile(r"(?<!\\);"), ",": re.compile(r"(?<!\\),")}


class Line(NamedTuple):
    """A line: its name in capitals, its types in capitals, its text with the escapes still in it."""

    name: str
    types: frozenset[str]
    text: str


def cells(lines: Iterable[Line]) -> Row:
    """The row of a card under HEADERS; every cell None where it says nothing."""
    found: dict[str, str] = {}
    of: dict[str, list[Line]] = {}
    for line in lines:
        of.setdefault(line.name, []).append(line)
    for same in of.values():
        same.sort(key=lambda line: "PREF" not in line.types)
    _who(of, found)
    _several(found, _EMAILS, (_address(line.text) for line in of.get("EMAIL", ())))
    numbers = [line for line in of.get("TEL", ()) if not line.types & _NO_TELEPHONE]
    mobile = [line for line in numbers if line.types & _MOBILE]
    home = [line for line in numbers if line not in mobile and "HOME" in line.types and "WORK" not in line.types]
    _several(found, _MOBILES, (_number(line.text) for line in mobile))
    _several(found, _PHONES, (_number(line.text) for line in numbers if line not in mobile and line not in home))
    _several(found, ("Home phone",), (_number(line.text) for line in home))
    _where(of, found)
    _several(found, ("Website",), (_plain(line.text) for line in of.get("URL", ())))
    _several(found, ("Birthday",), (_plain(line.text) for line in of.get("BDAY", ())))
    noted = [text for line in of.get("NOTE", ()) if (text := names.clean(_plain(line.text), lines=True))]
    if noted:
        found["Notes"] = "\n".join(noted)
    return [found.get(header) or None for header in HEADERS]


def _who(of: dict[str, list[Line]], found: dict[str, str]) -> None:
    company, *departments = _first(of, "ORG", ";") or [""]
    found["Company"], found["Department"] = company, ", ".join(filter(None, departments))
    found["Job title"] = next(iter(_first(of, "TITLE") or _first(of, "ROLE")), "")
    last, first, more, *_rest = [*_first(of, "N", ";"), "", "", ""]
    shown = next(iter(_first(of, "FN")), "")
    is_company = "ORG" in next(iter(_first(of, "KIND")), "").upper() or (
        bool(shown) and names.clean(shown) == names.clean(company)
    )
    if not (first or last) and is_company:
        found["Company"] = company or shown
    elif first or last:
        found["First name"], found["Last name"] = " ".join(filter(None, (first, more))), last
    elif shown:
        given, family = names.split_name(shown)
        found["First name"], found["Last name"] = (given, family) if family else ("", given)


def _where(of: dict[str, list[Line]], found: dict[str, str]) -> None:
    """The address of the work: a home is nobody's business address."""
    for line in sorted(of.get("ADR", ()), key=lambda line: "WORK" not in line.types):
        if "HOME" in line.types and "WORK" not in line.types:
            continue
        _box, more, street, city, _region, code, *_rest = [*_parts(line.text, ";"), *[""] * 7]
        found["Business street"] = ", ".join(filter(None, (street, more)))
        found["Business postal code"], found["Business city"] = code, city
        return


def _several(found: dict[str, str], headers: Iterable[str], texts: Iterable[str]) -> None:
    """Each text once under the next header; what has no header left stands with the last, as lists do it."""
    different = list(dict.fromkeys(filter(None, texts)))
    places = list(headers)
    for place, text in zip(places, different, strict=False):
        found[place] = text
    if len(different) > len(places) > 1:
        found[places[-1]] = "; ".join(different[len(places) - 1 :])


def _address(text: str) -> str:
    return _plain(text).removeprefix("mailto:").removeprefix("MAILTO:")


def _number(text: str) -> str:
    """`tel:+47-912-34-567;ext=1` as one dials it."""
    plain = _plain(text)
    if plain[:4].lower() != "tel:":
        return plain
    return plain[4:].partition(";")[0].replace("-", " ")


def _first(of: dict[str, list[Line]], name: str, sign: str = "") -> list[str]:
    for line in of.get(name, ()):
        parts = _parts(line.text, sign) if sign else [_plain(line.text)]
        if any(parts):
            return parts
    return []


def _parts(text: str, sign: str) -> list[str]:
    return [_plain(part) for part in _PARTED[sign].split(text)]


def _plain(text: str) -> str:
    r"""The text without its escapes.

    >>> _plain(r" R\,D\; line\nnext ")
    'R,D; line\nnext'
    """
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text).strip()
