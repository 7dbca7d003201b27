"""The EU's definition at each border; beside each case the place in Recommendation 2003/361/EC it comes from."""

import pytest

from crm.rules import size_class
from crm.rules.size_class import Basis

RATE = 1150
MEDIUM, SMALL, MICRO = "annex art. 2(1)", "annex art. 2(2)", "annex art. 2(3)"
EITHER = "annex art. 2(1): turnover and/or balance"
OWN = "DOMAIN.md 2.3, our own rule"

# (employees, turnover, balance in millions of euro, what they are, the source)
BORDERS = [
    (0, 0, 0, ("micro", "full"), MICRO),
    (9, 2, 2, ("micro", "full"), MICRO),
    (10, 2, 2, ("small", "full"), f"{MICRO}: fewer than 10 persons"),
    (9, 2, 2.000001, ("micro", "full"), EITHER),
    (9, 2.000001, 2, ("micro", "full"), EITHER),
    (9, 2.000001, 2.000001, ("small", "full"), f"{MICRO}: not above 2 million"),
    (49, 10, 10, ("small", "full"), SMALL),
    (50, 10, 10, ("medium", "full"), f"{SMALL}: fewer than 50 persons"),
    (49, 10, 10.000001, ("small", "full"), EITHER),
    (49, 10.000001, 10, ("small", "full"), EITHER),
    (49, 10.000001, 10.000001, ("medium", "full"), f"{SMALL}: not above 10 million"),
    (249, 50, 43, ("medium", "full"), MEDIUM),
    (250, 50, 43, ("large", "full"), f"{MEDIUM}: fewer than 250 persons"),
    (249, 50.000001, 43, ("medium", "full"), EITHER),
    (249, 50, 43.000001, ("medium", "full"), EITHER),
    (249, 50.000001, 43.000001, ("large", "full"), f"{MEDIUM}: not above 50 or 43 million"),
    (3, 60, 60, ("large", "full"), MEDIUM),
    (250, 1, 1, ("large", "full"), f"{MEDIUM}: fewer than 250 persons"),
    (9, 3, None, ("small", "full"), OWN),
    (9, None, 2, ("micro", "full"), EITHER),
    (9, None, None, ("micro", "headcount_only"), OWN),
    (10, None, None, ("small", "headcount_only"), OWN),
    (249, None, None, ("medium", "headcount_only"), OWN),
    (250, None, None, ("large", "headcount_only"), OWN),
    (None, 1, 1, ("unknown", "unknown"), f"{OWN}: unknown is never zero"),
]


@pytest.mark.parametrize(("employees", "turnover", "balance", "expected", "source"), BORDERS)
def test_size_follows_the_eu_definition_at_each_border(employees, turnover, balance, expected, source):
    amounts = [None if millions is None else round(millions * 1_000_000 * RATE) for millions in (turnover, balance)]
    assert tuple(size_class.classify(employees, *amounts, euro=RATE)) == expected, source


def test_accounts_without_a_rate_leave_the_headcount():
    assert size_class.classify(5, 10**14, 10**14) == ("micro", "headcount_only")


def test_a_number_just_above_a_limit_never_reads_as_the_limit():
    assert size_class.millions(round(2.000001 * 1_000_000 * RATE), RATE, "en") == "2.000001"
    assert size_class.millions(43 * 1_000_000 * RATE, RATE, "en") == "43"


def test_the_other_amount_is_missing_only_where_it_could_change_the_class():
    within = Basis(9, 2025, 1_000_000_00, None, RATE)
    above = Basis(9, 2025, 3_000_000 * RATE, None, RATE)
    assert (within.lacks, above.lacks) == ("", "balance")
