"""What a header means that its neighbours decide: whose phone it is, whose address, whose seller."""

import pytest

from crm.exchange import header, mapping
from crm.exchange.source import Row, Sheet


def read(text: str) -> dict[str, str | None]:
    """The fields of a list whose cells stand between "|"."""
    rows: list[Row] = [[cell.strip() or None for cell in line.split("|")] for line in text.strip().splitlines()]
    return mapping.fields(mapping.guess(header.find(Sheet("Ark1", rows))))


def test_the_phone_beside_the_companys_address_is_the_companys_though_a_person_comes_last():
    found = read(
        """
        Kontaktnavn | E-post | Telefonnummer | Poststed | Kontaktperson | Kontaktpersonens e-post
        Nordhav AS | post@nordhav.example | 77 66 00 01 | Tromsø | Kari Moe | kari@nordhav.example
        Senja AS | info@senja.example | 77 66 00 02 | Senja | Per Li | per@senja.example
        Lofot AS | post@lofot.example | 76 06 00 03 | Svolvær | Ole Bø | ole@lofot.example
        """
    )
    assert found["Telefonnummer"] == "organisation.phone"
    assert found["Kontaktpersonens e-post"] == "person.email"


def test_a_mobile_beside_the_companys_address_stays_the_persons():
    found = read(
        """
        Bedrift | Kontaktperson | Telefon | E-post
        Nordhav AS | Kari Moe | 912 34 567 | post@nordhav.example
        Senja AS | Per Li | 412 34 567 | info@senja.example
        Lofot AS | Ole Bø | 952 34 567 | post@lofot.example
        """
    )
    assert found["Telefon"] == "person.phone"


def test_an_office_phone_that_each_of_a_company_has_for_himself_is_a_persons():
    rows = [("Kari Moe", "kari", "77640001"), ("Per Li", "per", "77640002"), ("Ole Bø", "ole", "77640003")]
    text = "\n".join(f"{name} | UiT | {local}@uit.example | {phone}" for name, local, phone in rows)
    assert read(f"Name | Institution | E-mail | Office phone\n{text}")["Office phone"] == "person.phone"


@pytest.mark.parametrize("domains", [("nordhav", "senja", "lofot"), ("klynge", "klynge", "klynge")])
def test_a_seller_is_the_suppliers_contact_unless_all_sellers_are_of_one_house(domains: tuple[str, ...]):
    people = zip(("Nordhav AS", "Senja AS", "Lofot AS"), ("Kari Moe", "Per Li", "Ole Bø"), domains, strict=True)
    text = "\n".join(
        f"{firm} | {name} | {name.split()[0].lower()}@{domain}.example | 91234567" for firm, name, domain in people
    )
    found = read(f"Leverandør | Selger | Selgers e-post | Selgers mobil\n{text}")
    theirs = ("person.full_name", "person.email", "person.mobile")
    expected = theirs if domains[0] == "nordhav" else (None, None, None)
    assert tuple(found.values())[1:] == expected


def test_a_seller_never_takes_the_place_of_the_contact_person():
    found = read(
        """
        Firma | Kontaktperson | E-post | Selger | Selgers e-post
        Nordhav AS | Kari Moe | kari@nordhav.example | Unni Berg | unni@a.example
        Senja AS | Per Li | per@senja.example | Odd Vik | odd@b.example
        Lofot AS | Ole Bø | ole@lofot.example | Siv Lie | siv@c.example
        """
    )
    assert found["Kontaktperson"] == "person.full_name"
    assert found["Selger"] is found["Selgers e-post"] is None


def test_the_buyers_address_is_not_given_to_the_participant():
    found = read(
        """
        Name | Email | Company | Buyer Email
        Kari Moe | kari@nordhav.example | Nordhav AS | anne@nordhav.example
        Per Li | per@senja.example | Senja AS | tor@senja.example
        """
    )
    assert found["Buyer Email"] is None


def test_an_old_address_is_left_out():
    found = read(
        """
        Navn | Firma | Gammel e-post | E-post
        Kari Moe | Nordhav AS | kari@gammel.example | kari@nordhav.example
        Per Li | Senja AS | per@gammel.example | per@senja.example
        """
    )
    assert found["Gammel e-post"] is None


def test_the_invoices_address_is_not_the_companys_where_it_has_another():
    found = read(
        """
        Firma | Org.nr | E-post | Faktura e-post
        Nordhav AS | 910080016 | post@nordhav.example | faktura@nordhav.example
        Senja AS | 910080024 | post@senja.example | faktura@senja.example
        """
    )
    assert found["E-post"] == "organisation.email"
    assert found["Faktura e-post"] is None


def test_who_was_taken_off_a_course_has_not_said_no_to_the_newsletter():
    course = read(
        "Navn | E-post | Oppmøtt | Avmeldt\nKari Moe | kari@x.example | Nei | Ja\nPer Li | p@x.example | Ja | Nei"
    )
    assert course["Avmeldt"] is None
    letters = read("Navn | E-post | Avmeldt\nKari Moe | kari@x.example | Ja\nPer Li | p@x.example | Nei")
    assert letters["Avmeldt"] == "consent.unsubscribed"


def test_in_a_list_without_headers_halves_of_names_titles_and_streets_are_known():
    found = read(
        """
        Kari | Moe | daglig leder | Nordhav AS | Sjøgata 12 | kari.moe@nordhav.example
        Per | Lium | salgssjef | Senja AS | Storgata 1 B | per.lium@senja.example
        Ole | Bø | professor | Lofot AS | Postboks 33 | ole.bo@lofot.example
        """
    )
    assert tuple(found.values()) == (
        "person.first_name",
        "person.last_name",
        "position.title",
        "organisation.name",
        "organisation.street",
        "person.email",
    )


def test_a_municipality_is_who_is_meant_where_the_addresses_are_its_own():
    found = read(
        """
        Kommune | Kommunedirektør | E-post | Innbyggere
        Tromsø | Kari Moe | kari.moe@tromso.kommune.example | 78000
        Senja | Per Li | per.li@senja.kommune.example | 14800
        Alta | Ole Bø | ole.bo@alta.kommune.example | 21000
        """
    )
    assert found["Kommune"] == "organisation.name"


def test_our_contact_is_theirs_only_where_it_is_said_to_them():
    rows = "Nordhav AS | Kari Moe\nSenja AS | Per Li\nLofot AS | Ole Bø"
    asked = read(f"Bedrift | Hvem er vår kontaktperson hos dere?\n{rows}")
    assert asked["Hvem er vår kontaktperson hos dere?"] == "person.full_name"
    assert read(f"Bedrift | Vår kontaktperson\n{rows}")["Vår kontaktperson"] is None


def test_two_letters_in_the_wrong_order_do_not_hide_a_header():
    found = read("Fornvan | Ettenravn | Frima\nKari | Moe | Nordhav AS\nPer | Li | Senja AS")
    assert found["Fornvan"] == "person.first_name"


def test_the_title_of_something_is_nobodys_position():
    found = read(
        "Navn | Firma | Tittel på vinnerbidraget\nKari Moe | Nordhav AS | Nytt peptid\nPer Li | Senja AS | Bøye"
    )
    assert found["Tittel på vinnerbidraget"] is None


def test_a_header_row_of_abbreviations_is_no_row_of_data():
    rows = "Nordhav AS | Kari Moe | Sjøgata 1 | Tromsø | x\nSenja AS | Per Li | Kaia 2 | Senja |"
    found = header.find(
        Sheet(
            "Ark1",
            [
                [cell.strip() for cell in line.split("|")]
                for line in f"Bedr. | v/ | Gate/pb | P.sted | Kort\n{rows}".splitlines()
            ],
        )
    )
    assert found.header_row == 1


def test_of_a_person_in_halves_and_another_in_one_column_each_keeps_the_own_address_and_employer():
    found = read(
        """
        First name | Last name | Organisation | Email | Counterpart name | Counterpart organisation | Counterpart email
        Kari | Moe | Nordhav AS | kari@nordhav.example | Lone Skov | Vejle ApS | lone@vejle.example
        Per | Lium | Senja AS | per@senja.example | Kim Holst | Skagen A/S | kim@skagen.example
        Ole | Bakken | Lofot AS | ole@lofot.example | Jens Toft | Aarhus A/S | jens@aarhus.example
        """
    )
    assert found["Email"] == "person.email"
    assert found["Organisation"] == "organisation.name"
    assert found["Counterpart name"] is found["Counterpart organisation"] is found["Counterpart email"] is None


@pytest.mark.parametrize(
    "title", ["Ingen utsendelser", "Uten nyhetsbrev", "No newsletter", "Stopp nyhetsbrev", "Inga nyhetsbrev"]
)
def test_none_of_the_newsletter_is_a_no(title: str):
    found = read(f"Navn | E-post | {title}\nKari Moe | kari@x.example | Ja\nPer Li | per@x.example | Nei")
    assert found[title] == "consent.unsubscribed"


@pytest.mark.parametrize(
    "title", ["Nyhetsbrev (yes/no)", "Newsletter: yes or no", "Newsletter no.", "Ønsker nyhetsbrev"]
)
def test_a_yes_or_no_in_the_header_does_not_deny_the_newsletter(title: str):
    found = read(f"Navn | E-post | {title}\nKari Moe | kari@x.example | Ja\nPer Li | per@x.example | Nei")
    assert found[title] == "consent.newsletter"


def test_a_contact_beside_a_person_is_the_company_in_an_export_that_names_the_record_first():
    found = read(
        """
        Kontakt.Navn | Kontakt.Postadresse.Sted | Person.Etternavn | Person.Epost
        Nordhav AS | Tromsø | Moe | kari.moe@nordhav.example
        Senja AS | Finnsnes | Lium | per.lium@senja.example
        """
    )
    assert tuple(found.values()) == ("organisation.name", "organisation.city", "person.last_name", "person.email")


def test_the_address_and_the_mobile_of_a_sponsor_are_those_of_the_only_person_named():
    found = read(
        """
        Sponsor | Kontakt sponsor | Mobil sponsor | E-post sponsor
        Nordhav AS | Kari Moe | 912 34 567 | kari@nordhav.example
        Senja AS | Per Lium | 412 34 567 | per@senja.example
        Lofot AS | Ole Bø | 952 34 567 | ole@lofot.example
        """
    )
    assert tuple(found.values()) == ("organisation.name", "person.full_name", "person.mobile", "person.email")
