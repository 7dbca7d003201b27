"""What a membership costs by the price list (crm.records.fee_level), and how the agreed time moves on."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from crm.i18n import _
from crm.rules import code_lists, numbers


class Level(NamedTuple):
    """One line of the price list: `amount` in øre, `minutes` of work where also that is asked for; "" and None hold
    for all.
    """

    id: int
    version: int
    network: str
    category: str
    size_class: str
    employees_from: int | None
    employees_to: int | None
    amount: int
    minutes: int | None
    from_year: int | None
    to_year: int | None

    def fits(self, network: str, category: str, size_class: str, employees: int | None, year: int) -> bool:
        """Whether every condition is met; one about employees is not where their number is unknown."""
        if self.network != network or self.category not in ("", category) or self.size_class not in ("", size_class):
            return False
        if (self.from_year or year) > year or (self.to_year or year) < year:
            return False
        if self.employees_from is None and self.employees_to is None:
            return True
        return (
            employees is not None
            and (self.employees_from or 0) <= employees
            and (self.employees_to is None or employees <= self.employees_to)
        )

    def conditions(self) -> int:
        """How many conditions it names."""
        return sum(
            (bool(self.category), bool(self.size_class), (self.employees_from, self.employees_to) != (None, None))
        )


def choose(
    levels: Iterable[Level], *, network: str, category: str, size_class: str, employees: int | None, year: int
) -> Level | None:
    """The line that counts: of those that fit the one with most conditions, then the newest; None where none fits.

    >>> full = Level(1, 0, "main", "full", "", None, None, 2_000_000, None, None, None)
    >>> small = Level(2, 0, "main", "full", "", 0, 9, 500_000, None, 2026, None)
    >>> def of(employees, year=2026, category="full"):
    ...     asked = {"category": category, "size_class": "", "employees": employees, "year": year}
    ...     found = choose([full, small], network="main", **asked)
    ...     return found and found.id
    >>> of(9), of(10), of(None), of(9, 2025), of(9, category="partner")
    (2, 1, 1, 1, None)
    """
    fitting = [level for level in levels if level.fits(network, category, size_class, employees, year)]
    return max(fitting, key=lambda level: (level.conditions(), level.from_year or 0, level.id), default=None)


def a_year_later(day: date) -> date:
    """The same day of the next year; 29 February becomes the last of the month.

    >>> a_year_later(date(2027, 12, 31)), a_year_later(date(2028, 2, 29))
    (datetime.date(2028, 12, 31), datetime.date(2029, 2, 28))
    """
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def category_words(category: str, network: str) -> str:
    """Whom a line of the price list is for: a category, or all of them, and the network where it is another one."""
    label = code_lists.label("membership_category", category) if category else _("All categories")
    return label if network == "main" else f"{label} · {network}"


def size_words(size_class: str, low: int | None, high: int | None) -> str:
    """Of which size they are."""
    told = [code_lists.label("size_class", size_class)] if size_class else []
    if high is not None:
        told.append(_("{low}–{high} employees").format(low=low or 0, high=high))
    elif low is not None:
        told.append(_("from {low} employees").format(low=low))
    return " · ".join(told) or _("All sizes")


def name(network: str, category: str, size_class: str, low: int | None, high: int | None, amount: int) -> str:
    """A line of the price list in one line of words; `amount` in øre."""
    size = "" if not size_class and low is None and high is None else size_words(size_class, low, high)
    return ", ".join(filter(None, (category_words(category, network), size, numbers.show_money(amount))))
