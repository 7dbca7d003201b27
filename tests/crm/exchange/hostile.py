"""Files that want to kill, blow up or fool their reader, made on the spot: {name: how it is made}.

`SMALL` are read by every run of the tests, `HEAVY` only by `make soak`. As a program it reads a folder of them as the
importer does, and tells what became of each and how large it grew itself: see `test_hostile.py`.
"""

import io
import json
import os
import random
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import openpyxl

from tests.crm.exchange import files, hostile_letters
from tests.crm.exchange.binary_workbook import xlsb
from tests.crm.exchange.locked import locked, locked_ods, wholly_locked_ods

LIST = files.workbook(
    ["Navn", "E-post", "Firma"], *([f"Person {n}", f"p{n}@nordlys.example", "Nordlys AS"] for n in range(30))
)
_SHEET = "xl/worksheets/sheet1.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    *(b"PK\x03\x04", b"PK\x05\x06", _OLE, b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x09\x08\x10\x00", b"%PDF-1.7"),
    *(
        b"\x1f\x8b\x08",
        b"BEGIN:VCARD\r\n",
        b"{\\rtf1",
        b"<?xml",
        b"sep=;\n",
        b"7z\xbc\xaf\x27\x1c",
        b"\x00\x00\xfe\xff",
    ),
)
_CSV = "Navn;E-post;Firma\n" + "".join(f"Person {n};p{n}@nordlys.example;Nordlys AS\n" for n in range(40))


def _sheet(content: str | bytes, data: bytes = LIST) -> bytes:
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return files.altered(data, lambda name, old: raw if name == _SHEET else old)


def _rows(rows: str, *, before: str = "", after: str = "") -> bytes:
    return _sheet(f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>')


def _text(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


_HEAD = f'<row r="1">{_text("A1", "Navn")}{_text("B1", "E-post")}</row>'
_ONE = f'<row r="2">{_text("A2", "Kåre Ødegård")}{_text("B2", "kare@nordlys.example")}</row>'


def _added(**parts: bytes) -> bytes:
    return files.altered(LIST, lambda name, data: data, {name.replace("__", "/"): data for name, data in parts.items()})


def _nested() -> bytes:
    inner = LIST
    for _level in range(6):
        inner = files.altered(LIST, lambda name, data: data, {"xl/embeddings/book.xlsx": inner})
    return inner


def _lying(where: bytes, offset: int, value: int) -> bytes:
    """Sizes that are not the true ones, in the central directory or in each part's own header."""
    data = bytearray(LIST)
    at = data.find(where)
    while at >= 0:
        struct.pack_into("<I", data, at + offset, value)
        at = data.find(where, at + 1)
    return bytes(data)


def _same_bytes_for_all() -> bytes:
    """The overlapping bomb: many entries of the directory that all point at one part."""
    packed = zlib.compress(bytes(1 << 22), 9)[2:-4]
    crc = zlib.crc32(bytes(1 << 22))
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(packed), 1 << 22, 1, 0) + b"a"
    body = head + packed
    entries = b""
    for number in range(4000):
        name = f"xl/{number}".encode()
        fixed = (0x02014B50, 20, 20, 0, 8, 0, 0, crc, len(packed), 1 << 22, len(name), 0, 0, 0, 0, 0, 0)
        entries += struct.pack("<IHHHHHHIIIHHHHHII", *fixed) + name
    return body + entries + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 4000, 4000, len(entries), len(body), 0)


def _bomb(megabytes: int, part: str = "xl/media/logo.png", fill: bytes = b"\0") -> bytes:
    return _added(**{part.replace("/", "__"): fill * (megabytes << 20)})


def _laughs() -> bytes:
    lines = ['<!ENTITY a0 "ha">', *(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))]
    return _sheet(
        f'<!DOCTYPE x [{"".join(lines)}]><worksheet xmlns="{_MAIN}"><sheetData><row r="1">'
        f"{_text('A1', '&a9;')}</row></sheetData></worksheet>"
    )


def _outside() -> bytes:
    return _sheet(
        '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
        f'<worksheet xmlns="{_MAIN}"><sheetData><row r="1">{_text("A1", "&secret;")}</row></sheetData></worksheet>'
    )


def _styled_rows(count: int) -> bytes:
    styled = "".join(f'<row r="{n}" s="1"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(3, count))
    return _rows(_HEAD + _ONE + styled)


def _wide(columns: int) -> bytes:
    return files.workbook(
        ["Navn", "E-post", *(f"Spørsmål {n}" for n in range(columns))], ["Åse", "ase@nordlys.example"]
    )


def _merged(count: int) -> bytes:
    """openpyxl takes minutes over these."""
    refs = "".join(f'<mergeCell ref="A{n}:XFD{n}"/>' for n in range(3, count + 3))
    return _rows(_HEAD + _ONE, after=f"<mergeCells>{refs}</mergeCells>")


def _merged_overlapping() -> bytes:
    refs = '<mergeCell ref="A1:XFD1048576"/>' * 500 + '<mergeCell ref="ZZZZZ1:A0"/><mergeCell ref=""/><mergeCell/>'
    return _rows(_HEAD + _ONE, after=f"<mergeCells>{refs}</mergeCells>")


def _shared_far() -> bytes:
    places = ("4294967295", "99999", "-1", "1.5", "", "abc", "18446744073709551616")
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{at}</v></c></row>' for n, at in enumerate(places, 3))
    return _rows(_HEAD + _ONE + cells)


def _shared_repeated() -> bytes:
    """One text of a megabyte, wanted by ten thousand cells."""
    long = f'<sst xmlns="{_MAIN}"><si><t>{"x" * (1 << 20)}</t></si></sst>'.encode()
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(3, 10_003))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

    def change(name: str, data: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            return long
        if name == "xl/_rels/workbook.xml.rels" and b"sharedStrings" not in data:
            told = f'<Relationship Id="rIdS" Type="{relation}" Target="sharedStrings.xml"/></Relationships>'
            return data.replace(b"</Relationships>", told.encode())
        if name == "[Content_Types].xml" and b"sharedStrings" not in data:
            told = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{content}"/></Types>'
            return data.replace(b"</Types>", told.encode())
        return data

    return files.altered(_rows(_HEAD + rows), change)


def _no_values() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Navn", "E-post", "Firma"])
    sheet.append(["Kåre Ødegård", '=LOWER("KARE@NORDLYS.EXAMPLE")', "=A1"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _blank_in_the_last_cell() -> bytes:
    """calamine 0.9.1 aborts the process over a blank at the far corner (RELIABILITY.md F)."""
    return _rows(_HEAD + _ONE + '<row r="1048576"><c r="XFD1048576" t="s"><v></v></c></row>')


def _blank_xlsb_like(reference: str) -> bytes:
    return _rows(_HEAD + _ONE + f'<row r="3"><c r="{reference}"><v>1</v></c></row>')


def _encrypted_zip() -> bytes:
    data = bytearray(LIST)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 1)
    return bytes(data)


def _spoilt(data: bytes) -> bytes:
    """With the description of its lock written over."""
    at = data.find(b"<encryption")
    return data[:at] + data[at:].replace(b'spinCount="', b'spinCount="9x', 1)[: len(data) - at]


def _nul_bytes() -> bytes:
    middle = len(LIST) // 2
    return LIST[:middle] + bytes(4096) + LIST[middle + 4096 :]


def _random(start: bytes, seed: int, length: int = 3000) -> bytes:
    return start + random.Random(seed).randbytes(length)


def _scratched(seed: int) -> bytes:
    luck = random.Random(seed)
    data = bytearray(LIST)
    for _scratch in range(luck.randrange(1, 12)):
        data[luck.randrange(len(data))] = luck.randrange(256)
    return bytes(data)


def _ods(table: str) -> bytes:
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{spaces}:office:1.0" xmlns:table="{spaces}:table:1.0" '
        f'xmlns:text="{spaces}:text:1.0"><office:body><office:spreadsheet><table:table table:name="A">{table}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", content)
        new.writestr("META-INF/manifest.xml", "<manifest/>")
    return file.getvalue()


_CELL = '<table:table-cell office:value-type="string"><text:p>Navn</text:p></table:table-cell>'
_CARD = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ødegård;Kåre;;;\r\nFN:Kåre Ødegård\r\nEMAIL:kare@nordlys.example\r\nEND:VCARD\r\n"
)

SMALL: dict[str, Callable[[], bytes]] = {
    "bomb.xlsx": lambda: _bomb(310),
    "bomb of markup.xlsx": lambda: _bomb(60, "xl/worksheets/sheet9.xml", b"<"),
    "bomb overlapping.xlsx": _same_bytes_for_all,
    "bombs nested.xlsx": _nested,
    "size lies in directory.xlsx": lambda: _lying(b"PK\x01\x02", 24, 7),
    "size lies huge.xlsx": lambda: _lying(b"PK\x01\x02", 24, 0xFFFFFFF0),
    "size lies in part.xlsx": lambda: _lying(b"PK\x03\x04", 22, 3),
    "packed size lies.xlsx": lambda: _lying(b"PK\x01\x02", 20, 5),
    "offset lies.xlsx": lambda: _lying(b"PK\x01\x02", 42, 0x7FFFFFFF),
    "parts beyond count.xlsx": lambda: _added(**{f"xl__x{n}.xml": b"<x/>" for n in range(10_001)}),
    "path outside.xlsx": lambda: _added(**{"../../outside.xml": b"<x/>", "C:\\evil.xml": b"<x/>"}),
    "billion laughs.xlsx": _laughs,
    "entity from outside.xlsx": _outside,
    "entity in utf-16.xlsx": lambda: _added(
        xl__x=('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"))
    ),
    "deep markup.xlsx": lambda: _sheet("<a>" * 200_000),
    "attributes without end.xlsx": lambda: _sheet("<worksheet " + "a='b' " * 300_000),
    "encrypted parts.xlsx": _encrypted_zip,
    "encrypted.xlsx": lambda: _OLE + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(2000),
    "really encrypted.xlsx": lambda: locked(LIST),
    "encrypted, then cut.xlsx": lambda: locked(LIST)[:7000],
    "encrypted, then scratched.xlsx": lambda: _spoilt(locked(LIST)),
    "nul bytes.xlsx": _nul_bytes,
    "nul bytes.csv": lambda: _CSV.replace("Nordlys", "Nord\0lys").encode(),
    "only nul bytes.csv": lambda: bytes(100_000),
    "text called workbook.xlsx": lambda: _CSV.encode(),
    "workbook called text.csv": lambda: LIST,
    "workbook called card.vcf": lambda: LIST,
    "utf-16 without mark.csv": lambda: _CSV.encode("utf-16-le"),
    "utf-16 odd length.csv": lambda: _CSV.encode("utf-16")[:-1],
    "utf-32.csv": lambda: _CSV.encode("utf-32"),
    "broken utf-8.csv": lambda: _CSV.encode() + b"\xff\xfe\xc3\x28\xed\xa0\x80;x;y\n",
    "a thousand columns.xlsx": lambda: _wide(1000),
    "16 384 columns.xlsx": lambda: _wide(16_382),
    "a thousand columns.csv": lambda: (";".join(f"Felt {n}" for n in range(1000)) + "\n" + ";" * 999 + "\n").encode(),
    "a million empty styled rows.xlsx": lambda: _styled_rows(1_000_000),
    "wrong dimension small.xlsx": lambda: _rows(_HEAD + _ONE, before='<dimension ref="A1"/>'),
    "wrong dimension huge.xlsx": lambda: _rows(_HEAD + _ONE, before='<dimension ref="A1:XFD1048576"/>'),
    "wrong dimension nonsense.xlsx": lambda: _rows(_HEAD + _ONE, before='<dimension ref="Æ0:-1"/>'),
    "cell beyond all columns.xlsx": lambda: _blank_xlsb_like("ZZZZZZZ1"),
    "cell beyond all rows.xlsx": lambda: _blank_xlsb_like("A99999999999999999999"),
    "cell without place.xlsx": lambda: _blank_xlsb_like(""),
    "cell in row zero.xlsx": lambda: _blank_xlsb_like("A0"),
    "far corner in other quotes.xlsx": lambda: _rows(
        _HEAD + _ONE + "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
    ),
    "blank in the last cell.xlsx": _blank_in_the_last_cell,
    "calamine aborts.xlsx": lambda: _rows(_HEAD + _ONE + "<row r='300000'><c r='XFD300000'><v>1</v></c></row>"),
    "formulas without values.xlsx": _no_values,
    "the same header.xlsx": lambda: files.workbook(["Navn"] * 300, ["x"] * 300),
    "merged a hundred thousand times.xlsx": lambda: _merged(100_000),
    "merged over each other.xlsx": _merged_overlapping,
    "shared texts out of range.xlsx": _shared_far,
    "shared text repeated.xlsx": _shared_repeated,
    "long cells.xlsx": lambda: _rows(
        _HEAD + f'<row r="2">{_text("A2", "x" * 100_000)}{_text("B2", "é" * 40_000)}</row>'
    ),
    "numbers of no kind.xlsx": lambda: _rows(
        _HEAD
        + "".join(
            f'<row r="{n}"><c r="A{n}"><v>{text}</v></c></row>'
            for n, text in enumerate(("1e999", "-1e999", "nan", "1e308", "9" * 400, "0x10", "--1", ""), 2)
        )
    ),
    "dates of no kind.xlsx": lambda: _rows(
        _HEAD
        + "".join(
            f'<row r="{n}"><c r="A{n}" t="d"><v>{text}</v></c></row>'
            for n, text in enumerate(("2026-02-31", "9999-99-99T99:99:99", "x", "-0001-01-01"), 2)
        )
    ),
    "lone surrogates.xlsx": lambda: _rows(_HEAD + f'<row r="2">{_text("A2", "K" + chr(0xD800) + "re")}</row>'),
    "lone surrogates escaped.xlsx": lambda: _rows(_HEAD + f'<row r="2">{_text("A2", "&#xD800;re _xD800_")}</row>'),
    "direction overrides.csv": lambda: _CSV.replace("Person", "\u202egro.moc\u2066Person").encode(),
    "control signs.xlsx": lambda: _rows(_HEAD + f'<row r="2">{_text("A2", "a_x0000__x000B_b&#x1;")}</row>'),
    "unclosed quote.csv": lambda: _CSV.replace("Person 3;", '"Person 3;').encode(),
    "quotes everywhere.csv": lambda: ('"' * 100_001 + "\n" + _CSV).encode(),
    "quotes on all lines.csv": lambda: ('a;"b\n' * 20_001).encode(),
    "megabyte line.csv": lambda: (_CSV + "x" * (1 << 20) + "\n").encode(),
    "megabyte line of delimiters.csv": lambda: (_CSV + ";" * (1 << 20) + "\n").encode(),
    "megabyte lines.csv": lambda: (("y" * (1 << 20) + "\n") * 8).encode(),
    "megabyte of @.csv": lambda: ("Navn;E-post\nÅse;" + "a@" * 400_000 + "\n").encode(),
    "megabyte of digits.csv": lambda: ("Navn;Telefon\nÅse;" + "1" * 900_000 + "\n").encode(),
    "megabyte of spaces.csv": lambda: ("Navn;Firma\nÅse;" + " " * 900_000 + "x\n").encode(),
    "separator of nothing.csv": lambda: b'sep="\na"b"c\n',
    "ods repeated rows.ods": lambda: _ods(
        f'<table:table-row table:number-rows-repeated="1048576">{_CELL}</table:table-row>'
    ),
    "ods repeated cells.ods": lambda: _ods(
        '<table:table-row table:number-rows-repeated="900000"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
    ),
    "ods repeated lies.ods": lambda: _ods(
        f'<table:table-row table:number-rows-repeated="99999999999999">{_CELL}</table:table-row>'
    ),
    "ods deep.ods": lambda: _ods("<table:table-row>" * 100_000),
    "cut.xlsb": lambda: xlsb(["Navn", "E-post"], ["Åse", "ase@nordlys.example"])[:900],
    "record lies.xlsb": lambda: files.altered(
        xlsb(["Navn"], ["Åse"]), lambda name, data: data.replace(b"\x04\0\0\0N", b"\xff\xff\xff\x7fN")
    ),
    "mail.eml": lambda: ("From: a@a.example\nTo: b@b.example\nDate: x\nSubject: y\n\n" + _CSV).encode(),
    "mail called text.txt": lambda: ("From: a@a.example\nTo: b@b.example\nDate: x\nSubject: y\n\n" + _CSV).encode(),
    "headers without end.txt": lambda: b"From: " * 400_000,
    "xls of nothing.xls": lambda: _OLE + bytes(600) + "Workbook".encode("utf-16-le") + bytes(600),
    "xls random.xls": lambda: _random(_OLE + bytes(600) + "Workbook".encode("utf-16-le"), 7, 20_000),
    "half a card.vcf": lambda: _CARD[:60].encode(),
    "card without end.vcf": lambda: (_CARD.replace("END:VCARD\r\n", "") * 3 + _CARD).encode(),
    "cards within cards.vcf": lambda: ("BEGIN:VCARD\r\n" * 50_000 + _CARD).encode(),
    "card of one long line.vcf": lambda: (
        _CARD + "BEGIN:VCARD\r\nNOTE:" + "x" * (3 << 20) + "\r\nEND:VCARD\r\n"
    ).encode(),
    "card of parameters.vcf": lambda: (_CARD + "BEGIN:VCARD\r\nN;A" + ",a" * 300_000 + '"\r\nEND:VCARD\r\n').encode(),
    "card of soft breaks.vcf": lambda: (
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE:" + "=\r\n" * 200_000 + "\r\nEND:VCARD\r\n" + _CARD
    ).encode(),
    "card of folds.vcf": lambda: (_CARD + "BEGIN:VCARD\r\nNOTE:x" + "\r\n " * 300_000 + "\r\nEND:VCARD\r\n").encode(),
    "card in a strange charset.vcf": lambda: _CARD.replace("FN:", "FN;CHARSET=zlib_codec;ENCODING=rot13:").encode(),
    "card of nul bytes.vcf": lambda: _CARD.encode() + b"BEGIN:VCARD\r\nN:\0\0\0\r\nEND:VCARD\r\n",
    "three thousand equal headers.csv": lambda: (
        ";".join(["Navn"] * 3000) + "\n" + ";".join(["Ada Berg"] * 3000)
    ).encode(),
    "turned round.csv": lambda: (
        "Navn;E-post\n\u202eadA greB\u202c;ada@x.example\n\u2066Liv\u2069 Vik;liv@x.example\n".encode()
    ),
    "invisible.csv": lambda: "Na\u200bvn;E\u00ad-post\nA\u200bda Be\ufeffrg;a\u200bda@x.example\n".encode(),
    "utf-7.csv": lambda: b"Navn;E-post\n+AEE-da Berg;ada@x.example\n",
    "half a sign.csv": lambda: "Navn;E-post\nAda \ud800Berg;ada@x.example\n".encode("utf-8", "surrogatepass"),
    "accents without end.csv": lambda: ("Navn;E-post\nAda " + "e\u0301" * 50_000 + ";ada@x.example\n").encode(),
    "at signs.csv": lambda: (
        "Navn;E-post\nAda Berg;" + "@" * 50_000 + "\nLiv Vik;" + "a" * 50_000 + "@x.example\n"
    ).encode(),
    "plus signs.csv": lambda: ("Navn;Mobil\nAda Berg;" + "+47 " * 20_000 + "\nLiv Vik;" + "9" * 50_000 + "\n").encode(),
    "braces.csv": lambda: b"Navn {0};E-post {count}\nAda {name} %s;ada@x.example\nLiv %(x)s;{title}\n",
    "a break in an address.csv": lambda: b'Navn;E-post\nAda Berg;"ada@x.example\nBcc: x@y.example"\n',
    "ends in a quote.csv": lambda: b'Navn;E-post\nAda Berg;ada@x.example\nLiv;"',
    "formulas in text.csv": lambda: b"Navn;E-post\n=cmd|' /C calc'!A0;ada@x.example\n@SUM(1+1);-2+3\n",
    "a day in the year 1e300.xlsx": lambda: files.in_sheet(
        files.workbook(["Bedrift", "Innmeldt"], ["Tang AS", 12345]), "<v>12345</v>", "<v>1e300</v>"
    ),
    "not a number.xlsx": lambda: files.in_sheet(
        files.workbook(["Navn", "Ansatte"], ["Ada Berg", 12345]), "<v>12345</v>", "<v>nan</v>"
    ),
    "a strange sheet.xlsx": lambda: files.workbook(["Navn"], ["Ada Berg"], sheet="\u202e<img src=x>'%s{0}"),
    "a sheet that is the workbook.xlsx": lambda: files.altered(
        LIST, lambda name, data: data.replace(b"worksheets/sheet1.xml", b"workbook.xml")
    ),
    "ten million hidden columns.ods": lambda: _ods(
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="9999999"/>'
        + 2 * f"<table:table-row>{_CELL}</table:table-row>"
    ),
    "a cut lock.ods": lambda: locked_ods(_ods(f"<table:table-row>{_CELL}</table:table-row>"))[:-200],
    "a lock within a lock.ods": lambda: wholly_locked_ods(
        wholly_locked_ods(_ods(f"<table:table-row>{_CELL}</table:table-row>"))
    ),
    "noise in a binary sheet.xlsb": lambda: files.altered(
        xlsb(["Navn"], ["Åse"]), lambda name, data: _random(b"", 3, 5_000) if "sheet1" in name else data
    ),
    "ends many times.xlsx": lambda: LIST[:-2] + struct.pack("<H", 65_535) + b"PK\x05\x06" * 16_000,
    "a card of types.vcf": lambda: (
        "BEGIN:VCARD\nN:Berg;Ada\nTEL" + ";TYPE=work" * 20_000 + ":1\nEND:VCARD\n"
    ).encode(),
    **{f"random {n}.bin": (lambda n=n, start=start: _random(start, n)) for n, start in enumerate(_MAGIC)},  # type: ignore[misc]
    **{
        f"cut at {part} of 12.xlsx": (lambda part=part: LIST[: len(LIST) * part // 12])  # type: ignore[misc]
        for part in range(1, 12)
    },
    **{f"cut {n} bytes short.xlsx": (lambda n=n: LIST[:-n]) for n in (1, 21, 22, 23, 60)},  # type: ignore[misc]
    **{f"scratched {seed}.xlsx": (lambda seed=seed: _scratched(seed)) for seed in range(8)},  # type: ignore[misc]
}

HEAVY: dict[str, Callable[[], bytes]] = {
    "a hundred megabytes of one line.csv": lambda: b"Navn;Firma\n" + b"x" * (99 << 20),
    "a hundred megabytes of quotes.csv": lambda: b'a;"' * (30 << 20),
    "ninety megabytes of delimiters.csv": lambda: b"Navn;Firma\n" + b";" * (90 << 20),
    "ninety megabytes of breaks.csv": lambda: b"Navn;Firma\n" + b"\n" * (90 << 20),
    "bomb of markup, 290 MB.xlsx": lambda: _bomb(290, "xl/worksheets/sheet9.xml", b"<"),
    "a million cards.vcf": lambda: b"BEGIN:VCARD\nN:A;B\nEND:VCARD\n" * 1_000_000,
    **{f"scratched {seed}.xlsx": (lambda seed=seed: _scratched(seed)) for seed in range(100, 400)},  # type: ignore[misc]
    **{f"cut at byte {at}.xlsx": (lambda at=at: LIST[:at]) for at in range(1, len(LIST), 37)},  # type: ignore[misc]
    **{
        f"random {seed} {n}.bin": (lambda seed=seed, start=start: _random(start, seed, 20_000))  # type: ignore[misc]
        for seed in range(50, 60)
        for n, start in enumerate(_MAGIC)
    },
}


def made(folder: Path, makers: Mapping[str, Callable[[], bytes]]) -> None:
    """All these files in a folder."""
    for name, make in makers.items():
        (folder / name).write_bytes(make())


def _most(who: int) -> int:
    """The most memory this process (or the largest of its readers) ever had, in bytes."""
    import resource

    most = resource.getrusage(who).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def _read(file: Path) -> int:
    """How many rows or letters it has, read as its importer does."""
    from crm.exchange import header, isolation, mailbag, mapping

    # One of the lists is a mail: it is dropped on the import of lists
    if file.suffix in hostile_letters.ENDINGS and file.name not in SMALL:
        return len(mailbag.read(file, today=date(2026, 11, 23)).letters)
    table = header.find(header.choose(isolation.read(file)))
    mapping.guess(table)
    return len(table.rows)


def main() -> None:
    """Read each file of a folder; a line of JSON tells what became of it: see `test_hostile.Fate`."""
    import resource

    from crm import i18n
    from crm.errors import CrmError
    from crm.exchange import isolation

    i18n.use("en")
    isolation.read_data(LIST, "liste.xlsx")
    idle = _most(resource.RUSAGE_SELF)
    for file in sorted(Path(sys.argv[1]).iterdir()):
        start, before = time.monotonic(), sum(os.times()[:4])
        try:
            told, rows = "", _read(file)
        except CrmError as error:
            told, rows = str(error), -1
        seconds, worked = (
            round(now - then, 2) for now, then in ((time.monotonic(), start), (sum(os.times()[:4]), before))
        )
        most = (_most(resource.RUSAGE_SELF) - idle, _most(resource.RUSAGE_CHILDREN))
        print(json.dumps([file.name, told, rows, seconds, worked, *most]), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
