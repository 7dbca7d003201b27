"""Making values: counts, shares, averages, money and hours, and what is broken down."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from fractions import Fraction
from typing import TypeVar

from crm.reports.figures.definition import Almost, Groups, Value
from crm.rules import numbers

_One = TypeVar("_One")


def count(
    ids: Collection[int],
    *,
    parts: Mapping[str, Value] | None = None,
    almost: tuple[Almost, ...] = (),
    record: str = "",
    unit: str = "",
    groups: Groups | None = None,
    unknown: int = 0,
) -> Value:
    """How many there are, and which."""
    return Value(
        len(ids),
        tuple(sorted(ids)),
        unknown=unknown,
        parts=parts or {},
        almost=almost,
        unit=unit,
        record=record,
        groups=groups or {},
    )


def share(
    ids: Collection[int],
    whole: int,
    *,
    unknown: int = 0,
    parts: Mapping[str, Value] | None = None,
    almost: tuple[Almost, ...] = (),
    record: str = "",
    unit: str = "",
) -> Value:
    """The share in percent with one decimal, half up; None where there is nothing to divide by."""
    shown = numbers.percent(len(ids), whole)
    value = None if shown is None else float(shown)
    return Value(value, tuple(sorted(ids)), whole, unknown, parts or {}, almost, unit, record)


def ratio(ids: Collection[int], whole: Fraction) -> Value:
    """How many there are for each of `whole`, with two decimals, half up; None where `whole` is nothing."""
    shown = numbers.round_half_up(Fraction(len(ids)) / whole, 2) if whole else None
    of = int(whole) if whole.denominator == 1 else float(whole)
    return Value(None if shown is None else float(shown), tuple(sorted(ids)), of)


def percent(part: int, whole: int) -> float | None:
    """What share a part is of a whole, with one decimal; None where there is nothing to divide by.

    >>> percent(1, 3), percent(1, 0)
    (33.3, None)
    """
    shown = numbers.percent(part, whole)
    return None if shown is None else float(shown)


def rounded(number: Fraction, decimals: int = 2) -> int | float:
    """A number with so many decimals, half up; whole where it is.

    >>> rounded(Fraction(1, 8)), rounded(Fraction(4, 2)), rounded(Fraction(-1, 8))
    (0.13, 2, -0.13)
    """
    shown = numbers.round_half_up(number, decimals)
    return int(shown) if shown == int(shown) else float(shown)


def kroner(ore: int) -> int | float:
    """Money in kroner, exact to the øre.

    >>> kroner(2_400_000), kroner(1_999)
    (24000, 19.99)
    """
    return rounded(Fraction(ore, 100))


def hours(minutes: int) -> int | float:
    """Time in hours with two decimals.

    >>> hours(90), hours(100), hours(120)
    (1.5, 1.67, 2)
    """
    return rounded(Fraction(minutes, 60))


def quarter(day: str) -> str:
    """The quarter of a day in ISO form.

    >>> quarter("2026-03-31"), quarter("2026-10-01")
    ('1', '4')
    """
    return str((int(day[5:7]) + 2) // 3)


def by(
    things: Iterable[_One], key: Callable[[_One], object], weight: Callable[[_One], int] | None = None
) -> dict[str, int]:
    """How many there are for each key, or what they weigh; "" is the key of what has none."""
    found: Counter[str] = Counter()
    for thing in things:
        known = key(thing)
        found["" if known is None else str(known)] += 1 if weight is None else weight(thing)
    return dict(found)


def each(totals: Mapping[str, int], shown: Callable[[int], int | float | None]) -> dict[str, int | float | None]:
    """Totals as they are shown: øre as kroner, minutes as hours."""
    return {key: shown(total) for key, total in totals.items()}


def lacking(record: str, field: str, ids: Iterable[int]) -> tuple[Almost, ...]:
    """Records of one kind that lack the same field, in order."""
    return tuple(Almost(record, id, field) for id in sorted(ids))
