"""Text copied out of Outlook and Teams: a mail, a meeting, those invited, or nothing of the kind."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.exchange import letters, pasted
from crm.exchange.pasted_people import people
from tests.crm.exchange.readers.made_calendars import OUTLOOK
from tests.crm.exchange.readers.made_mails import MAILS

TODAY = date(2026, 11, 10)
DAY = date(2026, 11, 3)

NORWEGIAN = """Fra: Kåre Ødegård <kare@nordlys.example>
Sendt: tirsdag 3. november 2026 09:05
Til: Berg, Eva <eva@klynge.example>; Kari Nordmann <kari@havbruk.example>
Kopi: post@klynge.example
Emne: SV: Møte om blåbær

Hei Eva,

Takk for sist.

Fra: Eva
Sendt: mandag
Emne: Gammelt
"""
ENGLISH = """-----Original Message-----
From: Kåre Ødegård
Sent: Tuesday, November 3, 2026 9:05 AM
To: 'Eva Berg' <eva@klynge.example>
Subject: Re: Blueberries

Hello
"""
APPLE = """> Fra: Kåre Ødegård <kare@nordlys.example>
> Emne: Blåbær
> Dato: 3. november 2026 kl. 09:05:12 CET
> Til: Eva Berg <eva@klynge.example>
>
> Hei
"""
FORWARDED = """________________________________
**From:** Kåre Ødegård <kare@nordlys.example>
**Sent:** 03.11.2026 09.05
**To:** Eva Berg <eva@klynge.example>;
 Kari Nordmann <kari@havbruk.example>
**Subject:** Blåbær

Hei
"""


def who(letter) -> list[tuple[str, str, str]]:
    return [one[:3] for one in letter.people]


def test_a_mail_copied_from_a_norwegian_outlook_is_read():
    letter = pasted.read(NORWEGIAN, TODAY)
    assert letter is not None
    assert (letter.kind, letter.subject, letter.day, letter.time) == ("mail", "SV: Møte om blåbær", DAY, "09:05")
    assert letter.text.startswith("Hei Eva,\n\nTakk for sist.") and letter.text.endswith("Emne: Gammelt")
    assert who(letter) == [
        ("Kåre Ødegård", "kare@nordlys.example", "from"),
        ("Berg, Eva", "eva@klynge.example", "to"),
        ("Kari Nordmann", "kari@havbruk.example", "to"),
        ("", "post@klynge.example", "cc"),
    ]


@pytest.mark.parametrize("text", [ENGLISH, APPLE, FORWARDED, NORWEGIAN.replace("\n", "\r\n")])
def test_a_mail_copied_from_other_programs_is_read(text):
    letter = pasted.read(text, TODAY)
    assert letter is not None and (letter.kind, letter.day, letter.time) == ("mail", DAY, "09:05")
    assert letter.people[0].name == "Kåre Ødegård" and letter.people[1].address == "eva@klynge.example"


def test_a_line_of_recipients_may_go_on_in_the_next():
    letter = pasted.read(FORWARDED, TODAY)
    assert letter is not None and letter.people[2].address == "kari@havbruk.example" and letter.text == "Hei"


@pytest.mark.parametrize(
    ("written", "day", "time"),
    [
        ("3. november 2026 09:05", DAY, "09:05"),
        ("tir. 3. nov. 2026 kl. 09:05", DAY, "09:05"),
        ("Tue 11/3/2026 9:05 AM", DAY, "09:05"),
        ("Tue, 3 Nov 2026 09:05:00 +0100", DAY, "09:05"),
        ("3.11.2026 21.05", DAY, "21:05"),
        ("2026-11-03 09:05", DAY, "09:05"),
        ("03/11/2026 09:05", DAY, "09:05"),
        ("tirsdag den tredje", None, ""),
    ],
)
def test_the_moment_of_a_mail_is_read_as_outlook_writes_it(written, day, time):
    found = pasted.moment(written, TODAY)
    assert (found.day, found.time) == (day, time)


def test_a_mail_without_a_day_that_can_be_read_says_so():
    letter = pasted.read(ENGLISH.replace("Tuesday, November 3, 2026 9:05 AM", "for en stund siden"), TODAY)
    assert letter is not None and letter.day is None
    assert letter.problems == ("Which day it was could not be read.",)


def test_a_meeting_copied_from_outlook_is_read():
    text = """Emne: Status
Sted: Microsoft Teams-møte
Start: tirsdag 3. november 2026 09:00
Slutt: tirsdag 3. november 2026 10:30
Arrangør: Eva Berg
Nødvendige deltakere: Nordmann, Kari; Ola Vik

Agenda
"""
    letter = pasted.read(text, TODAY)
    assert letter is not None
    assert (letter.kind, letter.day, letter.time, letter.minutes) == ("calendar", DAY, "09:00", 90)
    assert letter.online and letter.text == "Agenda"
    assert who(letter) == [
        ("Eva Berg", "", "organiser"),
        ("Nordmann, Kari", "", "required"),
        ("Ola Vik", "", "required"),
    ]


def test_a_meeting_forwarded_in_a_mail_says_when_in_one_line():
    text = "Subject: Status\nWhen: Tuesday, November 3, 2026 1:00 PM-2:15 PM\nWhere: Room 2\n\nHi"
    letter = pasted.read(text, TODAY)
    assert letter is not None and (letter.day, letter.time, letter.minutes, letter.place) == (
        DAY,
        "13:00",
        75,
        "Room 2",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kari Nordmann <kari@x.example>; Ola Vik <ola@x.example>;",
            [("Kari Nordmann", "kari@x.example"), ("Ola Vik", "ola@x.example")],
        ),
        ("Nordmann, Kari <kari@x.example>; Vik, Ola", [("Nordmann, Kari", "kari@x.example"), ("Vik, Ola", "")]),
        (
            "Kari Nordmann <kari@x.example>, Ola Vik <ola@x.example>",
            [("Kari Nordmann", "kari@x.example"), ("Ola Vik", "ola@x.example")],
        ),
        (
            '"Nordmann, Kari" <kari@x.example>, ola@x.example',
            [("Nordmann, Kari", "kari@x.example"), ("", "ola@x.example")],
        ),
        (
            "Kari Nordmann\nOla Vik\nAnne-Grete von der Au",
            [("Kari Nordmann", ""), ("Ola Vik", ""), ("Anne-Grete von der Au", "")],
        ),
        (
            "Deltakere\nI møtet (2)\nKari Nordmann\nArrangør\nOla Vik (Gjest)\nDempet",
            [("Kari Nordmann", ""), ("Ola Vik", "")],
        ),
        ("1. Kari Nordmann\n2. Ola Vik", [("Kari Nordmann", ""), ("Ola Vik", "")]),
        ("Kari Nordmann, Ola Vik", [("Kari Nordmann", ""), ("Ola Vik", "")]),
        ("Kari Nordmann [mailto:kari@x.example]", [("Kari Nordmann", "kari@x.example")]),
        (
            "Kari Nordmann\tNødvendig deltaker\tGodtatt\nOla Vik\tValgfri deltaker\tAvslått",
            [("Kari Nordmann", ""), ("Ola Vik", "")],
        ),
    ],
)
def test_those_invited_are_read_from_a_copied_list(text, expected):
    letter = pasted.read(text, TODAY)
    assert letter is not None and letter.kind == "people"
    assert [one[:2] for one in letter.people] == expected


def test_a_company_in_brackets_goes_with_the_person():
    found = people("Nordmann, Kari (Fisk AS); Vik, Ola (Havbruk Nord AS)")
    assert [(one.name, one.organisation) for one in found] == [
        ("Nordmann, Kari", "Fisk AS"),
        ("Vik, Ola", "Havbruk Nord AS"),
    ]


def test_what_somebody_is_and_answered_is_read_from_the_list_of_answers():
    found = people("Kari Nordmann\tArrangør\tIngen\nOla Vik\tValgfri deltaker\tAvslått")
    assert [(one.role, one.response) for one in found] == [(letters.ORGANISER, ""), (letters.OPTIONAL, "declined")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Strand",
        "Takk for sist.\nVi sees neste uke.",
        "Fornavn\tEtternavn\nKari\tNordmann",
        "Navn;E-post\nKari Nordmann;kari@x.example\nOla Vik;ola@x.example",
        "Navn\nKari Nordmann\nOla Vik",
        "Navn: Kari\nFirma: Fisk AS",
        "kari@x.example",
        "Notat fra møtet:\nTil: husk\nvi må ringe",
        "x" * 3_000_000,
    ],
)
def test_other_text_is_none_of_these(text):
    assert pasted.read(text, TODAY) is None


def test_the_source_of_a_mail_or_a_calendar_is_told_apart():
    assert pasted.is_raw(OUTLOOK.decode()) and pasted.is_raw(MAILS[0].data.decode())
    assert not pasted.is_raw(NORWEGIAN) and not pasted.is_raw("Kari Nordmann; Ola Vik")


@given(
    st.text(max_size=400),
    st.sampled_from([NORWEGIAN, ENGLISH, APPLE, FORWARDED]),
    st.integers(0, 300),
    st.integers(0, 60),
)
def test_no_pasted_text_gives_a_traceback(noise, text, at, gone):
    mixed = text[:at] + noise + text[at + gone :]
    letter = pasted.read(mixed, TODAY)
    assert letter is None or letter.kind in ("mail", "calendar", "people")
    pasted.read(noise, TODAY)
    pasted.is_raw(mixed)
