"""The headers of a mail, decoded without ever failing: encoded words, bare Windows letters, wrong charsets."""

import re
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses
from typing import Any

from crm.exchange.letters import Someone
from crm.exchange.readers.encodings import decoded, is_charset

_FOLD = re.compile(r"\r?\n[ \t]*|\r")
_LONGEST = 64 * 1024
_SURROGATE = re.compile("[\udc80-\udcff]")
_SEMICOLONS = re.compile(r">\s*;\s*")


def every(message: "Message[Any, Any]", name: str) -> list[str]:
    """All headers of that name as they stand in the file, unfolded; bare bytes read as UTF-8 or Windows'."""
    found = (str(value) for key, value in message.raw_items() if key.lower() == name)
    return [_bytes_read(_FOLD.sub(" ", value[:_LONGEST])).strip() for value in found]


def raw(message: "Message[Any, Any]", name: str) -> str:
    """The first header of that name as it stands in the file; "" for none."""
    return next(iter(every(message, name)), "")


def text(message: "Message[Any, Any]", name: str) -> str:
    """The first header of that name as one reads it."""
    return words(raw(message, name))


def words(value: str) -> str:
    """A header's text with its encoded words (RFC 2047) read.

    >>> words("=?utf-8?b?TcO4dGU=?= =?iso-8859-1?q?_p=E5?= fredag"), words("=?x-none?q?p=E5?=")
    ('Møte på fredag', 'på')
    """
    if "=?" not in value:
        return value
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    return "".join(part if isinstance(part, str) else in_charset(part, charset or "") for part, charset in parts)


def in_charset(data: bytes, charset: str) -> str:
    """The text of bytes that are said to be in a charset, which is often not true.

    >>> in_charset("på".encode(), "iso-8859-1"), in_charset("på".encode("cp1252"), "utf-8")
    ('på', 'på')
    """
    said = charset.strip().strip("\"'").lower()
    if said in (
        "",
        "us-ascii",
        "ascii",
        "iso-8859-1",
        "iso8859-1",
        "latin-1",
        "latin1",
        "windows-1252",
        "unknown-8bit",
    ):
        # UTF-8 that calls itself Latin is common, the other way round it does not happen to make sense
        return decoded(data)[0] if not data.isascii() else data.decode("ascii")
    if not is_charset(said):
        return decoded(data)[0]
    try:
        return data.decode(said)
    except (LookupError, UnicodeError, ValueError):
        return decoded(data)[0]


def people(message: "Message[Any, Any]", name: str, role: str) -> tuple[Someone, ...]:
    """Who stands in the headers of that name."""
    # Parted before it is decoded: a comma within an encoded word is none
    lines = [_SEMICOLONS.sub(">, ", line) for line in every(message, name)]
    return tuple(Someone(words(who), address, role) for who, address in getaddresses(lines) if who or address)


def _bytes_read(value: str) -> str:
    if not _SURROGATE.search(value):
        return value
    return decoded(value.encode("utf-8", "surrogateescape"))[0]
