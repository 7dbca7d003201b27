"""Calendars of our own making in the styles of Outlook, Google, Teams and Apple, each with its right answer."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from crm.exchange.letters import Letter

TODAY = date(2026, 11, 10)


class Made(NamedTuple):
    """A file and what comes of it: fields of its letters in their order, or words of the sentence that refuses it."""

    name: str
    data: bytes
    right: tuple[Mapping[str, Any], ...] = ()
    refused: str = ""
    noted: str = ""


def said(letter: Letter, name: str) -> Any:
    """A field of a letter; of its people what the made files tell."""
    return tuple(one[:4] for one in letter.people) if name == "people" else getattr(letter, name)


def calendar(*events: str, head: str = "PRODID:-//Example//EN\nVERSION:2.0", zones: str = "") -> bytes:
    """A calendar with these events, its lines ended as the standard says."""
    text = "\n".join(filter(None, ("BEGIN:VCALENDAR", head, zones, *events, "END:VCALENDAR", "")))
    return text.replace("\n", "\r\n").encode()


def event(*lines: str, uid: str = "one@example.example", start: str = "DTSTART:20261103T080000Z", end: str = "") -> str:
    """An event; it takes an hour."""
    end = end or "DTEND:20261103T090000Z"
    return "\n".join(filter(None, ("BEGIN:VEVENT", f"UID:{uid}" if uid else "", start, end, *lines, "END:VEVENT")))


def series(*lines: str, rule: str = "RRULE:FREQ=WEEKLY;COUNT=3") -> str:
    """A weekly meeting on Tuesdays at nine in Oslo, over the change of the clock."""
    return event(
        rule,
        *lines,
        uid="series@example.example",
        start="DTSTART;TZID=Europe/Oslo:20261020T090000",
        end="DTEND;TZID=Europe/Oslo:20261020T100000",
    )


OUTLOOK = """BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:REQUEST
X-MS-OLK-FORCEINSPECTOROPEN:TRUE
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ATTENDEE;CN="Ødegård, Kåre";RSVP=TRUE:mailto:kare@nordlys.example
ATTENDEE;CN="kari@havbruk.example";ROLE=OPT-PARTICIPANT;RSVP=TRUE:mailto:kari@
 havbruk.example
ATTENDEE;CN=Møterom Tromsø;CUTYPE=RESOURCE;ROLE=NON-PARTICIPANT:mailto:rom@nordlys.example
CLASS:PUBLIC
DESCRIPTION:Vi ser på budsjettet\\, og på veien videre.\\n\\nVel møtt!\\n
DTEND;TZID="W. Europe Standard Time":20261103T103000
DTSTAMP:20261020T080000Z
DTSTART;TZID="W. Europe Standard Time":20261103T090000
LOCATION:Forskningsparken\\, rom 2
ORGANIZER;CN="Berg, Eva":mailto:Eva.Berg@klynge.example
PRIORITY:5
SEQUENCE:2
SUMMARY;LANGUAGE=nb-no:Første møte om blåbær
UID:040000008200E00074C5B7101A82E00800000000C0A1B2C3D4E5DC01000000000000000
 01000000012345678901234567890123456789012
X-ALT-DESC;FMTTYPE=text/html:<html><body><p>Vi ser</p></body></html>
X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE
BEGIN:VALARM
TRIGGER:-PT15M
ACTION:DISPLAY
DESCRIPTION:Reminder
END:VALARM
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()

TEAMS = """BEGIN:VCALENDAR
METHOD:REQUEST
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VEVENT
ORGANIZER;CN=Eva Berg:mailto:eva.berg@klynge.example
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;RSVP=TRUE;CN=Kåre Ødegård:mailto:kare@nordlys.example
DESCRIPTION;LANGUAGE=nb-NO:Kort status.\\n____________________________________
 ____________________________________________\\nMicrosoft Teams-møte\\nBli med på datamaskinen\\nhttps://te
 ams.microsoft.com/l/meetup-join/19%3ameeting\\n__________________________________\\n
UID:040000008200E00074C5B7101A82E008000000001122334455667788000000000000000010000000AABBCCDDEEFF00112233445566778899
SUMMARY;LANGUAGE=nb-NO:Status
DTSTART;TZID=Romance Standard Time:20260603T130000
DTEND;TZID=Romance Standard Time:20260603T133000
SEQUENCE:0
LOCATION;LANGUAGE=nb-NO:Microsoft Teams-møte
X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/19
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()

GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VEVENT
DTSTART:20261103T120000Z
DTEND:20261103T124500Z
DTSTAMP:20261020T080000Z
ORGANIZER;CN=Prosjekt:mailto:abc123@group.calendar.google.com
UID:4k2example@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=nora@lab.example;X-NUM-GUESTS=0:mailto:nora@lab.example
X-GOOGLE-CONFERENCE:https://meet.google.com/abc-defg-hij
DESCRIPTION:Agenda følger.\\n\\n-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-\\nBli med via Google Meet: https://meet.google.com/abc-defg-hij\\n-::~:~::~:~::-
SEQUENCE:1
STATUS:CONFIRMED
SUMMARY:Gjennomgang
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()

APPLE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Apple Inc.//macOS 15.1//EN
CALSCALE:GREGORIAN
BEGIN:VTIMEZONE
TZID:Europe/Helsinki
BEGIN:STANDARD
DTSTART:19961027T040000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:EET
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
DTSTART;TZID=Europe/Helsinki:20261103T100000
DTEND;TZID=Europe/Helsinki:20261103T113000
SUMMARY:Omvisning
UID:7F3E-EXAMPLE
LOCATION:Siva\\nForskningsparken 3\\nTromsø
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-TITLE="Siva":geo:69.6\\,18.9
ORGANIZER;CN="Ola Nordmann";EMAIL="ola@fisk.example":/aMTE3/principal/
ATTENDEE;CN="Ola Nordmann";CUTYPE=INDIVIDUAL;EMAIL="ola@fisk.example";PARTSTAT=ACCEPTED;ROLE=CHAIR:/aMTE3/principal/
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()

CUSTOM = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T040000
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""

ENDLESS_ZONE = CUSTOM.replace("FREQ=YEARLY", "FREQ=SECONDLY")

AT_NINE = {"day": date(2026, 11, 3), "time": "09:00", "minutes": 60}


def _in_zone(name: str, zones: str = "") -> bytes:
    return calendar(
        event(start=f"DTSTART;TZID={name}:20261103T090000", end=f"DTEND;TZID={name}:20261103T100000"), zones=zones
    )


MADE = (
    Made(
        "outlook.ics",
        OUTLOOK,
        (
            {
                "kind": "calendar",
                "method": "REQUEST",
                "sequence": 2,
                "subject": "Første møte om blåbær",
                "day": date(2026, 11, 3),
                "time": "09:00",
                "minutes": 90,
                "place": "Forskningsparken, rom 2",
                "online": False,
                "text": "Vi ser på budsjettet, og på veien videre.\n\nVel møtt!",
                "people": (
                    ("Berg, Eva", "eva.berg@klynge.example", "organiser", ""),
                    ("Ødegård, Kåre", "kare@nordlys.example", "required", ""),
                    ("", "kari@havbruk.example", "optional", ""),
                ),
                "problems": (),
            },
        ),
    ),
    Made(
        "teams.ics",
        TEAMS,
        (
            {
                "day": date(2026, 6, 3),
                "time": "13:00",
                "minutes": 30,
                "place": "Microsoft Teams-møte",
                "online": True,
                "text": "Kort status.",
                "people": (
                    ("Eva Berg", "eva.berg@klynge.example", "organiser", ""),
                    ("Kåre Ødegård", "kare@nordlys.example", "required", "declined"),
                ),
            },
        ),
    ),
    Made(
        "google.ics",
        GOOGLE,
        (
            {
                "uid": "4k2example@google.com",
                "sequence": 1,
                "time": "13:00",
                "minutes": 45,
                "online": True,
                "text": "Agenda følger.",
                "people": (("", "nora@lab.example", "required", "accepted"),),
            },
        ),
    ),
    Made(
        "apple.ics",
        APPLE,
        (
            {
                "method": "",
                "time": "09:00",
                "minutes": 90,
                "place": "Siva, Forskningsparken 3, Tromsø",
                "people": (("Ola Nordmann", "ola@fisk.example", "organiser", "accepted"),),
            },
        ),
    ),
    Made("utc.ics", calendar(event()), (AT_NINE,)),
    Made(
        "summer.ics",
        calendar(event(start="DTSTART:20260701T080000Z", end="DTEND:20260701T090000Z")),
        ({"day": date(2026, 7, 1), "time": "10:00"},),
    ),
    Made("windows.ics", _in_zone("GMT Standard Time"), ({"time": "10:00"},)),
    Made("windows-finland.ics", _in_zone("FLE Standard Time"), ({"time": "08:00"},)),
    Made("windows-america.ics", _in_zone("Eastern Standard Time"), ({"time": "15:00"},)),
    Made("microsoft-utc.ics", _in_zone("tzone://Microsoft/Utc"), ({"time": "10:00"},)),
    Made("mozilla-zone.ics", _in_zone("/mozilla.org/20070129_1/Europe/London"), ({"time": "10:00"},)),
    Made("custom-zone.ics", _in_zone("Customized Time Zone", CUSTOM), ({"time": "08:00", "problems": ()},)),
    Made(
        "custom-name.ics",
        _in_zone(
            '"(UTC+02:00) Helsinki, Kyiv, Riga"',
            CUSTOM.replace("Customized Time Zone", "(UTC+02:00) Helsinki, Kyiv, Riga"),
        ),
        ({"time": "08:00"},),
    ),
    Made(
        "unknown-zone.ics",
        _in_zone("Middle Earth Time"),
        (
            {
                "time": "09:00",
                "problems": ("The time zone “Middle Earth Time” is unknown; the time is as it is written. Check it.",),
            },
        ),
    ),
    Made("zone-as-path.ics", _in_zone("../../../../etc/localtime"), ({"time": "09:00", "minutes": 60},)),
    Made("zone-without-end.ics", _in_zone("Customized Time Zone", ENDLESS_ZONE), ({"time": "09:00", "minutes": 60},)),
    Made("floating.ics", calendar(event(start="DTSTART:20261103T090000", end="DTEND:20261103T100000")), (AT_NINE,)),
    Made(
        "floating-with-a-zone-of-all.ics",
        calendar(
            event(start="DTSTART:20261103T080000", end="DTEND:20261103T090000"), head="VERSION:2.0\nX-WR-TIMEZONE:UTC"
        ),
        (AT_NINE,),
    ),
    Made("duration.ics", calendar(event(end="DURATION:PT1H30M")), ({"minutes": 90},)),
    Made(
        "no-end.ics",
        calendar(event(end="SUMMARY:X")),
        ({"minutes": None, "problems": ("It does not say how long it takes.",)},),
    ),
    Made(
        "ends-before.ics",
        calendar(event(end="DTEND:20261103T070000Z")),
        ({"minutes": None, "problems": ("It ends before it begins; say how long it took.",)},),
    ),
    Made(
        "whole-day.ics",
        calendar(event(start="DTSTART;VALUE=DATE:20261103", end="DTEND;VALUE=DATE:20261104")),
        ({"day": date(2026, 11, 3), "time": "", "minutes": None, "all_day": True, "problems": ()},),
    ),
    Made(
        "whole-day-of-outlook.ics",
        calendar(
            event(
                "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
                start="DTSTART;TZID=W. Europe Standard Time:20261103T000000",
                end="DTEND;TZID=W. Europe Standard Time:20261104T000000",
            )
        ),
        ({"day": date(2026, 11, 3), "time": "", "all_day": True},),
    ),
    Made(
        "over-the-change.ics",
        calendar(event(start="DTSTART;TZID=Europe/Oslo:20261025T013000", end="DTEND;TZID=Europe/Oslo:20261025T033000")),
        ({"time": "01:30", "minutes": 180},),
    ),
    Made(
        "windows-letters.ics",
        calendar(event("SUMMARY:Møte på Ås")).decode().encode("cp1252"),
        ({"subject": "Møte på Ås"},),
    ),
    Made("utf-16.ics", calendar(event("SUMMARY:Møte")).decode().encode("utf-16"), ({"subject": "Møte"},)),
    Made(
        "folded-in-a-letter.ics",
        calendar(event("SUMMARY:BL@R")).replace(b"@", "å".encode()[:1] + b"\r\n " + "å".encode()[1:]),
        ({"subject": "BLåR"},),
    ),
    Made(
        "quoted-printable.ics",
        calendar(event("SUMMARY;ENCODING=QUOTED-PRINTABLE:M=C3=B8te =\n om b=C3=A5t")),
        ({"subject": "Møte om båt"},),
    ),
    Made("unix-lines.ics", calendar(event("SUMMARY:X")).replace(b"\r\n", b"\n"), ({"subject": "X"},)),
    Made(
        "broken-not-folded.ics",
        calendar(event("DESCRIPTION:Hei\nog ha det uten innrykk", "SUMMARY:X")),
        ({"text": "Hei\nog ha det uten innrykk", "subject": "X"},),
    ),
    Made(
        "html-only.ics",
        calendar(event("X-ALT-DESC;FMTTYPE=text/html:<p>Ta med</p><ul><li>Penn</li></ul>")),
        ({"text": "Ta med\n\n- Penn"},),
    ),
    Made(
        "cancelled.ics",
        calendar(event("STATUS:CANCELLED", "SEQUENCE:3"), head="VERSION:2.0\nMETHOD:CANCEL"),
        ({"cancelled": True, "method": "CANCEL", "sequence": 3},),
    ),
    Made(
        "two-methods.ics",
        calendar(event("SEQUENCE:0", "SUMMARY:Først"), head="VERSION:2.0\nMETHOD:REQUEST")
        + calendar(event("SEQUENCE:1", "SUMMARY:Avlyst"), head="VERSION:2.0\nMETHOD:CANCEL"),
        ({"subject": "Avlyst", "cancelled": True},),
    ),
    Made(
        "old-edition-last.ics",
        calendar(event("SEQUENCE:2", "SUMMARY:Ny"), event("SEQUENCE:1", "SUMMARY:Gammel")),
        ({"subject": "Ny", "sequence": 2},),
    ),
    Made(
        "series.ics",
        calendar(series()),
        tuple(
            {"day": day, "time": "09:00", "minutes": 60, "uid": f"series@example.example/{at}"}
            for day, at in (
                (date(2026, 10, 20), "20261020T070000Z"),
                (date(2026, 10, 27), "20261027T080000Z"),
                (date(2026, 11, 3), "20261103T080000Z"),
            )
        ),
    ),
    Made(
        "series-with-exceptions.ics",
        calendar(
            series("EXDATE;TZID=Europe/Oslo:20261020T090000"),
            event(
                "RECURRENCE-ID;TZID=Europe/Oslo:20261027T090000",
                "SUMMARY:Flyttet",
                uid="series@example.example",
                start="DTSTART;TZID=Europe/Oslo:20261028T130000",
                end="DTEND;TZID=Europe/Oslo:20261028T143000",
            ),
            event("RECURRENCE-ID:20261103T080000Z", "STATUS:CANCELLED", uid="series@example.example"),
        ),
        (
            {
                "uid": "series@example.example/20261027T080000Z",
                "day": date(2026, 10, 28),
                "time": "13:00",
                "minutes": 90,
                "subject": "Flyttet",
            },
            {"uid": "series@example.example/20261103T080000Z", "cancelled": True, "time": "09:00"},
        ),
    ),
    Made(
        "one-of-a-series.ics",
        calendar(
            event("RECURRENCE-ID:20261103T080000Z", start="DTSTART:20261104T080000Z", end="DTEND:20261104T090000Z")
        ),
        ({"uid": "one@example.example/20261103T080000Z", "day": date(2026, 11, 4)},),
    ),
    Made(
        "every-second.ics",
        calendar(series(rule="RRULE:FREQ=SECONDLY")),
        ({"day": date(2026, 10, 20), "problems": ("How it repeats could not be read; this is the first time.",)},),
    ),
    Made(
        "never-again.ics",
        calendar(series(rule="RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31")),
        ({"day": date(2026, 10, 20)},),
    ),
    Made(
        "several.ics",
        calendar(
            event("SUMMARY:B", uid="b"),
            event("SUMMARY:A", uid="a", start="DTSTART:20261102T080000Z", end="DTEND:20261102T090000Z"),
        ),
        ({"subject": "A"}, {"subject": "B"}),
    ),
    Made(
        "one-bad-event.ics",
        calendar(event("SUMMARY:Hel", uid="a"), event(uid="b", start="DTSTART:20261399T080000Z")),
        ({"subject": "Hel"},),
        noted="“20261399T080000Z” is no day or time.",
    ),
    Made("no-start.ics", calendar(event(start="SUMMARY:X")), refused="does not say when it begins"),
    Made("cut.ics", OUTLOOK[: OUTLOOK.index(b"SUMMARY")], refused="cut off"),
    Made(
        "cut-in-the-second.ics",
        calendar(event("SUMMARY:Hel", uid="a"), event("ATTENDEE:mailto:b@b.example", uid="b")).rpartition(
            b"END:VEVENT"
        )[0],
        ({"subject": "Hel"},),
        noted="cut off",
    ),
    Made(
        "no-uid.ics",
        calendar(event(uid="")),
        ({"uid": "", "problems": ("It has no identifier: the same invitation will not be recognised again.",)},),
    ),
    Made("reply.ics", calendar(event(), head="VERSION:2.0\nMETHOD:REPLY"), refused="answer to an invitation"),
    Made("counter.ics", calendar(event(), head="VERSION:2.0\nMETHOD:COUNTER"), refused="proposes a new time"),
    Made("tasks.ics", calendar("BEGIN:VTODO\nUID:t\nSUMMARY:Husk\nEND:VTODO"), refused="holds tasks"),
    Made("empty.ics", calendar(), refused="There is no appointment"),
    Made("old.vcs", calendar(event(), head="VERSION:1.0"), refused=".vcs"),
    Made("nothing.ics", b" \r\n", refused="is empty"),
    Made("letter.ics", b"Hei, vi sees i morgen!", refused="damaged or cut off"),
    Made(
        "hidden-signs.ics",
        calendar(event("SUMMARY:A\u202eb\u200b\u0007", "LOCATION:=1+1")),
        ({"subject": "Ab", "place": "=1+1"},),
    ),
    Made(
        "long-title.ics",
        calendar(event("SUMMARY:" + "x" * 400)),
        ({"subject": "x" * 300, "problems": ("The title is longer than fits and was cut.",)},),
    ),
    Made(
        "no-address.ics",
        calendar(
            event(
                "ATTENDEE;CN=Eva:invalid:nomail",
                "ATTENDEE;CN=X:MAILTO:/o=ExchangeLabs/cn=x",
                "ATTENDEE:mailto:ikke en adresse@",
                "ATTENDEE;CN=Eva:mailto:EVA@x.example",
            )
        ),
        (
            {
                "people": (
                    ("Eva", "", "required", ""),
                    ("X", "", "required", ""),
                    ("Eva", "eva@x.example", "required", ""),
                )
            },
        ),
    ),
    Made(
        "attached.ics",
        calendar(
            event("ATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=../Avtale.txt:aGVp", "ATTACH:https://x.example/a")
        ),
        ({"attachments": (("Avtale.txt", b"hei"),)},),
    ),
    Made(
        "bad-line.ics",
        calendar(event('ATTENDEE;CN="uten slutt:mailto:a@b.example', ";;;:", "SUMMARY:Ok")),
        ({"subject": "Ok"},),
    ),
)
