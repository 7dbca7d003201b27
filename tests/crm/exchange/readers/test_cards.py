import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import CrmError
from crm.exchange import header, isolation, mapping
from crm.exchange.readers import cards
from crm.exchange.readers.reading import read
from crm.exchange.source import Source
from tests.crm.exchange import files

KARE = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ødegård;Kåre;;;\r\nFN:Kåre Ødegård\r\nEND:VCARD\r\n"


def card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def told(source: Source) -> list[dict[str, object]]:
    table = header.find(header.choose(source))
    return [
        {title: cell for title, cell in zip(table.headers, row, strict=True) if cell} for _number, row in table.rows
    ]


def only(text: str | bytes) -> dict[str, object]:
    (row,) = told(read(text if isinstance(text, bytes) else text.encode(), "x.vcf"))
    return row


@pytest.mark.parametrize(("name", "count"), [("vcard21_outlook", 1), ("vcard3", 2), ("vcard4", 2)])
def test_every_sample_is_read_in_its_own_process(name, count):
    source = isolation.read(files.SAMPLES / f"{name}.vcf")
    rows = told(source)
    assert source.format == "vcf" and len(rows) == count and not source.notes
    assert rows[0]["Last name"] == "Ødegård" and rows[0]["Company"] == "Blåbær Maritim AS"
    assert rows[0]["E-mail"] == "kare.odegard@eksempel.example"


@pytest.mark.parametrize("name", ["vcard21_outlook", "vcard3", "vcard4"])
def test_the_mapping_knows_every_column(name):
    table = header.find(header.choose(read((files.SAMPLES / f"{name}.vcf").read_bytes(), "x.vcf")))
    fields = {guess.field for guess in mapping.guess(table).values() if guess.sample}
    wanted = {"person.first_name", "person.last_name", "organisation.name", "person.email", "person.mobile"}
    assert wanted <= fields and None not in fields


def test_everything_a_card_says_has_its_column():
    text = card(
        "N:von der Au;Eva;Maria;Dr.;",
        "ORG:Nordlys AS;Forskning;Lab",
        "TITLE:R\\,D\\; leder",
        "EMAIL;TYPE=HOME:eva@hjemme.example",
        "item1.EMAIL;TYPE=WORK,PREF:eva@nordlys.example",
        "TEL;TYPE=WORK,FAX:22000000",
        "TEL;TYPE=WORK:22 12 34 56",
        "TEL;TYPE=HOME:77 12 34 56",
        "TEL;TYPE=CELL:tel:+47-912-34-567",
        "ADR;TYPE=HOME:;;Hjemveien 1;Alta;;9510;Norge",
        "ADR;TYPE=WORK:;2. etg;Sjøgata 2;Tromsø;Troms;9008;Norge",
        "URL:https://nordlys.example",
        "NOTE:Linje 1\\nLin",
        " je 2",
        "PHOTO;ENCODING=b:" + "QUJD" * 1000,
        "X-NOE;TYPE=x:y",
    )
    assert only(text) == {
        "First name": "Eva Maria",
        "Last name": "von der Au",
        "Company": "Nordlys AS",
        "Department": "Forskning, Lab",
        "Job title": "R,D; leder",
        "E-mail": "eva@nordlys.example",
        "E-mail 2": "eva@hjemme.example",
        "Mobile phone": "+47 912 34 567",
        "Work phone": "22 12 34 56",
        "Home phone": "77 12 34 56",
        "Business street": "Sjøgata 2, 2. etg",
        "Business postal code": "9008",
        "Business city": "Tromsø",
        "Website": "https://nordlys.example",
        "Notes": "Linje 1\nLinje 2",
    }


def test_quoted_printable_in_the_charset_it_names():
    lines = (
        "N;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:=D8deg=E5rd;K=E5re",
        "NOTE;CHARSET=UTF-8;QUOTED-PRINTABLE:Linje 1=0D=0A=\r\nbl=C3=A5b=C3=A6r",
        "ORG;CHARSET=x-ukjent:Nordlys",
    )
    row = only(card(*lines, version="2.1"))
    assert (row["First name"], row["Last name"]) == ("Kåre", "Ødegård")
    assert row["Notes"] == "Linje 1\nblåbær" and row["Company"] == "Nordlys"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
def test_norwegian_letters_survive_every_encoding(encoding):
    assert only(KARE.encode(encoding))["Last name"] == "Ødegård"


def test_a_card_without_a_name_in_parts_is_split_and_a_company_is_no_person():
    assert only(card("FN:Ødegård, Kåre")) == {"First name": "Kåre", "Last name": "Ødegård"}
    assert only(card("FN:Nordlys AS", "ORG:Nordlys AS", "N:;;;;")) == {"Company": "Nordlys AS"}
    assert only(card("KIND:org", "FN:Nordlys AS", version="4.0")) == {"Company": "Nordlys AS"}


def test_one_bad_card_never_costs_the_rest_and_is_named():
    bad = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Åse Sæther\r\nthis is no line\r\n\0\r\nEND:VCARD\r\n"
    cut = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Berg;Per\r\n"
    empty = card("NOTE")
    source = read((KARE + bad + empty + cut + KARE + cut).encode(), "x.vcf")
    assert [row["Last name"] for row in told(source)] == ["Ødegård", "Sæther", "Berg", "Ødegård", "Berg"]
    assert [("Card 2" in note, "Åse Sæther" in note) for note in source.notes[:1]] == [(True, True)]
    assert "Card 3 could not be read" in source.notes[1]
    assert "Card 4 (“Per Berg”)" in source.notes[2] and "Card 6" in source.notes[3] and len(source.notes) == 4


def test_many_bad_cards_are_counted():
    source = read((KARE + card("x") * 500).encode(), "x.vcf")
    assert len(source.notes) == 21 and "480" in source.notes[-1]


def test_a_file_of_nothing_but_bad_cards_is_refused():
    with pytest.raises(CrmError, match="could not be read"):
        read(card("x").encode(), "x.vcf")


def test_cards_have_no_sheets():
    with pytest.raises(CrmError, match="no sheets"):
        read(KARE.encode(), "x.vcf", sheet="Ark1")


@given(st.lists(st.sampled_from(["BEGIN:VCARD", "END:VCARD", "N:a;b", "FN:", ";", 'N;A="', " x", "TEL:1=", "é"])))
def test_no_tangle_of_lines_makes_the_reader_fail(lines):
    list(cards.cards("\r\n".join(lines).encode()))


_part = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="\\;,"), min_size=1, max_size=20)


@given(_part, _part, _part)
def test_what_stands_in_a_card_comes_out(first, last, company):
    row = read(card(f"N:{last};{first}", f"ORG:{company}", "TEL:1").encode(), "x.vcf").sheets[0].rows[1]
    assert row[:3] == [first, last, company]
