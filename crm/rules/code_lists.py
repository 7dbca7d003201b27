"""The code lists of DOMAIN.md 6.3: keys that are stored, with the words that people read, as data in resources/.

A list may be named as in DOMAIN.md ("membership.category") or as a key ("membership_category").
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from crm import i18n
from crm.rules.folding import loose

PERSONAL = ("meeting_in_person", "meeting_video", "phone", "site_visit")
"""The types of interaction in which people spoke with each other; only these count in the figures (DOMAIN.md 7)."""

_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "code_lists.toml"


class Code(NamedTuple):
    """One entry of a list: its stored key and its English and bokmål label."""

    key: str
    en: str
    nb: str


@cache
def _lists() -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


def names() -> tuple[str, ...]:
    """The names of all lists."""
    return tuple(_lists())


@cache
def codes(list_name: str) -> tuple[Code, ...]:
    """The entries of a list in the order in which they are offered; raises KeyError for an unknown list.

    >>> codes("size_class")[0]
    Code(key='micro', en='Micro', nb='Mikro')
    """
    entries = _lists()[list_name.replace(".", "_")]
    return tuple(Code(key, str(entry["en"]), str(entry["nb"])) for key, entry in entries.items())


@cache
def keys(list_name: str) -> tuple[str, ...]:
    """The stored keys of a list, in order.

    >>> keys("interaction_type")[:4] == PERSONAL
    True
    """
    return tuple(code.key for code in codes(list_name))


@cache
def _labels(list_name: str, language: str) -> Mapping[str, str]:
    return {code.key: code.nb if language == "nb" else code.en for code in codes(list_name)}


def label(list_name: str, key: str | None, language: str | None = None) -> str:
    """What a person reads for a key, in the present language unless told; an unknown key is shown as it is.

    >>> label("helix_sector", "company", "nb"), label("membership.category", "full", "en"), label("gender", None)
    ('Bedrift', 'Full member', '')
    """
    return _labels(list_name, language or i18n.language()).get(key, key) if key else ""


@cache
def _words(list_name: str) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for key, entry in _lists()[list_name.replace(".", "_")].items():
        synonyms = entry.get("synonyms", ())
        assert isinstance(synonyms, list | tuple)
        for word in (key, str(entry["en"]), str(entry["nb"]), *synonyms):
            words.setdefault(loose(word), key)
    return words


def from_text(list_name: str, text: str) -> str | None:
    """The key that a text means: a key, an English or bokmål label or a synonym, however it is spelled; else None.

    >>> from_text("helix_sector", "SMB"), from_text("helix_sector", "fou"), from_text("helix_sector", "ukjent sak")
    ('company', 'research_education', None)
    """
    return _words(list_name).get(loose(text)) if text else None
