"""Sentences that are kept, and read later by somebody who may speak another language.

`_` is that of crm.i18n, but what it gives knows which text it is and what was filled in; everywhere else it is a str.
"""

import json
import string
from collections.abc import Iterable
from json.encoder import encode_basestring as _in_quotes
from typing import Any

from crm import i18n

_BEGINS = '[["'
_PLAIN = ""
_TEXT = ("text",)

Flat = tuple[Any, ...]
"""For each part its English text, the names that were filled in and their values, one behind the other.

The text "" is words of no language of ours, under "text". Flat, because a long list holds several parts a row, and
a dictionary for each took a tenth of an import's memory.
"""


class Said(str):
    """A text in the present language that knows what it says, in one or more parts."""

    __slots__ = ("parts",)
    parts: Flat

    @staticmethod
    def of(words: str, parts: Flat) -> "Said":
        """These words, which say these parts."""
        said = Said(words)
        said.parts = parts
        return said

    def format(self, *_values: object, **named: object) -> "Said":
        """The text with names filled in; positions are not used in texts that are translated."""
        gaps = _gaps.get(self)
        said = Said(self.format_map(named) if gaps is None else _filled(gaps, named))
        names = tuple(named)
        said.parts = (self.parts[0], _names.setdefault(names, names), *named.values())
        return said


# A long list says the same few texts of every row: each is looked up, and its JSON begun, once.
_said: dict[tuple[str, str], Said] = {}
_names: dict[tuple[str, ...], tuple[str, ...]] = {}
_begun: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}

Gaps = tuple[tuple[str, str | None], ...]
"""What stands before each name of a text, and the name; last what stands behind them all, and None."""

# To take a text apart takes ten times as long as to put it together, so that is done once
_gaps: dict[str, Gaps] = {}


def _(text: str) -> Said:
    """The text in the present language."""
    key = (i18n.language(), text)
    found = _said.get(key)
    if found is None:
        found = _said[key] = Said.of(i18n._(text), (text, ()))
        _part(found)
    return found


def _part(words: str) -> None:
    """Remember the gaps of a text whose names are filled in just as they are."""
    gaps: list[tuple[str, str | None]] = []
    for before, name, spec, conversion in string.Formatter().parse(words):
        if name is not None and (spec or conversion or not name.isidentifier()):
            return
        gaps.append((before, name))
    if gaps and gaps[-1][1] is not None:
        gaps.append(("", None))
    _gaps[words] = tuple(gaps)


def _filled(gaps: Gaps, named: dict[str, object]) -> str:
    written: list[str] = []
    for before, name in gaps:
        written.append(before)
        if name is not None:
            value = named[name]
            written.append(value if type(value) is str else format(value))
    return "".join(written)


def joined(sentences: Iterable[str]) -> str:
    """The sentences one after the other, as one that can be kept; those that do not know what they say stay as text."""
    found = [one for one in sentences if one]
    if len(found) == 1 and type(found[0]) is Said:
        return found[0]
    if not found:
        return ""
    parts: Flat = ()
    for one in found:
        parts += one.parts if type(one) is Said else (_PLAIN, _TEXT, one)
    said = Said(" ".join(found))
    said.parts = parts
    return said


def kept(sentence: str, most: int) -> str:
    """What is stored of a sentence: at most so many letters, which `told` reads in any language."""
    if not isinstance(sentence, Said):
        return sentence[:most]
    text = _as_json(sentence.parts)
    return text if len(text) <= most else str(sentence)[:most]


def told(stored: str) -> str:
    """A stored sentence in the present language; what was stored as text, as it stands."""
    if not stored.startswith(_BEGINS):
        return stored
    try:
        return " ".join(_read(*part) for part in json.loads(stored))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return stored


def _as_json(parts: Flat) -> str:
    """The parts as `told` reads them; by hand, for json.dumps takes longer than the rest of a row's plan."""
    written: list[str] = []
    place, end = 0, len(parts)
    while place < end:
        text, names = parts[place], parts[place + 1]
        place += 2
        written.append("," if written else "[")
        between = _begun.get((text, names)) or _begin(text, names)
        for before in between[:-1]:
            one = parts[place]
            place += 1
            written += (before, _in_quotes(one) if type(one) is str else _value(one))
        written.append(between[-1])
    written.append("]")
    return "".join(written)


def _begin(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """What is written before, between and behind the values of a part; where it has none that is all of it."""
    begins = f"[{_in_quotes(text)},{{"
    titles = [f"{_in_quotes(name)}:" for name in names]
    between = (begins + titles[0], *(f",{title}" for title in titles[1:]), "}]") if titles else (begins + "}]",)
    _begun[text, names] = between
    return between


def _value(one: Any) -> str:
    if type(one) is Said:
        return _as_json(one.parts)
    return json.dumps(one) if isinstance(one, bool | int | float) else _in_quotes(str(one))


def _read(code: str, values: dict[str, Any]) -> str:
    found = {
        name: " ".join(_read(*part) for part in one) if isinstance(one, list) else one for name, one in values.items()
    }
    return str(found["text"]) if code == _PLAIN else i18n._(code).format(**found)
