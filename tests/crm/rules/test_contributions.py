import pytest

from crm.rules import contributions
from crm.rules.contributions import Caps

# DOMAIN.md 1.1 no. 16 (S15): hours as own contribution 600 kr, by exception 1 200 kr in cluster projects, 350 kr for
# sole proprietors and partners; 1 850 hours of a person in a year. DOMAIN.md 7, K29: hours at their rate, at most at
# the cap; anchor 6: 20 hours at 1 500 kr with the cap 1 200 are 24 000 kr.
CASES = [
    # legal form, hours, rate, what counts in kroner, where the number is from
    ("AS", 20, 1_500, 24_000, "anchor 6"),
    ("AS", 20, 1_200, 24_000, "S15, at the cap of cluster projects"),
    ("AS", 20, 1_199, 23_980, "S15, just below it"),
    ("AS", 1, 600, 600, "S15, the ordinary cap"),
    ("ENK", 10, 500, 3_500, "S15, a sole proprietor"),
    ("ENK", 10, 350, 3_500, "S15, a sole proprietor at the cap"),
    ("ENK", 10, 349, 3_490, "S15, a sole proprietor just below it"),
    ("ANS", 10, 1_500, 3_500, "S15, a partner"),
    ("DA", 10, 1_500, 3_500, "S15, a partner"),
    ("SA", 10, 1_500, 12_000, "S15, a co-operative is neither"),
    ("", 10, 1_500, 12_000, "K29, a legal form nobody knows"),
    ("AS", 10, None, 0, "K29, no rate"),
    ("AS", 0, 900, 0, "K29, no hour"),
]


@pytest.mark.parametrize(("form", "hours", "rate", "kroner", "source"), CASES)
def test_an_hour_counts_at_most_at_the_cap_of_who_gives_it(
    form: str, hours: int, rate: int | None, kroner: int, source: str
) -> None:
    cap = contributions.hour_cap(form)
    ore = None if rate is None else rate * 100
    counted = contributions.value("hours", amount=None, minutes=hours * 60, rate=ore, cap=cap)
    assert counted == kroner * 100, source
    # What counts and what is above the cap are all of it
    assert counted + contributions.above("hours", minutes=hours * 60, rate=ore, cap=cap) == hours * (ore or 0)


@pytest.mark.parametrize(
    ("hours", "rate", "documented", "doubts"),
    [
        (1_850, 600, False, []),  # S15: the ordinary rate, the most hours of a person
        (1_851, 600, False, ["over_year"]),  # S15: 1 850 hours a person and year
        (10, 601, False, ["document"]),  # S15: above 600 only with documented cost
        (10, 1_200, True, []),
        (10, 1_201, True, ["above_cap"]),
        (10, None, False, ["no_rate"]),
    ],
)
def test_what_is_to_be_looked_at_is_told(hours: int, rate: int | None, documented: bool, doubts: list[str]) -> None:
    ore = None if rate is None else rate * 100
    asked = {"minutes": hours * 60, "rate": ore, "documented": documented, "cap": 1_200_00}
    assert contributions.doubts("hours", **asked, caps=Caps()) == doubts  # type: ignore[arg-type]
    assert contributions.doubts("cash", **asked, caps=Caps()) == []  # type: ignore[arg-type]


def test_money_and_other_things_count_for_what_they_are() -> None:
    for kind in ("cash", "other"):
        assert contributions.value(kind, amount=4_000_00, minutes=None, rate=None, cap=1) == 4_000_00
        assert contributions.above(kind, minutes=None, rate=None, cap=1) == 0
