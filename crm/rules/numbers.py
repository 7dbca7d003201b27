"""Numbers and money as Norwegians write them (DOMAIN.md 3.5); money is whole øre, shares have one decimal."""

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from crm import i18n

NBSP = "\u00a0"
MINUS = "\u2212"
"""The true minus that people read; typed cells and files for other programs have the hyphen."""
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")
_CURRENCY = re.compile(r"^(?:kr\.?|nok)|(?:kr\.?|nok)$", re.IGNORECASE)
_WHOLE_CROWNS = re.compile(r"[,.][-\u2013\u2014]+$")
_GROUPED = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
_PLAIN = re.compile(r"([0-9]+)(?:([.,])([0-9]+))?")
_POINTS = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_COMMAS = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?")
_LONGEST = 40
_MOST = Decimal(10) ** 25
"""Nobody means such a number, and with a few digits more it could not be rounded."""


def parse(text: object) -> Decimal | None:
    """The number in a text, or None where there is none or it can be read in two ways ("1.234").

    Accepts `1 234,50`, `1234.5`, `1.234,50`, `kr 15,30`, `15,-`, `12 %` (12), a minus, and numbers themselves.
    From 10**25 on there is none.

    >>> [str(parse(text)) for text in ("1 234,50", "1\\u00a0234,5", "1234.5", "1.234,50", "kr 15,30", "15,-", "12 %")]
    ['1234.50', '1234.5', '1234.5', '1234.50', '15.30', '15', '12']
    >>> parse("1.234"), parse("1,234"), parse("12 34"), parse("tolv")
    (None, None, None, None)
    >>> parse("9" * 26), parse(1e300), parse(float("inf"))
    (None, None, None)
    """
    if isinstance(text, bool) or text is None:
        return None
    if isinstance(text, int | float | Decimal):
        given = Decimal(str(text))
        return given if given.is_finite() and abs(given) < _MOST else None
    plain = _WHOLE_CROWNS.sub("", _CURRENCY.sub("", str(text).strip()).strip().removesuffix("%").strip())
    plain = _SPACES.sub(" ", plain.replace("\u2212", "-").replace("\u2013", "-")).strip()
    negative = plain.startswith("-")
    plain = plain.removeprefix("-").strip()
    if not plain.isascii() or len(plain) > _LONGEST:
        return None
    number = _unsigned(plain)
    if number is None or number >= _MOST:
        return None
    return -number if negative else number


def _unsigned(plain: str) -> Decimal | None:
    whole, separator, decimals = plain, "", ""
    if " " in plain:
        whole, separator, decimals = next(
            ((a, s, b) for s in ",." for a, found, b in (plain.partition(s),) if found), (plain, "", "")
        )
        if not _GROUPED.fullmatch(whole) or (separator and not re.fullmatch("[0-9]+", decimals)):
            return None
        return Decimal(f"{whole.replace(' ', '')}.{decimals or 0}" if decimals else whole.replace(" ", ""))
    if match := _PLAIN.fullmatch(plain):
        whole, separator, decimals = match[1], match[2] or "", match[3] or ""
        if separator and len(decimals) == 3 and len(whole) <= 3 and whole != "0":
            return None
        return Decimal(f"{whole}.{decimals}" if decimals else whole)
    if (match := _POINTS.fullmatch(plain)) or (match := _COMMAS.fullmatch(plain)):
        whole = re.sub("[.,]", "", match[1])
        return Decimal(f"{whole}.{match[2]}" if match[2] else whole)
    return None


def is_ambiguous(text: str) -> bool:
    """Whether the text is a number that can be read in two ways: "1.234" is 1234 to some and 1,234 to others.

    >>> is_ambiguous("1.234"), is_ambiguous("kr 1,234"), is_ambiguous("1234"), is_ambiguous("0.125")
    (True, True, False, False)
    """
    return parse(text) is None and re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", re.sub(r"[^0-9.,]", "", text)) is not None


def parse_int(text: object) -> int | None:
    """The whole number in a text or cell, or None (also for 3,5).

    >>> parse_int("1 234"), parse_int(12.0), parse_int("3,5"), parse_int("12,00")
    (1234, 12, None, 12)
    """
    number = parse(text)
    return int(number) if number is not None and number == number.to_integral_value() else None


def parse_money(text: object) -> int | None:
    """The amount in whole øre, or None where there is none, it is ambiguous, or finer than an øre.

    >>> parse_money("kr 15,30"), parse_money("1 200,-"), parse_money(24000), parse_money("1.234")
    (1530, 120000, 2400000, None)
    """
    number = parse(text)
    if number is None or abs(number) >= Decimal(10) ** 15:
        return None
    ore = number * 100
    return int(ore) if ore == ore.to_integral_value() else None


def round_half_up(number: int | float | Decimal | Fraction, decimals: int = 0) -> Decimal:
    """The number rounded as people learn at school: a half goes away from zero (DOMAIN.md 7).

    >>> str(round_half_up(2.5)), str(round_half_up(Fraction(2200, 36), 1)), str(round_half_up(-0.25, 1))
    ('3', '61.1', '-0.3')
    """
    step = Decimal(1).scaleb(-decimals)
    if isinstance(number, Fraction):
        # Twice the scaled number, floored and halved, is exact where a division of decimals is not
        scaled = abs(number) * 10**decimals
        rounded = Decimal(int(scaled + Fraction(1, 2))) * step
        return -rounded if number < 0 else rounded
    return Decimal(str(number)).quantize(step, rounding=ROUND_HALF_UP)


def percent(part: int, whole: int) -> Decimal | None:
    """The share in percent with one decimal, half up; None where there is nothing to divide by.

    >>> str(percent(22, 36)), percent(0, 0)
    ('61.1', None)
    """
    return None if whole == 0 else round_half_up(Fraction(part * 100, whole), 1)


def show_int(number: int) -> str:
    """The whole number with its thousands parted by hard spaces, in English too: "1,234" can be read in two ways.

    >>> show_int(-1234567).split(NBSP)
    ['−1', '234', '567']
    """
    return i18n.spaced(number)


def show_decimal(number: Decimal, language: str | None = None) -> str:
    """The number with as many decimals as say something: "11,42", in English "11.42"; in the present language.

    >>> show_decimal(Decimal("11.420"), "nb"), show_decimal(Decimal("12.0"), "en"), show_decimal(Decimal(1250), "en")
    ('11,42', '12', '1250')
    """
    shown = f"{number:f}".replace("-", MINUS)
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return shown if (language or i18n.language()) == "en" else shown.replace(".", ",")


def show_percent(number: int | float | Decimal, language: str | None = None) -> str:
    """A percentage with one decimal: "61,1 %", in English "61.1%"; in the present language unless told.

    >>> show_percent(Decimal("61.1"), "en"), show_percent(61.05, "nb") == f"61,1{NBSP}%"
    ('61.1%', True)
    """
    shown = f"{round_half_up(number, 1):.1f}".replace("-", MINUS)
    return f"{shown}%" if (language or i18n.language()) == "en" else f"{shown.replace('.', ',')}{NBSP}%"


def show_whole_percent(number: int, language: str | None = None) -> str:
    """A percentage without decimals: "61 %", in English "61%"; in the present language unless told.

    >>> show_whole_percent(61, "en"), show_whole_percent(61, "nb") == f"61{NBSP}%"
    ('61%', True)
    """
    return f"{number}%" if (language or i18n.language()) == "en" else f"{number}{NBSP}%"


def show_money(ore: int, language: str | None = None) -> str:
    """An amount of whole øre in kroner: "24 000 kr", with the øre where there are any; in English "NOK 24,000".

    >>> show_money(2400050, "en"), show_money(2400000, "nb") == f"24{NBSP}000{NBSP}kr"
    ('NOK 24,000.50', True)
    >>> show_money(-500, "en"), show_money(-500, "nb") == f"{MINUS}5{NBSP}kr"
    ('NOK −5', True)
    """
    kroner, rest = divmod(abs(ore), 100)
    sign = MINUS if ore < 0 else ""
    if (language or i18n.language()) == "en":
        return f"NOK {sign}{kroner:,}" + (f".{rest:02}" if rest else "")
    return f"{sign}{show_int(kroner)}" + (f",{rest:02}" if rest else "") + f"{NBSP}kr"


def show_hundredths(number: int, language: str | None = None) -> str:
    """A number of whole hundredths with as many decimals as it has: "36", "6,2", in English "6.2".

    >>> show_hundredths(3600), show_hundredths(620, "en"), show_hundredths(-5, "nb")
    ('36', '6.2', '−0,05')
    """
    whole, rest = divmod(abs(number), 100)
    point = "." if (language or i18n.language()) == "en" else ","
    decimals = f"{point}{rest:02}".rstrip("0") if rest else ""
    return (MINUS if number < 0 else "") + show_int(whole) + decimals


def show_money_short(ore: int, language: str | None = None) -> str:
    """An amount of whole øre where room is short: from a million kroner on in millions with one decimal.

    >>> show_money_short(18_450_000_00, "en"), show_money_short(999_999_00, "en"), show_money_short(2_000_000_00, "en")
    ('NOK 18.5m', 'NOK 999,999', 'NOK 2m')
    >>> show_money_short(1_250_000_00, "nb").split(NBSP)
    ['1,3', 'mill.', 'kr']
    """
    language = language or i18n.language()
    if abs(ore) < 1_000_000_00:
        return show_money(ore, language)
    shown = f"{round_half_up(Fraction(ore, 1_000_000_00), 1):f}".removesuffix(".0").replace("-", MINUS)
    return f"NOK {shown}m" if language == "en" else f"{shown.replace('.', ',')}{NBSP}mill.{NBSP}kr"


def show_hours(minutes: int, language: str | None = None) -> str:
    """A time of whole minutes in hours with at most two decimals: "20", "7,5", in English "7.5".

    >>> show_hours(1200), show_hours(450, "nb"), show_hours(450, "en"), show_hours(500, "en")
    ('20', '7,5', '7.5', '8.33')
    """
    whole, rest = divmod(abs(minutes), 60)
    sign = MINUS if minutes < 0 else ""
    if not rest:
        return sign + show_int(whole)
    shown = f"{round_half_up(Fraction(abs(minutes), 60), 2):f}".rstrip("0")
    before, _point, after = shown.partition(".")
    point = "." if (language or i18n.language()) == "en" else ","
    return f"{sign}{show_int(int(before))}{point}{after}" if after else sign + show_int(int(before))


def show_bytes(size: int, language: str | None = None) -> str:
    """How large a file is, in the unit that leaves few figures: "840 byte", "12 kB", "1,4 MB".

    >>> show_bytes(1, "en"), show_bytes(12_300, "en"), show_bytes(1_440_000, "en"), show_bytes(999_960, "en")
    ('1\xa0byte', '12\xa0kB', '1.4\xa0MB', '1.0\xa0MB')
    >>> show_bytes(840, "nb"), show_bytes(1_440_000, "nb"), show_bytes(250_000_000, "nb")
    ('840\xa0byte', '1,4\xa0MB', '250\xa0MB')
    """
    english = (language or i18n.language()) == "en"
    if size < 1000:
        return f"{size}{NBSP}{'bytes' if english and size != 1 else 'byte'}"
    if size < 999_500:
        return f"{round_half_up(Fraction(size, 1000))}{NBSP}kB"
    shown = f"{round_half_up(Fraction(size, 1_000_000), 1):.1f}" if size < 99_950_000 else str(round(size / 1e6))
    return f"{shown if english else shown.replace('.', ',')}{NBSP}MB"
