"""Mails of our own making in the styles of Outlook, Gmail, Apple Mail and Thunderbird, each with its right answer."""

import base64
import struct
from datetime import UTC, date, datetime

from tests.crm.exchange.readers import outlook_file
from tests.crm.exchange.readers.made_calendars import GOOGLE, OUTLOOK, TEAMS, Made, calendar, event
from tests.crm.exchange.readers.outlook_file import APPOINTMENT, MEETING

HEAD = """From: =?iso-8859-1?Q?K=E5re_=D8deg=E5rd?= <Kare@Nordlys.example>
To: "Berg, Eva" <eva@klynge.example>, Kari Nordmann <kari@havbruk.example>
Cc: undisclosed-recipients:;
Subject: =?utf-8?B?TcO4dGUgb20gYmzDpWI=?= =?utf-8?B?w6Zy?=
Date: Tue, 3 Nov 2026 09:05:00 +0100
Message-ID: <abc@nordlys.example>
MIME-Version: 1.0
"""
PEOPLE = (
    ("Kåre Ødegård", "kare@nordlys.example", "from", ""),
    ("Berg, Eva", "eva@klynge.example", "to", ""),
    ("Kari Nordmann", "kari@havbruk.example", "to", ""),
)
RIGHT = {
    "kind": "mail",
    "message_id": "<abc@nordlys.example>",
    "subject": "Møte om blåbær",
    "day": date(2026, 11, 3),
    "time": "09:05",
    "people": PEOPLE,
    "problems": (),
}
PDF = b"%PDF-1.7 made up"


def mail(body: bytes | str, kind: str = "text/plain; charset=utf-8", *, head: str = HEAD, more: str = "") -> bytes:
    """A mail with one body."""
    told = f"{head}Content-Type: {kind}\n{more}\n".replace("\n", "\r\n").encode()
    return told + (body.encode() if isinstance(body, str) else body)


def parts(*inner: bytes, kind: str = "mixed", more: str = "", end: bool = True, mark: str = "=_del") -> bytes:
    """The body of a multipart with its own header line, to put in a mail or in another."""
    told = f'Content-Type: multipart/{kind}; boundary="{mark}"{more}\r\n\r\n'.encode()
    line = f"--{mark}\r\n".encode()
    return told + b"".join(line + one + b"\r\n" for one in inner) + (f"--{mark}--\r\n".encode() if end else b"")


def part(body: bytes | str, kind: str = "text/plain; charset=utf-8", *, more: str = "") -> bytes:
    """One part."""
    return f"Content-Type: {kind}\r\n{more}\r\n".encode() + (body.encode() if isinstance(body, str) else body)


def file(name: str, data: bytes, kind: str = "application/pdf", disposition: str = "attachment") -> bytes:
    """An attachment."""
    more = f'Content-Disposition: {disposition}; filename="{name}"\r\nContent-Transfer-Encoding: base64\r\n'
    return part(base64.encodebytes(data).replace(b"\n", b"\r\n"), kind, more=more)


def whole(body: bytes, head: str = HEAD) -> bytes:
    """A mail of several parts."""
    return head.replace("\n", "\r\n").encode() + body


ALTERNATIVE = parts(
    part("Hei,\r\n\r\nTakk for sist."), part("<p>Hei,</p>", "text/html"), kind="alternative", mark="alt"
)
LOGO = part(
    "R0lGODlh",
    "image/gif",
    more="Content-ID: <logo@x>\r\nContent-Disposition: inline; filename=logo.gif\r\n"
    "Content-Transfer-Encoding: base64\r\n",
)
INNER = part(HEAD.replace("\n", "\r\n") + "Content-Type: text/plain\r\n\r\nDen gamle", "message/rfc822")
TEXT = {**RIGHT, "text": "Hei,\n\nTakk for sist.", "attachments": ()}

MAILS = (
    Made("plain.eml", mail("Hei,\r\n\r\nTakk for sist."), (TEXT,)),
    Made("unix.eml", mail("Hei,\n\nTakk for sist.").replace(b"\r\n", b"\n"), (TEXT,)),
    Made("bom.eml", b"\xef\xbb\xbf" + mail("Hei,\r\n\r\nTakk for sist."), (TEXT,)),
    Made("mbox.eml", b"From kare Tue Nov  3 09:05:00 2026\r\n" + mail("Hei,\r\n\r\nTakk for sist."), (TEXT,)),
    Made("no-name-of-mail.txt", mail("Hei,\r\n\r\nTakk for sist."), (TEXT,)),
    Made("alternative.eml", whole(ALTERNATIVE), (TEXT,)),
    Made(
        "with-file.eml",
        whole(parts(ALTERNATIVE, LOGO, file("Tilbud.pdf", PDF))),
        ({**TEXT, "attachments": (("Tilbud.pdf", PDF),)},),
    ),
    Made(
        "norwegian-file-name.eml",
        whole(parts(part("Hei"), file("=?utf-8?B?w5hrb25vbWkucGRm?=", PDF))),
        ({"attachments": (("Økonomi.pdf", PDF),)},),
    ),
    Made(
        "file-name-in-pieces.eml",
        whole(
            parts(
                part("Hei"),
                part(
                    PDF,
                    "application/pdf",
                    more="Content-Disposition: attachment;\r\n"
                    " filename*0*=utf-8''%C3%98kono;\r\n filename*1*=mi.pdf\r\n",
                ),
            )
        ),
        ({"attachments": (("Økonomi.pdf", PDF),)},),
    ),
    Made(
        "path-as-file-name.eml",
        whole(parts(part("Hei"), file("../../Windows/x.pdf", PDF))),
        ({"attachments": (("x.pdf", PDF),)},),
    ),
    Made(
        "html-only.eml",
        mail(
            '<html><head><style>p{}</style></head><body><p>Hei</p><ul><li>Dato</li><li><a href="https://x.example/a">'
            'Sted</a></li></ul><img src="https://sporer.example/p.gif"></body></html>',
            "text/html; charset=utf-8",
        ),
        ({**RIGHT, "text": "Hei\n\n- Dato\n- [Sted](https://x.example/a)"},),
    ),
    Made(
        "blank-plain.eml",
        whole(parts(part(" \r\n"), part("<p>Hei</p>", "text/html"), kind="alternative")),
        ({"text": "Hei"},),
    ),
    Made(
        "quoted-printable.eml",
        mail("Bl=C3=A5b=C3=A6r og =\r\nl=C3=B8k", more="Content-Transfer-Encoding: quoted-printable\n"),
        ({"text": "Blåbær og løk"},),
    ),
    Made("says-latin-is-utf-8.eml", mail("Blåbær", "text/plain; charset=iso-8859-1"), ({"text": "Blåbær"},)),
    Made("says-utf-8-is-windows.eml", mail("Blåbær – løk".encode("cp1252")), ({"text": "Blåbær – løk"},)),
    Made("no-such-charset.eml", mail("Blåbær", "text/plain; charset=x-klingon"), ({"text": "Blåbær"},)),
    Made(
        "flowed.eml",
        mail("Dette er en \r\nlang linje.\r\n", 'text/plain; charset=utf-8; format="flowed"'),
        ({"text": "Dette er en lang linje."},),
    ),
    Made(
        "bare-windows-header.eml",
        mail("Hei", head=HEAD.replace("=?utf-8?B?TcO4dGUgb20gYmzDpWI=?= =?utf-8?B?w6Zy?=", "Blåbær"))
        .decode()
        .encode("cp1252"),
        ({"subject": "Blåbær"},),
    ),
    Made(
        "smuggled-line.eml",
        mail(
            "Hei",
            head=HEAD.replace(
                "=?utf-8?B?TcO4dGUgb20gYmzDpWI=?= =?utf-8?B?w6Zy?=", "=?utf-8?Q?Hei=0D=0ABcc:_x=40x.example?="
            ),
        ),
        ({"subject": "Hei Bcc: x@x.example", "people": PEOPLE},),
    ),
    Made(
        "comma-in-an-encoded-name.eml",
        mail(
            "Hei", head=HEAD.replace('"Berg, Eva" <eva@klynge.example>', "=?utf-8?Q?Berg=2C_Eva?= <eva@klynge.example>")
        ),
        ({"people": PEOPLE},),
    ),
    Made(
        "no-date.eml",
        mail("Hei", head=HEAD.replace("Date: Tue, 3 Nov 2026 09:05:00 +0100\n", "")),
        ({"day": None, "time": "", "problems": ("The mail does not say when it was sent.",)},),
    ),
    Made(
        "date-of-the-way.eml",
        mail(
            "Hei",
            head="Received: by mx; Tue, 3 Nov 2026 08:07:00 +0000\n"
            + HEAD.replace("Tue, 3 Nov 2026 09:05:00 +0100", "i går"),
        ),
        ({"day": date(2026, 11, 3), "time": "09:07"},),
    ),
    Made(
        "date-from-america.eml",
        mail("Hei", head=HEAD.replace("Tue, 3 Nov 2026 09:05:00 +0100", "Mon, 2 Nov 2026 21:30:00 -0500 (EST)")),
        ({"day": date(2026, 11, 3), "time": "03:30"},),
    ),
    Made(
        "forwarded-as-file.eml",
        whole(parts(part("Se vedlagt"), INNER)),
        ({"text": "Se vedlagt", "message_id": "<abc@nordlys.example>"},),
    ),
    Made(
        "signed.eml",
        whole(parts(part("Hei"), file("smime.p7s", b"sig", "application/pkcs7-signature"), kind="signed")),
        ({"text": "Hei", "attachments": (), "problems": ()},),
    ),
    Made(
        "sealed.eml",
        mail(b"MIIB", "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"),
        refused="hides its text",
    ),
    Made("encrypted.eml", mail(b"MIIB", "application/pkcs7-mime; smime-type=enveloped-data"), refused="is encrypted"),
    Made(
        "pgp.eml",
        whole(
            parts(
                part("Version: 1", "application/pgp-encrypted"), part("x", "application/octet-stream"), kind="encrypted"
            )
        ),
        refused="is encrypted",
    ),
    Made(
        "winmail.eml",
        whole(parts(part("Hei"), file("winmail.dat", b"x\x9f", "application/ms-tnef"))),
        (
            {
                "text": "Hei",
                "attachments": (),
                "problems": (
                    "“winmail.dat” is how Outlook packed the rest; it cannot be opened here. "
                    "Ask the sender to send the mail as HTML or plain text.",
                ),
            },
        ),
    ),
    Made(
        "damaged-file.eml",
        whole(
            parts(
                part("Hei"),
                part(
                    "@@@ ikke base64 @@@@!",
                    "application/pdf",
                    more="Content-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n",
                ),
            )
        ),
        ({"text": "Hei", "attachments": (), "problems": ("The attachment “a.pdf” is damaged and was left out.",)},),
    ),
    Made(
        "cut.eml",
        whole(parts(part("Hei"), file("a.pdf", PDF * 50)))[:-900],
        ({"text": "Hei", "attachments": (), "problems": ("The mail is cut off; what came after that is missing.",)},),
    ),
    Made(
        "invitation-of-outlook.eml",
        whole(
            parts(
                part("Se innkalling"), part(OUTLOOK, "text/calendar; charset=utf-8; method=REQUEST"), kind="alternative"
            )
        ),
        (
            {
                "kind": "calendar",
                "method": "REQUEST",
                "message_id": "<abc@nordlys.example>",
                "sequence": 2,
                "subject": "Første møte om blåbær",
                "time": "09:00",
                "attachments": (),
            },
        ),
    ),
    Made(
        "invitation-of-google.eml",
        whole(
            parts(
                parts(
                    part("Invitasjon"),
                    part(GOOGLE, "text/calendar; charset=UTF-8; method=REQUEST"),
                    kind="alternative",
                    mark="alt",
                ),
                file("invite.ics", GOOGLE, "application/ics"),
            )
        ),
        ({"kind": "calendar", "uid": "4k2example@google.com", "attachments": ()},),
    ),
    Made(
        "invitation-with-file.eml",
        whole(parts(part("Hei"), part(TEAMS, "text/calendar; method=REQUEST"), file("Agenda.pdf", PDF))),
        ({"kind": "calendar", "attachments": (("Agenda.pdf", PDF),)},),
    ),
    Made(
        "accepted.eml",
        whole(parts(part("Godtatt"), part(calendar(event(), head="VERSION:2.0\nMETHOD:REPLY"), "text/calendar"))),
        refused="answer to an invitation",
    ),
    Made(
        "broken-invitation.eml",
        whole(parts(part("Hei"), part(OUTLOOK[:700], "text/calendar; method=REQUEST"))),
        ({"kind": "mail", "text": "Hei"},),
    ),
    Made("no-mail.eml", b"Hei, dette er ingen e-post.", refused="damaged or cut off"),
    Made("no-mail.pdf", PDF, refused="neither a mail nor an appointment"),
    Made("nothing-but-headers.eml", b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n", refused="damaged"),
)


def outlook_mail(**more: object) -> bytes:
    """A mail as Outlook saves it."""
    return outlook_file.item(
        {
            0x001A: "IPM.Note",
            0x0037: "Møte om blåbær",
            0x1000: "Hei,\r\n\r\nTakk for sist.",
            0x0042: "Kåre Ødegård",
            0x5D02: "kare@nordlys.example",
            0x0C1F: "/O=EXCHANGELABS/CN=RECIPIENTS/CN=KARE",
            0x0039: datetime(2026, 11, 3, 8, 5, tzinfo=UTC),
            0x1035: "<abc@nordlys.example>",
            **{int(number[1:], 16): value for number, value in more.items()},
        },
        recipients=(
            {0x3001: "Berg, Eva", 0x39FE: "eva@klynge.example", 0x0C15: 1},
            {0x3001: "Kari Nordmann", 0x3003: "kari@havbruk.example", 0x0C15: 1},
            {0x3001: "Skjult", 0x39FE: "skjult@x.example", 0x0C15: 3},
        ),
        attachments=(
            {0x3707: "Tilbud.pdf", 0x3701: PDF * 400, 0x3705: 1},
            {0x3707: "logo.png", 0x3701: b"png", 0x3705: 1, 0x3712: "logo@x", 0x3714: 4},
        ),
    )


GOID = bytes.fromhex(
    "040000008200E00074C5B7101A82E008" + "00000000" + "C0A1B2C3D4E5DC01" + "00" * 8 + "10000000" + "AB" * 16
)


def outlook_meeting(kind: str = "IPM.Schedule.Meeting.Request", goid: bytes = GOID, **more: object) -> bytes:
    """A meeting as Outlook saves it."""
    named = {
        (APPOINTMENT, 0x820D): datetime(2026, 11, 3, 8, tzinfo=UTC),
        (APPOINTMENT, 0x820E): datetime(2026, 11, 3, 9, 30, tzinfo=UTC),
        (APPOINTMENT, 0x8208): "Forskningsparken",
        (APPOINTMENT, 0x8201): 2,
        (MEETING, 0x0003): goid,
        **{(APPOINTMENT, int(number[1:], 16)): value for number, value in more.items()},
    }
    return outlook_file.item(
        {0x001A: kind, 0x0037: "Status", 0x1000: "Agenda", 0x0042: "Eva Berg", 0x5D02: "eva@klynge.example"},
        recipients=(
            {0x3001: "Eva Berg", 0x39FE: "eva@klynge.example", 0x0C15: 1, 0x5FFD: 3},
            {0x3001: "Kari Nordmann", 0x39FE: "kari@havbruk.example", 0x0C15: 1, 0x5FFF: 3},
            {0x3001: "Ola", 0x39FE: "ola@fisk.example", 0x0C15: 2},
            {0x3001: "Rom 2", 0x39FE: "rom@klynge.example", 0x0C15: 3},
        ),
        named=named,
    )


def packed(text: bytes) -> bytes:
    """A rich text as Outlook keeps it, not compressed."""
    return struct.pack("<II4sI", len(text) + 12, len(text), b"MELA", 0) + text


OUTLOOK_FILES = (
    Made("mail.msg", outlook_mail(), ({**TEXT, "attachments": (("Tilbud.pdf", PDF * 400),)},)),
    Made(
        "html.msg",
        outlook_mail(p1000="", p1013="<p>Hei <a href='https://x.example/a'>her</a></p>".encode("cp1252"), p3FDE=1252),
        ({"text": "Hei [her](https://x.example/a)"},),
    ),
    Made(
        "rtf-only.msg",
        outlook_mail(
            p1000="", p1009=packed(rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}Bl\'e5b\'e6r\par Hilsen Ada}")
        ),
        ({"text": "Blåbær\nHilsen Ada", "problems": ()},),
    ),
    Made(
        "rtf-broken.msg",
        outlook_mail(p1000="", p1009=b"\x00" * 20),
        ({"text": "", "problems": ("The text is only there as RTF and could not be read. Copy it from Outlook.",)},),
    ),
    Made(
        "meeting.msg",
        outlook_meeting(),
        (
            {
                "kind": "calendar",
                "method": "REQUEST",
                "uid": GOID.hex().upper(),
                "sequence": 2,
                "day": date(2026, 11, 3),
                "time": "09:00",
                "minutes": 90,
                "place": "Forskningsparken",
                "cancelled": False,
                "problems": (),
                "people": (
                    ("Eva Berg", "eva@klynge.example", "organiser", ""),
                    ("Kari Nordmann", "kari@havbruk.example", "required", "accepted"),
                    ("Ola", "ola@fisk.example", "optional", ""),
                ),
            },
        ),
    ),
    Made("appointment.msg", outlook_meeting("IPM.Appointment"), ({"method": "PUBLISH", "time": "09:00"},)),
    Made("cancelled.msg", outlook_meeting("IPM.Schedule.Meeting.Canceled"), ({"method": "CANCEL", "cancelled": True},)),
    Made(
        "whole-day.msg",
        outlook_meeting(p820D=datetime(2026, 11, 2, 22, tzinfo=UTC), p8215=True),
        ({"day": date(2026, 11, 3), "time": "", "all_day": True, "minutes": None},),
    ),
    Made(
        "series.msg",
        outlook_meeting(p8223=True),
        (
            {
                "uid": f"{GOID.hex().upper()}/20261103T080000Z",
                "problems": ("It is a series; this is the first time. Save it as .ics to choose another.",),
            },
        ),
    ),
    Made(
        "one-of-a-series.msg",
        outlook_meeting(goid=GOID[:16] + b"\x07\xea\x0b\x02" + GOID[20:], p8228=datetime(2026, 11, 2, 8, tzinfo=UTC)),
        ({"uid": f"{GOID.hex().upper()}/20261102T080000Z", "problems": ()},),
    ),
    Made(
        "made-by-google.msg",
        outlook_meeting(goid=GOID[:36] + b"\x20\x00\x00\x00vCal-Uid\x01\x00\x00\x00abc@google.com\x00"),
        ({"uid": "abc@google.com"},),
    ),
    Made("accepted.msg", outlook_meeting("IPM.Schedule.Meeting.Resp.Pos"), refused="answer to an invitation"),
    Made("contact.msg", outlook_mail(p001A="IPM.Contact"), refused="IPM.Contact"),
    Made("encrypted.msg", outlook_mail(p001A="IPM.Note.SMIME"), refused="is encrypted"),
    Made("cut.msg", outlook_mail()[:1_500], refused="damaged or cut off"),
    Made("word.msg", outlook_file.compound({"WordDocument": b"x" * 5_000}), refused="damaged or cut off"),
)
