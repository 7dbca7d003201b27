"""Figures as people read them: "61,1 %", "5,89", "+4", "–" where there is none."""

from crm.i18n import _, language
from crm.reports.figures.definition import units
from crm.rules import numbers

NONE = "–"
_TWO_DECIMALS = ("contacts_per_member", "score")


def value(number: int | float | None, unit: str) -> str:
    """A figure with what belongs to its unit."""
    if number is None:
        return NONE
    if unit == "%":
        return numbers.show_percent(number)
    if unit == "hours":
        return numbers.show_int(int(number)) if number == int(number) else _point(f"{number:.2f}".rstrip("0"))
    if unit in _TWO_DECIMALS:
        return _point(f"{number:.2f}")
    return numbers.show_int(round(number))


def short(number: int | float | None, unit: str, least: int = 1_000_000) -> str:
    """A figure where there is little room: kroner in millions from `least` on."""
    if number is None or unit != "kr" or abs(number) < least:
        return value(number, unit)
    return _("{number} m").format(number=_point(f"{number / 1_000_000:.2f}"))


def change(now: int | float | None, before: int | float | None, unit: str) -> str:
    """What became more or less since the year before, with its sign; shares in percentage points."""
    if now is None or before is None:
        return NONE
    difference = now - before
    shown = _point(f"{abs(difference):.1f}") if unit == "%" else short(abs(difference), unit, 100_000)
    if not any(sign in "123456789" for sign in shown):
        return "0"
    return ("+" if difference > 0 else numbers.MINUS) + shown


def with_unit(number: int | float | None, unit: str) -> str:
    """A figure and what it counts: "36 members", "61.1%", "NOK 783,025"; – where there is none."""
    if number is not None and unit == "kr":
        return numbers.show_money(round(number) * 100)
    shown = value(number, unit)
    if number is None or unit == "%":
        return shown
    nb, en = units().get(unit, (unit, unit))
    return f"{shown} {nb if language() == 'nb' else en}"


def _point(text: str) -> str:
    signed = text.replace("-", numbers.MINUS)
    return signed if language() == "en" else signed.replace(".", ",")
