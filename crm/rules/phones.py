"""Phone numbers: kept as E.164, shown as Norwegians write them (DOMAIN.md 3.5)."""

import re
from itertools import pairwise

_EASY_NORWEGIAN = re.compile("[2-9][0-9]{7}")
_EASY_WRITTEN = re.compile(r"(?:\+47|0047|47)?([2-9][0-9]{7})")
_WITHOUT_SPACES = {ord(" "): None, ord("\u00a0"): None}
_NORWEGIAN = re.compile(r"\+47([0-9]{8})")
_NUMBER = re.compile(r"\(?\+?\(?[0-9][0-9()\s.\-]*")
_DATE = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{2}|[0-9]{4})|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXTENSION = re.compile(r"(?:\bext|\bx|\bint(?:ern)?)\.?\s*[0-9]{1,5}\s*$", re.IGNORECASE)
_SEPARATOR = re.compile(r"[;,|\n\r\t]+|:::|/|\b(?:eller|og|or|and)\b", re.IGNORECASE)
_BEFORE_PLUS = re.compile(r"(?<=[0-9])\s+(?=\(?\+)")
_TWO_NORWEGIAN = re.compile(r"([2-9](?:\s?[0-9]){7})\s+([2-9](?:\s?[0-9]){7})")
_FEWEST_DIGITS = 5


def parse(text: str, country: str = "NO") -> str | None:
    """The number as E.164 ("+4791234567"), or None where the text is not exactly one phone number.

    `country` (two letters) is where numbers without a country code belong. Words around the number ("tlf.", "(work)")
    and an extension are left out; a date is no phone number.

    >>> parse("+47 912 34 567"), parse("0047 22123456"), parse("(+47) 123 45 678"), parse("tlf. 912 34 567 (jobb)")
    ('+4791234567', '+4722123456', '+4712345678', '+4791234567')
    >>> parse("03.11.2026"), parse("1234"), parse("ring meg"), parse("91234567 / 22123456")
    (None, None, None, None)
    """
    if country == "NO" and (easy := _EASY_WRITTEN.fullmatch(text.translate(_WITHOUT_SPACES))):
        return f"+47{easy[1]}"
    text = _EXTENSION.sub("", text.replace("\u00a0", " ").strip()).strip()
    found = [match.group() for match in _NUMBER.finditer(text)]
    numbers = [number for number in found if len(re.sub("[^0-9]", "", number)) >= _FEWEST_DIGITS]
    if len(numbers) != 1 or len(found) != 1 or _DATE.fullmatch(text):
        return None
    plus = "+" if "+" in numbers[0] else ""
    figures = re.sub("[^0-9]", "", numbers[0].replace("(0)", "") if plus else numbers[0])
    if figures.startswith("00") and not plus:
        plus, figures = "+", figures[2:]
    national = figures.removeprefix("47") if plus or len(figures) == 10 else figures
    if (country == "NO" or (plus and figures.startswith("47"))) and _EASY_NORWEGIAN.fullmatch(national):
        return f"+47{national}"
    return _looked_up(f"{plus}{figures}", country)


def _looked_up(number: str, country: str) -> str | None:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    # Only possible, not in use: new series appear before the library knows them. Norwegian ones never begin with 0
    if parsed.country_code == 47 and (parsed.italian_leading_zero or not phonenumbers.is_possible_number(parsed)):
        return None
    if phonenumbers.is_possible_number_with_reason(parsed) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def show(e164: str) -> str:
    """The number as a Norwegian reads it: pairs for 8 digits, 3-2-3 for the 800 series, others international.

    >>> show("+4722123456"), show("+4780022222"), show("+46701234567"), show("ring")
    ('22 12 34 56', '800 22 222', '+46 70 123 45 67', 'ring')
    """
    norwegian = _NORWEGIAN.fullmatch(e164)
    if norwegian:
        figures = norwegian.group(1)
        cuts = (0, 3, 5, 8) if figures[0] == "8" else (0, 2, 4, 6, 8)
        return " ".join(figures[start:end] for start, end in pairwise(cuts))
    if not e164.startswith("+"):
        return e164
    import phonenumbers

    try:
        return phonenumbers.format_number(phonenumbers.parse(e164), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return e164


def split(text: str) -> list[str]:
    """The numbers of one cell, still as written: parted by slash, semicolon, comma, line break, "or" and the like.

    >>> split("22 12 34 56 / 912 34 567"), split("22 12 34 56/57"), split("91234567 22123456")
    (['22 12 34 56', '912 34 567'], ['22 12 34 56', '22 12 34 57'], ['91234567', '22123456'])
    """
    parts: list[str] = []
    for piece in _SEPARATOR.split(_BEFORE_PLUS.sub(";", text.replace("\u00a0", " "))):
        part = piece.strip()
        figures = re.sub("[^0-9]", "", part)
        if parts and figures and part == figures and len(figures) < _FEWEST_DIGITS:
            parts.append(parts[-1][: -len(figures)] + figures)
        elif two := _TWO_NORWEGIAN.fullmatch(part):
            parts.extend(two.groups())
        elif part:
            parts.append(part)
    return parts


def is_mobile(e164: str) -> bool:
    """Whether the number is probably a mobile's: Norwegian ones begin with 4 or 9.

    >>> is_mobile("+4791234567"), is_mobile("+4722123456"), is_mobile("+46701234567")
    (True, False, True)
    """
    if e164.startswith("+47"):
        return len(e164) == 11 and e164[3] in "49"
    import phonenumbers

    try:
        kind = phonenumbers.number_type(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return False
    return kind == phonenumbers.PhoneNumberType.MOBILE
