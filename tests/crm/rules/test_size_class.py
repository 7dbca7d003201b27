import pytest

from crm.rules import size_class


@pytest.mark.parametrize(
    ("employees", "turnover_millions", "balance_millions", "expected"),
    [
        (None, 1, 1, ("unknown", "unknown")),
        (9, None, None, ("micro", "headcount_only")),
        (10, None, None, ("small", "headcount_only")),
        (249, None, None, ("medium", "headcount_only")),
        (250, None, None, ("large", "headcount_only")),
        (9, 2, 3, ("micro", "full")),
        (9, 3, 2, ("micro", "full")),
        (9, 3, 3, ("small", "full")),
        (9, 3, None, ("small", "full")),
        (40, 11, 44, ("medium", "full")),
        (40, 51, 43, ("medium", "full")),
        (40, 51, 44, ("large", "full")),
        (250, 1, 1, ("large", "full")),
    ],
)
def test_size_follows_the_eu_definition(employees, turnover_millions, balance_millions, expected):
    rate = 1150
    amounts = [
        None if millions is None else millions * 1_000_000 * rate for millions in (turnover_millions, balance_millions)
    ]
    assert tuple(size_class.classify(employees, *amounts, euro=rate)) == expected


def test_accounts_without_a_rate_leave_the_headcount():
    assert size_class.classify(5, 10**14, 10**14) == ("micro", "headcount_only")
