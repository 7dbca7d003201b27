"""What cells could be where the header says so, though they do not show it: a number as others write it abroad."""

import re
from datetime import date

from crm.exchange import cell_kinds
from crm.exchange.source import Cell
from crm.rules import nace

_DIALLED = re.compile(r"\+?\(?(?:[0-9][ ()/.\-]{0,3}){6,15}(?:(?:x|ext\.?) ?[0-9]{1,5})?")
_ABROAD_CODE = re.compile(
    "(?:[a-z]{1,2}-?)?[0-9]{3}(?: ?[0-9]{1,3}|-[0-9]{3,4})?"
    "|[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}|[a-z]{1,2}-?[0-9]{4,6}",
    re.IGNORECASE,
)

_LONGEST_STREET = 60
_LONGEST_NAME = 60
_INDUSTRY = re.compile(r"[0-9]{2}\.[0-9]{2,3}[ :–-]+[^\W\d_]{4,}")
_CODE = re.compile("[A-Z]{1,4}[0-9]{0,2}")
_STREET = re.compile(
    r"[^\W\d_][^\d@:]*(?:gata|gate|gt\.?|vei|veien|veg|vegen|plass|plassen|torg|torget|bakken|kaia|brygga|allé|alleen|"
    r"gatan|vägen|väg|vej|gade|straße|strasse|str\.|platz|road|street|lane|avenue|quay)\.? ?"
    r"[0-9]{1,4}(?: ?[A-Za-z])?(?:[,/ \-].*)?|(?:postboks|pb\.?|p\.?o\.? box|boks|box|postfach) ?[0-9]{1,5}.*",
    re.IGNORECASE,
)


def phone(cell: Cell) -> bool:
    """A phone number, also one of another country that was written as they write them there, or lost its zeros.

    >>> phone("0920-555 01"), phone("33612345601"), phone("02.03.2026"), phone("12")
    (True, True, False, False)
    """
    if cell_kinds.is_phone(cell):
        return True
    if cell is None or isinstance(cell, bool | float | date):
        return False
    text = str(cell).strip()
    return (
        _DIALLED.fullmatch(text) is not None and not cell_kinds.is_date(text) and not cell_kinds.YEARS.fullmatch(text)
    )


def postal_code(cell: Cell) -> bool:
    """A postcode, also of another country, also with its town.

    >>> postal_code("HU1 2AA"), postal_code("903 26"), postal_code("24/1201-3")
    (True, True, False)
    """
    if cell_kinds.is_postal_code(cell) or cell_kinds.is_postal_place(cell):
        return True
    text = str(cell).strip()
    return not isinstance(cell, bool | float | date) and _ABROAD_CODE.match(text) is not None and "/" not in text


def street(cell: Cell) -> bool:
    """A street with its number, or a box of the post.

    >>> street("Sjøgata 12 B"), street("Postboks 210"), street("Nordlys 2"), street("Tromsø"), street("91 23 45 67")
    (True, True, False, False, False)
    """
    return isinstance(cell, str) and len(cell) <= _LONGEST_STREET and _STREET.fullmatch(cell.strip()) is not None


def org_number(cell: Cell) -> bool:
    """A number as long as a company's, here or abroad, whether its check digit is right or not.

    >>> org_number("981 575 670"), org_number("SE556677889901"), org_number("10020")
    (True, True, False)
    """
    return not isinstance(cell, bool | date) and 8 <= sum(sign.isdecimal() for sign in str(cell)) <= 14


def industry(cell: Cell) -> bool:
    """An industry code with what it stands for.

    >>> industry("03.222 Yngel i ferskvann"), industry("72.110"), industry("12.50 kr"), industry("9008 Tromsø")
    (True, False, False, False)
    """
    return isinstance(cell, str) and _INDUSTRY.match(cell.strip()) is not None and nace.code(cell) is not None


def code(cell: Cell) -> bool:
    """A few capitals that stand for something else, as the partners of a project have: no word, and no title either.

    >>> code("BEN"), code("WP2"), code("CEO"), code("Leder")
    (True, True, False, False)
    """
    return isinstance(cell, str) and _CODE.fullmatch(cell.strip()) is not None and not cell_kinds.is_position(cell)


def person_in_small_letters(cell: Cell) -> bool:
    """A text that could be a name if it were written with capitals, as a "daglig leder" could: others must say it.

    >>> person_in_small_letters("guro hjelmeland"), person_in_small_letters("Guro Hjelmeland")
    (True, False)
    """
    return isinstance(cell, str) and cell[:_LONGEST_NAME].islower() and cell_kinds.is_person(cell.title())
