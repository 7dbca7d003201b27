"""What a size rests on is said in words, and what is missing with it."""

import pytest

from crm import i18n
from crm.rules.size_class import Basis
from ui.pages import size_words

MILLION = 1_000_000_00


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (Basis(), ""),
        (Basis(None, 2025, MILLION), "Unknown: say how many employees there are"),
        (Basis(1), "Micro: 1 employee"),
        (Basis(34), "Small: 34 employees"),
        (
            Basis(34, 2025, 41 * MILLION, None, 1140),
            "Small: 34 employees, turnover 41 million kroner = 3.6 million euro at 11.4 (2025)",
        ),
        (
            Basis(34, 2025, 41 * MILLION),
            "Small: 34 employees, turnover 41 million kroner,"
            " the euro of 2025 is not known (Settings), so it rests on the employees alone",
        ),
        (
            Basis(9, 2025, 30 * MILLION, None, 1000),
            "Small: 9 employees, turnover 30 million kroner = 3 million euro at 10 (2025),"
            " the balance is not known and could make it smaller",
        ),
    ],
)
def test_the_size_says_what_it_rests_on(basis, words):
    assert size_words.told(basis) == words


def test_in_bokmål_with_a_comma():
    i18n.use("nb")
    told = size_words.told(Basis(34, 2025, 41 * MILLION, 20 * MILLION, 1142))
    assert told == (
        "Liten: 34 ansatte, omsetning 41 millioner kroner = 3,6 millioner euro,"
        " balanse 20 millioner kroner = 1,8 millioner euro etter kurs 11,42 (2025)"
    )


def test_a_group_is_warned_about_where_it_could_change_the_class():
    assert "group" in size_words.warning(Basis(9, in_group=True))
    others = (9, None), (9, False), (300, True)
    assert [size_words.warning(Basis(count, in_group=group)) for count, group in others] == ["", "", ""]
