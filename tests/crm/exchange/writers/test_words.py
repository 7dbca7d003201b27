"""Text on its way into a spreadsheet."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.exchange.writers import words

PHONES = ("+4740612345", "+47 40 61 23 45", "(+47) 406 12 345", "+47-77-64-40-00", "-12,5", "+1 (555) 010-0199")
FORMULAS = ("=1+1", "+1+cmd|' /C calc'!A0", '-2+HYPERLINK("x")', "@SUM(A1)", " =1", "\t=1", "\r\n=1", "＝1", "- liste")


@pytest.mark.parametrize("text", PHONES)
def test_a_phone_number_stays_as_it_is(text):
    assert words.harmless(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_what_excel_would_run_gets_an_apostrophe(text):
    assert words.harmless(text) == "'" + text
    assert words.original(words.harmless(text)) == text


@given(st.text(alphabet="'=+-@ \t4a7(", max_size=8) | st.text(max_size=20))
def test_what_was_made_harmless_comes_back(text):
    made = words.harmless(text)
    assert words.original(made) == text
    assert not words.would_run(made) or made.startswith("'")


@given(st.text(max_size=40))
def test_text_in_xml_holds_nothing_that_xml_forbids(text):
    made = words.xml(words.sound(text))
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff<>]", made)


@given(st.text(alphabet="aå😀", min_size=10, max_size=20), st.integers(2_000, 4_000))
def test_a_text_too_long_for_excel_ends_in_a_mark_and_fits(text, times):
    long = text * times
    if words.fits(long):
        assert len(long.encode("utf-16-le")) // 2 <= words.LONGEST
        return
    kept = words.shortened(long)
    assert kept.endswith(words.MARK)
    assert words.fits(kept)
    assert long.startswith(kept.removesuffix(words.MARK))
