from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import CrmError
from crm.exchange import header
from crm.exchange.source import Row, Sheet, Source

PEOPLE: list[Row] = [
    ["Åse Sæther", "ase@nordlys.example", "Nordlys AS"],
    ["Kåre Ødegård", "kare@fisk.example", "Fisk AS"],
]


def found(*rows):
    return header.find(Sheet("Ark1", [list(row) for row in rows]))


def test_the_header_stands_below_logo_title_and_blank_rows():
    table = found(["Klyngen"], [None, None, "Medlemsliste pr. 3.11.2026"], [], ["Navn", "E-post", "Firma"], *PEOPLE)
    assert table.header_row == 4
    assert table.headers == ("Navn", "E-post", "Firma")
    assert [number for number, _row in table.rows] == [5, 6]


def test_groups_merged_above_the_header_are_no_header():
    table = found(
        ["Kontaktperson", None, None, "Bedrift", None],
        ["Fornavn", "Etternavn", "E-post", "Navn", "Org.nr"],
        ["Åse", "Sæther", "ase@nordlys.example", "Nordlys AS", 981575679],
    )
    assert table.header_row == 2


def test_a_header_merged_over_two_rows_is_read_from_the_upper_one():
    table = found(
        ["Firma", "Kontakt", None], [None, "E-post", "Mobil"], ["Nordlys AS", "ase@nordlys.example", "91234567"]
    )
    assert table.header_row == 2
    assert table.headers == ("Firma", "E-post", "Mobil")


def test_repeated_headers_are_numbered_and_empty_ones_named_by_their_column():
    table = found(["Navn", "E-post", None, "E-post", "Navn"], ["a", "b", "c", "d", "e"])
    assert table.headers == ("Navn", "E-post", "(column C)", "E-post (2)", "Navn (2)")


def test_a_number_already_in_a_header_is_not_given_twice():
    table = found(["Navn", "Navn (2)", "Navn", "Firma"], ["a", "b", "c", "d"])
    assert table.headers == ("Navn", "Navn (2)", "Navn (3)", "Firma")


def test_columns_without_header_and_cells_are_left_away():
    table = found(["Navn", None, "Firma", None], ["Åse", None, "Nordlys", None])
    assert table.headers == ("Navn", "Firma")
    assert table.rows == [(2, ["Åse", "Nordlys"])]


def test_short_rows_are_filled_up():
    assert found(["Navn", "E-post", "Firma"], ["Åse"], *PEOPLE).rows[0] == (2, ["Åse", None, None])


def test_a_list_without_header_has_columns_by_letter():
    table = found(*PEOPLE)
    assert table.header_row is None
    assert table.headers == ("(column A)", "(column B)", "(column C)")
    assert len(table.rows) == 2


def test_a_title_above_a_list_without_header_is_no_data():
    assert [number for number, _row in found(["Deltakere"], [], *PEOPLE).rows] == [3, 4]


def test_unknown_headers_are_told_from_the_rows_below():
    table = found(
        ["Wer", "Wo", "Wann"], ["a@x.example", "Tromsø", date(2026, 1, 1)], ["b@x.example", "Alta", date(2026, 1, 2)]
    )
    assert table.header_row == 1


@pytest.mark.parametrize(
    "row",
    [["Sum", None, 12], ["Totalt:", 12, None], ["Totalt 36 medlemmer", None, None], ["Antall", 3, "3"]],
)
def test_total_rows_are_left_out(row):
    table = found(["Firma", "Ansatte", "Kontingent"], ["Nordlys AS", 5, 1000], ["Fisk AS", 7, 1000], row)
    assert len(table.rows) == 2
    assert [(out.row, out.reason) for out in table.left_out] == [(4, "total")]


def test_a_company_called_total_is_no_total():
    table = found(["Firma", "Sted", "Ansatte"], ["Total AS", "Tromsø", 5], ["Sum", "Alta", 3])
    assert len(table.rows) == 2 and not table.left_out


def test_sums_without_a_word_are_left_out():
    table = found(["Firma", "Ansatte", "Kontingent"], ["Nordlys AS", 5, 1000], [], [None, 5, 1000])
    assert [out.reason for out in table.left_out] == ["total"]


def test_notes_below_and_headings_between_are_left_out():
    table = found(
        ["Firma", "Ansatte", "Sted"],
        ["Nordlys AS", 5, "Alta"],
        [],
        ["Forskning"],
        ["Instituttet", 50, "Tromsø"],
        ["* foreløpige tall"],
        [],
        ["Oppdatert 3.11.2026 av sekretariatet"],
    )
    assert [number for number, _row in table.rows] == [2, 5]
    assert [(out.row, out.reason) for out in table.left_out] == [(4, "note"), (6, "note"), (8, "note")]


def test_a_name_alone_in_its_row_is_data():
    table = found(["Firma", "Ansatte", "Sted"], ["Nordlys AS", 5, "Alta"], ["Fisk AS"], ["Skjell AS", 7, "Bodø"])
    assert len(table.rows) == 3


def test_the_header_repeated_on_each_page_is_left_out():
    table = found(["Navn", "E-post", "Firma"], PEOPLE[0], ["Navn", "E-post", "Firma"], PEOPLE[1])
    assert [number for number, _row in table.rows] == [2, 4]
    assert [out.reason for out in table.left_out] == ["header"]


def test_another_table_below_is_left_out_and_told():
    table = found(
        ["Navn", "E-post", "Firma"], *PEOPLE, [], ["Navn", "Mobil", "Rolle"], ["Per Berg", "91234567", "Leder"]
    )
    assert len(table.rows) == 2
    assert [(out.row, out.reason) for out in table.left_out] == [(5, "table"), (6, "table")]


def test_blank_rows_inside_the_list_do_not_end_it():
    assert [number for number, _row in found(["Navn", "E-post", "Firma"], PEOPLE[0], [], [], PEOPLE[1]).rows] == [2, 5]


def test_years_may_be_headers():
    assert found(["Firma", "Org.nr", 2025, 2026], ["Nordlys AS", 981575679, 5, 6]).headers[2:] == ("2025", "2026")


def test_the_sheet_with_the_list_is_chosen():
    sheets = (
        Sheet("Forside", [["Klyngen"]]),
        Sheet("Skjult", [["Navn", "E-post", "Firma"], *map(list, PEOPLE)], hidden=True),
    )
    listed = Sheet("Deltakere", [["Navn", "E-post"], ["a", "b"]])
    assert header.choose(Source("xlsx", None, (*sheets, listed))) == listed


def test_empty_sheets_are_told():
    with pytest.raises(CrmError, match="no filled row"):
        found([], [None, " "])
    with pytest.raises(CrmError, match="no filled row"):
        header.choose(Source("xlsx", None, (Sheet("Tom", []),)))


_cells = st.one_of(
    st.none(), st.text(max_size=8), st.integers(), st.sampled_from(["Navn", "E-post", "Sum", "*", "Firma"])
)


@given(st.lists(st.lists(_cells, max_size=5), max_size=12))
def test_every_row_is_data_or_left_out_or_above(rows):
    sheet = Sheet("x", rows)
    filled = [number for number, row in enumerate(rows, start=1) if any(c is not None and str(c).strip() for c in row)]
    if not filled:
        return
    table = header.find(sheet)
    told = [number for number, _row in table.rows] + [out.row for out in table.left_out]
    first = (table.header_row or 0) if table.header_row else min(told, default=0) - 1
    assert sorted(told) == [number for number in filled if number > first]
    assert len(set(table.headers)) == len(table.headers)
    assert all(len(row) == len(table.headers) for _number, row in table.rows)


def test_the_header_row_can_be_said():
    sheet = Sheet("x", [["Navn", "E-post"], ["blå", "gul"], ["Kari", "kari@x.example"]])
    assert header.find(sheet, 2).headers == ("blå", "gul")
    assert header.find(sheet, 0).headers == ("(column A)", "(column B)")
    assert [number for number, _row in header.find(sheet, 0).rows] == [1, 2, 3]
    with pytest.raises(CrmError, match="Row 9"):
        header.find(sheet, 9)


def test_rows_left_out_can_be_kept():
    rows: list[Row] = [
        ["Navn", "Firma", "E-post"],
        ["Kari", "Nord AS", "k@x.example"],
        ["Total", "Energi AS", None],
        ["Total", None, 3],
    ]
    sheet = Sheet("x", [*rows, [], ["* etter fristen"]])
    assert [one.row for one in header.find(sheet).left_out] == [4, 6]
    kept = header.find(sheet, kept={4})
    assert [number for number, _row in kept.rows] == [2, 3, 4]
    assert [one.row for one in kept.left_out] == [6]


def test_headings_of_groups_are_known_by_their_sums():
    rows: list[Row] = [
        ["Firma", "Ansatte", "Sted"],
        ["Troms"],
        ["Nord AS", 3, "Senja"],
        ["Bare Navn AS"],
        ["Sum Troms", 3],
    ]
    table = header.find(Sheet("x", rows))
    assert [number for number, _row in table.rows] == [3, 4]
    assert [(one.row, one.reason) for one in table.left_out] == [(2, "heading"), (5, "total")]
