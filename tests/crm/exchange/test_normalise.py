import re
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.exchange import addresses, header, mapping, normalise
from crm.exchange.entries import Entry
from crm.exchange.whole_columns import Reading
from tests.crm.exchange.bringing import TODAY, source


def entry(titles: list[str], *cells: Any) -> Entry:
    """One row as it is understood; around it stand rows that make the columns what they are called."""
    table = header.find(source(cells, header=titles).sheets[0])
    (found,) = normalise.entries(table, mapping.fields(mapping.guess(table)), TODAY)
    return found


def organisation(titles: list[str], *cells: Any) -> Any:
    made = entry(["Bedrift", *titles], "Nordlys AS", *cells)
    assert made.problem == ""
    assert made.organisation is not None
    return made.organisation


@pytest.mark.parametrize(
    ("whole", "first", "last"),
    [
        ("Kåre Ødegård", "Kåre", "Ødegård"),
        ("Ødegård, Kåre", "Kåre", "Ødegård"),
        ("Dr. Eva-Maria von der Au", "Eva-Maria", "von der Au"),
        ("Madonna", "", "Madonna"),
    ],
)
def test_a_full_name_is_parted(whole: str, first: str, last: str) -> None:
    made = entry(["Kontaktperson", "Bedrift"], whole, "Nordlys AS")
    assert (made.first_name, made.last_name) == (first, last)


def test_first_and_last_name_come_before_a_full_name() -> None:
    table = header.find(source(["Kari Nordmann", "Kari", "Berg"], header=["Navn", "Fornavn", "Etternavn"]).sheets[0])
    fields = {"Navn": "person.full_name", "Fornavn": "person.first_name", "Etternavn": "person.last_name"}
    (made,) = normalise.entries(table, fields, TODAY)
    assert made.name == "Kari Berg"


def test_several_addresses_and_numbers_in_a_cell_are_parted() -> None:
    made = entry(
        ["Fornavn", "Etternavn", "E-post", "Mobil", "Telefon"],
        *("Kari", "Berg", "Kari@Nordlys.example; k@b.example", "912 34 567 / +46 70 123 45 67", "22 12 34 56"),
    )
    assert [(point.kind, point.label, point.normalised) for point in made.points] == [
        ("email", "work", "kari@nordlys.example"),
        ("email", "work", "k@b.example"),
        ("phone", "mobile", "+4791234567"),
        ("phone", "mobile", "+46701234567"),
        ("phone", "work", "+4722123456"),
    ]


def test_a_number_in_two_columns_is_kept_once() -> None:
    made = entry(["Etternavn", "Mobil", "Telefon"], "Berg", 91234567, "+47 912 34 567")
    assert [point.normalised for point in made.points] == ["+4791234567"]


@pytest.mark.parametrize(
    "value", [923609016, 923609016.0, "923609016.0", "NO 923 609 016 MVA", "923 609 016", "923.609.016"]
)
def test_an_organisation_number_is_read_however_it_is_written(value: Any) -> None:
    assert organisation(["Org.nr"], value).number == "923609016"


@pytest.mark.parametrize("value", ["923609017", "92360901", "ukjent"])
def test_a_wrong_organisation_number_rejects_the_row_and_says_column_and_value(value: str) -> None:
    made = entry(["Bedrift", "Org.nr"], "Nordlys AS", value)
    assert "“Org.nr”" in made.problem
    assert f"“{value}”" in made.problem


def test_a_wrong_address_rejects_the_row_and_says_column_and_value() -> None:
    table = header.find(
        source(["Berg", "kari(at)x.example"], ["Lund", "l@x.example"], header=["Etternavn", "E-post"]).sheets[0]
    )
    wrong, right = normalise.entries(table, {"Etternavn": "person.last_name", "E-post": "person.email"}, TODAY)
    assert "“E-post”" in wrong.problem
    assert "kari(at)x.example" in wrong.problem
    assert right.problem == ""


def test_what_a_form_writes_for_nothing_is_nothing() -> None:
    table = header.find(source(["Berg", "anonymous"], ["Lund", "-"], header=["Etternavn", "E-post"]).sheets[0])
    for made in normalise.entries(table, {"Etternavn": "person.last_name", "E-post": "person.email"}, TODAY):
        assert (made.problem, made.points) == ("", ())


@given(st.from_regex(r"(\+47 ?|0047|47|\+46)?[0-9]( ?[0-9]){6,8}[ a\u00a0]?", fullmatch=True))
def test_a_plain_phone_is_read_as_any_other(written: str) -> None:
    plain = addresses.plain_phone(written)
    assert plain is None or (plain,) == addresses.read_phones(written).points
    assert plain is not None or not re.fullmatch(r"(\+47 ?)?[2-9]( ?[0-9]){7}", written)


@given(st.from_regex(r"[a-z0-9._A-Z-]{1,20}@[a-z0-9.-]{1,20}\.[a-z]{2,5}", fullmatch=True))
def test_a_plain_address_is_read_as_any_other(written: str) -> None:
    plain = addresses.plain_email(written)
    assert plain is None or (plain,) == addresses.read_emails(written).points


def test_an_unreadable_phone_is_told_and_the_rest_comes_in() -> None:
    made = entry(["Fornavn", "Etternavn", "Mobil"], "Kari", "Berg", "ring sentralbordet")
    assert (made.name, made.points, made.problem) == ("Kari Berg", (), "")
    assert made.warnings == ("Column “Mobil”: “ring sentralbordet” was left out. It is not a phone number.",)


@pytest.mark.parametrize(
    ("value", "code"),
    [("Tromsø", "5501"), ("5501", "5501"), (5501, "5501"), (301, "0301"), ("1902", "5501"), ("tromsø kommune", "5501")],
)
def test_a_municipality_is_found_by_number_or_name(value: Any, code: str) -> None:
    assert organisation(["Kommune"], value).filled == [("municipality_code", code)]


@pytest.mark.parametrize("value", ["Herøy", "Atlantis"])
def test_a_municipality_that_could_be_two_or_none_is_told(value: str) -> None:
    made = entry(["Bedrift", "Kommune"], "Nordlys AS", value)
    assert made.organisation is not None
    assert made.organisation.filled == []
    assert value in made.warnings[0]


@pytest.mark.parametrize("value", ["0150", 150])
def test_zeros_before_a_postcode_stay_or_come_back(value: Any) -> None:
    assert organisation(["Postnr"], value).filled == [("postal_code", "0150")]


def test_words_of_the_code_lists_are_understood() -> None:
    fields = {
        "Bedrift": "organisation.name",
        "Aktørtype": "organisation.helix_sector",
        "Bransje": "organisation.segment",
        "Medlemskategori": "membership.category",
    }
    table = header.find(source(["Nordlys AS", "FoU", "Oppdrett", "Partner"], header=list(fields)).sheets[0])
    (made,) = normalise.entries(table, fields, TODAY)
    assert made.organisation is not None and made.organisation.membership is not None
    assert made.organisation.filled == [("helix_sector", "research_education"), ("segment", "aquaculture")]
    assert made.organisation.membership.category == "partner"


def test_an_unknown_word_is_told_with_the_choices() -> None:
    made = entry(["Bedrift", "Aktørtype"], "Nordlys AS", "noe helt annet")
    assert "noe helt annet" in made.warnings[0] and "Public body" in made.warnings[0]


@pytest.mark.parametrize(
    "value", [date(2020, 3, 1), datetime(2020, 3, 1, 9, 5), "01.03.2020", "1. mars 2020", 43891, 43891.0]
)
def test_a_day_is_read_from_date_cells_texts_and_serial_numbers(value: Any) -> None:
    made = organisation(["Innmeldt"], value)
    assert made.membership.joined_on == "2020-03-01"


@pytest.mark.parametrize("value", ["31.02.2020", "2020-13-01", "30. februar 2020", "31/4/2020"])
def test_a_day_that_never_was_rejects_the_row(value: str) -> None:
    made = entry(["Bedrift", "Innmeldt"], "Nordlys AS", value)
    assert "“Innmeldt”" in made.problem and value in made.problem


@pytest.mark.parametrize("value", ["2019", "snart", 2019])
def test_what_is_no_day_is_told_and_never_made_one(value: Any) -> None:
    made = entry(["Bedrift", "Innmeldt"], "Nordlys AS", value)
    assert made.organisation is not None and made.organisation.membership is None
    assert str(value) in made.warnings[0]


def test_slashed_days_are_read_only_where_the_column_leaves_one_way() -> None:
    fields = {"Bedrift": "organisation.name", "Innmeldt": "membership.joined_on"}
    told = header.find(source(["A AS", "11/3/2026"], ["B AS", "11/25/2026"], header=list(fields)).sheets[0])
    first, _second = normalise.entries(told, fields, TODAY)
    assert first.organisation is not None and first.organisation.membership is not None
    assert first.organisation.membership.joined_on == "2026-11-03"
    open_ = header.find(source(["A AS", "11/3/2026"], ["B AS", "2/1/2026"], header=list(fields)).sheets[0])
    first, _second = normalise.entries(open_, fields, TODAY)
    assert first.organisation is not None and first.organisation.membership is None
    assert "two different days" in first.warnings[0]


JOINED = {"Bedrift": "organisation.name", "Innmeldt": "membership.joined_on", "Utmeldt": "membership.left_on"}


def days_of(*cells: Any, order: str = "") -> list[tuple[str, str]]:
    """(day, problem) of each row of a column of days."""
    table = header.find(
        source(*([f"Firma {n}", cell] for n, cell in enumerate(cells)), header=list(JOINED)[:2]).sheets[0]
    )
    how = Reading(days={"Innmeldt": order} if order else {})
    made = normalise.entries(table, JOINED, TODAY, how=how)
    organisations = [one.organisation for one in made]
    days = [one.membership.joined_on if one and one.membership else "" for one in organisations]
    return list(zip(days, [one.problem for one in made], strict=True))


def test_a_dotted_neighbour_says_nothing_about_slashed_days() -> None:
    assert days_of("1.2.2023", "5/6/2024") == [("2023-02-01", ""), ("", "")]


def test_a_column_that_contradicts_itself_is_not_read_until_somebody_says_how() -> None:
    cells = ("25/11/2026", "11/25/2026", "3/4/2026")
    assert days_of(*cells) == [("", ""), ("", ""), ("", "")]
    first, second, third = days_of(*cells, order="day_first")
    assert (first[0], third[0]) == ("2026-11-25", "2026-04-03")
    assert "11/25/2026" in second[1]


def test_an_answer_about_days_is_for_its_own_column() -> None:
    table = header.find(source(["A AS", "3/4/2026", "5/6/2026"], header=list(JOINED)).sheets[0])
    (made,) = normalise.entries(table, JOINED, TODAY, how=Reading(days={"Innmeldt": "month_first"}))
    assert made.organisation is not None
    assert made.organisation.membership == ("", "2026-03-04", "", "")
    assert "two different days" in made.warnings[0]


def test_a_word_is_read_as_somebody_answered() -> None:
    fields = {"Bedrift": "organisation.name", "Type": "organisation.helix_sector"}
    table = header.find(source(["A AS", "Gründer"], ["B AS", "Diverse"], header=list(fields)).sheets[0])
    how = Reading(words={"helix_sector": {"GRÜNDER": "company", "diverse": ""}})
    one, other = normalise.entries(table, fields, TODAY, how=how)
    assert one.organisation is not None and other.organisation is not None
    assert (one.organisation.filled, other.organisation.filled) == ([("helix_sector", "company")], [])
    assert other.warnings == ()


def test_a_middle_name_is_joined_to_the_first() -> None:
    assert entry(["Fornavn", "Mellomnavn", "Etternavn"], "Kari", "Lund", "Berg").first_name == "Kari Lund"
    assert entry(["Fornavn", "Mellomnavn", "Etternavn"], "Kari", None, "Berg").first_name == "Kari"


@pytest.mark.parametrize(
    ("value", "filled"),
    [
        ("9008 Tromsø", [("postal_code", "9008"), ("city", "Tromsø")]),
        ("NO-0150, OSLO", [("postal_code", "0150"), ("city", "OSLO")]),
        ("Tromsø", [("city", "Tromsø")]),
        (9008, [("postal_code", "9008")]),
    ],
)
def test_postcode_and_town_in_one_column_are_parted(value: Any, filled: list[tuple[str, str]]) -> None:
    assert organisation(["Postnr/Sted"], value).filled == filled


def test_the_second_line_of_a_street_is_joined_to_the_first() -> None:
    made = organisation(["Adresse", "Adresse 2"], "Storgata 1", "Postboks 12")
    assert made.filled == [("street", "Storgata 1, Postboks 12")]


@pytest.mark.parametrize("value", ["DK31415926", "SE556677889901", "556677-8899"])
def test_a_company_number_of_another_country_is_left_out_and_the_row_comes_in(value: str) -> None:
    made = entry(["Bedrift", "Org.nr"], "Nordlys AS", value)
    assert (made.problem, made.organisation is not None and made.organisation.number) == ("", "")


def test_a_number_that_a_sheet_made_scientific_is_read() -> None:
    made = entry(["Etternavn", "Mobil"], "Berg", "4.791234567E9")
    assert [point.normalised for point in made.points] == ["+4791234567"]


@pytest.mark.parametrize("value", ["01019012345", "010190 12345", 1010750160, "Født 01010750160, ring"])
def test_an_identity_number_rejects_the_row_and_is_not_repeated(value: Any) -> None:
    table = header.find(source(["Kari", "Berg", value], header=["Fornavn", "Etternavn", "Kundenr"]).sheets[0])
    fields = {"Fornavn": "person.first_name", "Etternavn": "person.last_name", "Kundenr": "notes"}
    (made,) = normalise.entries(table, fields, TODAY)
    assert "“Kundenr” holds a national identity number" in made.problem
    assert not any(sign.isdigit() for sign in made.problem)


@pytest.mark.parametrize("value", ["01019012345", 1010750160])
def test_an_identity_number_in_a_column_left_out_rejects_nothing(value: Any) -> None:
    made = entry(["Fornavn", "Etternavn", "Fødselsnummer"], "Kari", "Berg", value)
    assert (made.problem, made.name) == ("", "Kari Berg")


def test_order_numbers_of_eleven_digits_are_no_identity_numbers() -> None:
    table = header.find(
        source(*([f"Person {n}", 10000000000 + n * 7919] for n in range(40)), header=["Etternavn", "Ordrenr"]).sheets[0]
    )
    found = normalise.entries(table, {"Etternavn": "person.last_name"}, TODAY)
    assert sum(bool(made.problem) for made in found) <= 2


def test_a_name_too_long_to_be_one_rejects_the_row_and_a_long_title_is_left_out() -> None:
    assert "“" + "x" * 79 in entry(["Etternavn", "E-post"], "x" * 101, "x@y.example").problem
    made = entry(["Etternavn", "Stilling"], "Berg", "y" * 201)
    assert (made.problem, made.title) == ("", "")
    assert "200" in made.warnings[0]


def test_the_same_cells_are_one_and_the_same_organisation() -> None:
    table = header.find(
        source(["Berg", "Nordlys AS"], ["Lund", "Nordlys AS"], header=["Etternavn", "Bedrift"]).sheets[0]
    )
    one, other = normalise.entries(table, mapping.fields(mapping.guess(table)), TODAY)
    assert one.organisation is other.organisation
