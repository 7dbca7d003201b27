"""Mails, calendars, Outlook files and vCards that want to kill, blow up or fool their reader: {name: how it is made}.

Lists are in `hostile.py`, which reads all of them; each is read by the reader of its ending.
"""

import random
import struct
from collections.abc import Callable, Mapping, Sequence

from tests.crm.exchange.readers import outlook_file
from tests.crm.exchange.readers.made_calendars import CUSTOM, OUTLOOK, calendar, event, series
from tests.crm.exchange.readers.made_mails import (
    HEAD,
    PDF,
    file,
    mail,
    outlook_mail,
    outlook_meeting,
    packed,
    part,
    parts,
    whole,
)

Makers = Mapping[str, Callable[[], bytes]]
ENDINGS = (".eml", ".ics", ".msg")
"""Those that are read as mails and appointments."""
_SUBJECT = "Subject: =?utf-8?B?TcO4dGUgb20gYmzDpWI=?= =?utf-8?B?w6Zy?="
_WHEN = "Tue, 3 Nov 2026 09:05:00 +0100"


def scratched(data: bytes, seed: int, most: int = 30) -> bytes:
    """The same with some bytes written over, and sometimes a piece taken out."""
    luck = random.Random(seed)
    changed = bytearray(data)
    for _scratch in range(luck.randrange(1, most)):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    if luck.random() < 0.5:
        start = luck.randrange(len(changed))
        del changed[start : start + luck.choice((1, 7, 300))]
    return bytes(changed)


def _letter(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-8", "surrogatepass")


def _one(*lines: str, **more: str) -> bytes:
    return _letter("\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", event(*lines, **more), "END:VCALENDAR", "")))


def _headed(old: str, new: str) -> bytes:
    assert old in HEAD
    return _letter(HEAD.replace(old, new) + "Content-Type: text/plain; charset=utf-8\n\nHei")


def _html(html: str) -> bytes:
    return mail(html, "text/html; charset=utf-8")


def _within(depth: int) -> bytes:
    body = part("Innerst")
    for number in range(depth):
        body = parts(body, mark=f"m{number}")
    return whole(body)


def _forwarded(depth: int) -> bytes:
    head = HEAD.replace("\n", "\r\n").encode()
    return (head + b"Content-Type: message/rfc822\r\n\r\n") * depth + head + b"\r\nHei"


def _in_charset(name: str) -> bytes:
    words = f"Subject: =?{name}?B?eJwDAAAAAAE=?="
    return mail(b"x\x9c\x03\x00\x00\x00\x00\x01", f"text/plain; charset={name}", head=HEAD.replace(_SUBJECT, words))


def _of_many(names: Sequence[str]) -> bytes:
    return whole(parts(part("Hei"), *(file(name, PDF) for name in names)))


CALENDARS: Makers = {
    "events within events.ics": lambda: _letter("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n" * 50_000),
    "calendars within calendars.ics": lambda: b"BEGIN:VCALENDAR\r\n" * 50_000 + OUTLOOK,
    "ends without beginnings.ics": lambda: _letter("BEGIN:VCALENDAR\n" + "END:VEVENT\n" * 50_000 + "END:VCALENDAR"),
    "every second for ever.ics": lambda: calendar(series(rule="RRULE:FREQ=SECONDLY")),
    "a billion times.ics": lambda: calendar(series(rule="RRULE:FREQ=MINUTELY;COUNT=1000000000")),
    "every zero weeks.ics": lambda: calendar(series(rule="RRULE:FREQ=WEEKLY;INTERVAL=0")),
    "never on that day.ics": lambda: calendar(series(rule="RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31")),
    "a rule of all.ics": lambda: calendar(
        series(
            rule="RRULE:FREQ=YEARLY;BYSECOND=" + ",".join(map(str, range(60))) + ";BYMINUTE="
            + ",".join(map(str, range(60))) + ";BYYEARDAY=" + ",".join(map(str, range(-366, 367)))
        )
    ),
    "a rule of nonsense.ics": lambda: calendar(series(rule="RRULE:FREQ=ÆØÅ;COUNT=x;UNTIL=99999999;;=;BYDAY=99XX")),
    "ends before it begins.ics": lambda: calendar(series(rule="RRULE:FREQ=DAILY;UNTIL=00010101T000000Z")),
    "two hundred thousand dates.ics": lambda: calendar(series("RDATE:" + ",".join(["20261103T080000Z"] * 200_000))),
    "two hundred thousand exceptions.ics": lambda: calendar(
        series("EXDATE:" + ",".join(["20261103T080000Z"] * 200_000), rule="RRULE:FREQ=DAILY")
    ),
    "the year zero.ics": lambda: _one(start="DTSTART:00000000T000000Z"),
    "the last moment.ics": lambda: _one(start="DTSTART:99991231T235959Z", end="DURATION:P9999W"),
    "the first moment.ics": lambda: _one(
        start="DTSTART;TZID=Europe/Oslo:00010101T000000", end="DTEND:00010101T000001Z"
    ),
    "the year 99999.ics": lambda: _one(start="DTSTART:999990101T000000Z"),
    "endless duration.ics": lambda: _one(end="DURATION:P99999999999999999999D"),
    "duration of nonsense.ics": lambda: _one(end="DURATION:-PT-5HÆ"),
    "a day of digits.ics": lambda: _one(start="DTSTART:" + "9" * 500_000),
    "a day in other digits.ics": lambda: _one(start="DTSTART:٢٠٢٦١١٠٣T٠٨٠٠٠٠Z"),
    "zone as a path.ics": lambda: _one(start="DTSTART;TZID=../../../../dev/zero:20261103T090000"),
    "zone as a folder.ics": lambda: _one(start="DTSTART;TZID=Europe:20261103T090000"),
    "zone of nul.ics": lambda: _one(start="DTSTART;TZID=Europe\0/Oslo:20261103T090000"),
    "zone of a megabyte.ics": lambda: _one(start=f"DTSTART;TZID={'x/' * 500_000}:20261103T090000"),
    "zone of all hours.ics": lambda: calendar(
        event(start="DTSTART;TZID=Z:20261103T090000", end="DTEND;TZID=Z:20261103T100000"),
        zones=CUSTOM.replace("Customized Time Zone", "Z").replace("+0200", "+9999"),
    ),
    "zone of ten thousand changes.ics": lambda: calendar(
        event(start="DTSTART;TZID=Z:20261103T090000", end="DTEND;TZID=Z:20261103T100000"),
        zones="BEGIN:VTIMEZONE\nTZID:Z\n"
        + "BEGIN:STANDARD\nDTSTART:16010101T040000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0200\n"
        "RRULE:FREQ=SECONDLY\nEND:STANDARD\n" * 10_000
        + "END:VTIMEZONE",
    ),
    "ten megabytes in a line.ics": lambda: _one("SUMMARY:" + "x" * 10_000_000),
    "a line of folds.ics": lambda: b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x" + b"\r\n " * 500_000,
    "parameters without end.ics": lambda: _one("SUMMARY" + ";A=1" * 200_000 + ":x"),
    "a quote without end.ics": lambda: _one('SUMMARY;CN="' + "x" * 500_000),
    "quotes of backslashes.ics": lambda: _one("SUMMARY:" + "\\" * 500_001),
    "a hundred thousand people.ics": lambda: _one(*(f"ATTENDEE;CN=P:mailto:{n}@x.example" for n in range(100_000))),
    "people of nonsense.ics": lambda: _one("ATTENDEE:mailto:" + "@" * 50_000, 'ATTENDEE;CN="\\":', "ORGANIZER:"),
    "twenty thousand events.ics": lambda: calendar(*(event(uid=str(number)) for number in range(20_000))),
    "the same a thousand times.ics": lambda: calendar(*([event("SEQUENCE:" + "9" * 400)] * 1_000)),
    "nul bytes.ics": lambda: OUTLOOK.replace(b"SUMMARY", b"SUM\0MARY").replace(b"a", b"a\0"),
    "surrogates.ics": lambda: _one("SUMMARY:\ud800\udfff x", "DESCRIPTION:\udcff"),
    "turned round.ics": lambda: _one("SUMMARY:\u202efdp.exe\u2066", "LOCATION:\u200b\ufeff"),
    "only old line ends.ics": lambda: OUTLOOK.replace(b"\r\n", b"\r"),
    "utf-16 cut in a sign.ics": lambda: OUTLOOK.decode().encode("utf-16")[:-1],
    "markup within markup.ics": lambda: _one("X-ALT-DESC;FMTTYPE=text/html:" + "<div>" * 200_000),
    "signs by number.ics": lambda: _one("X-ALT-DESC;FMTTYPE=text/html:&#99999999999;&#xD800;" + "&#x0;&amp" * 50_000),
    "a file from outside.ics": lambda: _one("ATTACH:file:///etc/passwd", "ATTACH:http://x.example/a", "URL:file:///etc"),
    "a file of five megabytes.ics": lambda: _one("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "QUJD" * 1_250_000),
    "softly broken.ics": lambda: _one("SUMMARY;ENCODING=QUOTED-PRINTABLE:" + "=\n" * 200_000),
    "a strange charset.ics": lambda: _one("SUMMARY;CHARSET=idna:" + "x" * 100_000, "LOCATION;CHARSET=zip:y"),
    "a megabyte of identity.ics": lambda: _one(uid="U" * 1_000_000),
    "no identity and no day.ics": lambda: _one(uid="", start="SUMMARY:x"),
    "one of a series of nothing.ics": lambda: _one(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261103T080000Z", "RRULE:FREQ=DAILY"
    ),
    "half of it.ics": lambda: OUTLOOK[: len(OUTLOOK) // 2],
    "all but its end.ics": lambda: OUTLOOK[:-17],
    "only a beginning.ics": lambda: b"BEGIN:VCALENDAR",
}  # fmt: skip

MAILS: Makers = {
    "header without end.eml": lambda: b"From: " * 400_000,
    "fifty thousand encoded words.eml": lambda: _headed(_SUBJECT, "Subject: " + "=?utf-8?q?a?= " * 50_000),
    "encoded words within each other.eml": lambda: _headed(_SUBJECT, "Subject: " + "=?utf-8?q?" * 50_000),
    "a header of folds.eml": lambda: _headed(_SUBJECT, "Subject: x" + "\n " * 200_000),
    "a hundred thousand headers.eml": lambda: _headed(_SUBJECT, "X-A: b\n" * 100_000 + "Subject: x"),
    "a line smuggled.eml": lambda: _headed(_SUBJECT, "Subject: =?utf-8?Q?Hei=0D=0ABcc=3A_x=40x.example=00?="),
    "parts within parts.eml": lambda: _within(100),
    "three thousand deep.eml": lambda: whole(
        b"".join(b'Content-Type: multipart/mixed; boundary="m%d"\r\n\r\n--m%d\r\n' % (n, n) for n in range(3_000))
    ),
    "mails within mails.eml": lambda: _forwarded(1_000),
    "twenty thousand parts.eml": lambda: whole(parts(*([part("x")] * 20_000))),
    "parts with the same mark.eml": lambda: whole(
        parts(parts(part("x"), mark="m"), parts(part("y"), mark="m"), mark="m")
    ),
    "a mark of nothing.eml": lambda: whole(
        b'Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nHei\r\n----\r\n'
    ),
    "no mark.eml": lambda: whole(b"Content-Type: multipart/mixed\r\n\r\n--\r\n\r\nHei"),
    "a mark of a megabyte.eml": lambda: whole(parts(part("Hei"), mark="m" * 1_000_000)),
    "marks and nothing else.eml": lambda: whole(parts(part("x")) + b"--=_del\r\n" * 200_000),
    "markup within markup.eml": lambda: _html("<div>" * 300_000 + "Hei"),
    "lists within lists.eml": lambda: _html("<ul><li>" * 50_000 + "Hei"),
    "tables within tables.eml": lambda: _html("<table><tr><td>" * 50_000 + "Hei"),
    "a tag of attributes.eml": lambda: _html("<p " + "a='b' " * 200_000 + ">Hei"),
    "a remark without end.eml": lambda: _html("<!--" * 200_000),
    "a style without end.eml": lambda: _html("<style>" + "x" * 1_000_000),
    "open tags.eml": lambda: _html("<" * 500_000),
    "declarations.eml": lambda: _html("<![CDATA[" * 100_000 + "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;"),
    "signs by number.eml": lambda: _html("&#99999999999999999999;&#xD800;&#0;" + "&#x202e;" * 100_000),
    "links to evil.eml": lambda: _html('<a href="javascript:alert(1)">her</a><a href="file:///C:/x.exe">der</a>'),
    **{
        f"in {name[:14]}.eml": (lambda name=name: _in_charset(name))  # type: ignore[misc]
        for name in ("zlib_codec", "idna", "punycode", "unicode_escape", "utf-7", "rot13", "hex", "æøå", "x" * 3_000)
    },
    "punycode of a megabyte.eml": lambda: mail(b"a-" + b"9" * 1_000_000, "text/plain; charset=punycode"),
    "idna of a megabyte.eml": lambda: mail(b"xn--" + b"9" * 1_000_000, "text/plain; charset=idna"),
    "names that are paths.eml": lambda: _of_many(
        ("../../etc/passwd", "C:\\Windows\\x.exe", "CON", "a\0.pdf", ".", "..", "", "x" * 5_000, "\u202efdp.exe")
    ),
    "three thousand files.eml": lambda: _of_many(["a.pdf"] * 3_000),
    "a name in a million pieces.eml": lambda: whole(
        parts(
            part("Hei"),
            part(PDF, "application/pdf", more="Content-Disposition: attachment;"
                 + "".join(f"\r\n filename*{n}=x;" for n in range(20_000)) + "\r\n"),
        )
    ),
    "a name in pieces of nonsense.eml": lambda: whole(
        parts(part("Hei"), part(PDF, "application/pdf", more="Content-Disposition: attachment;\r\n"
                                " filename*0*=æ''%ZZ;\r\n filename*99999999999=x; filename*-1=y\r\n"))
    ),
    "the year 99999.eml": lambda: _headed(_WHEN, "Tue, 3 Nov 99999 99:99:99 +9999"),
    "the year zero.eml": lambda: _headed(_WHEN, "Mon, 1 Jan 0000 00:00:00 -2400"),
    "the first moment.eml": lambda: _headed(_WHEN, "Mon, 1 Jan 0001 00:00:00 +1400"),
    "the last moment.eml": lambda: _headed(_WHEN, "Fri, 31 Dec 9999 23:59:59 -1400"),
    "a moment of digits.eml": lambda: _headed(_WHEN, "9" * 300_000),
    "a hundred thousand receivers.eml": lambda: _headed(
        "Cc: undisclosed-recipients:;", "Cc: " + ", ".join(f"p{n}@x.example" for n in range(100_000))
    ),
    "remarks within remarks.eml": lambda: _headed(
        "Cc: undisclosed-recipients:;", "Cc: " + "(" * 100_000 + "a@x.example"
    ),
    "groups without end.eml": lambda: _headed("Cc: undisclosed-recipients:;", "Cc: " + "a:" * 50_000),
    "quotes without end.eml": lambda: _headed("Cc: undisclosed-recipients:;", 'Cc: "' + 'x\\"' * 100_000),
    "angles.eml": lambda: _headed("Cc: undisclosed-recipients:;", "Cc: " + "<" * 50_000 + "@" * 50_000),
    "surrogates.eml": lambda: _headed(_SUBJECT, "Subject: \ud800\udfff \udcff"),
    "nul bytes.eml": lambda: mail("Hei").replace(b"e", b"\0e"),
    "signs that are none.eml": lambda: (
        HEAD.replace("\n", "\r\n").encode() + b"X: \xff\xfe\xc3\x28\r\n\r\n\xed\xa0\x80\xff"
    ),
    "packed in no way.eml": lambda: mail("Hei", more="Content-Transfer-Encoding: x-zip\n"),
    "base64 of nonsense.eml": lambda: mail("=" * 100_000 + "A=B=C", more="Content-Transfer-Encoding: base64\n"),
    "soft breaks.eml": lambda: mail("=\r\n" * 300_000, more="Content-Transfer-Encoding: quoted-printable\n"),
    "uuencoded.eml": lambda: mail(
        "begin 644 x\n" + "M" * 100_000 + "\nend", more="Content-Transfer-Encoding: x-uuencode\n"
    ),
    "a kind of nothing.eml": lambda: mail("Hei", "/"),
    "a kind of parameters.eml": lambda: mail("Hei", "text/plain" + "; a=b" * 100_000),
    "flowing without end.eml": lambda: mail("> " * 300_000 + " \r\n" * 50_000, "text/plain; format=flowed; delsp=yes"),
    "lines of the post.eml": lambda: b"From a Tue Nov  3 09:05:00 2026\r\n" * 50_000 + mail("Hei"),
    "an endless invitation.eml": lambda: whole(
        parts(part("Hei"), part(calendar(series(rule="RRULE:FREQ=SECONDLY")), "text/calendar; method=REQUEST"))
    ),
    "three thousand invitations.eml": lambda: whole(
        parts(*([part(OUTLOOK, "text/calendar; method=REQUEST")] * 900))
    ),
    "winmail of nonsense.eml": lambda: whole(
        parts(part("Hei"), file("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(9_000)))
    ),
    "half of it.eml": lambda: whole(parts(part("Hei"), file("a.pdf", PDF * 500)))[:3_000],
    "only headers.eml": lambda: HEAD.encode(),
    "a calendar called mail.eml": lambda: OUTLOOK,
    "utf-16.eml": lambda: mail("Hei").decode().encode("utf-16"),
}  # fmt: skip


def _loop(data: bytes) -> bytes:
    """Its table of sectors says of each sector that it follows itself."""
    first = struct.unpack_from("<I", data, 76)[0]
    at = 512 + first * 512
    return data[:at] + struct.pack("<128I", *range(128)) + data[at + 512 :]


def _rtf(text: bytes) -> bytes:
    return outlook_mail(p1000="", p1009=packed(text))


OUTLOOK_FILES: Makers = {
    "half of it.msg": lambda: outlook_mail()[: len(outlook_mail()) // 2],
    "only its beginning.msg": lambda: outlook_mail()[:512],
    "a loop of sectors.msg": lambda: _loop(outlook_mail()),
    "sectors that are not there.msg": lambda: outlook_mail().replace(b"\xfe\xff\xff\xff", b"\xf0\xff\xff\x7f"),
    "folders that are one another.msg": lambda: outlook_mail().replace(b"\xff\xff\xff\xff", b"\0\0\0\0"),
    "rtf within rtf.msg": lambda: _rtf(rb"{\rtf1" + b"{" * 200_000),
    "rtf that closes.msg": lambda: _rtf(rb"{\rtf1" + b"}" * 200_000),
    "rtf of signs.msg": lambda: _rtf(rb"{\rtf1\ansicpg99999 " + rb"\u-99999?\'zz\bin999999999 " * 20_000),
    "rtf that lies.msg": lambda: outlook_mail(
        p1000="", p1009=struct.pack("<II4sI", 0xFFFFFFF0, 0xFFFFFFFF, b"LZFu", 0) + b"\0\x01\x02" * 60_000
    ),
    "rtf that repeats.msg": lambda: outlook_mail(
        p1000="", p1009=struct.pack("<II4sI", 2_000_012, 0x7FFFFFFF, b"LZFu", 0) + b"\xff" + b"\x00\x0f" * 1_000_000
    ),
    "five hundred receivers.msg": lambda: outlook_file.item(
        {0x001A: "IPM.Note", 0x0037: "Hei"},
        recipients=[{0x3001: f"P{n}", 0x39FE: f"p{n}@x.example", 0x0C15: 1} for n in range(500)],
    ),
    "of no kind.msg": lambda: outlook_mail(p001A="IPM." + "X" * 5_000),
    "of no time.msg": lambda: outlook_mail(p0039=b"\xff" * 8),
    "a class of nonsense.msg": lambda: outlook_meeting("IPM.Schedule.Meeting.\0"),
    "a subject of nonsense.msg": lambda: outlook_mail(p0037="\u202e\0\ufeff\uffff" * 10_000),
    "markup within markup.msg": lambda: outlook_mail(p1000="", p1013=b"<div>" * 200_000, p3FDE=65_001),
    "a code page of nonsense.msg": lambda: outlook_mail(p1000="", p1013=b"<p>\xe6", p3FDE=-1),
    "nothing but zeros.msg": lambda: outlook_mail()[:512] + bytes(20_000),
    "a list called mail.msg": lambda: b"Navn;E-post\nKari Berg;kari@x.example\n",
}
_CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Ødegård;Kåre;;;\nFN:Kåre Ødegård\n{}\nEND:VCARD\n"


def _card(line: str) -> bytes:
    return (_letter(_CARD.format(line))) + _letter(_CARD.format("EMAIL:kare@nordlys.example"))


CARDS: Makers = {
    "a picture of five megabytes.vcf": lambda: _card("PHOTO;ENCODING=b;TYPE=JPEG:" + "QUJD" * 1_250_000),
    "a picture from outside.vcf": lambda: _card("PHOTO;VALUE=uri:file:///etc/passwd"),
    "twenty thousand numbers.vcf": lambda: _card("\n".join(f"TEL;TYPE=work:{n}" for n in range(20_000))),
    "a name of ten thousand parts.vcf": lambda: _card("N:" + "x;" * 10_000),
    "backslashes.vcf": lambda: _card("NOTE:" + "\\" * 500_001),
    "groups.vcf": lambda: _card("item1." * 50_000 + "TEL:1"),
    "a property of a megabyte.vcf": lambda: _card("X" * 1_000_000 + ":y"),
    "a quote without end.vcf": lambda: _card('TEL;TYPE="' + "x" * 500_000),
    "an agent in an agent.vcf": lambda: _card("AGENT:" + "BEGIN:VCARD\\nAGENT:" * 20_000),
    "in idna.vcf": lambda: _card("NOTE;CHARSET=idna:" + "x" * 200_000),
    "in punycode.vcf": lambda: _card("NOTE;CHARSET=punycode;ENCODING=QUOTED-PRINTABLE:a-" + "9" * 200_000),
    "surrogates.vcf": lambda: _card("ORG:\ud800;\udfff"),
    "turned round.vcf": lambda: _card("ORG:\u202eSA syldroN\u2066;\u200b"),
    "utf-16 cut in a sign.vcf": lambda: _CARD.format("TEL:1").encode("utf-16")[:-1],
    "days of nonsense.vcf": lambda: _card("BDAY:99999-99-99\nREV:" + "9" * 100_000),
    "versions.vcf": lambda: _card("VERSION:" + "9" * 100_000 + "\nVERSION:2.1\nVERSION:4.0"),
    "twenty thousand ends.vcf": lambda: _letter("END:VCARD\n" * 20_000) + _card("TEL:1"),
    "softly broken without end.vcf": lambda: _card("NOTE;ENCODING=QUOTED-PRINTABLE:" + "x=\n" * 100_000 + "="),
}

LETTERS: Makers = {**CALENDARS, **MAILS, **OUTLOOK_FILES, **CARDS}


def more() -> Makers:
    """A thousand more: each sample scratched or cut, for the soak."""
    samples = {"eml": whole(parts(part("Hei"), part(OUTLOOK, "text/calendar"), file("a.pdf", PDF))), "ics": OUTLOOK,
               "msg": outlook_meeting(), "vcf": _card("TEL;TYPE=work:912 34 567")}  # fmt: skip
    made = {
        f"scratched {seed}.{ending}": lambda data=data, seed=seed: scratched(data, seed)
        for ending, data in samples.items()
        for seed in range(150)
    }
    return made | {
        f"cut at part {at} of 100.{ending}": lambda data=data, at=at: data[: len(data) * at // 100]
        for ending, data in samples.items()
        for at in range(1, 100)
    }
