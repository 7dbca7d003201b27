"""Lists as people make them, each with the right answer beside it: {header: field} for the columns that are taken.

Every name, number and address is invented.
"""

from datetime import date, datetime
from typing import Any, NamedTuple


class Listed(NamedTuple):
    """A sheet's rows, the right mapping, and how many rows are data."""

    rows: list[list[Any]]
    fields: dict[str, str]
    data: int


N, FN, LN = "organisation.name", "person.first_name", "person.last_name"
FULL, MAIL, MOB, TEL = "person.full_name", "person.email", "person.mobile", "person.phone"
ONR, TITLE = "organisation.org_number", "position.title"

LISTS: dict[str, Listed] = {
    "fourteen columns of members with contacts": Listed(
        [
            ["Medlemsliste Klyngen", *[None] * 13],
            [],
            [
                "Bedrift",
                "Org.nr.",
                "Type",
                "Ansatte",
                "Adresse",
                "Postnr",
                "Poststed",
                "Kommune",
                "Innmeldt",
                "Kontaktperson",
                "Stilling",
                "E-post",
                "Mobil",
                "Merknad",
            ],
            [
                "Blåbær Maritim AS",
                981575679,
                "Bedrift",
                12,
                "Storgata 1",
                "9008",
                "Tromsø",
                "Tromsø",
                date(2020, 1, 1),
                "Kåre Ødegård",
                "Daglig leder",
                "kare@blabar.example",
                "912 34 567",
                None,
            ],
            [
                "Nordlys FoU",
                "974760673",
                "FoU",
                40,
                "Sjøgata 2",
                9008,
                "Tromsø",
                5501,
                "01.03.2021",
                "Åse Sæther",
                "Forsker",
                "ase@nordlys.example",
                "22 12 34 56",
                "ring først",
            ],
            ["Sum", 2, *[None] * 12],
        ],
        {
            "Bedrift": N,
            "Org.nr.": ONR,
            "Type": "organisation.helix_sector",
            "Ansatte": "organisation.employees",
            "Adresse": "organisation.street",
            "Postnr": "organisation.postal_code",
            "Poststed": "organisation.city",
            "Kommune": "organisation.municipality",
            "Innmeldt": "membership.joined_on",
            "Kontaktperson": FULL,
            "Stilling": TITLE,
            "E-post": MAIL,
            "Mobil": MOB,
            "Merknad": "notes",
        },
        2,
    ),
    "members without people": Listed(
        [
            ["Navn", "Orgnr", "E-post", "Telefon", "Nettside"],
            ["Fisk AS", "981575679", "post@fisk.example", "77 12 34 56", "www.fisk.example"],
        ],
        {
            "Navn": N,
            "Orgnr": ONR,
            "E-post": "organisation.email",
            "Telefon": "organisation.phone",
            "Nettside": "organisation.website",
        },
        1,
    ),
    "name beside company is the person": Listed(
        [["Navn", "Firma", "E-post", "Tlf"], ["Åse Sæther", "Nordlys AS", "ase@nordlys.example", "22123456"]],
        {"Navn": FULL, "Firma": N, "E-post": MAIL, "Tlf": TEL},
        1,
    ),
    "name and address of people only": Listed(
        [["Navn", "E-post"], ["Åse Sæther", "ase.saether@nordlys.example"], ["Kåre Ødegård", "kareo@fisk.example"]],
        {"Navn": FULL, "E-post": MAIL},
        2,
    ),
    "organisations that sound like people": Listed(
        [["Navn", "E-post"], ["Blåbær Maritim", "post@bm.example"], ["Nordlys Energi", "firmapost@ne.example"]],
        {"Navn": N, "E-post": "organisation.email"},
        2,
    ),
    "two e-mail and two phone columns": Listed(
        [
            ["Virksomhet", "E-post", "Telefon", "Kontaktperson", "E-post", "Telefon"],
            ["Fisk AS", "post@fisk.example", "77 12 34 56", "Per Berg", "per@fisk.example", "912 34 567"],
        ],
        {
            "Virksomhet": N,
            "E-post": "organisation.email",
            "Telefon": "organisation.phone",
            "Kontaktperson": FULL,
            "E-post (2)": MAIL,
            "Telefon (2)": TEL,
        },
        1,
    ),
    "english attendance": Listed(
        [
            ["First name", "Last name", "E-mail", "Company", "Job title", "Dietary requirements", "Ticket"],
            ["Åse", "Sæther", "ase@nordlys.example", "Nordlys AS", "CEO", "none", "Member"],
        ],
        {"First name": FN, "Last name": LN, "E-mail": MAIL, "Company": N, "Job title": TITLE},
        1,
    ),
    "norwegian form with long questions": Listed(
        [
            [
                "Tidsmerke",
                "Fornavn",
                "Etternavn",
                "E-post *",
                "Mobilnummer",
                "Hvilken bedrift? / Bedrift",
                "Allergier?",
                "Fødselsnummer",
            ],
            [
                datetime(2026, 11, 3, 9),
                "Åse",
                "Sæther",
                "ase@nordlys.example",
                91234567,
                "Nordlys AS",
                "nøtter",
                "01019012345",
            ],
        ],
        {"Fornavn": FN, "Etternavn": LN, "E-post *": MAIL, "Mobilnummer": MOB, "Hvilken bedrift? / Bedrift": N},
        1,
    ),
    "member column with yes and no": Listed(
        [
            ["Firma", "Medlem", "Innmeldt", "Nyhetsbrev", "Kontakt"],
            ["Nordlys AS", "ja", date(2021, 1, 1), "ja", "Åse Sæther"],
            ["Fisk AS", "nei", None, "nei", "Per Berg"],
        ],
        {"Firma": N, "Innmeldt": "membership.joined_on", "Nyhetsbrev": "consent.newsletter", "Kontakt": FULL},
        2,
    ),
    "membership register": Listed(
        [
            [
                "Medlem",
                "Organisasjonsnummer",
                "Medlemskategori",
                "Medlem fra",
                "Medlem til",
                "Sektor",
                "Bransje",
                "Kommunenr",
            ],
            ["Nordlys AS", 974760673, "Ordinært medlem", "01.01.2020", None, "Bedrift", "Havbruk", "1902"],
        ],
        {
            "Medlem": N,
            "Organisasjonsnummer": ONR,
            "Medlemskategori": "membership.category",
            "Medlem fra": "membership.joined_on",
            "Medlem til": "membership.left_on",
            "Sektor": "organisation.helix_sector",
            "Bransje": "organisation.segment",
            "Kommunenr": "organisation.municipality",
        },
        1,
    ),
    "category means what it holds": Listed(
        [["Bedrift", "Kategori"], ["Nordlys AS", "Partner"], ["Fisk AS", "Ordinært medlem"]],
        {"Bedrift": N, "Kategori": "membership.category"},
        2,
    ),
    "no header at all": Listed(
        [
            ["Åse Sæther", "Nordlys AS", "ase@nordlys.example", "912 34 567", "9008", "Tromsø"],
            ["Per Berg", "Fisk AS", "per@fisk.example", "22 12 34 56", "0150", "Oslo"],
        ],
        {
            "(column A)": FULL,
            "(column B)": N,
            "(column C)": MAIL,
            "(column D)": TEL,
            "(column E)": "organisation.postal_code",
            "(column F)": "organisation.city",
        },
        2,
    ),
    "headers nobody has heard of": Listed(
        [
            ["Wer", "Wo erreichbar", "Rückruf", "Kennzeichen"],
            ["a", "ase@nordlys.example", "+47 912 34 567", "981575679"],
            ["b", "per@fisk.example", "+47 912 34 568", "974760673"],
        ],
        {"Wo erreichbar": MAIL, "Rückruf": TEL, "Kennzeichen": ONR},
        2,
    ),
    "swedish": Listed(
        [
            ["Förnamn", "Efternamn", "E-postadress", "Företag", "Befattning", "Postort"],
            ["Åsa", "Berg", "asa@x.example", "X AB", "VD", "Umeå"],
        ],
        {
            "Förnamn": FN,
            "Efternamn": LN,
            "E-postadress": MAIL,
            "Företag": N,
            "Befattning": TITLE,
            "Postort": "organisation.city",
        },
        1,
    ),
    "manager and switchboard": Listed(
        [
            ["Selskap", "Daglig leder", "Sentralbord", "Mobil", "Antall ansatte"],
            ["Fisk AS", "Per Berg", "77123456", "91234567", "12"],
        ],
        {
            "Selskap": N,
            "Daglig leder": FULL,
            "Sentralbord": "organisation.phone",
            "Mobil": MOB,
            "Antall ansatte": "organisation.employees",
        },
        1,
    ),
    "full name beside its halves": Listed(
        [["Navn", "Fornavn", "Etternavn", "Arbeidssted"], ["Åse Sæther", "Åse", "Sæther", "Nordlys AS"]],
        {"Fornavn": FN, "Etternavn": LN, "Arbeidssted": N},
        1,
    ),
    "contact column with addresses": Listed(
        [["Bedrift", "Kontakt"], ["Nordlys AS", "ase@nordlys.example"], ["Fisk AS", "per@fisk.example"]],
        {"Bedrift": N, "Kontakt": MAIL},
        2,
    ),
    "title before the name": Listed(
        [
            ["Tittel", "Fornavn", "Etternavn", "Stilling", "Institusjon"],
            ["Dr.", "Åse", "Sæther", "Forsker", "Universitetet"],
        ],
        {"Fornavn": FN, "Etternavn": LN, "Stilling": TITLE, "Institusjon": N},
        1,
    ),
    "capitals, line breaks and stars": Listed(
        [
            ["FIRMA-\nNAVN", "ORG. NR", "E-POST\n(jobb)", "TLF.", "KONTAKT-\nPERSON*"],
            ["X AS", "981 575 679", "a@x.example", "22123456", "Per Berg"],
        ],
        {"FIRMA- NAVN": N, "ORG. NR": ONR, "E-POST (jobb)": MAIL, "TLF.": TEL, "KONTAKT- PERSON*": FULL},
        1,
    ),
    "person-years and website without a scheme": Listed(
        [["Organisasjon", "Årsverk", "Hjemmeside", "By"], ["Fisk AS", 4.5, "fisk.example", "Tromsø"]],
        {
            "Organisasjon": N,
            "Årsverk": "organisation.employees",
            "Hjemmeside": "organisation.website",
            "By": "organisation.city",
        },
        1,
    ),
}
