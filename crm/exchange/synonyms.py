"""What columns are called by those who make lists: resources/import_synonyms.toml, looked up."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from crm.exchange import header_words
from crm.rules.folding import loose

_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "import_synonyms.toml"
_NOT_LETTERS = re.compile("[^a-z0-9]")
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_DIGITS = re.compile("[0-9]+")
_PARTED = re.compile(r"[\s/|;,.&+\-()]+|\b(?:og|and|und|och)\b")
PHRASE, WEAK = 50, 100
"""From these ranks on a header is a phrase that was understood, or one of which a part was; below, a synonym."""

_JOINED = {
    "person.full_name": {"person.first_name", "person.last_name"},
    "organisation.postal_place": {"organisation.postal_code", "organisation.city"},
}


class Meaning(NamedTuple):
    """What a header may mean: `kind` is field, open, never or ignored; `word` names which; `rank` 0 is the surest."""

    kind: str
    word: str
    rank: int


@lru_cache(maxsize=4096)
def key(header: str) -> str:
    """A header as it is compared: folded, letters and digits only.

    >>> key("Org.nr.:"), key("E-post *"), key("Måned")
    ('orgnr', 'epost', 'maned')
    """
    return _NOT_LETTERS.sub("", loose(header))


@cache
def _data() -> Mapping[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def _meanings() -> Mapping[str, Meaning]:
    data = _data()
    found: dict[str, Meaning] = {}
    for word, headers in data["never"].items():
        _add(found, headers, "never", word)
    # An open word is surer than a field of the same name, and a field than leaving it alone
    for word, headers in data["open"].items():
        _add(found, headers, "open", word)
    for word, headers in data["fields"].items():
        _add(found, headers, "field", word)
    _add(found, data["ignored"]["headers"], "ignored", "")
    return found


def _add(found: dict[str, Meaning], headers: Iterable[str], kind: str, word: str) -> None:
    for rank, header in enumerate(headers):
        for same in (key(header), _DIGITS.sub("", key(header))):
            found.setdefault(same, Meaning(kind, word, min(rank, PHRASE - 1)))


@cache
def _words() -> header_words.Words:
    return header_words.Words.of(_data()["words"])


@lru_cache(maxsize=4096)
def meaning(header: str) -> Meaning | None:
    """What a header may mean; an addition in brackets, a number and a question mark do not hide it.

    >>> meaning("E-post (må fylles ut) 2"), meaning("Bedrift:"), meaning("Ønsket farge")
    (Meaning(kind='open', word='email', rank=0), Meaning(kind='field', word='organisation.name', rank=0), None)
    >>> meaning("Etternavn, fornavn").word, meaning("Kontaktpersonens telefon").word, meaning("Postnr/Sted").word
    ('person.full_name', 'person.phone', 'organisation.postal_place')
    """
    whole = key(header)
    if found := _joined(header):
        return found
    for same in (whole, _DIGITS.sub("", whole)):
        if same and (found := _meanings().get(same)):
            return found
    # "Phone (mobile)" says more than "Phone", "E-post (må fylles ut)" does not
    if "(" in header and (found := _never(header) or _by_phrase(header)):
        return found
    for same in (_DIGITS.sub("", key(_IN_BRACKETS.sub(" ", header))),):
        if same and (found := _meanings().get(same)):
            return found
    return _by_parts(header) or _by_phrase(header)


def _joined(header: str) -> Meaning | None:
    """For a header of several words that are each a column elsewhere: "Etternavn, fornavn", "Postnr./sted"."""
    parts = {key(part) for part in _PARTED.split(header)} - {""}
    if not 2 <= len(parts) <= 3:
        return None
    known = _meanings()
    # Two things are asked for: "Navn + etternavn"
    if "+" in header and len(parts) == 2 and any(_is_name(known.get(part)) for part in parts):
        others = [known.get(part) for part in parts if not _is_name(known.get(part))]
        if others and others[0] is not None and others[0].word == "person.last_name":
            return Meaning("field", "person.full_name", 0)
    words = {found.word for part in parts if (found := known.get(part)) and found.kind == "field"}
    for whole, halves in _JOINED.items():
        if halves <= words and len(parts) - len(halves) == sum(_is_name(known.get(part)) for part in parts):
            return Meaning("field", whole, 0)
    return None


def _is_name(meaning: Meaning | None) -> bool:
    return meaning is not None and meaning[:2] == ("open", "name")


def _by_parts(header: str) -> Meaning | None:
    """For headers such as "Firma / Company" and "Har du allergier?": one clear word is enough."""
    parts = [key(part) for part in re.split(r"[/|;,\n]| - | og | and | eller | or ", header)]
    if len(parts) > 1:
        meant = [found for part in parts if part and (found := _meanings().get(part)) and found.kind != "ignored"]
        # "Mailing address - City" is no street: what stands behind the dash says more
        if meant and (" - " not in header or len({found.word for found in meant}) == 1):
            return meant[0]._replace(rank=meant[0].rank + WEAK)
    return _never(header)


def _never(header: str) -> Meaning | None:
    """For headers with a word of what is never kept: "Har du allergier?", "Merknad (allergi e.l.)"."""
    words = [key(word) for word in re.split(r"[\s?.:!\-_(),]+", header)]
    for word in words:
        if len(words) > 1 and (found := _meanings().get(word)) and found.kind == "never":
            return found
    whole = key(header)
    for word, stems in _data()["never_within"].items():
        if any(stem in whole for stem in stems):
            return Meaning("never", word, WEAK)
    return None


def _by_phrase(header: str) -> Meaning | None:
    found = header_words.phrase(header, _words(), lambda word: known[:2] if (known := _meanings().get(word)) else None)
    return Meaning(*found, PHRASE) if found else None


def layouts() -> Collection[Mapping[str, Any]]:
    """The layouts of programs: name, required headers, and the fields of some of them ("" leaves one out)."""
    layouts: Mapping[str, Mapping[str, Any]] = _data()["layouts"]
    return layouts.values()
