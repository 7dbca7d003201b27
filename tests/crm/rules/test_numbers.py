from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.rules import numbers


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1\u202f234,5", 123450),
        ("1234.5", 123450),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1.234.567", 123456700),
        ("kr 15,30", 1530),
        ("15,30 kr", 1530),
        ("15,-", 1500),
        ("kr. 1 200,-", 120000),
        ("NOK 600", 60000),
        ("-5", -500),
        ("−5,5", -550),
        (600, 60000),
        (600.5, 60050),
        ("1.234", None),
        ("1,234", None),
        ("kr 1.234", None),
        ("12 34", None),
        ("1,2,3", None),
        ("0,005", None),
        ("gratis", None),
        ("", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        ("1e5", None),
    ],
)
def test_amounts_are_whole_ore_or_refused(written, ore):
    assert numbers.parse_money(written) == ore


@given(st.integers(-(10**12), 10**12), st.sampled_from(["nb", "en"]))
def test_an_amount_shown_is_read_back(ore, language):
    shown = numbers.show_money(ore, language)
    if not numbers.is_ambiguous(shown.replace("NOK", "")):
        assert numbers.parse_money(shown) == ore


@given(st.integers())
def test_a_whole_number_shown_is_read_back(number):
    if abs(number) < 10**25:
        assert numbers.parse_int(numbers.show_int(number)) == number


@given(st.text())
def test_no_text_makes_the_parser_fail(text):
    numbers.parse_money(text)
    numbers.is_ambiguous(text)


def test_shares_are_rounded_half_up():
    assert numbers.percent(22, 36) == Decimal("61.1")
    assert numbers.percent(1, 2000) == Decimal("0.1")
    assert numbers.percent(0, 0) is None
    assert numbers.round_half_up(0.5) == 1 and numbers.round_half_up(1.5) == 2 and numbers.round_half_up(-0.5) == -1
    assert numbers.round_half_up(Fraction(-1, 2)) == -1
    assert numbers.round_half_up(Fraction(1, 3), 2) == Decimal("0.33")


def test_percentages_are_shown_in_each_language():
    assert numbers.show_percent(Decimal("61.1"), "nb") == "61,1\u00a0%"
    assert numbers.show_percent(100) == "100.0%"


def test_ambiguous_numbers_are_told_from_wrong_ones():
    assert numbers.is_ambiguous("1.234") and numbers.is_ambiguous("kr 12,345")
    assert not numbers.is_ambiguous("tolv") and not numbers.is_ambiguous("1 234,50")
