import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.rules.names import clean, company_key, initials, person_key, split_name


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Kåre Ødegård", "Kåre", "Ødegård"),
        ("Ødegård, Kåre", "Kåre", "Ødegård"),
        ("von der Au, Eva-Maria", "Eva-Maria", "von der Au"),
        ("Dr. Eva-Maria von der Au", "Eva-Maria", "von der Au"),
        ("Prof. dr. Åse Sæther", "Åse", "Sæther"),
        ("Vincent Van Gogh", "Vincent", "Van Gogh"),
        ("Jan de Vries", "Jan", "de Vries"),
        ("Van Nguyen", "Van", "Nguyen"),
        ("Anne Grete Berg Hansen", "Anne Grete Berg", "Hansen"),
        ("ØDEGÅRD Kåre", "Kåre", "ØDEGÅRD"),
        ("KÅRE ØDEGÅRD", "KÅRE", "ØDEGÅRD"),
        ("Kåre Ødegård, PhD", "Kåre", "Ødegård"),
        ("John Smith Jr.", "John", "Smith"),
        ("Åse Sæther (gjest)", "Åse", "Sæther"),
        ("Anne (Nenne) Berg", "Anne (Nenne)", "Berg"),
        ("Madonna", "Madonna", ""),
        ("  ", "", ""),
        ("Berg,", "Berg", ""),
    ],
)
def test_a_full_name_is_split(full, first, last):
    assert split_name(full) == (first, last)


@given(st.text())
def test_splitting_never_fails_and_never_invents(text):
    first, last = split_name(text)
    assert all(part in clean(text) for part in (*first.split(), *last.split()))


@pytest.mark.parametrize(
    "name",
    ["Blåbær Maritim AS", "BLÅBÆR MARITIM A/S", "Blaabaer  Maritim", "Blåbær Maritim ASA", "Blåbær Maritim (publ) AB"],
)
def test_legal_form_and_spelling_do_not_part_a_company(name):
    assert company_key(name) == company_key("Blåbær Maritim")


@pytest.mark.parametrize(
    "form",
    ["AS", "ASA", "SA", "SF", "ANS", "DA", "ENK", "NUF", "IKS", "KF", "BA", "Ltd", "AB", "ApS", "A/S", "GmbH", "Inc"],
)
def test_every_legal_form_is_left_out(form):
    assert company_key(f"Nordlys Fisk {form}") == company_key(f"Nordlys Fisk {form}.") == "nordlys fisk"


def test_a_legal_form_alone_stays():
    assert company_key("AS") == "as"
    assert company_key("Sjø & Land") == company_key("Sjø og Land") == company_key("Sjo and Land AS")


def test_people_are_keyed_without_regard_to_spelling():
    assert person_key("Kåre", "Ødegård") == person_key(" KAARE", "Oedegaard ")
    assert person_key("Eva-Maria", "Berg") == person_key("Eva Maria", "Berg")


def test_initials_are_of_the_first_and_the_last_word():
    assert [initials(name) for name in ("Åse Sæther", "åse", "Eva-Maria von der Au", "", '"Nordlys" Energi AS')] == [
        "ÅS",
        "Å",
        "EA",
        "",
        "NA",
    ]


def test_what_nobody_sees_is_cleaned_away():
    assert clean("Kåre\u00a0\u202eØdegård\u0000\ufeff\u200b \ud800x\uffff") == "Kåre Ødegård x"
    assert clean("Ka\u030are") == "Kåre"
    assert clean("a\x0bb\r\nc") == "a b c"


def test_notes_keep_their_lines():
    assert clean("første\r\n\r\n andre\x0btredje\u2028fjerde", lines=True) == "første\n\nandre\ntredje\nfjerde"


@given(st.text(), st.booleans())
def test_cleaning_twice_is_cleaning_once(text, lines):
    once = clean(text, lines=lines)
    once.encode()
    assert clean(once, lines=lines) == once
