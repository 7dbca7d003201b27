"""What single cells of a list of goals say: a value with or without its unit, and the unit itself."""

import re
from collections.abc import Iterable
from datetime import date

from crm.exchange.fact_lists import cells
from crm.exchange.hours import cells as hour_cells
from crm.exchange.source import Cell
from crm.i18n import _, quoted
from crm.rules import code_lists, numbers

_MOST = 10**15
_UNIT = re.compile(r"\s*(?:timer|hours|t|h|poeng|points|stk|antall|pst|prosent|percent|per cent)\.?$", re.IGNORECASE)
# The m of a million follows an amount: 5 m may be metres
_MILLIONS = re.compile(r"\s*(?:mill\.?\s*kr|mill\.?|mnok|(?<=[0-9])m)$", re.IGNORECASE)
_WORDS = {
    "count": ("stk", "antall", "ant", "#", "nr", "personer", "bedrifter"),
    "percent": ("%", "pst", "prosent", "percent"),
    "kroner": ("kr", "nok", "kroner"),
    "hours": ("t", "h", "timer", "hours"),
    "score": ("poeng", "score", "snitt"),
}
_THOUSANDS, _MILLION = (
    ("tkr", "tnok", "knok", "1000 kr", "1 000 kr"),
    ("mnok", "mkr", "mill kr", "mill. kr", "mill nok"),
)


def hundredths(cell: Cell, scale: int = 1) -> int:
    """The value in a cell in hundredths, where a plain number counts `scale` times. Raises cells.Wrong.

    >>> hundredths("61,1 %"), hundredths(36), hundredths("1,3 mill. kr"), hundredths("7,5 t"), hundredths(2, 1_000)
    (6110, 3600, 130000000, 750, 200000)
    >>> hundredths("NOK 18.5m")
    1850000000
    """
    text = _UNIT.sub("", hour_cells.text(cell))
    millions = _MILLIONS.search(text) if isinstance(cell, str) else None
    plain = cell if isinstance(cell, int | float) else text[: millions.start()] if millions else text
    number = None if isinstance(cell, date) else numbers.parse(plain)
    times = 1_000_000 if millions else scale
    if number is None or abs(number) * times > _MOST:
        raise cells.Wrong(_("{value} is no number.").format(value=quoted(hour_cells.text(cell))))
    return int(numbers.round_half_up(number * times * 100))


def unit(text: str) -> tuple[str, int]:
    """A key of the code list indicator_unit, and how many times plain numbers of it count. Raises cells.Wrong.

    >>> unit("MNOK"), unit("stk."), unit("%"), unit("1000 kr")
    (('kroner', 1000000), ('count', 1), ('percent', 1), ('kroner', 1000))
    """
    key = code_lists.from_text("indicator_unit", text)
    if key is not None:
        return key, 1
    word = " ".join(text.casefold().split()).rstrip(".")
    if word in (*_THOUSANDS, *_MILLION):
        return "kroner", 1_000 if word in _THOUSANDS else 1_000_000
    for key, words in _WORDS.items():
        if word in words:
            return key, 1
    listed = ", ".join(code_lists.label("indicator_unit", one) for one in code_lists.offered("indicator_unit"))
    raise cells.Wrong(_("{value} is not one of: {choices}.").format(value=quoted(text), choices=listed))


def of_one(text: str, values: Iterable[Cell]) -> bool:
    """Whether the values of a line whose unit is written as % are shares of one, as Excel keeps 61 %: 0.61.

    >>> of_one("%", (0.61, 0.7)), of_one("%", (0.61, 70)), of_one("Prosent", (0.61, 0.7)), of_one("%", (0, 1))
    (True, False, False, False)
    """
    found = [one for one in values if isinstance(one, int | float)]
    shares = [abs(one) <= 1 for one in found]
    return text.strip() == "%" and bool(shares) and all(shares) and any(one != int(one) for one in found)


def shown(value: int | None) -> str:
    """A value as text; – for none."""
    return "–" if value is None else numbers.show_hundredths(value)
