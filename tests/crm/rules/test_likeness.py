from hypothesis import given
from hypothesis import strategies as st

from crm.rules import likeness


def test_likeness_forgives_spelling_and_order():
    assert likeness.of_people("Kåre Ødegård", "Ødegård, Kåre") == 100
    assert likeness.of_people("Kåre Ødegård", "Kaare Oedegaard") == 100
    assert likeness.of_people("Kåre Ødegård", "Kare Odegard") > 90
    assert likeness.of_people("Kåre Ødegård", "") == 0
    assert likeness.of_people("K. Hansen", "Per Hansen") < 90
    assert likeness.of_organisations("Nordlys Energi AS", "Nordlys Enrgi") > 90
    assert likeness.of_organisations("Nordlys Energi AS", "Havbruk Nord AS") < 60


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share_whichever_comes_first(a, b):
    for measure in (likeness.of_people, likeness.of_organisations):
        assert 0 <= measure(a, b) == measure(b, a) <= 100
