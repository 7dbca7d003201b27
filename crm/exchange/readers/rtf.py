"""The words of a rich text, as Outlook packs it into a mail that has no other body ([MS-OXRTFCP], [MS-OXRTFEX]).

Only words, lines, tabs: no picture, no object, nothing hidden. What Outlook made of an HTML mail has its tags still:
they are read as those of any other mail.
"""

import codecs
import html
import re
from typing import NamedTuple

from crm.exchange.readers import hypertext

LARGEST = 5 * 1024 * 1024
"""In bytes, unpacked; what is longer is cut."""

_COMPRESSED, _PLAIN = b"LZFu", b"MELA"
_FIRST = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS"
    b" Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0"
    b"\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What every dictionary begins with ([MS-OXRTFCP] 2.1.2.1)."""
_WINDOW = 4096
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?[0-9]{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)
# Groups whose text is none of the mail's
_ASIDE = frozenset(
    b"fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf "
    b"listtable listoverridetable rsidtbl generator fldinst themedata datastore xmlnstbl footnote annotation "
    b"latentstyles mmathPr nonshppict filetbl revtbl".split()
)
_SIGNS = {
    b"par": "\n", b"line": "\n", b"sect": "\n", b"page": "\n", b"row": "\n", b"cell": "\t", b"tab": "\t",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"endash": "–",
    b"emdash": "—", b"emspace": " ", b"enspace": " ",
}  # fmt: skip
_ESCAPED = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}


class _Group(NamedTuple):
    """What holds inside a pair of braces."""

    aside: bool = False  # its text is not shown
    hidden: bool = False
    tag: bool = False  # of the HTML that this was made of
    for_others: bool = False  # \\htmlrtf: only for programs that know no HTML
    skip: int = 1  # \\uc: how many signs stand behind a \\u for programs that know no Unicode

    def shown(self) -> bool:
        """Whether its words are the mail's."""
        return not (self.aside or self.hidden or self.for_others)


def unpacked(data: bytes) -> bytes:
    """The rich text that Outlook compressed, at most LARGEST bytes of it; b"" where this is none.

    >>> unpacked(bytes.fromhex("0f0000000100000004000000"))
    b''
    """
    if len(data) < 16:
        return b""
    length = min(int.from_bytes(data[4:8], "little"), LARGEST)
    if data[8:12] == _PLAIN:
        return data[16 : 16 + length]
    if data[8:12] != _COMPRESSED:
        return b""
    window, at = bytearray(_FIRST.ljust(_WINDOW, b"\0")), len(_FIRST)
    made = bytearray()
    place, end = 16, len(data)
    while place < end and len(made) < length:
        flags, place = data[place], place + 1
        for bit in range(8):
            if place >= end or len(made) >= length:
                break
            if not flags & 1 << bit:
                piece, place = data[place : place + 1], place + 1
            else:
                if place + 1 >= end:
                    return bytes(made)
                code, place = data[place] << 8 | data[place + 1], place + 2
                start, count = code >> 4, (code & 15) + 2
                if start == at:  # the end is told so
                    return bytes(made)
                # A byte at a time: what is repeated may be what is just being written
                for step in range(count):
                    byte = window[(start + step) % _WINDOW]
                    made.append(byte)
                    window[at] = byte
                    at = (at + 1) % _WINDOW
                continue
            made += piece
            window[at] = piece[0]
            at = (at + 1) % _WINDOW
    return bytes(made[:length])


def text(data: bytes) -> str:
    r"""The words of a rich text; "" where it is none.

    >>> text(rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}Bl\'e5b\u230?r\par {\*\x hidden}og {\b mer}}")
    'Blåbær\nog mer'
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        return ""
    said: list[str] = []
    raw = bytearray()  # of one code page: two bytes may be one sign
    page, of_html = "cp1252", False
    group, above = _Group(), list[_Group]()
    passing, place = 0, 0

    def say(words: str) -> None:
        said.append(html.escape(words, quote=False) if of_html and not group.tag else words)

    while found := _TOKEN.match(data, place):
        place = found.end()
        word, number, coded, escaped, brace, plain = found.groups()
        if coded or plain:
            piece = bytes([int(coded, 16)]) if coded else plain
            cut = min(passing, len(piece))
            passing -= cut
            if group.shown():
                raw += piece[cut:]
            continue
        say(raw.decode(page, "replace"))
        raw.clear()
        if brace == b"{":
            above.append(group)
        elif brace:
            group = above.pop() if above else _Group(aside=True)
            passing = 0
        elif word == b"bin":
            place += max(0, int(number or 0))
        elif word == b"u" and number:
            passing = group.skip
            if group.shown():
                say(chr(int(number) % 0x10000))
        elif word == b"ansicpg" and number:
            page = _page(int(number), page)
        elif word == b"fromhtml":
            of_html = True
        elif word is not None:
            if group.shown():
                said.append(_SIGNS.get(word, ""))
            group = _told(group, word, number)
        elif escaped == b"*":
            group = group._replace(aside=True)
        elif escaped and passing:
            passing -= 1
        elif escaped and group.shown():
            say(_ESCAPED.get(escaped, ""))
    say(raw.decode(page, "replace"))
    # What lies beyond 16 bits stands in two halves, each in a \\u of its own
    whole = "".join(said).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return hypertext.text(whole) if of_html else whole.strip("\0\n")


def _told(group: _Group, word: bytes, number: bytes | None) -> _Group:
    off = number is not None and int(number) == 0
    if word == b"htmltag":
        return group._replace(aside=False, tag=True)
    if word in _ASIDE:
        return group._replace(aside=True)
    if word == b"v":
        return group._replace(hidden=not off)
    if word == b"plain":
        return group._replace(hidden=False)
    if word == b"htmlrtf":
        return group._replace(for_others=not off)
    if word == b"uc":
        return group._replace(skip=min(int(number or 1), 100))
    return group


def _page(number: int, otherwise: str) -> str:
    name = "utf-8" if number == 65001 else f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return otherwise
