import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.rules import orgnr


@pytest.mark.parametrize(
    "written",
    [
        "NO 981 575 679 MVA",
        981575679.0,
        981575679,
        "981575679.0",
        "981.575.679",
        "981\u00a0575\u202f679",
        "9.81575679E+08",
        "Org.nr: 981 575 679",
        "NO981575679",
    ],
)
def test_a_number_is_read_however_it_is_written(written):
    assert orgnr.clean(written) == "981575679"
    assert orgnr.valid(orgnr.clean(written))


@pytest.mark.parametrize(
    "number", ["912660680", "974760673", "981575679", "923609016", "123456785", "910000020", "999999999"]
)
def test_valid_numbers_of_the_domain_are_valid(number):
    assert orgnr.valid(number) and orgnr.problem(number) is None


@given(st.integers(0, 10**9 - 1))
def test_showing_and_cleaning_go_round(number):
    text = f"{number:09}"
    assert orgnr.clean(orgnr.show(text)) == text


@given(st.integers(0, 99_999_999))
def test_at_most_one_check_digit_fits(stem):
    fitting = [digit for digit in range(10) if orgnr.valid(f"{stem:08}{digit}")]
    assert len(fitting) <= 1


def test_91000008_has_no_check_digit():
    assert not any(orgnr.valid(f"91000008{digit}") for digit in range(10))


@given(st.one_of(st.text(), st.floats(), st.integers(), st.none(), st.booleans()))
def test_no_cell_makes_the_reader_fail(value):
    assert isinstance(orgnr.valid(orgnr.clean(value)), bool)


def test_problems_say_what_is_wrong():
    assert "nine digits" in (orgnr.problem("12345") or "")
    assert "check digit" in (orgnr.problem("981575678") or "")
    assert "identity" in (orgnr.problem("01019012345") or "")
    assert orgnr.problem("") is None


def test_doubtful_numbers_are_warned_about():
    assert "placeholder" in orgnr.warnings("999999999")[0]
    assert "8 or 9" in orgnr.warnings("123456785")[0]
    assert orgnr.warnings("974760673") == []


@pytest.mark.parametrize(
    "number", ["01019012345", "010190 12345", "010190-12345", "41019012345", "01419012345", "31129999999"]
)
def test_identity_numbers_are_recognised(number):
    assert orgnr.identity_number(number)


@pytest.mark.parametrize(
    "text", ["981575679", "+4791234567", "4791234567", "12345678901", "00000000000", "01.01.1990", ""]
)
def test_other_numbers_are_no_identity_numbers(text):
    assert not orgnr.identity_number(text)


def test_an_identity_number_inside_a_note_needs_its_check_digits():
    assert orgnr.mentions_identity_number("Født 01010750160.")
    assert not orgnr.mentions_identity_number("Ordre 01010750161 og konto 15030012345")
