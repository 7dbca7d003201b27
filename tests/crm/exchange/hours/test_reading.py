"""Lists of hours as members keep them, each with the right answer beside it."""

from datetime import date
from typing import Any

import pytest

from crm.errors import CrmError
from crm.exchange.hours import reading
from crm.exchange.source import Cell, Sheet, Source

TODAY = date(2026, 11, 23)
Told = tuple[str, date | int, int | None, int | None, str]
"""The member (or its number), the day or else the year, minutes, kroner an hour or of money, what for."""


def source(*sheets: tuple[str, list[list[Cell]]]) -> Source:
    return Source("xlsx", None, tuple(Sheet(name, rows) for name, rows in sheets))


def rows(text: str) -> list[list[Cell]]:
    return [[cell or None for cell in line.split(";")] for line in text.strip("\n").split("\n")]


def told(found: Source, name: str = "liste.xlsx") -> list[Told]:
    lines = reading.read(found, name, today=TODAY, year=2026)
    assert [line.problem for line in lines] == [""] * len(lines)
    return [
        (
            *(line.member or line.number, line.day or line.year, line.minutes),
            *(None if (money := line.amount or line.rate) is None else money // 100, line.what),
        )
        for line in lines
    ]


LISTS: dict[str, tuple[Source, list[Told]]] = {
    "a line a day": (
        source(("Timer", rows("""
Egeninnsats i klyngen

Bedrift;Navn;Dato;Timer;Timesats;Aktivitet
Nordlys AS;Kari Berg;03.11.2026;7,5;600;Prøver
Nordlys AS;Ola Li;4.11.2026;2;750;Møte i styringsgruppen
;;;;;
Fjordtech AS;Åse Vik;2026-10-01;10:30;kr 1 200;
Sum;;;20;;
"""))),
        [
            ("Nordlys AS", date(2026, 11, 3), 450, 600, "Prøver"),
            ("Nordlys AS", date(2026, 11, 4), 120, 750, "Møte i styringsgruppen"),
            ("Fjordtech AS", date(2026, 10, 1), 630, 1200, ""),
        ],
    ),
    "a line a month, known by number, cells as Excel has them": (
        source(("Ark1", [
            ["Org.nr.", "Måned", "Antall timer", "Sats (kr)", "Beløp"],
            [915933149, "mars 2026", 12.0, 550.0, 6600.0],
            ["974 760 673", date(2026, 4, 1), 8, 550, 4400],
            [974760673, "2026-05", "8,25", None, 4125],
            [None, None, 28.25, None, 15125],
        ])),
        [
            ("915933149", date(2026, 3, 31), 720, 550, ""),
            ("974760673", date(2026, 4, 30), 480, 550, ""),
            ("974760673", date(2026, 5, 31), 495, 500, ""),
        ],
    ),
    "a column a month, the year in the title": (
        source(("Oversikt", rows("""
Timer lagt ned av medlemmene 2025
Medlem;Jan;Feb;Mar;Apr;Sum;Kommentar
Nordlys AS;4;;-;6,5;10,5;Havteknologi
Fjordtech AS;;2;0;;2;
Totalt;4;2;;6,5;12,5;
"""))),
        [
            ("Nordlys AS", date(2025, 1, 31), 240, None, "Havteknologi"),
            ("Nordlys AS", date(2025, 4, 30), 390, None, "Havteknologi"),
            ("Fjordtech AS", date(2025, 2, 28), 120, None, ""),
        ],
    ),
    "a time sheet of one member, who stands above": (
        source(("Ark1", rows("""
Timeliste;;;
Bedrift:;Nordlys Havbruk AS;;
Timesats: 650;;;
Ansatt:;Kari Berg;;
;;;
Dato;Fra;Til;Timer;Hva er gjort
3.11;08:00;15:30;7:30;Uttak av prøver
4.11.;;;2 t 30 min;Rapport
;;Sum;10;
"""))),
        [
            ("Nordlys Havbruk AS", date(2026, 11, 3), 450, 650, "Uttak av prøver"),
            ("Nordlys Havbruk AS", date(2026, 11, 4), 150, 650, "Rapport"),
        ],
    ),
    "a sheet for each member": (
        source(
            ("Nordlys AS", rows("Dato;Timer;Sats\n01.02.2026;3;500")),
            ("Fjordtech AS", rows("Dato;Timer;Sats\n02.02.2026;4;500")),
            ("Notater", rows("Husk å sende inn")),
        ),
        [
            ("Nordlys AS", date(2026, 2, 1), 180, 500, ""),
            ("Fjordtech AS", date(2026, 2, 2), 240, 500, ""),
        ],
    ),
    "the member once for several lines": (
        source(("Timer", rows("""
Virksomhet;Prosjekt;Aktivitet;Timer;Timesats;År
Nordlys AS;Restråstoff;Analyser;10;600;2024
;Restråstoff;Møter;5;600;2024
Fjordtech AS;;Innlegg;3;600;2024
"""))),
        [
            ("Nordlys AS", 2024, 600, 600, "Restråstoff – Analyser"),
            ("Nordlys AS", 2024, 300, 600, "Restråstoff – Møter"),
            ("Fjordtech AS", 2024, 180, 600, "Innlegg"),
        ],
    ),
    "English, with money among the hours": (
        source(("Sheet1", rows("""
Company;Date;Hours;Hourly rate;Amount;Description;Reference
Nordlys AS;02 Nov 2025;1.5;900;;Trials;TS-1
Fjordtech AS;30/11/2025;;;25 000;Cash for 2025;V-2
"""))),
        [
            ("Nordlys AS", date(2025, 11, 2), 90, 900, "Trials"),
            ("Fjordtech AS", date(2025, 11, 30), None, 25_000, "Cash for 2025"),
        ],
    ),
    "only who and how much": (
        source(("Ark1", rows("Navn;Timer\nNordlys AS;12\nFjordtech AS;7,25"))),
        [("Nordlys AS", 2026, 720, None, ""), ("Fjordtech AS", 2026, 435, None, "")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_a_list_in_this_shape_is_understood(name: str) -> None:
    given, right = LISTS[name]
    assert told(given) == right


def test_the_name_of_the_file_says_whose_it_is_and_of_which_year() -> None:
    (line,) = told(source(("Ark1", rows("Måned;Timer\nmars;4"))), "Timeliste Nordlys Havbruk 2024.xlsx")
    assert line == ("Nordlys Havbruk", date(2024, 3, 31), 240, None, "")


def test_a_sheet_of_its_own_for_everybody_does_not_make_a_member_of_its_name() -> None:
    (line,) = reading.read(source(("Timer 2026", rows("Dato;Timer\n1.2.2026;4"))), "liste.xlsx", today=TODAY, year=2026)
    assert (line.member, line.number) == ("", "")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Nordlys;31.02.2026;4;500", "“31.02.2026” is not a date."),
        ("Nordlys;1.2.2026;mange;500", "“mange” is no number of hours."),
        ("Nordlys;1.2.2026;4;dyrt", "“dyrt” is no rate."),
        ("Nordlys;1.2.2026;-4;500", "Less than nothing cannot be given."),
    ],
)
def test_what_is_not_understood_is_said_and_never_left_out(row: str, problem: str) -> None:
    text = f"Bedrift;Dato;Timer;Timesats\n{row}\nFjordtech;1.2.2026;1;500"
    lines = reading.read(source(("Ark1", rows(text))), "liste.csv", today=TODAY, year=2026)
    assert [line.problem for line in lines] == [problem, ""]


@pytest.mark.parametrize(
    "text", ["Kjære klynge", "Dato;Tekst;Beløp\n1.1.2026;Strøm;100", "Navn;E-post\nKari;k@a.example"]
)
def test_what_is_no_list_of_hours_is_refused_with_a_sentence(text: str) -> None:
    given: Any = source(("Ark1", rows(text)))
    with pytest.raises(CrmError, match=r"brev\.csv"):
        reading.read(given, "brev.csv", today=TODAY, year=2026)
