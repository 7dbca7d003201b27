"""The lines of an iCalendar file (RFC 5545) and the blocks they stand in, as far as they can be made out.

The library reads a file whole or not at all; here a bad line costs that line and a cut block that block. What a line
says is left to the library.
"""

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from crm.exchange.readers.encodings import decoded

_FOLDED = re.compile(rb"\n[ \t]")
_SOFT = re.compile(rb"^[^\n:]{0,200}QUOTED-PRINTABLE[^\n]*=\n(?:[^\n]*=\n)*", re.IGNORECASE | re.MULTILINE)
# Exchange writes a colon where the standard wants quotation marks around it
_TZONE = re.compile("tzone://Microsoft/", re.IGNORECASE)
TZONE = "tzone-"
_MARK = re.compile(r"(BEGIN|END)[ \t]*:[ \t]*([A-Za-z-]+)[ \t]*", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
_LONGEST = 70 * 1024 * 1024
_LONGEST_HEAD = 4_000
_DEEPEST = 6


class Line(NamedTuple):
    """One line: its name in capitals, what stands between name and colon (keys in capitals), and the value."""

    name: str
    told: dict[str, str]
    value: str


@dataclass
class Block:
    """What stands between BEGIN and END; `whole` where the END was there."""

    name: str
    raw: list[str] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)
    whole: bool = False

    def lines(self, wanted: frozenset[str]) -> Iterator[Line]:
        """The lines of those names that can be read."""
        for text in self.raw:
            found = _NAME.match(text)
            if found is not None and found[0].upper() in wanted:
                line = _line(text)
                if line is not None:
                    yield line

    def text(self) -> str:
        """The block as it stands in a file, for the library."""
        inner = "".join(block.text() for block in self.blocks)
        return "".join(f"{line}\r\n" for line in (f"BEGIN:{self.name}", *self.raw)) + f"{inner}END:{self.name}\r\n"


def blocks(data: bytes) -> list[Block]:
    """The outermost blocks of a file; lines outside of any are left out. Never fails."""
    if b"\x00" in data[:4_096] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = decoded(data)[0].encode("utf-8", "replace")
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"QUOTED-PRINTABLE" in data.upper():
        data = _SOFT.sub(lambda found: found[0].replace(b"=\n", b"=\r"), data)
    # Signs of two bytes are folded in the middle: put together before they are read
    data = _FOLDED.sub(b"", data)
    outermost = Block("")
    within = [outermost]
    # splitlines would part a text at signs that end no line here
    for text in decoded(data)[0].split("\n"):
        mark = _MARK.fullmatch(text)
        if mark is None:
            _take(within[-1], text)
        elif mark[1].upper() == "BEGIN":
            _begin(within, mark[2].upper())
        else:
            _end(within, mark[2].upper())
    return outermost.blocks


def _take(block: Block, text: str) -> None:
    if _NAME.match(text):
        block.raw.append(text[:_LONGEST])
    elif text.strip() and block.raw and len(block.raw[-1]) + len(text) < _LONGEST:
        # A line that was broken without being folded, as some mail programs do
        block.raw[-1] += "\\n" + text


def _begin(within: list[Block], name: str) -> None:
    # The same again inside itself: the one before was cut off
    if any(block.name == name for block in within[1:]):
        while within.pop().name != name:
            pass
    if len(within) <= _DEEPEST:
        block = Block(name)
        within[-1].blocks.append(block)
        within.append(block)


def _end(within: list[Block], name: str) -> None:
    if any(block.name == name for block in within[1:]):
        while True:
            closed = within.pop()
            if closed.name == name:
                closed.whole = True
                return


def _line(text: str) -> Line | None:
    from icalendar.parser import Contentline

    head = text[:_LONGEST_HEAD]
    if ":" not in head:
        return None
    if len(text) > _LONGEST_HEAD and "ENCODING=BASE64" in head.upper():
        # Megabytes that the library would search for escapes
        before, _colon, value = text.partition(":")
        name, *parts = before.split(";")
        return Line(
            name.upper(), {key.upper(): said for key, _is, said in (one.partition("=") for one in parts)}, value
        )
    try:
        name, parameters, value = Contentline(_TZONE.sub(TZONE, text)).parts()
    except (ValueError, AssertionError, RecursionError):
        return None
    told = {
        key.upper(): ", ".join(map(str.strip, said)) if isinstance(said, list) else str(said)
        for key, said in parameters.items()
    }
    if told.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        value = decoded(quopri.decodestring(value.replace("=\r", "").encode("utf-8", "replace")))[0]
    return Line(name.upper(), told, str(value))
