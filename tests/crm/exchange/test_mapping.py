from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.exchange import header, mapping, synonyms
from crm.exchange.column import Column
from crm.exchange.columns import Surroundings
from crm.exchange.fields import FIELDS
from crm.exchange.guess import SURE
from crm.exchange.readers.reading import read
from crm.exchange.source import Row, Sheet
from crm.exchange.synonyms import Meaning
from tests.crm.exchange import files
from tests.crm.exchange.lists import LISTS


def guessed(*rows):
    return mapping.guess(header.find(Sheet("Ark1", [list(row) for row in rows])))


@pytest.mark.parametrize("name", LISTS)
def test_the_columns_of_a_real_list_are_understood(name):
    listed = LISTS[name]
    table = header.find(Sheet("Ark1", listed.rows))
    found = {header: field for header, field in mapping.fields(mapping.guess(table)).items() if field}
    assert found == listed.fields
    assert len(table.rows) == listed.data


_PERSON = {"person.first_name", "person.last_name", "person.email", "organisation.name"}
_SAMPLES = {
    "eventbrite_attendees": _PERSON | {"position.title", "attendance"},
    "forms_en": _PERSON,
    "forms_nb": _PERSON,
    "google_contacts_new": _PERSON | {"position.title", "person.phone"},
    "google_contacts_old": _PERSON | {"position.title", "person.phone"},
    "linkedin_connections": _PERSON | {"position.title"},
    "mailchimp_subscribed": _PERSON | {"tags"},
    "norwegian_event_generic": _PERSON | {"person.mobile", "attendance"},
    "outlook_desktop_en": _PERSON | {"position.title", "person.mobile"},
    "outlook_nb_partly_verified": _PERSON | {"position.title", "person.mobile"},
    "outlook_web_en": _PERSON | {"position.title", "person.mobile"},
    "teams_attendance_old_utf16": {"person.full_name"},
    "teams_attendance_utf16": {"person.full_name", "person.email"},
}


@pytest.mark.parametrize("name", _SAMPLES)
def test_every_sample_is_understood(name):
    file = Path(files.SAMPLES / f"{name}.csv")
    table = header.find(header.choose(read(file.read_bytes(), file.name)))
    guesses = mapping.guess(table)
    assert {guess.field for guess in guesses.values() if guess.field and guess.sample} == _SAMPLES[name]


def test_every_guess_tells_its_reason_and_a_sample():
    guesses = guessed(["Firma", "Wo", "Ukjent"], ["Nordlys AS", "a@nordlys.example", "blå"])
    assert guesses["Firma"][:4] == ("organisation.name", "synonym", 95, "Nordlys AS")
    assert guesses["Wo"][:2] == ("organisation.email", "content")
    assert guesses["Ukjent"][:2] == (None, "unknown")


def test_special_categories_are_left_out_with_a_warning():
    for word in ("Matallergier?", "Allergi/diett", "Har du allergier eller andre hensyn", "Fagforening"):
        guess = guessed(["Navn", "Firma", word], ["Åse", "Nordlys AS", "nøtter"])[word]
        assert guess.field is None and guess.reason == "special" and guess.warning


def test_identity_numbers_are_left_out_whatever_they_are_called():
    guesses = guessed(["Navn", "Firma", "Mobil", "Personnr."], ["Åse", "Nordlys AS", "01019012345", "01019012345"])
    for header_ in ("Mobil", "Personnr."):
        assert guesses[header_].field is None and guesses[header_].reason == "identity" and guesses[header_].warning


def test_person_years_are_warned_about():
    assert guessed(["Firma", "Årsverk"], ["Nordlys AS", 4])["Årsverk"].warning


def test_an_email_column_without_addresses_is_left_out():
    guesses = guessed(["Navn", "Firma", "E-post"], ["Åse", "Nordlys AS", "anonymous"])
    assert guesses["E-post"].field is None and guesses["E-post"].warning


def test_of_two_columns_for_one_field_the_filled_one_is_taken():
    guesses = guessed(["Firma", "Bedrift", "Navn"], [None, "Nordlys AS", "Åse"], [None, "Fisk AS", "Per"])
    assert guesses["Bedrift"].field == "organisation.name" and guesses["Firma"].reason == "duplicate"


@pytest.mark.parametrize(
    "titles",
    [
        ["Bedrift", "Kontakt", "E-post", "Kontakt 2", "E-post 2"],
        ["Bedrift", "Kontaktperson 1", "E-post 1", "Kontaktperson 2", "E-post 2"],
        ["Bedrift", "Kontakt", "E-post", "Kontakt", "E-post"],
        ["Bedrift", "Kontakt 1", "Kontakt 2", "E-post 1", "E-post 2"],
    ],
)
def test_the_second_person_of_a_row_gives_the_first_no_address(titles):
    if titles[2].startswith("Kontakt"):
        cells = ["Nord AS", "Kari Berg", "Ola Lund", "kari@nord.example", "ola@nord.example"]
    else:
        cells = ["Nord AS", "Kari Berg", "kari@nord.example", "Ola Lund", "ola@nord.example"]
    guesses = guessed(titles, cells)
    taken = {guess.sample for guess in guesses.values() if guess.field}
    assert taken == {"Nord AS", "Kari Berg", "kari@nord.example"}
    assert all(guess.warning for guess in guesses.values() if not guess.field)


def test_the_leaders_address_is_not_the_contacts():
    guesses = guessed(
        ["Firma", "Daglig leder", "E-post", "Kontaktperson", "E-post"],
        ["Nord AS", "Kari Berg", "kari@nord.example", "Ola Lund", "ola@nord.example"],
    )
    assert {guess.sample for guess in guesses.values() if guess.field} == {"Nord AS", "Ola Lund", "ola@nord.example"}


def test_an_address_after_both_people_is_the_firsts():
    guesses = guessed(["Firma", "Kontakt", "Kontakt 2", "E-post"], ["Nord AS", "Kari Berg", "Ola Lund", "k@n.example"])
    assert guesses["E-post"].field == "person.email"


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        (["Navn", "Telefon"], [["Kari Berg", "91234567"], ["Ola Lund", "91234568"]]),
        (["Navn", "E-post"], [["Kari Berg", "k@x.example"], ["Ola Lund", "o@x.example"]]),
        (["Navn", "Tlf jobb", "Tlf privat", "E-post"], [["Kari Berg", "77123456", "91234567", "k@x.example"]]),
        (["Navn", "Stilling"], [["Xavi Yilmaz", "Leder"]]),
    ],
)
def test_a_list_of_private_people_is_no_list_of_organisations(titles, rows):
    guesses = guessed(titles, *rows)
    assert guesses["Navn"].field == "person.full_name"
    assert not any(guess.field and guess.field.startswith("organisation.") for guess in guesses.values())


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("Etternavn, fornavn", "person.full_name"),
        ("Navn (etternavn, fornavn)", "person.full_name"),
        ("Contact Person Name", "person.full_name"),
        ("Contact Person Email", "person.email"),
        ("Contact Person Phone", "person.phone"),
        ("Kontaktpersonens mobilnummer", "person.mobile"),
        ("Navn på deltakeren", "person.full_name"),
        ("Bedriftens navn", "organisation.name"),
        ("Deltakerens bedrift", "organisation.name"),
        ("Mobil daglig leder", "person.mobile"),
        ("Kontaktperson i bedriften", "person.full_name"),
        ("Ønsker du å motta nyhetsbrev?", "consent.newsletter"),
        ("Merknader til påmelding", "notes"),
        ("Hvilken bedrift jobber du i?", "organisation.name"),
        ("Hva er e-postadressen din?", "person.email"),
        ("Mellomnavn", "person.middle_name"),
        ("Additional Name", "person.middle_name"),
        ("Postnr og sted", "organisation.postal_place"),
        ("Postnr./sted", "organisation.postal_place"),
    ],
)
def test_headers_that_are_phrases_are_understood(title, field):
    found = synonyms.meaning(title)
    assert found is not None and (found.kind, found.word) == ("field", field)


@pytest.mark.parametrize(
    "title", ["Hva kan bedriften din bidra med?", "Hva synes du om navnet?", "Din adresse", "Last contact"]
)
def test_questions_about_something_else_are_left_alone(title):
    found = synonyms.meaning(title)
    assert found is None or found.kind == "ignored"


def test_numbers_of_other_countries_are_a_column_left_out():
    rows = [["Alg AB", "556677-8899"], ["Havn ApS", "DK31415926"]]
    guess = guessed(["Bedrift", "Org.nr"], *rows)["Org.nr"]
    assert guess.field is None and "other countries" in guess.warning


def test_a_street_without_an_organisation_is_left_out():
    guess = guessed(["Fornavn", "Etternavn", "Adresse"], ["Kari", "Berg", "Storgata 1"])["Adresse"]
    assert guess.field is None and guess.warning


def test_how_many_people_there_are_names_nobody():
    guesses = guessed(["Bedrift", "Deltakere", "Deltaker"], ["Nord AS", 4, 3], ["Sør AS", 12, 0])
    assert {title for title, guess in guesses.items() if guess.field} == {"Bedrift"}


def test_a_name_beside_a_last_name_is_the_first():
    guesses = guessed(["Name", "Surname", "Company"], ["Kari", "Eng", "Myr AS"])
    assert guesses["Name"].field == "person.first_name"


def test_a_name_beside_a_first_name_is_the_last_unless_it_is_the_whole():
    rows = ["Jürgen", "Weiß", "Alge AS"], ["Uwe", "Petersen", "Myr AS"]
    assert guessed(["Vorname", "Name", "Firma"], *rows)["Name"].field == "person.last_name"
    rows = ["Kari", "Kari Eng", "Alge AS"], ["Per", "Per Li", "Myr AS"]
    assert guessed(["Fornavn", "Navn", "Firma"], *rows)["Navn"].field == "person.full_name"


def test_names_of_people_and_companies_are_known_by_themselves():
    guesses = guessed(
        ["Produsent", "Leverer til", "Mobil"], ["Kari Eng", "Myr AS", "90000001"], ["Per Li", "Hei AS", ""]
    )
    assert [guess.field for guess in guesses.values()] == ["person.full_name", "organisation.name", "person.mobile"]


def test_years_before_a_town_are_no_postcodes():
    guesses = guessed(["Firma", "Siden", "Sted"], ["Myr AS", 2019, "Tromsø"], ["Hei AS", 2020, "Bodø"])
    assert guesses["Siden"].field is None


def test_a_sector_is_what_its_words_are():
    assert guessed(["Firma", "Sektor"], ["Myr AS", "Havbruk"])["Sektor"].field == "organisation.segment"
    assert guessed(["Firma", "Sektor"], ["Myr AS", "ukjent"])["Sektor"].field == "organisation.helix_sector"


def test_years_are_no_phone_numbers():
    assert guessed(["Navn", "Firma", "Periode"], ["Kari Berg", "Nord AS", "2024-2026"])["Periode"].field is None


def test_a_norwegian_teams_report_is_known_by_its_sections():
    rows = [
        *(["1. Sammendrag"], ["Antall", 2], [], ["2. Deltakere"]),
        ["Navn", "Inn", "Ut", "E-post", "Konto", "Rolle"],
        ["Kari Berg", "09:00", "10:00", "kari@nord.example", "kari@nord.example", "Arrangør"],
    ]
    guesses = guessed(*rows)
    taken = {title: guess.field for title, guess in guesses.items() if guess.field}
    assert taken == {"Navn": "person.full_name", "E-post": "person.email"}


def test_headers_of_unknown_words_are_understood_by_the_known_ones_where_the_cells_agree():
    guesses = guessed(
        ["Lead company", "Job function", "Qualifier notes", "E-post sendt", "Registrert e-post", "Prosjekttittel"],
        ["Nord AS", "Forsker", "ring igjen", "ja", "a@nord.example", "Tare til fôr"],
        ["Sør AS", "Daglig leder", "traff på messe", "nei", "b@sor.example", "Ny lab"],
    )
    assert [guess.field for guess in guesses.values()] == [
        *("organisation.name", "position.title", "notes", None, "organisation.email", None)
    ]
    assert guesses["Job function"].reason == "words" and guesses["Job function"].confidence < SURE


def test_what_is_somebody_elses_is_not_given_to_the_person_of_the_row():
    guesses = guessed(
        ["Navn", "Firma", "E-post", "Fakturaepost", "Pårørendes mobil", "Secretary's e-mail", "Faktura - postnr"],
        ["Kari Berg", "Nord AS", "kari@nord.example", "f@nord.example", "91234567", "s@nord.example", "9008"],
    )
    assert [title for title, guess in guesses.items() if guess.field] == ["Navn", "Firma", "E-post"]


@pytest.mark.parametrize(
    ("title", "cell", "field"),
    [
        ("Arb.giver", "Nord AS", "organisation.name"),
        ("Still.", "Forsker", "position.title"),
        ("Mobilnumer", "912 34 567", "person.mobile"),
        ("Mailing address - City", "Tromsø", "organisation.city"),
        ("forretningsadresse.postnummer", "9008", "organisation.postal_code"),
        ("Adr2", "2. etg.", "organisation.street_2"),
        ("Medlem av nettverket siden", "2019", "membership.joined_on"),
        ("Hva er rolla di i verksemda?", "Rådgjevar", "position.title"),
        ("Sum eks. mva", "1200", None),
        ("Registrert dato", "01.02.2026", None),
        ("Brukernavn", "kberg", None),
        ("IP", "10.0.0.1", None),
    ],
)
def test_shortened_misspelled_and_compound_headers_are_understood(title, cell, field):
    guesses = guessed(["Kontaktperson", "Bedrift", title], ["Kari Berg", "Sør AS", cell], ["Per Li", "Vest AS", cell])
    found = guesses[title].field
    assert found == field or (field == "organisation.name" and guesses[title].reason == "duplicate")


def test_of_several_people_the_one_whose_address_is_there_too_is_taken():
    guesses = guessed(
        ["Virksomhet", "Ordfører", "Næringssjef", "E-post næringssjef"],
        ["Nord kommune", "Kari Berg", "Per Li", "per.li@nord.example"],
    )
    assert [title for title, guess in guesses.items() if guess.field] == [
        *("Virksomhet", "Næringssjef", "E-post næringssjef")
    ]


def test_of_several_people_the_one_of_whose_name_the_addresses_are_made_is_taken():
    guesses = guessed(
        ["Bedrift", "Rådgiver", "Signerer for", "Mail"],
        ["Nordtare AS", "Lars Moen", "Hege Tunby", "hege@nordtare.example"],
        ["Isfjell AS", "Ida Kvam", "Roar Isak", "roar@isfjell.example"],
    )
    assert list(mapping.fields(guesses).values()) == [
        "organisation.name",
        None,
        "person.full_name",
        "person.email",
    ]


def test_who_looks_after_many_companies_is_nobodys_contact():
    guesses = guessed(
        ["Bedrift", "Innkjøpsansvarlig", "E-post"],
        ["Nordtare AS", "Per Sand", "post@nordtare.example"],
        ["Isfjell AS", "Per Sand", "post@isfjell.example"],
        ["Krabbe AS", "Liv Aas", "post@krabbe.example"],
    )
    assert mapping.fields(guesses)["Innkjøpsansvarlig"] is None


def test_names_below_unknown_headers_are_first_and_last_names_where_addresses_are_made_of_them():
    guesses = guessed(
        ["F.", "E.", "Hvor", "Epost"],
        ["Kåre", "Ødegård", "Nordtare AS", "kare@nordtare.example"],
        ["Lise", "Roald", "Isfjell AS", "lise.roald@isfjell.example"],
    )
    assert [found.field for found in guesses.values()] == [
        "person.first_name",
        "person.last_name",
        "organisation.name",
        "person.email",
    ]


def test_of_two_people_each_with_a_company_only_the_first_and_her_company_come_in():
    guesses = guessed(
        ["Mentee navn", "Mentee bedrift", "Mentee e-post", "Mentor navn", "Mentor bedrift", "Mentor e-post"],
        ["Siri Fjeld", "Fjeld AS", "siri@fjeld.example", "Arne Strøm", "Strøm AS", "arne@strom.example"],
        ["Tobias Lien", "Lien AS", "tobias@lien.example", "Vera Hol", "Hol AS", "vera@hol.example"],
    )
    expected = ["person.full_name", "organisation.name", "person.email", None, None, None]
    assert [found.field for found in guesses.values()] == expected


def test_the_phone_of_the_chair_is_not_the_managers():
    guesses = guessed(
        ["Selskap", "Styreleder (tlf)", "Daglig leder (navn)", "Daglig leder (mobil)"],
        ["Bjørnøy AS", "90901001", "Herman Lie", "90901011"],
        ["Sildra AS", "90901002", "Maren Falk", "90901012"],
    )
    assert [found.field for found in guesses.values()] == [
        "organisation.name",
        None,
        "person.full_name",
        "person.mobile",
    ]


def test_the_home_of_an_applicant_is_no_organisations_address():
    guesses = guessed(
        ["Søkers navn", "Søkers adresse", "Søkers postnr", "Studiested"],
        ["Amund Rye", "Skogveien 3", "9010", "UiT"],
        ["Selma Krogh", "Fjellveien 8", "9020", "Nord universitet"],
    )
    assert [found.field for found in guesses.values()] == ["person.full_name", None, None, "organisation.name"]


def test_the_headers_of_programs_are_read_though_they_are_cut_short():
    guesses = guessed(
        ["BedrNavn", "BesAdr1", "BesPostnr", "AntAns", "FaktEpost"],
        ["Nordtare AS", "Sjøgata 4", "9008", "12", "faktura@nordtare.example"],
        ["Isfjell AS", "Kaia 2", "9010", "3", "regnskap@isfjell.example"],
    )
    assert [found.field for found in guesses.values()][1:4] == [
        "organisation.street",
        "organisation.postal_code",
        "organisation.employees",
    ]


def test_numbers_written_as_abroad_are_phones_below_a_header_that_says_so():
    guesses = guessed(
        ["Name", "Work Phone", "SMS"],
        ["Tom Birch", "0920-555 01", "33612345601"],
        ["Leah Stone", "0920-555 02", "393401234503"],
    )
    assert [found.field for found in guesses.values()][1:] == ["person.phone", "person.mobile"]


def test_addresses_of_whoever_is_left_out_are_not_the_persons():
    guesses = guessed(
        ["Invitee Name", "Invitee Email", "Company", "Host Name", "Host Email"],
        ["Ingrid Falk", "ingrid@aurora.example", "Aurora AS", "Kari Hol", "kari.hol@klynge.example"],
        ["Jonas Bly", "jonas@bly.example", "Bly AS", "Odd Li", "odd.li@klynge.example"],
    )
    assert [found.field for found in guesses.values()] == [
        "person.full_name",
        "person.email",
        "organisation.name",
        None,
        None,
    ]


def test_an_address_is_known_by_its_owner_below_a_header_that_says_something_else():
    guesses = guessed(
        ["Visningsnavn", "Brukernavn (e-post)", "Lagt til"],
        ["Kari Hol", "kari.hol@klynge.example", "2024-01-01"],
        ["Nils Aas (Gjest)", "nils@aasbio.example", "2024-03-01"],
    )
    assert [found.field for found in guesses.values()] == ["person.full_name", "person.email", None]


def test_what_a_program_keeps_for_itself_is_left_out():
    guesses = guessed(
        ["(Ikke endre) Firma", "(Ikke endre) Endret den", "Firmanavn"],
        ["a1-0", "01.01.2026 10:00", "Nordtare AS"],
        ["a1-1", "02.01.2026 10:00", "Isfjell AS"],
    )
    assert [found.field for found in guesses.values()] == [None, None, "organisation.name"]


@pytest.mark.parametrize(
    "title", ["accepts_marketing", "Godtar e-postutsendelser", "Q7: Would you like updates by email?"]
)
def test_saying_yes_to_being_written_to_is_a_consent(title):
    guesses = guessed(["Name", title], ["Tom Birch", "yes"], ["Leah Stone", "no"])
    assert guesses[title].field == "consent.newsletter"


def test_what_is_to_be_done_names_nobody():
    guesses = guessed(
        ["Firma", "Hva gjør vi", "Mail"],
        ["Bakken Bio AS", "Kari sender liste", "silje@bakkenbio.example"],
        ["Ulvang AS", "Odd ringer", "jonas@ulvang.example"],
    )
    assert guesses["Hva gjør vi"].field is None


def test_the_company_named_after_the_person_taken_is_hers():
    guesses = guessed(
        ["Requested by", "Requested by company", "Requested by email", "Meeting with", "Meeting with company"],
        ["Luis Ortega", "Algatec SL", "luis@algatec.example", "Hege Tunby", "Nordtare AS"],
        ["Emma Wright", "Wright Foods Ltd", "emma@wrightfoods.example", "Roar Isaksen", "Isfjell AS"],
    )
    expected = ["person.full_name", "organisation.name", "person.email", None, None]
    assert [found.field for found in guesses.values()] == expected


def test_of_two_words_for_one_thing_one_is_enough():
    guesses = guessed(["Lag/forening", "Leder"], ["Kroken IL", "Hanne Moe"], ["Sjøsamisk lag", "Ante Somby"])
    assert guesses["Lag/forening"].field == "organisation.name"


def test_a_contact_at_the_customers_is_a_person():
    guesses = guessed(
        ["Kunde", "Kontakt kunde", "Mail kunde", "Sluttbruker", "Kontakt sluttbruker", "Mail sluttbruker"],
        ["Labglass AS", "Inga Moe", "inga@labglass.example", "Nofima", "Marit Sund", "marit@nofima.example"],
        ["Sensorik AS", "Line Aas", "line@sensorik.example", "Ask AS", "Siv Ask", "siv@ask.example"],
    )
    expected = ["organisation.name", "person.full_name", "person.email", None, None, None]
    assert [found.field for found in guesses.values()] == expected


def test_different_pages_of_one_site_are_no_companys_website():
    guesses = guessed(
        ["Bedrift", "Lenke til avtalen"],
        ["Nordtare AS", "https://avtaler.example/1"],
        ["Isfjell AS", "https://avtaler.example/2"],
    )
    assert guesses["Lenke til avtalen"].field is None


def test_a_row_of_groups_says_whose_the_columns_below_are():
    guesses = guessed(
        ["Bedrift", None, "Kontaktperson", None, "Faktura"],
        ["Navn", "Org.nr", "Navn", "E-post", "E-post"],
        ["Nord AS", 981575679, "Kari Berg", "kari@nord.example", "faktura@nord.example"],
    )
    fields = [guess.field for guess in guesses.values()]
    assert fields[:4] == ["organisation.name", "organisation.org_number", "person.full_name", "person.email"]
    assert fields[4] is None


def test_companies_under_a_header_for_people_are_companies():
    guesses = guessed(["Kontaktnavn", "E-post"], ["Nord AS", "post@nord.example"], ["Sør AS", "post@sor.example"])
    assert [guess.field for guess in guesses.values()] == ["organisation.name", "organisation.email"]


@pytest.mark.parametrize("business", ["Forretningsadresse", "Besøksadresse", "Visiting address", "Business address"])
@pytest.mark.parametrize("business_first", [True, False])
def test_of_two_addresses_the_whole_business_address_is_taken(business, business_first):
    at_home = {business: "Ringvegen 200", f"{business}.postnummer": "9018", f"{business}.poststed": "Tromsø"}
    by_post = {"Postadresse": "Postboks 310", "Postadresse.postnummer": "9254", "Postadresse.poststed": "Tromsø"}
    order = [at_home, by_post] if business_first else [by_post, at_home]
    columns = {"Organisasjonsnummer": "981575679", "Firma": "Nordlys AS"} | order[0] | order[1]
    found = mapping.fields(guessed(list(columns), list(columns.values())))
    assert [found[header] for header in at_home] == [
        "organisation.street",
        "organisation.postal_code",
        "organisation.city",
    ]
    assert [found[header] for header in by_post] == [None, None, None]


def test_what_no_header_says_is_of_the_address_before_it():
    guesses = guessed(
        ["Firma", "Postadresse", "Postnr", "Poststed", "Besøksadresse", "Postnr", "Poststed"],
        ["Nordlys AS", "Postboks 310", "9254", "Tromsø", "Ringvegen 200", "9018", "Tromsø"],
    )
    fields = [guess.field for guess in guesses.values()]
    expected = ["organisation.street", "organisation.postal_code", "organisation.city"]
    assert fields == ["organisation.name", None, None, None, *expected]


def test_a_visiting_street_without_a_town_does_not_get_the_town_of_the_postal_address():
    guesses = guessed(
        ["Firma", "Besøksadresse", "Postadresse", "Postnr", "Poststed"],
        ["Nordlys AS", "Ringvegen 200", "Postboks 310", "9254", "Tromsø"],
    )
    expected = ["organisation.street", "organisation.postal_code", "organisation.city"]
    assert [guess.field for guess in guesses.values()] == ["organisation.name", None, *expected]


@pytest.mark.parametrize(
    "owner", ["Selskapseier", "Kontakteier", "Eier", "Ansvarlig selger", "Record owner", "Company owner"]
)
def test_the_owners_of_a_crm_are_no_contacts_and_the_phone_is_the_organisations(owner):
    guesses = guessed(
        ["Selskapsnavn", owner, "Telefonnummer"],
        ["Tarelab AS", "Ida Moe", "+47 77650201"],
        ["Finnfisk AS", "Ida Moe", "+47 78650202"],
        ["Nordkelp AS", "Ida Moe", "+47 77650203"],
    )
    assert [guess.field for guess in guesses.values()] == ["organisation.name", None, "organisation.phone"]


def test_the_owners_of_companies_are_their_contacts():
    guesses = guessed(
        ["Bedrift", "Eier"], ["Tarelab AS", "Ida Moe"], ["Finnfisk AS", "Per Aas"], ["Nordkelp AS", "Siv Ask"]
    )
    assert guesses["Eier"].field == "person.full_name"


@pytest.mark.parametrize("header", ["Titel", "Title", "Tittel"])
def test_an_academic_title_is_no_position(header):
    guesses = guessed(
        [header, "Vorname", "Nachname", "Firma", "Funktion"],
        ["Dr.", "Heike", "Brandt", "Nordsee Biotech GmbH", "Geschäftsführerin"],
        ["Prof. Dr.", "Uwe", "Lang", "Uni Kiel", "Professor"],
        ["Mag.", "Eva", "Huber", "Alpen GmbH", "Forscherin"],
    )
    assert (guesses[header].field, guesses["Funktion"].field) == (None, "position.title")


def test_several_categories_in_a_cell_are_tags():
    guesses = guessed(
        ["Fornavn", "Etternavn", "Firma", "Kategorier"],
        ["Gunn", "Fagereng", "Fagereng AS", "Finans"],
        ["Maria", "Lopez", "UiT", "Forskning;Styre"],
    )
    assert guesses["Kategorier"].field == "tags"


def test_whom_a_letter_goes_to_is_no_street_and_its_copy_no_address_of_the_organisation():
    guesses = guessed(
        ["Navn på organisasjon", "Adressat", "E-postadresse", "Kopi til"],
        ["Tromsø kommune", "Næringsavdelingen", "postmottak@tromso.example", "naring@tromso.example"],
        ["Harstad kommune", "Plan og næring", "postmottak@harstad.example", "plan@harstad.example"],
    )
    assert [guess.field for guess in guesses.values()] == ["organisation.name", None, "organisation.email", None]


@pytest.mark.parametrize("header", ["Selskapets domenenavn", "Company domain name", "Domain"])
def test_a_domain_is_a_website(header):
    guesses = guessed(["Selskap", header], ["Tarelab AS", "tarelab.example"], ["Finnfisk AS", "finnfisk.example"])
    assert guesses[header].field == "organisation.website"


@pytest.mark.parametrize("header", ["Interesser", "Tema", "Interests", "Forskningsinteresser"])
def test_interests_are_tags_and_notes_where_they_are_sentences(header):
    short = guessed(["Navn", "Firma", header], ["Kari Berg", "Nord AS", "Fôr, havbruk"], ["Ola Lie", "Sør AS", "Tare"])
    assert short[header].field == "tags"
    long = guessed(
        ["Navn", "Firma", header],
        ["Kari Berg", "Nord AS", "Vil gjerne vite mer om hvordan restråstoff brukes"],
        ["Ola Lie", "Sør AS", "Ser etter partnere til et prosjekt om tare"],
    )
    assert long[header].field == "notes"


def test_the_theme_of_a_meeting_is_nobodys_interest():
    guesses = guessed(["Navn", "Firma", "Møte", "Tema"], ["Kari Berg", "Nord AS", "Frokost", "Fôr"])
    assert guesses["Tema"].field is None


def test_a_column_that_is_already_told_does_not_stand_beside_itself():
    first = Column(0, "Fornavn", Meaning("field", "person.first_name", 0), None, ["Kari", "Ola"])
    last = Column(1, "Navn", Meaning("open", "name", 0), None, ["Berg", "Lie"])
    rows: list[tuple[int, Row]] = [(2, ["Kari", "Berg"]), (3, ["Ola", "Lie"])]
    around = Surroundings([first, last._replace(told="person.last_name")], rows, headless=False)
    assert around.is_last_name(last)


def test_answers_to_an_open_question_are_notes():
    header = "Hva ønsker dere å få ut av medlemskapet?"
    guesses = guessed(
        ["Bedrift", "Kontaktperson", header],
        ["Nord AS", "Kari Berg", "Kontakt med forskere"],
        ["Sør AS", "Ola Lie", "Hjelp med søknader"],
    )
    assert guesses[header].field == "notes"


@pytest.mark.parametrize(
    "header",
    [
        *("Hva spiser du ikke til lunsj?", "Noe vi bør ta hensyn til på turen?", "What food can you not eat?"),
        *("Er det noe vi bør vite om maten din?", "Kommentarer til maten", "Kommentar (mat, tilgjengelighet)"),
        "Merknad (allergi e.l.)",
        *("Kommentar til bevertning", "Andre ting vi bør vite om deg?", "Anything we should be aware of?"),
    ],
)
def test_answers_that_may_be_of_somebodys_health_are_left_out(header):
    guesses = guessed(
        ["Navn", "Firma", header],
        ["Kari Berg", "Nord AS", "Tåler ikke nøtter"],
        ["Ola Lie", "Sør AS", "Bruker rullestol daglig"],
    )
    assert guesses[header].field is None


_words = st.sampled_from(["Navn", "E-post", "Firma", "Telefon", "Type", "Kontakt", "Ukjent", "Allergi", "Postnr", None])
_cells = st.one_of(
    st.none(), st.text(max_size=10), st.integers(), st.booleans(), st.floats(), st.dates(), st.datetimes()
)


@given(st.lists(_words, min_size=1, max_size=6), st.lists(st.lists(_cells, max_size=6), max_size=6))
def test_no_table_makes_the_guessing_fail(headers, rows):
    if not any(headers):
        return
    table = header.find(Sheet("x", [headers, *rows]))
    guesses = mapping.guess(table)
    assert set(guesses) == set(table.headers)
    assert all(guess.field is None or guess.field in FIELDS for guess in guesses.values())
