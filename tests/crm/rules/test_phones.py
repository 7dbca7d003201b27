import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.rules import phones


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("+47 12345678", "+4712345678"),
        ("(+47) 123 45 678", "+4712345678"),
        ("004791234567", "+4791234567"),
        ("4791234567", "+4791234567"),
        ("22 12 34 56", "+4722123456"),
        ("912\u00a034\u00a0567", "+4791234567"),
        ("800 22 222", "+4780022222"),
        ("tlf: 22123456", "+4722123456"),
        ("91234567 (mobil)", "+4791234567"),
        ("91234567.0", None),
        ("+46 70 123 45 67", "+46701234567"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("22123456 ext. 12", "+4722123456"),
        ("01234567", None),
        ("2026-11-03", None),
        ("03.11.2026", None),
        ("kari@nordlys.example", None),
        ("", None),
        ("123", None),
        ("91234567 / 22123456", None),
    ],
)
def test_numbers_are_stored_as_e164_or_refused(written, stored):
    assert phones.parse(written) == stored


def test_a_number_without_country_code_belongs_to_the_given_country():
    assert phones.parse("070-123 45 67", "SE") == "+46701234567"
    assert phones.parse("91234567", "SE") != "+4791234567"


@given(st.text())
def test_no_text_makes_the_parser_fail(text):
    stored = phones.parse(text)
    assert stored is None or stored.startswith("+")
    phones.split(text)
    phones.show(text)
    phones.is_mobile(text)


@given(st.from_regex(r"[2-9][0-9]{7}", fullmatch=True))
def test_what_is_shown_is_read_back(number):
    stored = phones.parse(number)
    assert stored == f"+47{number}"
    assert phones.parse(phones.show(stored)) == stored


def test_norwegian_numbers_are_shown_in_pairs():
    assert phones.show("+4791234567") == "91 23 45 67"
    assert phones.show("+4780022222") == "800 22 222"


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("22 12 34 56 / 912 34 567", ["22 12 34 56", "912 34 567"]),
        ("22123456; 91234567", ["22123456", "91234567"]),
        ("22123456\n91234567", ["22123456", "91234567"]),
        ("22 12 34 56/57", ["22 12 34 56", "22 12 34 57"]),
        ("+47 22123456 +47 91234567", ["+47 22123456", "+47 91234567"]),
        ("22123456 eller 91234567", ["22123456", "91234567"]),
        ("22123456 ::: 91234567", ["22123456", "91234567"]),
        ("912 34 567", ["912 34 567"]),
        ("", []),
    ],
)
def test_several_numbers_in_a_cell_are_split(cell, numbers):
    assert phones.split(cell) == numbers


def test_mobiles_begin_with_4_or_9():
    assert phones.is_mobile("+4740612345") and phones.is_mobile("+4791234567")
    assert not phones.is_mobile("+4777123456")
