"""What cells hold, told from the cells alone: an address, a phone number, an organisation number, a date, a name."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from operator import mul

from crm.exchange.source import Cell
from crm.rules import attendance, code_lists, emails, given_names, names, numbers, orgnr, phones, places, truth
from crm.rules.folding import loose

Test = Callable[[Cell], bool]

_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]{2,}")
_LONGEST_LOOKED_AT = 500
_WEBSITE = re.compile(
    r"(?:https?://|www\.)\S+|(?:[\w-]+\.)+(?:no|com|org|net|example|eu|io|se|dk)(?:/\S*)?", re.IGNORECASE
)
_DATE = re.compile(
    r"[0-9]{1,2}[./-][0-9]{1,2}[./-](?:[0-9]{4}|[0-9]{2})(?:[ ,].*)?|[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T].*)?"
)
_EIGHT_DIGITS = re.compile("[1-9][0-9]{7}")
_DANISH_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
YEARS = re.compile(r"\s*(?:19|20)[0-9]{2}\s*[-–/]\s*(?:(?:19|20)?[0-9]{2})?\s*")
"""A span of years, which is no phone number."""

_IP_ADDRESS = re.compile(r"\s*[0-9]{1,3}(?:\.[0-9]{1,3}){3}\s*")
_FLIGHT = re.compile("[A-Z]{1,3} ?[0-9]{2,5}")
_POSTAL_CODE = re.compile("[0-9]{4}")
_LEGAL_FORM = re.compile(r"\b(?:AS|A/S|ASA|SA|SF|ANS|DA|ENK|NUF|IKS|KF|BA|AB|Ltd|GmbH|Inc|ApS)\.?$")
_OF_INSTITUTIONS = re.compile(
    r"universitet|høgskole|høyskole|kommune|institutt|senter|university|institute|council|stiftelse|klynge|cluster|forening",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"leder|leiar|sjef|direktør|\bdir\.|rådgiver|rådgjevar|konsulent|ingeniør|forsk[ae]r(?:e|en)?\b|professor|amanuensis|lektor|"
    r"stipendiat|postdok|koordinator|ansvarlig|ansvarleg|ansvarig|selger|kontroller|gründer|eier|medarbeider|bioingeniør|"
    r"chef\b|ledare\b|konsult\b|\bVD\b|utvecklare|geschäftsführer|leiter|manager|director|officer|engineer|scientist|"
    r"researcher|advis[eo]r|consultant|analyst|founder|president|head of|specialist|coordinator|executive|chairman|"
    r"owner|\bC[EFTOMS]O\b|\bpartner\b|assistent|assistant|representant|directeur|directrice|responsable|chercheur",
    re.IGNORECASE,
)
_FIGURES_OF_A_PHONE = 8  # a case may be called 26-001
_PLATE = re.compile("[A-Za-z]{1,3}[ -]?[0-9]{4,6}|[A-Za-z]{1,2}[0-9]{7,9}")  # of a car: DN 12345, or a passport
_BETWEEN_TITLES = re.compile(r"[\s,\-]+|(?<=\.)(?=\w)")
# Only where they stand in a column by themselves: "Ing" is also a name
_ACADEMIC = frozenset(
    ("mag", "dipl", "ing", "priv", "doz", "phd", "ph", "d", "habil", "med", "rer", "nat", "msc", "bsc", "mba")
)
_IN_BRACKETS = re.compile(r" \([^()]{1,30}\)$")  # "Nils Aas (Gjest)"
_ONE_WORD = re.compile(r"[^\W\d_]{2,}(?:[\-'’][^\W\d_]+)?")
_NAME = re.compile(r"[^\W\d_][^\W\d_.'’\-]*\.?(?:[ \-][^\W\d_][^\W\d_.'’\-]*\.?){1,4}")


def is_email(cell: Cell) -> bool:
    """One or more e-mail addresses.

    >>> is_email("ase@nordlys.example"), is_email("anonymous")
    (True, False)
    """
    # The search goes by the square of the length: a cell of a million letters would never end
    return isinstance(cell, str) and _EMAIL.search(cell[:_LONGEST_LOOKED_AT]) is not None


def is_phone(cell: Cell) -> bool:
    """One or more phone numbers that could be in use.

    >>> is_phone("+47 912 34 567"), is_phone(91234567), is_phone(981575679), is_phone("03.11.2026")
    (True, True, False, False)
    >>> is_phone("2024-2026"), is_phone("10-01-2026"), is_phone("DN 12345")
    (False, False, False)
    """
    if cell is None or isinstance(cell, bool | float | date):
        return False
    text = str(cell)
    if len(text) > 60 or "@" in text or YEARS.fullmatch(text) or _IP_ADDRESS.fullmatch(text):
        return False
    if isinstance(cell, int) or text.isdecimal():
        # A bare number is only a phone where it is as long as a Norwegian one
        return re.fullmatch("(?:47|0047)?[2-9][0-9]{7}", text) is not None
    if _PLATE.fullmatch(text.strip()) or _DATE.fullmatch(text.strip()):
        return False
    parts = phones.split(text)
    return bool(parts) and all(phones.parse(part) is not None for part in parts)


def is_written_phone(cell: Cell) -> bool:
    """A phone number that is not just any number of eight digits: with spaces or +, or a mobile's."""
    if isinstance(cell, str) and not cell.isdecimal():
        return is_phone(cell) and sum(sign.isdecimal() for sign in cell) >= _FIGURES_OF_A_PHONE
    return is_phone(cell) and str(cell)[-8] in "49"


def is_org_number(cell: Cell) -> bool:
    """A valid organisation number.

    >>> is_org_number(981575679), is_org_number("981 575 679 MVA"), is_org_number("123456789")
    (True, True, False)
    """
    return not isinstance(cell, date) and orgnr.valid(orgnr.clean(cell))


def is_identity_number(cell: Cell) -> bool:
    """A national identity number, also where the sheet lost its first zero."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return orgnr.identity_number(f"{cell:011}")
    return isinstance(cell, str) and orgnr.identity_number(cell)


def is_date(cell: Cell) -> bool:
    """A date cell, or a text written as a full date."""
    return isinstance(cell, date) or (isinstance(cell, str) and _DATE.fullmatch(cell.strip()) is not None)


def is_postal_code(cell: Cell) -> bool:
    """Four digits; a number that lost its zeros is padded (Oslo's 0150 becomes 150 in a sheet)."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return 10 <= cell <= 9999
    return isinstance(cell, str) and _POSTAL_CODE.fullmatch(cell.strip()) is not None


def is_year(cell: Cell) -> bool:
    """A year that somebody could have joined in, which is also four digits."""
    return not isinstance(cell, bool | date) and re.fullmatch("(?:19[5-9]|20[0-6])[0-9]", str(cell).strip()) is not None


def is_website(cell: Cell) -> bool:
    """A web address, but not a person's page on LinkedIn."""
    return (
        isinstance(cell, str)
        and _WEBSITE.fullmatch(cell.strip()) is not None
        and "linkedin.com/in/" not in cell.lower()
    )


def are_pages_of_one_site(cells: Sequence[Cell]) -> bool:
    """Whether they are different pages of one site: then it is nobody's own.

    >>> are_pages_of_one_site(["https://x.example/1", "x.example/2"]), are_pages_of_one_site(["x.example", "y.example"])
    (True, False)
    """
    pages = {re.sub("^https?://", "", str(cell)[:_LONGEST_LOOKED_AT].strip().casefold()) for cell in cells}
    return len(pages) > 1 and len({page.partition("/")[0] for page in pages}) == 1


def is_number(cell: Cell) -> bool:
    """A number, as such or in a text."""
    return not isinstance(cell, date) and numbers.parse(cell) is not None


def is_truth(cell: Cell) -> bool:
    """Yes or no in one of their spellings."""
    return truth.parse(cell) is not None


def is_attendance(cell: Cell) -> bool:
    """A word that says whether somebody took part.

    >>> is_attendance("Not Attending"), is_attendance("Ja"), is_attendance("aktiv")
    (True, True, False)
    """
    return bool(attendance.parse(cell))


def ends_in_legal_form(text: str) -> bool:
    """Whether a text ends as companies' names do.

    >>> ends_in_legal_form("Total Energi AS"), ends_in_legal_form("Total")
    (True, False)
    """
    return _LEGAL_FORM.search(text.strip()) is not None


def is_organisation(cell: Cell) -> bool:
    """A text that ends in a legal form, or names an institution.

    >>> is_organisation("Blåbær Maritim AS"), is_organisation("Tromsø kommune"), is_organisation("Åse Sæther")
    (True, True, False)
    """
    return isinstance(cell, str) and (ends_in_legal_form(cell) or _OF_INSTITUTIONS.search(cell) is not None)


def is_person(cell: Cell) -> bool:
    """A text that could be a person's full name: two to five words of letters and no legal form.

    >>> is_person("Åse Sæther"), is_person("Sæther, Åse"), is_person("Blåbær Maritim AS"), is_person("Tromsø")
    (True, True, False, False)
    >>> is_person("Eva von der Au"), is_person("Kari sender liste")
    (True, False)
    """
    if not isinstance(cell, str) or is_organisation(cell):
        return False
    words = _IN_BRACKETS.sub("", names.clean(cell)).replace(",", "")
    return _NAME.fullmatch(words) is not None and not words.split()[-1].islower()


def has_figures(cell: Cell) -> bool:
    """Something with a figure in it, which no name has."""
    return any(sign.isdecimal() for sign in str(cell))


def is_one_word(cell: Cell) -> bool:
    """One word of letters with a capital, as half a name is.

    >>> is_one_word("Ødegård"), is_one_word("Anne-Lise"), is_one_word("Åse Sæther"), is_one_word("R2")
    (True, True, False, False)
    """
    return isinstance(cell, str) and _ONE_WORD.fullmatch(cell.strip()) is not None and cell.strip()[0].isupper()


def begins_with_given_name(cell: Cell) -> bool:
    """A text that begins with a common given name, or has one after a comma."""
    return isinstance(cell, str) and given_names.begins(cell[:_LONGEST_LOOKED_AT])


def is_postal_place(cell: Cell) -> bool:
    """A postcode and a town in one.

    >>> is_postal_place("9008 Tromsø"), is_postal_place("NO-9008 TROMSØ"), is_postal_place("9008")
    (True, True, False)
    >>> is_postal_place("1430 ÅS"), is_postal_place("SK 4721")
    (True, False)
    """
    if not isinstance(cell, str) or _FLIGHT.fullmatch(cell.strip()):
        return False
    return places.split_postal_place(cell)[0] != ""


def is_foreign_number(cell: Cell) -> bool:
    """A company's number in another country: a Danish one of eight digits, a Swedish one of ten, one with its country.

    >>> is_foreign_number("31415926"), is_foreign_number("556677-8899"), is_foreign_number("DE129273398")
    (True, True, True)
    >>> is_foreign_number("981575679"), is_foreign_number("NO 981 575 679 MVA")
    (False, False)
    """
    if cell is None or isinstance(cell, date):
        return False
    number = orgnr.clean(cell)
    if orgnr.foreign(number):
        return True
    figures = [int(sign) for sign in number] if _EIGHT_DIGITS.fullmatch(number) else []
    return bool(figures) and sum(map(mul, _DANISH_WEIGHTS, figures)) % 11 == 0


def in_list(name: str) -> Test:
    """A test for texts that a code list knows."""
    return lambda cell: isinstance(cell, str) and code_lists.from_text(name, cell) is not None


def is_generic_email(cell: Cell) -> bool:
    """An address of a desk: post@, info@."""
    return isinstance(cell, str) and emails.is_generic(cell)


def is_position(cell: Cell) -> bool:
    """A text that names what somebody does.

    >>> is_position("Daglig leder"), is_position("Head of R&D"), is_position("Kari Berg"), is_position("Nordlys AS")
    (True, True, False, False)
    """
    return isinstance(cell, str) and len(cell) <= 60 and _POSITION.search(cell) is not None


def is_salutation(cell: Cell) -> bool:
    """Mr, Ms, Dr and the like, one or several: titles before the name and not a position.

    >>> is_salutation("Prof. Dr."), is_salutation("Mag."), is_salutation("Dr.-Ing."), is_salutation("Professor i kjemi")
    (True, True, True, False)
    """
    words = _BETWEEN_TITLES.split(cell[:_LONGEST_LOOKED_AT].strip()) if isinstance(cell, str) else []
    return any(words) and all(names.is_title(word) or loose(word).rstrip(".") in _ACADEMIC for word in words if word)


def is_value(cell: Cell) -> bool:
    """Something that stands in rows and not in a header: an address, a number, a date, a tick."""
    if isinstance(cell, bool | date):
        return True
    if isinstance(cell, int | float):
        # A header may be a year
        return not (isinstance(cell, int) and 1900 <= cell <= 2100)
    return isinstance(cell, str) and (
        is_email(cell) or is_date(cell) or is_phone(cell) or is_org_number(cell) or is_website(cell)
    )


def share(test: Test, cells: Sequence[Cell]) -> float:
    """The share of the cells that pass the test, 0 for none at all."""
    return sum(map(test, cells)) / len(cells) if cells else 0.0
