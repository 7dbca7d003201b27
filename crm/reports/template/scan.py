"""Where things stand in the XML of a workbook's parts, in bytes, so that only these are replaced.

A part that is parsed and written again loses what the library does not know: prefixes, extensions, the order of
attributes. Here the parser only says where an element begins and ends (docs/decisions/0008).
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from xml.parsers import expat

from crm.errors import CrmError
from crm.i18n import _

# A start tag to its end: a > may stand in the value of an attribute.
_TAG = re.compile(rb'<[^\s/>]+(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|\'[^\']*\'))*\s*/?>')
_HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


class Text(NamedTuple):
    """A text element: where it begins and ends, its tag as written, and what stands in it."""

    start: int
    end: int
    tag: str
    text: str


@dataclass
class String:
    """A text of one cell, one header or one paragraph, in the pieces in which it is written."""

    pieces: list[Text] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(piece.text for piece in self.pieces)


@dataclass
class Cell:
    """A cell: where it begins and ends, its style and type, and what stands in it.

    `shared` is its place among the shared strings, `inside` its own text; a formula is never touched.
    """

    row: int
    column: int
    start: int
    end: int
    tag: str
    style: str
    kind: str
    formula: bool = False
    filled: bool = False
    shared: int | None = None
    inside: String | None = None


@dataclass
class Row:
    """A row: where it begins, where its start tag ends, where its end tag begins (the same for an empty one)."""

    number: int
    start: int
    opened: int
    close: int
    end: int
    tag: str
    spans: str


@dataclass
class Sheet:
    """A sheet's rows and cells in their order, its merged ranges and headers, and where more rows can be put."""

    rows: dict[int, Row] = field(default_factory=dict)
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    headers: list[String] = field(default_factory=list)
    opened: int = 0
    close: int = 0
    end: int = 0
    tag: str = "sheetData"
    dimension: tuple[int, int, str, str] | None = None

    @property
    def prefix(self) -> str:
        """The prefix of the sheet's own elements, "" or "x:"."""
        return self.tag.removesuffix("sheetData")


def strings(data: bytes, name: str, within: str, text: str = "t", skip: Collection[str] = ()) -> list[String]:
    """Every string of a part: the pieces called `text` inside each element called `within`, but not those in `skip`."""
    found: list[String] = []
    skipped = 0

    def opened(local: str, _tag: str, _at: int, _attributes: dict[str, str]) -> None:
        nonlocal skipped
        if local == within:
            found.append(String())
        elif local in skip:
            skipped += 1

    def closed(local: str, tag: str, start: int, end: int, words: str) -> None:
        nonlocal skipped
        if local in skip:
            skipped -= 1
        elif local == text and found and not skipped:
            found[-1].pieces.append(Text(start, end, tag, words))

    _walk(data, name, opened, closed)
    return found


def sheet(data: bytes, name: str) -> Sheet:
    """The rows and cells of a worksheet's part. Raises CrmError where it is no XML that can be trusted."""
    found = Sheet()
    state: dict[str, Any] = {"row": 0, "column": 0, "cell": None, "in": False}

    def opened(local: str, tag: str, at: int, attributes: dict[str, str]) -> None:
        if local == "sheetData":
            found.tag, found.opened, state["in"] = tag, _tag_end(data, at), True
        elif local == "row" and state["in"]:
            state["row"] = int(attributes.get("r", state["row"] + 1))
            state["column"] = 0
            end = _tag_end(data, at)
            found.rows[state["row"]] = Row(state["row"], at, end, end, end, tag, attributes.get("spans", ""))
        elif local == "c" and state["in"]:
            column = column_of(attributes["r"]) if "r" in attributes else state["column"] + 1
            state["column"] = column
            cell = Cell(state["row"], column, at, at, tag, attributes.get("s", ""), attributes.get("t", "n"))
            found.cells[cell.row, cell.column] = state["cell"] = cell
        elif local == "is" and state["cell"]:
            state["cell"].inside = String()
        elif local == "mergeCell":
            found.merged.append(attributes.get("ref", ""))
        elif local == "dimension":
            found.dimension = (at, _tag_end(data, at), tag, attributes.get("ref", ""))

    def closed(local: str, tag: str, start: int, end: int, words: str) -> None:
        cell: Cell | None = state["cell"]
        if local == "sheetData":
            found.close, found.end, state["in"] = start, end, False
            found.close = end if _is_empty(data, start, end) else _last_tag(data, end)
        elif local == "row" and state["in"]:
            row = found.rows[state["row"]]
            row.end, row.close = end, end if _is_empty(data, start, end) else _last_tag(data, end)
        elif local in _HEADERS:
            found.headers.append(String([Text(start, end, tag, words)]))
        elif cell is None:
            return
        elif local == "c":
            cell.end, state["cell"] = end, None
        elif local == "f":
            cell.formula = cell.filled = True
        elif local == "v":
            cell.filled = True
            if cell.kind == "s" and words.strip().isdigit():
                cell.shared = int(words)
        elif local == "t" and cell.inside is not None:
            cell.filled = cell.filled or bool(words)
            cell.inside.pieces.append(Text(start, end, tag, words))

    _walk(data, name, opened, closed)
    return found


def column_of(reference: str) -> int:
    """The number of a cell's column: 1 for A1, 28 for AB7."""
    number = 0
    for letter in reference.replace("$", "").upper():
        if not letter.isalpha():
            break
        number = number * 26 + ord(letter) - 64
    return number


def row_of(reference: str) -> int:
    """The number of a cell's row."""
    return int(re.sub(r"[^0-9]", "", reference) or 0)


def elements(data: bytes, name: str, wanted: Collection[str]) -> list[tuple[str, dict[str, str], int, int, str]]:
    """Each element of these names: name, attributes, beginning, end, and the text in it."""
    given: list[tuple[str, dict[str, str]]] = []
    found: list[tuple[str, dict[str, str], int, int, str]] = []

    def opened(local: str, _tag: str, _at: int, attributes: dict[str, str]) -> None:
        if local in wanted:
            given.append((local, attributes))

    def closed(local: str, _tag: str, start: int, end: int, words: str) -> None:
        if local in wanted:
            found.append((*given.pop(), start, end, words))

    _walk(data, name, opened, closed)
    return sorted(found, key=lambda one: one[2])


Opened = Callable[[str, str, int, dict[str, str]], None]
Closed = Callable[[str, str, int, int, str], None]


def _walk(data: bytes, name: str, opened: Opened, closed: Closed) -> None:
    """Tell of each element as it begins and ends; `closed` is given its bounds and its text."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    begun: list[tuple[int, list[str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        begun.append((at, []))
        opened(tag.rpartition(":")[2], tag, at, {key.rpartition(":")[2]: one for key, one in attributes.items()})

    def end(tag: str) -> None:
        at, words = begun.pop()
        first = _tag_end(data, at)
        stop = first if data[first - 2 : first] == b"/>" else data.index(b">", parser.CurrentByteIndex) + 1
        closed(tag.rpartition(":")[2], tag, at, stop, "".join(words))

    def text(words: str) -> None:
        if begun:
            begun[-1][1].append(words)

    def refuse(*_told: object) -> None:
        raise _unsound(name)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    # No workbook has one; what is declared there could grow without end.
    parser.StartDoctypeDeclHandler = refuse
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _unsound(name)
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        if error.code == expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]:
            raise MemoryError from error  # too large, not damaged
        raise _unsound(name) from error
    except (ValueError, LookupError) as error:  # a place that is no number
        raise _unsound(name) from error


def _tag_end(data: bytes, at: int) -> int:
    found = _TAG.match(data, at)
    return found.end() if found else data.index(b">", at) + 1


def _is_empty(data: bytes, start: int, end: int) -> bool:
    return _tag_end(data, start) == end and data[end - 2 : end] == b"/>"


def _last_tag(data: bytes, end: int) -> int:
    """Where the end tag that stops at `end` begins."""
    return data.rindex(b"</", 0, end)


def _unsound(name: str) -> CrmError:
    return CrmError(
        _("{file} is damaged or not a workbook as Excel writes it: save it anew in Excel.").format(file=name)
    )
