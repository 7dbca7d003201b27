"""Sentences that are kept, and read later by somebody who may speak another language.

`_` is that of crm.i18n, but what it gives knows which text it is and what was filled in; everywhere else it is a str.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from crm import i18n

_BEGINS = '[["'
_PLAIN = ""

Part = tuple[str, Mapping[str, Any]]
"""The English text and what was filled in; with the text "" it is words of no language of ours, under "text"."""


class Said(str):
    """A text in the present language that knows what it says, in one or more parts."""

    __slots__ = ("parts",)
    parts: tuple[Part, ...]

    @staticmethod
    def of(words: str, parts: tuple[Part, ...]) -> "Said":
        """These words, which say these parts."""
        said = Said(words)
        said.parts = parts
        return said

    def format(self, *values: object, **named: object) -> "Said":
        """The text with names filled in; positions are not used in texts that are translated."""
        ((text, _none),) = self.parts
        return Said.of(str(self).format(*values, **named), ((text, named),))


def _(text: str) -> Said:
    """The text in the present language."""
    return Said.of(i18n._(text), ((text, {}),))


def joined(sentences: Iterable[str]) -> str:
    """The sentences one after the other, as one that can be kept; those that do not know what they say stay as text."""
    found = [one for one in sentences if one]
    if not found:
        return ""
    return Said.of(" ".join(found), tuple(part for one in found for part in _parts(one)))


def kept(sentence: str, most: int) -> str:
    """What is stored of a sentence: at most so many letters, which `told` reads in any language."""
    if not isinstance(sentence, Said):
        return sentence[:most]
    text = json.dumps([[code, _storable(values)] for code, values in sentence.parts], ensure_ascii=False)
    return text if len(text) <= most else str(sentence)[:most]


def told(stored: str) -> str:
    """A stored sentence in the present language; what was stored as text, as it stands."""
    if not stored.startswith(_BEGINS):
        return stored
    try:
        return " ".join(_read(*part) for part in json.loads(stored))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return stored


def _parts(sentence: str) -> tuple[Part, ...]:
    return sentence.parts if isinstance(sentence, Said) else ((_PLAIN, {"text": sentence}),)


def _storable(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(one) for name, one in values.items()}


def _value(one: Any) -> Any:
    if isinstance(one, Said):
        return [[code, _storable(values)] for code, values in one.parts]
    return one if isinstance(one, str | int | float) else str(one)


def _read(code: str, values: Mapping[str, Any]) -> str:
    found = {
        name: " ".join(_read(*part) for part in one) if isinstance(one, list) else one for name, one in values.items()
    }
    return str(found["text"]) if code == _PLAIN else i18n._(code).format(**found)
