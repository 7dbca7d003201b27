"""What stands on each line, in the ways people write such lists."""

import time
from pathlib import Path

import pytest

from crm.errors import CrmError
from crm.exchange.attendance import reading
from crm.exchange.attendance.line import Line

_KNOWN = ("fisk", "nordlys", "sjø og land", "akvaplan-niva", "nofima")
_SAMPLES = Path(__file__).parents[1] / "samples"


def known(words: str) -> bool:
    return words.casefold().removesuffix(" as") in _KNOWN


def lines(text: str) -> list[Line]:
    return reading.read(text, known)


def who(text: str) -> list[tuple[str, str, str]]:
    return [(one.name, one.organisation, one.status) for one in lines(text)]


@pytest.mark.parametrize(
    ("text", "name", "organisation", "status"),
    [
        ("1 Kari Berg, Fisk AS", "Kari Berg", "Fisk AS", ""),
        ("1. Kari Berg - Fisk AS - 412 34 567", "Kari Berg", "Fisk AS", ""),
        ("12) Kari Berg, Nordlys", "Kari Berg", "Nordlys", ""),
        ("Vik, Ola (Nordlys)", "Vik, Ola", "Nordlys", ""),
        ("Østrem, J. (Nordlys)", "Østrem, J", "Nordlys", ""),
        ("Ødegård, Kåre, Nofima", "Ødegård, Kåre", "Nofima", ""),
        ("Kari Berg, daglig leder, Fisk AS", "Kari Berg", "Fisk AS", ""),
        ("KARI BERG / Sjø og Land", "KARI BERG", "Sjø og Land", ""),
        ("Akvaplan-niva v/ Per Aas", "Per Aas", "Akvaplan-niva", ""),
        ("Fisk AS: Per Aas", "Per Aas", "Fisk AS", ""),
        ("Kari Berg fra Nordlys", "Kari Berg", "Nordlys", ""),
        ("Eva Li (avbud)", "Eva Li", "", "no_show"),
        ("Kari Berg – ikke møtt", "Kari Berg", "", "no_show"),
        ("Kari Berg, Fisk AS, påmeldt", "Kari Berg", "Fisk AS", "registered"),
        ("[x] Kari Berg, Fisk AS", "Kari Berg", "Fisk AS", "attended"),
        ("[ ] Kari Berg, Fisk AS", "Kari Berg", "Fisk AS", "registered"),
        ("✓ Kari Berg", "Kari Berg", "", "attended"),
        ("Fisk AS", "", "Fisk AS", ""),
        ("Kåre", "Kåre", "", ""),
        ("Dr. Eva-Maria von der Au (Universitetet i Bergen)", "Dr. Eva-Maria von der Au", "Universitetet i Bergen", ""),
    ],
)
def test_a_line_says_who_for_whom_and_whether_they_came(text: str, name: str, organisation: str, status: str) -> None:
    assert who(text) == [(name, organisation, status)]


def test_two_in_a_line_are_two_but_an_organisation_with_og_in_its_name_is_one() -> None:
    assert who("Kari Berg og Ola Vik (Sjø og Land)") == [
        ("Kari Berg", "Sjø og Land", ""),
        ("Ola Vik", "Sjø og Land", ""),
    ]
    assert who("Sjø og Land") == [("", "Sjø og Land", "")]


def test_addresses_stand_alone_beside_names_and_in_one_long_line() -> None:
    found = lines("Ola Vik <Ola@x.example>; Berg, Kari <kari@x.example>; post@y.example")
    assert [(one.name, one.address) for one in found] == [
        ("Ola Vik", "ola@x.example"),
        ("Berg, Kari", "kari@x.example"),
        ("", "post@y.example"),
    ]
    assert [one.address for one in lines("a@x.example, b@y.example\nc@z.example")] == [
        "a@x.example",
        "b@y.example",
        "c@z.example",
    ]


@pytest.mark.parametrize(
    ("text", "unnamed"),
    [
        ("+ 3 studenter", 3),
        ("3 studenter fra Fisk AS, 4 gjester fra Nordlys", 7),
        ("5 uten navn", 5),
        ("12 elever fra Kongsbakken", 12),
        ("og 2 til", 2),
        ("4 others", 4),
    ],
)
def test_people_without_a_name_are_counted(text: str, unnamed: int) -> None:
    assert [(one.name, one.unnamed) for one in lines(text)] == [("", unnamed)]


def test_where_names_stand_behind_their_addresses_nobody_gets_that_of_the_next() -> None:
    found = lines("ola@x.example Ola Vik, eva@x.example Eva Li, per@x.example Per Aas")
    assert [(one.name, one.address) for one in found] == [
        ("Ola Vik", "ola@x.example"),
        ("Eva Li", "eva@x.example"),
        ("Per Aas", "per@x.example"),
    ]


def test_a_title_above_the_names_is_nobody() -> None:
    assert [one.name for one in lines("Deltakere:\nOla Vik\nEva Li")] == ["Ola Vik", "Eva Li"]


def test_several_signed_up_by_one_address_are_several() -> None:
    found = lines("Navn;E-post\nOla Vik;post@x.example\nEva Li;post@x.example\nOla Vik;post@x.example")
    assert [one.name for one in found] == ["Ola Vik", "Eva Li"]


def test_a_quote_that_does_not_close_swallows_nobody() -> None:
    found = lines('Navn;Firma\n"Ola Vik;Fisk AS\nEva Li;Nordlys\nKari Berg;Nofima')
    assert [(one.name.strip('"'), one.organisation) for one in found] == [
        ("Ola Vik", "Fisk AS"),
        ("Eva Li", "Nordlys"),
        ("Kari Berg", "Nofima"),
    ]


_STRANGE = [
    "a",
    "1",
    "(",
    "(a)",
    "[a](",
    "12345678 ",
    " ",
    "\t",
    "\t ",
    "+",
    "-",
    "- ",
    ";",
    ", ",
    "@",
    "a@b",
    '"',
    "og ",
]
_STRANGE += ["[x]", "v/", "3 gjester ", "mailto:", "tlf.", "|", " fra A", "\x00", "\u202e", "\ud800", "'", "✓", "Å. "]


@pytest.mark.parametrize("sign", _STRANGE)
@pytest.mark.parametrize("before", ["", "Ola Vik ", "Navn;Firma\n", "Navn\tFirma\n"])
def test_a_line_of_any_length_ends_in_lines_or_in_a_sentence(sign: str, before: str) -> None:
    began = time.process_time()
    try:
        found = lines(before + sign * (20_000 // len(sign)))
    except CrmError:
        found = []
    assert time.process_time() - began < 2  # by the square of the length it would be half a minute
    assert not any(set("\x00\u202e\ud800") & set(f"{one.name}{one.organisation}{one.address}") for one in found)


def test_a_cell_of_two_hundred_thousand_letters_is_no_breakdown() -> None:
    assert lines(f"Navn;Firma\n{'a' * 200_000};Fisk AS\nOla Vik;Nordlys")[-1].name == "Ola Vik"


def test_people_without_a_name_beside_some_with_one_are_counted_for_their_organisation() -> None:
    found = lines("Fisk AS: Ola Vik, Eva Lie Berg + 2 til")
    assert [(one.name, one.organisation, one.unnamed) for one in found] == [
        ("Ola Vik", "Fisk AS", 0),
        ("Eva Lie Berg", "Fisk AS", 0),
        ("", "Fisk AS", 2),
    ]


def test_a_heading_holds_until_the_next_empty_line() -> None:
    assert who("Nofima:\nPer Hansen\n- Eva Li\n\nOla Vik") == [
        ("Per Hansen", "Nofima", ""),
        ("Eva Li", "Nofima", ""),
        ("Ola Vik", "", ""),
    ]


def test_cells_with_titles_are_read_by_their_columns_in_any_order() -> None:
    text = "E-post\tFirma\tNavn\tStatus\nkari@x.example\tFisk AS\tKari Berg\tDeltok\n\tNordlys\tOla Vik\tAvbud\n"
    assert [one[2:6] for one in lines(text)] == [
        ("Kari Berg", "Fisk AS", "kari@x.example", "attended"),
        ("Ola Vik", "Nordlys", "", "no_show"),
    ]
    assert who("Fornavn;Etternavn;Firma\nKari;Berg;Fisk AS\nOla;Vik;Nordlys")[1] == ("Vik, Ola", "Nordlys", "")


def test_cells_without_titles_are_read_by_what_they_hold() -> None:
    assert who("Kari Berg\tFisk AS\nOla Vik\tNordlys\nPer Lie\tNofima")[2] == ("Per Lie", "Nofima", "")


def test_cells_parted_by_semicolons_need_no_titles() -> None:
    text = "Ola Vik;Fisk AS;ola@x.example\nKari Berg;Nordlys;kari@x.example\nPer Lie;Nofima;per@x.example"
    assert [(one.name, one.organisation, one.address) for one in lines(text)] == [
        ("Ola Vik", "Fisk AS", "ola@x.example"),
        ("Kari Berg", "Nordlys", "kari@x.example"),
        ("Per Lie", "Nofima", "per@x.example"),
    ]
    assert [one.address for one in lines("a@x.example;b@x.example\nc@x.example;d@x.example")] == [
        "a@x.example", "b@x.example", "c@x.example", "d@x.example",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["teams_attendance_utf16.csv", "teams_attendance_old_utf16.csv"])
def test_a_teams_report_gives_each_participant_once(name: str) -> None:
    found = lines((_SAMPLES / name).read_text(encoding="utf-16"))
    assert [one.name for one in found] == ["Kåre Ødegård", "Åse Sæther"]


def test_a_text_of_ten_thousand_lines_is_refused_in_words() -> None:
    with pytest.raises(CrmError, match="parts"):
        lines("Kari Berg\n" * 10_000)
