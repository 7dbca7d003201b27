"""What is put in the place of a mark: the XML of a cell, a text in its pieces."""

from collections.abc import Callable
from datetime import date

from crm.exchange.writers import parts, words
from crm.reports.template.filled import MARK, Filled
from crm.reports.template.scan import String

Splice = tuple[int, int, bytes]


def cell(reference: str, tag: str, style: str, filled: Filled, shown: str, *, percent: bool, day: bool) -> bytes:
    """A cell with a value of its own kind: a number or a day where it has one, else the text that is `shown`.

    `tag` is the name of a cell's element in its part; `percent` and `day` say how the cell shows numbers: a share is
    0.611 in a cell that shows percent and 61.1 in any other, and a day is a text where the cell shows no days.
    """
    begin = f'<{tag} r="{reference}"' + (f' s="{style}"' if style else "")
    prefix = tag.removesuffix("c")
    if filled.value is None or filled.value == "":
        text = shown if filled.value is None else ""
    else:
        number = _number(filled, percent=percent, day=day)
        if number is not None:
            return f"{begin}><{prefix}v>{number}</{prefix}v></{tag}>".encode()
        text = shown
    if not text:
        return f"{begin}/>".encode()
    inside = f'<{prefix}is><{prefix}t xml:space="preserve">{words.xml(words.sound(text))}</{prefix}t></{prefix}is>'
    return f'{begin} t="inlineStr">{inside}</{tag}>'.encode()


def text(
    string: String,
    said: Callable[[str], str | None],
    *,
    spaced: bool = True,
    escape: Callable[[str], str] = words.xml,
) -> list[Splice]:
    """The pieces of a text that change: each mark is replaced by what is said of it, where it begins.

    A mark that is written in several pieces, because a part of it is bold, takes the look of its first letter. One of
    which nothing is said stays. `spaced` is for elements that may say that their spaces count.
    """
    pieces = [list(piece.text) for piece in string.pieces]
    places = [(number, at) for number, piece in enumerate(string.pieces) for at in range(len(piece.text))]
    touched: set[int] = set()
    for found in reversed(list(MARK.finditer(string.text))):
        value = said(found[1])
        if value is None:
            continue
        for number, at in places[found.start() : found.end()]:
            pieces[number][at] = ""
            touched.add(number)
        number, at = places[found.start()]
        pieces[number][at] = value
    made = []
    for number in sorted(touched):
        piece = string.pieces[number]
        space = ' xml:space="preserve"' if spaced else ""
        made.append(
            (piece.start, piece.end, f"<{piece.tag}{space}>{escape(''.join(pieces[number]))}</{piece.tag}>".encode())
        )
    return made


def spliced(data: bytes, splices: list[Splice]) -> bytes:
    """The part with these stretches replaced; everything between them stays byte for byte."""
    made, at = [], 0
    for start, end, new in sorted(splices, key=lambda one: (one[0], one[1])):
        made += [data[at:start], new]
        at = end
    return b"".join([*made, data[at:]])


def _number(filled: Filled, *, percent: bool, day: bool) -> str | None:
    value, kind = filled
    if kind in ("text", "code") or (isinstance(value, str) and kind != "day"):
        return None
    if kind == "day" or isinstance(value, date):
        return parts.as_number(value, "day") if day else None
    if percent and kind == "percent" and isinstance(value, int | float):
        return repr(round(value / 100, 6))
    return parts.as_number(value, kind)
