"""The rows of a table read from its pages, past everything that is damaged on the way (crm.store.recover).

The format is SQLite's own (sqlite.org/fileformat2.html). Nothing here believes a number it reads: what points outside
its page, or to a page that was read already, is left out and counted.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from crm.store.pages import SIZE, Pages

Value = int | float | str | bytes | None
_INNER, _LEAF, _INNER_KEYS, _LEAF_KEYS = 0x05, 0x0D, 0x02, 0x0A
_WHOLE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_MANY = 10_000
"""More columns than any table has: a number that is none."""


class Row(NamedTuple):
    """A row with its id; `doubtful` where a text in it is no text any more."""

    id: int
    values: tuple[Value, ...]
    doubtful: bool = False


class Leaf(NamedTuple):
    """What a page of a table holds; `lost` counts the rows of it that cannot be read."""

    number: int
    rows: list[Row]
    lost: int


def reach(pages: Pages, root: int, seen: set[int]) -> tuple[list[Leaf], int]:
    """The leaves of the table that begins at `root`, and how many of its pages are no such thing any more.

    `seen` holds the pages that are read, and is added to.
    """
    leaves, broken = [], 0
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in seen or not 1 <= number <= pages.count:
            broken += number not in seen
            continue
        seen.add(number)
        page, begin = pages.page(number), _begin(number)
        if page[begin] == _INNER:
            children = _children(pages, number)
            waiting += reversed(children)
            broken += not children
            continue
        # Reached as part of a table it is one, whatever its first byte has become.
        found = leaf(pages, number)
        broken += not found.rows and page[begin] != _LEAF
        leaves.append(found)
    return leaves, broken


def is_leaf(pages: Pages, number: int) -> bool:
    """Whether a page says that it holds rows of a table."""
    return pages.page(number)[_begin(number)] == _LEAF


def leaf(pages: Pages, number: int) -> Leaf:
    """The rows of one page."""
    page, begin = pages.page(number), _begin(number)
    rows, lost = [], 0
    for at in _pointers(page, begin, 8, pages.usable):
        row = _row(pages, page, at)
        if row is None:
            lost += 1
        else:
            rows.append(row)
    return Leaf(number, rows, lost)


def _begin(number: int) -> int:
    return 100 if number == 1 else 0


def _children(pages: Pages, number: int) -> list[int]:
    page, begin = pages.page(number), _begin(number)
    below = [struct.unpack_from(">I", page, at)[0] for at in _pointers(page, begin, 12, pages.usable)]
    return [*below, struct.unpack_from(">I", page, begin + 8)[0]]


def _pointers(page: bytes, begin: int, head: int, usable: int) -> Iterator[int]:
    count = struct.unpack_from(">H", page, begin + 3)[0]
    for place in range(begin + head, min(begin + head + 2 * count, usable - 1), 2):
        at = struct.unpack_from(">H", page, place)[0]
        if begin + head <= at < usable - 3:
            yield at


def _row(pages: Pages, page: bytes, at: int) -> Row | None:
    try:
        length, at = _number(page, at)
        id, at = _number(page, at)
        if not 0 < length <= pages.count * SIZE:
            return None
        values, doubtful = _values(_payload(pages, page, at, length))
    except (IndexError, struct.error, ValueError):
        return None
    return Row(_signed(id), values, doubtful)


def _payload(pages: Pages, page: bytes, at: int, length: int) -> bytes:
    """The content of a row, gathered from the pages that it runs over to."""
    usable = pages.usable
    if length <= usable - 35:
        if at + length > usable:
            raise ValueError("it ends beyond its page")
        return page[at : at + length]
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    here = here if here <= usable - 35 else least
    parts, left = [page[at : at + here]], length - here
    number, seen = struct.unpack_from(">I", page, at + here)[0], set()
    while left > 0:
        more = pages.page(number)
        if not more or number in seen:
            raise ValueError("it runs over to no page")
        seen.add(number)
        parts.append(more[4 : 4 + min(left, usable - 4)])
        left -= usable - 4
        number = struct.unpack_from(">I", more)[0]
    return b"".join(parts)


def _values(payload: bytes) -> tuple[tuple[Value, ...], bool]:
    head, at = _number(payload, 0)
    kinds = []
    if not 0 < head <= len(payload) or head > _MANY:
        raise ValueError("it has no head")
    while at < head:
        kind, at = _number(payload, at)
        kinds.append(kind)
    if at != head:
        raise ValueError("its head is longer than it says")
    values: list[Value] = []
    doubtful = False
    for kind in kinds:
        size = _WHOLE.get(kind, 8 if kind == 7 else (kind - 12) // 2 if kind >= 12 else 0)
        raw = payload[at : at + size]
        if len(raw) != size or kind in (10, 11):
            raise ValueError("a value ends beyond its row")
        at += size
        if kind in _WHOLE:
            values.append(int.from_bytes(raw, "big", signed=True))
        elif kind >= 13 and kind % 2:
            text = raw.decode("utf-8", errors="replace")
            doubtful |= "\ufffd" in text and "\ufffd".encode() not in raw
            values.append(text)
        elif kind >= 12:
            values.append(raw)
        else:
            values.append(struct.unpack(">d", raw)[0] if kind == 7 else {8: 0, 9: 1}.get(kind))
    if at != len(payload):
        raise ValueError("more stands in it than it says")
    return tuple(values), doubtful


def _number(page: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    found = 0
    for step in range(8):
        byte = page[at + step]
        found = found << 7 | byte & 0x7F
        if byte < 0x80:
            return found, at + step + 1
    return found << 8 | page[at + 8], at + 9


def _signed(number: int) -> int:
    return number - (1 << 64) if number >= 1 << 63 else number
