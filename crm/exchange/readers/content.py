"""What kind of file it is, told from its bytes; the name is only for the sentences."""

import codecs
import re
import unicodedata
from pathlib import PurePath

from crm.exchange.readers import refusals

ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_FOREIGN = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"SQLite format 3\x00",
    b"PK\x05\x06",
)
_MARKED_UP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<workbook", b"<meta")
_CARD = re.compile(rb"BEGIN[ \t]*:[ \t]*VCARD", re.IGNORECASE)
_CALENDAR = re.compile(rb"BEGIN[ \t]*:[ \t]*VCALENDAR", re.IGNORECASE)
_MAIL_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{0,60}:)[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
_MAIL_SAYS = re.compile(
    rb"^(from|to|date|subject|message-id|mime-version|content-type|return-path|received|delivered-to):",
    re.IGNORECASE | re.MULTILINE,
)
_NO_LISTS = (
    ".md",
    ".markdown",
    ".rst",
    ".eml",
    ".json",
    ".py",
    ".js",
    ".sql",
    ".log",
    ".ini",
    ".yaml",
    ".yml",
    ".toml",
)
"""Texts with these endings hold words for people or machines; a workbook so called is read all the same."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OF_A_MAIL = "__properties_version1.0".encode("utf-16-le")
"""A stream that every mail saved by Outlook has."""
_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_BINARY_SHARE = 0.02
_LOOKED_AT = 65_536
_START = 4_096


def kind(data: bytes, name: str) -> str:
    """ "zip", "xls", "locked", "cards" or "text"; raises CrmError for an empty, outdated or foreign file.

    "locked" is a newer workbook that only opens with a password.
    """
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise refusals.empty(name)
    if data.startswith(ZIP):
        return "zip"
    if data.startswith(_OLE):
        return _old_office(data, name)
    if data.startswith(_OLD_EXCEL):
        raise refusals.outdated(name)
    if data.startswith(_FOREIGN):
        raise refusals.not_a_list(name)
    if data[:512].lstrip(b"\xef\xbb\xbf\t\n\r ").lower().startswith(_MARKED_UP):
        raise refusals.outdated(name)
    # Also in UTF-16, with or without a mark
    start = data[:_START].translate(None, b"\x00").lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ")
    if _CARD.match(start):
        return "cards"
    if _CALENDAR.match(start):
        raise refusals.calendar(name)
    if _is_mail(start):
        raise refusals.mail(name)
    if _is_binary(data[:_LOOKED_AT]) or PurePath(name).suffix.lower() in _NO_LISTS:
        raise refusals.not_a_list(name)
    return "text"


def _old_office(data: bytes, name: str) -> str:
    if _ENCRYPTED in data:
        return "locked"
    if _OF_A_MAIL in data:
        raise refusals.mail(name)
    if not any(stream in data for stream in _WORKBOOKS):
        raise refusals.not_a_list(name)
    return "xls"


def _is_mail(start: bytes) -> bool:
    r"""Whether it begins with the headers of a mail: at least three that mails have, before anything else.

    >>> _is_mail(b"Date: Tue, 3 Nov 2026\nFrom: a@a.example\nSubject: Lista\n\nHei")
    True
    >>> _is_mail(b"From: Ada\nNavn;Firma\n")
    False
    """
    at = 0
    while (found := _MAIL_HEADER.match(start, at)) is not None:
        at = found.end()
    return len({header.lower() for header in _MAIL_SAYS.findall(start[:at])}) >= 3


def _is_binary(start: bytes) -> bool:
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = start.decode("utf-32" if start.startswith(codecs.BOM_UTF32_LE) else "utf-16", "replace")
        # Signs that nobody uses: noise behind a byte order mark
        return sum(unicodedata.category(sign) in ("Cn", "Co") for sign in text) > len(text) * _BINARY_SHARE
    if looks_like_utf16(start):
        return False
    odd = len(start) - len(start.translate(None, bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 28, 29, 30, 31})))
    return odd > len(start) * _BINARY_SHARE


def looks_like_utf16(start: bytes) -> str | None:
    """ "utf-16-le" or "utf-16-be" where every other byte is mostly zero, as in Western text without a byte order mark.

    >>> looks_like_utf16("Navn;Firma".encode("utf-16-be")), looks_like_utf16(b"Navn;Firma")
    ('utf-16-be', None)
    """
    even, odd = start[0::2], start[1::2]
    if len(odd) < 2:
        return None
    if odd.count(0) > len(odd) * 0.4 and even.count(0) < len(even) * 0.1:
        return "utf-16-le"
    if even.count(0) > len(even) * 0.4 and odd.count(0) < len(odd) * 0.1:
        return "utf-16-be"
    return None
