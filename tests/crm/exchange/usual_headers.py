"""Single headers that usual systems export and usual forms ask for, each beside the columns such a list has anyway."""

from collections.abc import Iterator
from pathlib import Path

from crm.exchange import header, mapping
from crm.exchange.source import Sheet

_FILE = Path(__file__).resolve().parent / "usual_headers.txt"
_COMPANIES = ("Tarelab AS", "Sensea AS", "Nordmat AS", "Lie Marine AS", "Enzymix AS")
_PEOPLE = ("Turid Aa", "Even Lie", "Hege Thorsen", "Mats Lie", "Ruth Dahl")
_CELLS = {
    "org": ("Tarelab", "UiT", "Nordmat", "Havblikk", "Enzymix Nord"),
    "-org": _COMPANIES,
    "orgnr": ("910000144", "910000152", "910000160", "910000179", "910000187"),
    "name": _PEOPLE,
    "first": ("Turid", "Even", "Hege", "Mats", "Ruth"),
    "middle": ("Marie", "", "", "Johan", ""),
    "last": ("Aa", "Lie", "Thorsen", "Lie", "Dahl"),
    "email": ("turid@tarelab.example", "even@sensea.example", "hege@nordmat.example", "mats@lie.example", ""),
    "mobile": ("92200300", "91700205", "95000502", "41900603", "93000503"),
    "phone": ("77650011", "77650012", "77650013", "77650014", "77650015"),
    "title": ("Kvalitet og HMS", "Innkjøp", "Leder drift", "Labansvarlig", "Partner"),
    "web": ("tarelab.example", "www.sensea.example", "https://nordmat.example", "", "enzymix.example"),
    "street": ("Storgata 4", "Havnegata 7", "Strandveien 6", "Kaigata 1", "Industriveien 9"),
    "street2": ("Postboks 14", "", "2. etg", "", ""),
    "post": ("9008", "9300", "9405", "8400", "9009"),
    "city": ("Tromsø", "Finnsnes", "Harstad", "Sortland", "Tromsø"),
    "kommune": ("Tromsø", "Senja", "Harstad", "Sortland", "Tromsø"),
    "staff": ("8", "6", "12", "3", "45"),
    "segment": ("Marin bioteknologi", "Havbruk", "Næringsmidler", "Konsulent", "Legemidler"),
    "sector": ("Bedrift", "Offentlig", "Bedrift", "Forskning", "Bedrift"),
    "category": ("Ordinær", "Partner", "Ordinær", "Støttemedlem", "Ordinær"),
    "joined": ("01.01.2020", "01.03.2021", "15.08.2022", "01.01.2023", "01.02.2024"),
    "left": ("", "31.12.2024", "", "", "30.06.2025"),
    "org.email": ("post@tarelab.example", "post@sensea.example", "firmapost@nordmat.example", "post@lie.example", ""),
    "org.phone": ("77600100", "77600101", "77600102", "77600103", "77600104"),
    "short": ("TARE", "SENS", "NMAT", "LIE", "ENZ"),
    "form": ("AS", "ENK", "SA", "AS", "ASA"),
    "nace": ("72.110", "03.213", "10.200", "70.220", "21.200"),
    "signed": ("01.01.2020", "", "15.08.2022", "01.01.2023", "01.02.2024"),
    "staffday": ("01.01.2025", "", "31.12.2024", "31.12.2024", "31.12.2024"),
    "since": ("01.01.2020", "", "15.08.2022", "01.01.2023", "01.02.2024"),
    "language": ("Norsk", "Engelsk", "", "Norsk", "English"),
    "notes": ("Vil ha besøk i mai", "", "Ring først, helst før lunsj", "", "Flytter til nye lokaler"),
    "tags": ("presse", "styret; presse", "", "foredrag", ""),
    "news": ("Ja", "Nei", "Ja", "Ja", "Nei"),
    "nonews": ("Nei", "Ja", "Nei", "Nei", "Nei"),
    "attended": ("Ja", "Nei", "Ja", "Ja", "Nei"),
    "-num": ("10021", "10022", "10033", "10041", "10055"),
    "-date": ("02.02.2026", "03.02.2026", "05.02.2026", "07.02.2026", "09.02.2026"),
    "-yes": ("Ja", "Nei", "Ja", "Ja", "Nei"),
    "-text": ("Standard", "Standard", "Annet valg", "Standard", "Annet valg"),
    "-name": ("Kari Moe", "Ola Vik", "Kari Moe", "Ola Vik", "Kari Moe"),
    "-email": ("regnskap@tarelab.example", "kari@moe.example", "ola@vik.example", "faktura@lie.example", ""),
    "-web": ("https://linkedin.example/in/turida", "", "https://linkedin.example/in/hege", "", ""),
    "-phone": ("77611222", "77611444", "77611555", "77611666", "77611777"),
}
_ORGANISATION = ("Bedrift", _COMPANIES)
_PERSON = ("Navn", _PEOPLE)
_ADDRESS = ("E-post", _CELLS["email"])
_BESIDE = {
    "org": (_PERSON, _ADDRESS),
    "name": (_ORGANISATION, ("E-post", _CELLS["org.email"])),
    "first": (_ORGANISATION, ("Etternavn", _CELLS["last"]), _ADDRESS),
    "last": (_ORGANISATION, ("Fornavn", _CELLS["first"]), _ADDRESS),
    "middle": (("Fornavn", _CELLS["first"]), ("Etternavn", _CELLS["last"]), _ORGANISATION, _ADDRESS),
    "email": (_PERSON, _ORGANISATION),
}


def usual() -> Iterator[tuple[str, str]]:
    """Each answer with a header that means it; an answer of columns to be left out says what their cells look like."""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            answer, headers = line.split(": ", 1)
            for title in headers.split(" | "):
                yield answer, title.strip()


def guessed(answer: str, title: str) -> str | None:
    """The field that a column called so is given, in a list of people and their organisations."""
    beside = _BESIDE.get(answer, (_PERSON, _ORGANISATION, _ADDRESS))
    columns = [*beside, (title, _CELLS[answer])]
    rows = [[called for called, _cells in columns], *zip(*(cells for _called, cells in columns), strict=True)]
    table = header.find(Sheet("Ark1", [[cell or None for cell in row] for row in rows]))
    return mapping.fields(mapping.guess(table))[table.headers[-1]]
