"""Address cards: .vcf of the versions 2.1, 3.0 and 4.0, as a list with one card a row.

Read by an own few lines: vobject loses the whole file over one bad card, and a line of thirty commas in a parameter
keeps its pattern busy for hours. Here a bad line costs that line, a bad card that card, and it is named.
"""

import codecs
import quopri
import re
from collections.abc import Iterator
from typing import NamedTuple

from crm.exchange.readers import refusals
from crm.exchange.readers.card_columns import HEADERS, SAY_WHO, Line, cells
from crm.exchange.readers.encodings import decoded, is_charset
from crm.exchange.source import Message, Row, no_such_sheet
from crm.i18n import _
from crm.rules import names

_BEGIN = re.compile(rb"[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_END = re.compile(rb"[ \t]*END[ \t]*:[ \t]*VCARD[ \t]*", re.IGNORECASE)
_BREAK = re.compile(rb"\r\n|\r|\n")
_HEAD = re.compile(rb'(?:[\w\-]+\.)?([\w\-]+)((?:;(?:[^":;]|"[^"]*")*)*):', re.ASCII)
_LONGEST_HEAD = 1_000
_LONGEST_VALUE = 100_000
_MOST_LINES = 2_000
_MOST_NAMED = 20
_MOST_CARDS = 200_000
_ROWS_AT_A_TIME = 5_000
# Pictures, sounds and keys: megabytes that no list needs
_NEVER = frozenset(("PHOTO", "LOGO", "SOUND", "KEY"))


class Card(NamedTuple):
    """One card: its place in the file from 1, what its lines say, and whether some of it could not be read."""

    number: int
    lines: list[Line]
    bad: bool


def messages(data: bytes, name: str, wanted: str | None = None) -> Iterator[Message]:
    """Tell the cards as the rows of an only sheet, which has no name; raises CrmError where none can be read."""
    if wanted:
        raise no_such_sheet(wanted, ())
    text, encoding = decoded(data)
    if encoding in ("utf-16", "utf-32"):
        data = text.encode("utf-8", "replace")
    yield ("format", "vcf", encoding)
    yield ("sheet", "", False)
    together: list[Row] = [list(HEADERS)]
    bad: list[str] = []
    read = 0
    for count, card in enumerate(cards(data, encoding if encoding in ("cp1252", "mac_roman") else "utf-8")):
        if count > _MOST_CARDS:
            raise refusals.too_large(name)
        row = cells(card.lines)
        says_who = any(cell for title, cell in zip(HEADERS, row, strict=True) if title in SAY_WHO)
        if says_who:
            together.append(row)
            read += 1
        if card.bad or not says_who:
            called = names.clean(" ".join(str(cell) for cell in row[:3] if cell))[:80]
            bad.append(_named(card.number, called, left_out=not says_who))
        if len(together) == _ROWS_AT_A_TIME:
            yield ("rows", together)
            together = []
    if not read:
        raise refusals.damaged(name)
    yield ("rows", together)
    for sentence in bad[:_MOST_NAMED]:
        yield ("note", sentence)
    if len(bad) > _MOST_NAMED:
        yield ("note", _("And {count} more cards like these.").format(count=len(bad) - _MOST_NAMED))


def _named(number: int, called: str, *, left_out: bool) -> str:
    if left_out:
        return _("Card {number} could not be read and was left out.").format(number=number)
    return _("Card {number} (“{name}”) is damaged; what could be read of it comes in.").format(
        number=number, name=called
    )


def cards(data: bytes, encoding: str = "utf-8") -> Iterator[Card]:
    """Every card of the file, also one that is cut off; never fails."""
    number, inside, raw = 0, False, list[bytes]()
    for line in _BREAK.split(data.removeprefix(codecs.BOM_UTF8)):
        if _BEGIN.fullmatch(line):
            # A card within a card, with nothing yet, is the card of some phones' agents and no card of its own
            if inside and raw:
                yield _card(number, raw, encoding, whole=False)
            number += not inside or bool(raw)
            inside, raw = True, []
        elif inside and _END.fullmatch(line):
            yield _card(number, raw, encoding, whole=True)
            inside, raw = False, []
        elif inside:
            raw.append(line)
    if inside:
        yield _card(number, raw, encoding, whole=False)


def _card(number: int, raw: list[bytes], encoding: str, *, whole: bool) -> Card:
    found: list[Line] = []
    bad = not whole
    at = 0
    raw = raw[: _MOST_LINES * 50]
    while at < len(raw) and len(found) < _MOST_LINES:
        parts = [raw[at]]
        at += 1
        if not parts[0].strip():
            continue
        head = _HEAD.match(parts[0][:_LONGEST_HEAD])
        quoted = head is not None and b"QUOTED-PRINTABLE" in head[2].upper()
        # A line goes on after a soft break, or where the next one is indented
        while at < len(raw) and (
            (quoted and parts[-1].rstrip().endswith(b"=")) or (raw[at][:1] in (b" ", b"\t") and not quoted)
        ):
            parts.append(raw[at] if quoted else raw[at][1:])
            at += 1
        line = b"\n".join(parts) if quoted else b"".join(parts)
        head = _HEAD.match(line[:_LONGEST_HEAD])
        if head is None:
            bad = True
        elif (called := head[1].decode().upper()) not in _NEVER:
            value = line[head.end() :]
            bad = bad or len(value) > _LONGEST_VALUE
            found.append(_line(called, head[2], value[:_LONGEST_VALUE], encoding))
    return Card(number, found, bad)


def _line(called: str, head: bytes, value: bytes, encoding: str) -> Line:
    parameters = [part.strip() for part in head.decode("utf-8", "replace").upper().split(";") if part.strip()]
    types: set[str] = set()
    charset = ""
    for parameter in parameters:
        key, equals, told = parameter.partition("=")
        if key == "CHARSET":
            charset = told.strip('"')
        elif key == "PREF" and equals:
            types.add("PREF")
        else:
            types.update(one.strip() for one in (told if equals else key).strip('"').split(","))
    if "QUOTED-PRINTABLE" in types:
        value = quopri.decodestring(value)
    return Line(called, frozenset(types), _text(value, charset, encoding))


def _text(value: bytes, charset: str, encoding: str) -> str:
    for one in (charset, "utf-8", encoding):
        try:
            # bytes.decode refuses the codecs that are none of text
            if one and is_charset(one):
                return value.decode(one)
        except (LookupError, UnicodeError, ValueError):
            continue
    return value.decode("cp1252", "replace")
