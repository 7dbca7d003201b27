"""Mails and calendars from strangers, read by what they hold. Call it through `crm.exchange.isolation`."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath

from crm.exchange import letters
from crm.exchange.letters import Post
from crm.exchange.readers import calendars, mails, outlook, post_refusals, refusals
from crm.exchange.readers.encodings import decoded
from crm.exchange.readers.reading import MOST_BYTES
from crm.exchange.source import Message

_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CALENDAR = re.compile(rb"BEGIN[ \t]*:[ \t]*VCALENDAR", re.IGNORECASE)
_HEADER = re.compile(
    rb"(?:From |[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:)[^\r\n]*(?:\r\n|\r|\n)?(?:[ \t][^\r\n]*(?:\r\n|\r|\n))*"
)
_MAIL_SAYS = re.compile(
    rb"^(from|to|cc|date|subject|message-id|mime-version|content-type|return-path|received|delivered-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_START = 64 * 1024
_ENOUGH = 2


def messages(data: bytes, name: str, today: date) -> Iterator[Message]:
    """Tell the letters in a file; `name` is for the sentences, `today` decides which days of a series are near.

    Raises CrmError with a sentence for every file that is neither a mail nor a calendar, or that cannot be read.
    """
    found, notes = _read(data, name, today)
    for letter in found:
        yield ("letter", letters.plain(letter))
    for note in notes:
        yield ("note", note)


def read(data: bytes, name: str, today: date) -> Post:
    """The whole file, read in this very process: for tests and for what is our own. Raises CrmError."""
    return letters.assembled(messages(data, name, today))


def _read(data: bytes, name: str, today: date) -> tuple[list[letters.Letter], list[str]]:
    if len(data) > MOST_BYTES:
        raise post_refusals.too_large(name)
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise refusals.empty(name)
    if data.startswith(_OUTLOOK):
        return outlook.read(data, name, today)
    # Also in UTF-16, with or without a mark
    start = data[:_START].translate(None, b"\x00").lstrip(b"\xef\xbb\xbf\xff\xfe\r\n\t ")
    if _CALENDAR.match(start):
        return calendars.read(data, name, today)
    if is_mail(start, least=1 if PurePath(name).suffix.lower() == ".eml" else _ENOUGH):
        if b"\x00" in data[:4_096]:
            data = decoded(data)[0].encode("utf-8", "replace")
        return mails.read(data, name, today)
    if PurePath(name).suffix.lower() in letters.ENDINGS:
        raise post_refusals.damaged(name)
    raise post_refusals.not_post(name)


def is_mail(start: bytes, *, least: int = _ENOUGH) -> bool:
    r"""Whether it begins with at least so many headers that mails have.

    >>> is_mail(b"Date: Tue, 3 Nov 2026\nFrom: a@a.example\n\nHei"), is_mail(b"Navn: Kari\nFrom: Ada\n")
    (True, False)
    """
    at = 0
    while (found := _HEADER.match(start, at)) is not None and found.end() > at:
        at = found.end()
    return len({header.lower() for header in _MAIL_SAYS.findall(start[:at])}) >= least
