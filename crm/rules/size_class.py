"""The size of a company by the EU's definition (Recommendation 2003/361/EC, annex, article 2; DOMAIN.md 2.3)."""

from fractions import Fraction
from typing import NamedTuple

from crm.rules import numbers

MILLION = 1_000_000


class SizeClass(NamedTuple):
    """`size_class`: micro, small, medium, large or unknown; `basis`: full, headcount_only or unknown."""

    size_class: str
    basis: str


class Limit(NamedTuple):
    """Up to where a class reaches: fewer employees than `headcount_below`, and millions of euro that may be reached."""

    size_class: str
    headcount_below: int
    turnover: int
    balance: int


LIMITS = (
    Limit("micro", 10, 2, 2),
    Limit("small", 50, 10, 10),
    Limit("medium", 250, 50, 43),
)


class Basis(NamedTuple):
    """What a size rests on; what nobody knows is None, never zero.

    `year` is that of the accounts, `turnover` and `balance` are in whole øre, `euro` is the price of one euro in that
    year in whole øre. `in_group` says whether the company is part of a group, whose figures must be added.
    """

    employees: int | None = None
    year: int | None = None
    turnover: int | None = None
    balance: int | None = None
    euro: int | None = None
    in_group: bool | None = None

    @property
    def size(self) -> SizeClass:
        """The size class and whether accounts had a say in it."""
        return classify(self.employees, self.turnover, self.balance, euro=self.euro)

    @property
    def lacks(self) -> str:
        """What would say more: employees, accounts, year, rate, turnover, balance; "" where nothing is missing.

        The other one of turnover and balance is missing only where it could put the company into a smaller class.

        >>> Basis().lacks, Basis(9).lacks, Basis(9, None, 1).lacks, Basis(9, 2025, 1).lacks
        ('employees', 'accounts', 'year', 'rate')
        >>> Basis(9, 2025, 1, None, 1150).lacks, Basis(9, 2025, 3_000_000_00 * 12, None, 1200).lacks
        ('', 'balance')
        """
        if self.employees is None:
            return "employees"
        if self.turnover is None and self.balance is None:
            return "accounts"
        if self.year is None:
            return "year"
        if not self.euro:
            return "rate"
        if None not in (self.turnover, self.balance):
            return ""
        smallest = classify(self.employees).size_class
        missing = "balance" if self.balance is None else "turnover"
        return missing if self.size.size_class != smallest else ""


def classify(
    employees: int | None, turnover: int | None = None, balance: int | None = None, *, euro: int | None = None
) -> SizeClass:
    """The size class and what it rests on.

    `turnover` and `balance` in whole øre, `euro` the year's price of one euro in whole øre. Without the headcount the
    class is unknown; without accounts or rate it rests on the headcount alone. One of the two amounts is enough to
    stay within a class. The figures of a group must have been added by whoever asks.

    >>> classify(9), classify(None), classify(300, 1, 1, euro=1150)
    (SizeClass(size_class='micro', basis='headcount_only'), SizeClass(size_class='unknown', basis='unknown'), \
SizeClass(size_class='large', basis='full'))
    >>> classify(9, 5_000_000_000, 4_000_000_000, euro=1000).size_class
    'small'
    """
    if employees is None or employees < 0:
        return SizeClass("unknown", "unknown")
    known = bool(euro) and (turnover is not None or balance is not None)
    basis = "full" if known else "headcount_only"
    for limit in LIMITS:
        within = not known or _within(turnover, limit.turnover, euro) or _within(balance, limit.balance, euro)
        if employees < limit.headcount_below and within:
            return SizeClass(limit.size_class, basis)
    return SizeClass("large", basis)


def millions(amount: int, price: int = 100, language: str | None = None) -> str:
    """An amount in øre as millions of kroner, or of euro where `price` is that of one; in the present language.

    One decimal, and more where the number would else read as a limit that it is not.

    >>> millions(4_112_345_600, language="nb"), millions(4_100_000_000, 1142, "en"), millions(0)
    ('41,1', '3.6', '0')
    >>> millions(2_004_000_00 * 12, 1200, "en"), millions(2_000_000_00 * 12, 1200)
    ('2.004', '2')
    """
    exact, decimals = Fraction(amount, price * MILLION), 1
    while (shown := numbers.round_half_up(exact, decimals)) in _LIMITS_IN_EURO and shown != exact and decimals < 6:
        decimals += 1
    return numbers.show_decimal(shown, language)


_LIMITS_IN_EURO = {amount for limit in LIMITS for amount in (limit.turnover, limit.balance)}


def _within(amount: int | None, limit: int, euro: int | None) -> bool:
    return amount is not None and euro is not None and amount <= limit * MILLION * euro
