"""Headers that usual systems export: nearly each of them must be understood, and a refusal never read as a consent."""

import pytest

from tests.crm.exchange import usual_headers
from tests.crm.exchange.fresh_lists import FIELD


def test_usual_headers_mean_what_they_say() -> None:
    usual = list(usual_headers.usual())
    missed = [
        (title, answer)
        for answer, title in usual
        if usual_headers.guessed(answer, title) != FIELD["-" if answer.startswith("-") else answer]
    ]
    assert len(missed) <= len(usual) / 100, missed


@pytest.mark.parametrize(
    "title",
    [
        "Vil ikke ha nyhetsbrev",
        "Ønskjer ikkje nyheitsbrev",
        "Vill inte ha nyhetsbrev",
        "Ikke tillat e-post",
        "Kein Newsletter",
    ],
)
def test_a_refusal_of_newsletters_is_no_consent(title: str) -> None:
    assert usual_headers.guessed("nonews", title) == FIELD["nonews"]


@pytest.mark.parametrize("title", ["Ikke møtt", "Møtte ikke", "Not attended"])
def test_those_who_did_not_come_are_not_counted_as_present(title: str) -> None:
    assert usual_headers.guessed("attended", title) is None
