"""The part of a text round a match, as it was written, though the match was found in folded text."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from crm.rules import folding

ROUND = 60
# How far from where it is expected a match is looked for before the whole text is read.
NEAR = 200

_ZERO_WIDTH_JOINER = "\u200d"
_DOUBLE_A = re.compile("aa+")


class _Folded(dict[int, str]):
    """Each sign as it is folded by itself, white space as one space: a table for str.translate that fills itself."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = " " if sign.isspace() else folding.fold(sign)
        return self[code]


class _Even(dict[int, str]):
    """The same for signs that fold to one letter; others become two NULs, so that a text that had any gets longer."""

    def __missing__(self, code: int) -> str:
        folded = _FOLDED[code]
        self[code] = folded if len(folded) == 1 else "\0\0"
        return self[code]


_FOLDED, _EVEN = _Folded(), _Even()


def around(text: str, word: str, length: int = ROUND, *, near: int | None = None) -> str:
    """Some words of `text` before and after the first place whose folded form holds the folded `word`; "" for none.

    `near` is about where it should stand, if known: a long text is then read only there. White space becomes single
    spaces; neither a word nor a letter with its accents is cut in two where there is a space to cut at.

    >>> around("Referat fra møtet med Kåre Ødegaard om restråstoff i går", "odegard", 12)
    '… med Kåre Ødegaard om …'
    """
    found = None
    if near is not None and len(text) > 2 * NEAR:
        first = _between(text, max(0, near - NEAR))
        found = _place(text[first : near + NEAR], word)
        found = found and (first + found[0], first + found[1])
    found = found or _place(text, word)
    if found is None:
        return ""
    start, end = _start(text, found[0], length), _end(text, found[1], length)
    shown = " ".join(text[start:end].split())
    return ("… " if text[:start].strip() else "") + shown + (" …" if text[end:].strip() else "")


def marks(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """From where to where in `text` the folded words stand, each at its first place, in order and without overlaps.

    A word at the beginning of a word comes before one inside.

    >>> marks("Kåre Ødegaard", ["odegard", "ka"])
    [(0, 2), (5, 13)]
    """
    found = []
    letters = _letters(text)
    for word in set(words):
        place = -1 if word not in letters.text else (" " + letters.text).find(" " + word)
        place = letters.text.find(word) if place < 0 else place
        if word and place >= 0:
            found.append((letters.starts[place], _between(text, letters.ends[place + len(word) - 1])))
    apart: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


class _Letters(NamedTuple):
    """A text as it is folded, and where in it each folded letter begins and ends."""

    text: str
    starts: list[int]
    ends: list[int]


def _place(text: str, word: str) -> tuple[int, int] | None:
    """From where to where in `text` the folded word stands."""
    if not word:
        return None
    even = text.translate(_EVEN)
    if len(even) == len(text) and "aa" not in even:
        # Nearly every text: each letter stands where it stood before folding
        found = even.find(word)
        return None if found < 0 else (found, _between(text, found + len(word)))
    found = _DOUBLE_A.sub("a", text.translate(_FOLDED)).find(word)
    return None if found < 0 else _unfolded(text, found, found + len(word) - 1)


def _unfolded(text: str, first: int, last: int) -> tuple[int, int]:
    """From where to where in `text` its folded letters `first` to `last` stand."""
    number, before, start, end = -1, "", 0, len(text)
    for place, sign in enumerate(text):
        for letter in _FOLDED[ord(sign)]:
            # As folding does with the whole text: "aa" is one letter.
            if letter != "a" or before != "a":
                if number == last:
                    return start, _between(text, end)
                number += 1
                start = place if number == first else start
            before = letter
            end = place + 1
    return start, _between(text, end)


def _letters(text: str) -> _Letters:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for place, sign in enumerate(text):
        for letter in _FOLDED[ord(sign)]:
            # As folding does with the whole text: "aa" is one letter, any white space one space.
            if letters and letter == letters[-1] and letter in "a ":
                ends[-1] = place + 1
            else:
                letters.append(letter)
                starts.append(place)
                ends.append(place + 1)
    return _Letters("".join(letters), starts, ends)


def _start(text: str, place: int, length: int) -> int:
    start = max(0, place - length)
    if start == 0:
        return 0
    space = next((at for at in range(start - 1, place) if text[at].isspace()), None)
    return _between(text, start) if space is None else space + 1


def _end(text: str, place: int, length: int) -> int:
    end = min(len(text), place + length)
    if end == len(text):
        return end
    space = next((at for at in range(end, place - 1, -1) if text[at].isspace()), None)
    return _between(text, end) if space is None else space


def _between(text: str, place: int) -> int:
    """The first place from `place` on that lies between two letters, not between a letter and its accent."""
    while 0 < place < len(text) and (
        unicodedata.category(text[place]) in ("Mn", "Mc", "Me", "Cf", "Sk") or text[place - 1] == _ZERO_WIDTH_JOINER
    ):
        place += 1
    return place
