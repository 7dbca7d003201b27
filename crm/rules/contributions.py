"""What a contribution of an organisation (egeninnsats) is worth, and what is to be looked at in it.

The numbers are those of DOMAIN.md 1.1 no. 16, read on an undated page of the funder (S15): settings
may give others, and a year its own (crm.records.year_rate).
"""

from typing import NamedTuple

KINDS = ("cash", "hours", "other")
SOLE_FORMS = ("ANS", "DA", "ENK")
"""Legal forms in which the owners themselves work: sole proprietors, and partners with shared liability (S15)."""


class Caps(NamedTuple):
    """The most that counts: `rate` øre an hour in a cluster project, which S15 allows by exception where the cost is
    documented; `ordinary` without that; `sole` for sole proprietors and partners; `minutes` of one person in a year.
    """

    rate: int = 1_200_00
    ordinary: int = 600_00
    sole: int = 350_00
    minutes: int = 1_850 * 60


STANDARD = Caps()


def hour_cap(legal_form: str, caps: Caps = STANDARD) -> int:
    """The highest rate of an hour that counts for an organisation of this legal form, in øre (S15).

    >>> hour_cap("AS"), hour_cap("enk"), hour_cap("DA"), hour_cap("", Caps(rate=30_000)), hour_cap("ANS", Caps(rate=1))
    (120000, 35000, 35000, 30000, 1)
    """
    return min(caps.sole, caps.rate) if legal_form.strip().upper() in SOLE_FORMS else caps.rate


def value(kind: str, *, amount: int | None, minutes: int | None, rate: int | None, cap: int) -> int:
    """What a contribution counts for, in øre: the amount, or the hours at their rate, at most at the cap (K29).

    Hours without a rate count for nothing in kroner. Half an øre goes up.

    >>> value("hours", amount=None, minutes=20 * 60, rate=1_500_00, cap=1_200_00)
    2400000
    >>> value("cash", amount=5_000_00, minutes=None, rate=None, cap=1)
    500000
    >>> value("hours", amount=None, minutes=60, rate=None, cap=1)
    0
    """
    if kind != "hours":
        return amount or 0
    return _at(minutes, min(rate or 0, cap))


def above(kind: str, *, minutes: int | None, rate: int | None, cap: int) -> int:
    """What is above the cap and does not count, in øre.

    >>> above("hours", minutes=20 * 60, rate=1_500_00, cap=1_200_00), above("hours", minutes=60, rate=1, cap=1)
    (600000, 0)
    """
    if kind != "hours":
        return 0
    return _at(minutes, rate or 0) - _at(minutes, min(rate or 0, cap))


def doubts(kind: str, *, minutes: int | None, rate: int | None, documented: bool, cap: int, caps: Caps) -> list[str]:
    """What is to be looked at: "no_rate", "above_cap", "document" (above the ordinary rate without saying where the
    cost is documented), "over_year" (more hours than one person has in a year), in this order.

    >>> doubts("hours", minutes=60, rate=700_00, documented=False, cap=1_200_00, caps=Caps())
    ['document']
    >>> doubts("hours", minutes=1_851 * 60, rate=1_300_00, documented=True, cap=1_200_00, caps=Caps())
    ['above_cap', 'over_year']
    >>> doubts("hours", minutes=60, rate=None, documented=True, cap=1, caps=Caps())
    ['no_rate']
    """
    if kind != "hours":
        return []
    found = {
        "no_rate": rate is None,
        "above_cap": (rate or 0) > cap,
        "document": not documented and min(rate or 0, cap) > caps.ordinary,
        "over_year": (minutes or 0) > caps.minutes,
    }
    return [doubt for doubt, there in found.items() if there]


def _at(minutes: int | None, rate: int) -> int:
    return ((minutes or 0) * rate + 30) // 60
