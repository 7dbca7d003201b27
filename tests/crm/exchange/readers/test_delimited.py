import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import CrmError
from crm.exchange import isolation
from crm.exchange.readers.delimited import DELIMITERS, LONGEST_CELL, delimiter_of, records
from crm.exchange.readers.encodings import decoded
from crm.exchange.readers.reading import read
from crm.exchange.writers import columns, csv_file

PEOPLE = "Navn;Firma;Rolle\nKåre Ødegård;Blåbær Maritim AS;Rådgiver, FoU\nÅse Sæther;Nordlys AS;Daglig leder\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_norwegian_letters_survive_every_encoding(encoding):
    source = read(PEOPLE.encode(encoding), "liste.csv")
    assert source.sheets[0].rows[1][0] == "Kåre Ødegård"
    assert (source.encoding or "").split("-")[0] == encoding.split("-")[0].replace("utf", "utf")


def test_a_utf8_file_cut_in_a_letter_is_still_utf8():
    assert decoded("Kåre Ødegå".encode()[:-1]) == ("Kåre Ødeg", "utf-8")


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_every_delimiter_is_found(delimiter):
    text = PEOPLE.replace(",", " og").replace(";", delimiter)
    assert delimiter_of(text) == delimiter
    assert [len(record) for record in records(text)] == [3, 3, 3]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Navn;Sum\nÅse;1,5\nKåre;2,5\n", ";"),
        ("a;b\n1,5;2,5\n1,5;2,5\n1,5;2,5\n", ";"),
        ('Navn,Firma\n"Sæther; Åse",X\n"Berg; Per",Y\n', ","),
        ("Navn\tDato\nÅse\t11/3/26, 9:00\n", "\t"),
        ("Notat: liste; se under\n\nNavn,E-post\nÅse,a@x.example\nPer,b@x.example\n", ","),
        ("E-post\na@x.example\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_is_told_from_other_signs(text, delimiter):
    assert delimiter_of(text) == delimiter


def test_excels_own_hint_is_believed_and_left_away():
    assert records("sep=|\nNavn|Firma\nÅse|A;B\n") == [["Navn", "Firma"], ["Åse", "A;B"]]


def test_quoted_cells_may_hold_lines_delimiters_and_quotes():
    text = 'Navn;Notat\nÅse;"linje 1\nlinje 2; fortsatt ""så"""\nKåre;x\n'
    assert records(text)[1:] == [["Åse", 'linje 1\nlinje 2; fortsatt "så"'], ["Kåre", "x"]]


def test_an_unclosed_quote_costs_one_cell_and_not_the_file():
    lines = ["Navn;Firma;Rolle", *(f"Person {n};Firma {n};Leder" for n in range(2000))]
    lines[5] = 'Person 4;"Firma 4;Leder'
    found = records("\n".join(lines))
    assert len(found) == 2001
    assert found[5] == ["Person 4", '"Firma 4', "Leder"]
    assert found[6] == ["Person 5", "Firma 5", "Leder"]


def test_two_unclosed_quotes_do_not_swallow_what_lies_between():
    lines = ["Navn;Firma;Rolle", *(f"Person {n};Firma {n};Leder" for n in range(300))]
    lines[5], lines[40] = 'Person 4;"Firma 4;Leder', 'Person 39;"Firma 39;Leder'
    assert len(records("\n".join(lines))) == 301


def test_an_unclosed_quote_leaves_proper_ones_alone():
    text = 'Navn;Notat\nÅse;"linje 1\nlinje 2"\nKåre;"åpen\nPer;"lukket"\n'
    assert records(text) == [["Navn", "Notat"], ["Åse", "linje 1\nlinje 2"], ["Kåre", '"åpen'], ["Per", "lukket"]]


def test_a_note_of_several_lines_may_stand_in_a_short_record():
    text = 'Navn;Notat;Rolle;Sted\nÅse;"linje 1\nlinje 2; mer"\nKåre;x;y;z\nPer;x;y;z\n'
    assert records(text)[1] == ["Åse", "linje 1\nlinje 2; mer"]


def test_inches_are_no_quotes():
    assert records('Navn;Skjerm\nÅse;27" skjerm\nPer;x\n')[1] == ["Åse", '27" skjerm']


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_ends_a_line(ending):
    assert records(ending.join(["a;b", "c;d", ""])) == [["a", "b"], ["c", "d"]]


def test_a_cell_of_a_million_letters_is_refused_with_a_sentence():
    with pytest.raises(CrmError, match="million letters"):
        records("a;b\n" + "x" * (LONGEST_CELL + 1) + ";c\n")


def test_long_notes_are_read_whole():
    note = "x" * 200_000
    assert records(f"a;b\n{note};c\n")[1][0] == note


def test_text_has_no_sheets():
    with pytest.raises(CrmError, match="no sheets"):
        read(PEOPLE.encode(), "liste.csv", sheet="Ark1")


@given(st.text())
def test_no_text_makes_the_reader_fail(text):
    assert all(isinstance(cell, str) for record in records(text) for cell in record)


@given(st.text(alphabet='";\n,a\t|', max_size=60))
def test_no_tangle_of_quotes_makes_the_reader_fail(text):
    records(text)


_cell = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"), max_size=20)


@given(st.lists(st.lists(_cell, min_size=3, max_size=3), min_size=2, max_size=20), st.sampled_from([";", "\t"]))
def test_what_is_written_is_read_back(rows, delimiter):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["Navn", "Firma", "Notat"], *rows])
    assert records(file.getvalue()) == [["Navn", "Firma", "Notat"], *rows]


def test_what_looks_wrong_is_read_again_as_the_user_says():
    data = PEOPLE.encode("mac_roman")
    wrong = read(data, "x.csv", encoding="cp1252")
    assert wrong.sheets[0].rows[1][0] != "Kåre Ødegård" and wrong.delimiter == ";"
    offered = {(other.encoding, other.delimiter): other.sample for other in wrong.alternatives}
    assert offered["mac_roman", ";"][1][0] == "Kåre Ødegård"
    again = isolation.read_data(data, "x.csv", encoding="mac_roman", delimiter=";")
    assert again.sheets[0].rows[1][0] == "Kåre Ødegård" and again.encoding == "mac_roman"


def test_another_delimiter_is_offered_with_a_sample():
    source = read(PEOPLE.encode(), "x.csv", delimiter=",")
    assert source.sheets[0].rows[1] == ["Kåre Ødegård;Blåbær Maritim AS;Rådgiver", " FoU"]
    assert ("utf-8", ";") in {(other.encoding, other.delimiter) for other in source.alternatives}


def test_nothing_is_offered_that_reads_the_same():
    assert read(b"Navn;Firma\nx;y\n", "x.csv").alternatives == ()


@pytest.mark.parametrize("how", [{"encoding": "rot13"}, {"delimiter": ""}, {"delimiter": '"'}, {"delimiter": ";;"}])
def test_an_impossible_reading_is_told(how):
    with pytest.raises(CrmError, match=r"no encoding|cannot part"):
        read(PEOPLE.encode(), "x.csv", **how)


_said = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff\ufffe\uffff"), max_size=12)
_odd = st.sampled_from(["=1+1", "'=1+1", "''@x", "+47 912 34 567", "-", "@SUM(A1)", "'tis", "a;b", 'a"b', "a\nb", "'"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(_odd | _said, _odd | _said), min_size=1, max_size=8))
def test_what_we_export_comes_back_as_it_was(rows, tmp_path):
    file = tmp_path / "ut.csv"
    table = columns.sheet("x", (columns.Column("Navn"), columns.Column("Firma")), rows)
    csv_file.write(file, table)
    assert [[cell or "" for cell in row] for row in read(file.read_bytes(), "ut.csv").sheets[0].rows[1:]] == [
        list(row) for row in rows
    ]
