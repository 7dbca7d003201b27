import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.queries.snippet import around
from crm.rules import folding

LONG = "Vi begynte sent. " * 200


@pytest.mark.parametrize(
    ("text", "typed", "shown"),
    [
        ("Møtte Kåre Ødegaard der", "odegård", "Møtte Kåre Ødegaard der"),
        ("Haakon kom", "håkon", "Haakon kom"),
        ("Lars Sæther", "ether", "Lars Sæther"),
        ("KARE\nØDEGÅRD\t\tringte", "ødeg", "KARE ØDEGÅRD ringte"),
        ("Ka\u030are kom", "kåre", "Ka\u030are kom"),
        ("ingenting", "restråstoff", ""),
        ("", "a", ""),
    ],
)
def test_the_text_is_shown_as_it_was_written(text: str, typed: str, shown: str) -> None:
    assert around(text, folding.fold(typed)) == shown


def test_whole_words_are_shown_and_cuts_are_marked() -> None:
    text = "Vi snakket lenge om restråstoff fra hvitfisk og hva det kan bli til"
    assert around(text, "restrastoff", 10) == "… lenge om restråstoff fra …"
    assert around(text, "snakket", 10) == "Vi snakket lenge om …"
    assert around(text, "bli", 10) == "… det kan bli til"


def test_a_text_without_spaces_is_cut_between_letters() -> None:
    marked = "e\u0301" * 100 + "fisk" + "e\u0301" * 100
    shown = around(marked, "fisk", 5)
    assert "fisk" in shown and not shown.removeprefix("… ").startswith("\u0301")
    assert shown.removesuffix(" …")[-1] == "\u0301"
    family = "👩\u200d👩\u200d👧" * 20
    assert not around(family + "fisk" + family, "fisk", 4).removesuffix(" …").endswith("\u200d")


def test_a_long_text_is_read_near_the_place_and_else_whole() -> None:
    text = LONG + "Så kom restråstoffet opp. " + LONG
    expected = "… Vi begynte sent. Vi begynte sent. Vi begynte sent. Så kom restråstoffet opp. Vi begynte sent."
    for near in (None, len(LONG), len(LONG) + 300, 0, 10**6, -5):
        assert around(text, "restrastoff", near=near).startswith(expected), near


@given(st.text("aAåÅæØe \n-bk", max_size=40), st.data())
def test_whatever_folded_text_holds_is_found_in_the_text(text: str, data: st.DataObject) -> None:
    words = folding.fold(text).split()
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    first = data.draw(st.integers(0, len(word) - 1))
    part = word[first : data.draw(st.integers(first + 1, len(word)))]
    shown = around(text, part, 5)
    assert part in folding.fold(shown)
    assert shown.removeprefix("… ").removesuffix(" …") in " ".join(text.split())


@given(st.text(max_size=60), st.text(max_size=5))
def test_no_text_is_too_odd(text: str, word: str) -> None:
    around(text, word, 3, near=10)
