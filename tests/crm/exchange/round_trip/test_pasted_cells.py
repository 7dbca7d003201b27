"""What was copied out of Excel, and what only looks so, as rows of cells."""

import csv

from hypothesis import given
from hypothesis import strategies as st

from crm.exchange.round_trip import pasting


def test_a_quotation_mark_that_closes_within_a_cell_is_only_a_sign() -> None:
    assert pasting.table('"Nordlys" AS\tTromsø\nFjord\tBodø') == [['"Nordlys" AS', "Tromsø"], ["Fjord", "Bodø"]]
    assert pasting.table('7"\tx\n8"\ty') == [['7"', "x"], ['8"', "y"]]


def test_a_cell_longer_than_any_list_holds_is_a_cell() -> None:
    long = "x" * (csv.field_size_limit() + 1)
    assert pasting.table(f"{long}\tb") == [[long, "b"]]
    assert pasting.table(f'"{long}"\tb')[0][1] == "b"


@given(st.text(st.sampled_from('a"\t\n\r\0\u202e🐟'), max_size=40))
def test_any_text_is_rows_of_cells(text: str) -> None:
    found = pasting.table(text)
    assert all(found) and (found or not text.strip("\r\n"))
    assert sum(map(len, found)) <= text.count("\t") + text.count("\n") + text.count("\r") + 1
