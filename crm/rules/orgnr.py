"""Norwegian organisation numbers (DOMAIN.md 3.1), and the identity numbers that must never be kept (DOMAIN.md 5)."""

import re

from crm.sentences import _

PLACEHOLDERS = frozenset(("999999999", "000000000"))
_NINE_DIGITS = re.compile("[0-9]{9}")
_LABEL = re.compile(r"^ORG(?:ANISASJONS)?(?:NR|NUMMER|NO)?:?")
_BETWEEN = re.compile(r"[\s\u00a0\u202f.\-_]")
_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?0?8", re.IGNORECASE)
_FOREIGN = re.compile("(?!NO)(?!ORG)[A-Z]{2}(?=[0-9A-Z]*[0-9]{5})[0-9A-Z]{6,13}|[2-9][0-9][2-9][0-9]{7}")
_IDENTITY = re.compile(r"(?<![0-9+])([0-9]{6})[ .\-]?([0-9]{5})(?![0-9])")
_FIRST_WEIGHTS = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND_WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def clean(value: object) -> str:
    """The number as written in a cell, without spaces, points, "NO" and "MVA"; not necessarily a valid one.

    >>> clean("NO 981 575 679 MVA"), clean(981575679.0), clean("981575679.0"), clean("9.81575679E+08"), clean(None)
    ('981575679', '981575679', '981575679', '981575679', '')
    """
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if _NINE_DIGITS.fullmatch(text):
        return text
    if _SCIENTIFIC.fullmatch(text):
        text = str(round(float(text.replace(",", "."))))
    text = _BETWEEN.sub("", re.sub(r"\.0$", "", text)).upper()
    return re.sub(r"^NO|(?:MVA|VAT)$", "", _LABEL.sub("", text))


def foreign(text: str) -> bool:
    """Whether a cleaned number is a company's in another country: with that country's letters, or a Swedish one.

    >>> foreign("DK31415926"), foreign("SE556677889901"), foreign("5566778899"), foreign("981575679"), foreign("UKJENT")
    (True, True, True, False, False)
    """
    # Ten digits may also be an identity number that lost its first zero, which is nothing to tell further
    return _FOREIGN.fullmatch(text) is not None and not identity_number(text.zfill(11))


def valid(text: str) -> bool:
    """Whether the text is nine digits with the right check digit; clean it first.

    >>> valid("981575679"), valid("981575678"), valid("910000020"), valid("981 575 679")
    (True, False, True, False)
    """
    if not _NINE_DIGITS.fullmatch(text):
        return False
    from stdnum.no import orgnr

    # Its `is_valid` first cleans in ten times the time, which has been done
    return int(orgnr.checksum(text)) == 0


def problem(text: str) -> str | None:
    """A sentence where the cleaned text cannot be an organisation number; None where it can, or is blank."""
    if not text or valid(text):
        return None
    if identity_number(text):
        return _("This looks like a national identity number; those are never kept.")
    if not _NINE_DIGITS.fullmatch(text):
        return _("An organisation number has nine digits.")
    return _("The check digit of the organisation number {number} is wrong.").format(number=show(text))


def warnings(text: str) -> list[str]:
    """Sentences about a number that is formally valid and yet doubtful: kept, but shown.

    >>> len(warnings("999999999")), len(warnings("123456785")), warnings("981575679")
    (1, 1, [])
    """
    if text in PLACEHOLDERS:
        return [_("{number} is a placeholder, not an organisation's number.").format(number=show(text))]
    if valid(text) and text[0] not in "89":
        return [_("Organisation numbers in use start with 8 or 9.")]
    return []


def show(text: str) -> str:
    """The number in three groups parted by hard spaces; anything else as it is.

    >>> show("981575679").split("\\u00a0"), show("12")
    (['981', '575', '679'], '12')
    """
    return f"{text[:3]}\u00a0{text[3:6]}\u00a0{text[6:]}" if _NINE_DIGITS.fullmatch(text) else text


def identity_number(text: str) -> bool:
    """Whether the whole text looks like a national identity number: eleven digits that begin with a birth date.

    Also D-numbers (day + 40) and the synthetic and interim series (month + 40, 65 or 80). The check digits are not
    asked: a mistyped one is just as little ours to keep. A text that starts with "+" is a phone number.

    >>> identity_number("01019012345"), identity_number("410190 12345"), identity_number("981575679")
    (True, True, False)
    """
    found = _IDENTITY.fullmatch(text.strip())
    return found is not None and _has_birth_date(found.group(1))


def mentions_identity_number(text: str) -> bool:
    """Whether a longer text (a note) holds an identity number: here the check digits must be right as well.

    >>> mentions_identity_number("Født 01010750160, ring"), mentions_identity_number("konto 15030012345")
    (True, False)
    """
    for found in _IDENTITY.finditer(text):
        if _has_birth_date(found.group(1)) and _checks(found.group(1) + found.group(2)):
            return True
    return False


def _has_birth_date(figures: str) -> bool:
    day, month = int(figures[:2]), int(figures[2:4])
    return day - (40 if day > 40 else 0) in range(1, 32) and any(
        month - more in range(1, 13) for more in (0, 40, 65, 80)
    )


def _checks(number: str) -> bool:
    figures = [int(sign) for sign in number]
    first = -sum(weight * figure for weight, figure in zip(_FIRST_WEIGHTS, figures, strict=False)) % 11
    second = -sum(weight * figure for weight, figure in zip(_SECOND_WEIGHTS, figures, strict=False)) % 11
    return (first, second) == (figures[9], figures[10])
