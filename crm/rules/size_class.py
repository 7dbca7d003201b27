"""The size of a company by the EU's definition (Recommendation 2003/361; DOMAIN.md 2.3)."""

from typing import NamedTuple

_MILLION_EURO = 1_000_000


class SizeClass(NamedTuple):
    """`size_class`: micro, small, medium, large or unknown; `basis`: full, headcount_only or unknown."""

    size_class: str
    basis: str


class _Limit(NamedTuple):
    size_class: str
    headcount_below: int
    turnover: int
    balance: int


_LIMITS = (
    _Limit("micro", 10, 2, 2),
    _Limit("small", 50, 10, 10),
    _Limit("medium", 250, 50, 43),
)


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
    for limit in _LIMITS:
        within = not known or _within(turnover, limit.turnover, euro) or _within(balance, limit.balance, euro)
        if employees < limit.headcount_below and within:
            return SizeClass(limit.size_class, basis)
    return SizeClass("large", basis)


def _within(amount: int | None, millions: int, euro: int | None) -> bool:
    return amount is not None and euro is not None and amount <= millions * _MILLION_EURO * euro
