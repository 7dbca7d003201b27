"""How much de minimis aid (bagatellmessig støtte) an organisation may still be given (DOMAIN.md 1.2 no. 3, K38)."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from crm.rules import numbers

CEILING = 300_000_00
"""Euro cents of de minimis aid to one organisation within three years (S21: raised from EUR 200 000)."""
YEARS = 3
WARN_FROM = 80
"""Per cent of the ceiling from which it is warned (K38)."""


class Award(NamedTuple):
    """Aid of one day; `cents` are None where no rate of the year is known to turn kroner into euro."""

    granted_on: date
    cents: int | None
    basis: str = "de_minimis"


class Standing(NamedTuple):
    """What counts on a day: euro cents together, what is left to the ceiling, per cent of it; `unknown` awards have no
    amount in euro and are in none of the others.
    """

    cents: int
    left: int
    percent: int
    unknown: int

    @property
    def warns(self) -> bool:
        """Whether little is left, or nothing."""
        return self.cents * 100 >= CEILING * WARN_FROM


def window_start(on: date) -> date:
    """The first day that still counts on a day: of an award, the same day three years later is free of it.

    >>> window_start(date(2026, 12, 31)), window_start(date(2028, 2, 29)), window_start(date(2026, 3, 1))
    (datetime.date(2024, 1, 1), datetime.date(2025, 3, 1), datetime.date(2023, 3, 2))
    """
    try:
        before = on.replace(year=on.year - YEARS)
    except ValueError:  # 29 February
        before = date(on.year - YEARS, 2, 28)
    return date.fromordinal(before.toordinal() + 1)


def cents(amount: int, amount_euro: int | None, euro: int | None) -> int | None:
    """What an award is in euro cents: as it was worked out that day, else by the year's price of a euro in øre.

    >>> cents(11_500_00, 1_000_00, 11_00), cents(11_500_00, None, 11_50), cents(11_500_00, None, None)
    (100000, 100000, None)
    """
    if amount_euro is not None:
        return amount_euro
    return int(numbers.round_half_up(Fraction(100 * amount, euro))) if euro else None


def standing(awards: Iterable[Award], on: date) -> Standing:
    """How an organisation stands on a day; aid on another basis does not count, nor does what is of a later day.

    >>> standing([Award(date(2024, 1, 1), 240_000_00)], date(2026, 12, 31))
    Standing(cents=24000000, left=6000000, percent=80, unknown=0)
    """
    first = window_start(on)
    counting = [one for one in awards if one.basis == "de_minimis" and first <= one.granted_on <= on]
    total = sum(one.cents for one in counting if one.cents is not None)
    unknown = sum(one.cents is None for one in counting)
    # Downwards: 80 % is said only where it is reached.
    return Standing(total, max(0, CEILING - total), total * 100 // CEILING, unknown)
