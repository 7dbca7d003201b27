"""What columns are called by those who make lists: resources/import_synonyms.toml, looked up."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from crm.rules.folding import loose

_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "import_synonyms.toml"
_NOT_LETTERS = re.compile("[^a-z0-9]")
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_DIGITS = re.compile("[0-9]+")


class Meaning(NamedTuple):
    """What a header may mean: `kind` is field, open, never or ignored; `word` names which; `rank` 0 is the surest."""

    kind: str
    word: str
    rank: int


class Layout(NamedTuple):
    """A program's own layout, with the fields of those columns that a guess would miss ("" leaves one out)."""

    name: str
    fields: Mapping[str, str]


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
            found.setdefault(same, Meaning(kind, word, rank))


@lru_cache(maxsize=4096)
def meaning(header: str) -> Meaning | None:
    """What a header may mean; an addition in brackets, a number and a question mark do not hide it.

    >>> meaning("E-post (må fylles ut) 2"), meaning("Bedrift:"), meaning("Ønsket farge")
    (Meaning(kind='open', word='email', rank=0), Meaning(kind='field', word='organisation.name', rank=0), None)
    """
    whole = key(header)
    for same in (whole, _DIGITS.sub("", whole), _DIGITS.sub("", key(_IN_BRACKETS.sub(" ", header)))):
        if same and (found := _meanings().get(same)):
            return found
    return _by_parts(header)


def _by_parts(header: str) -> Meaning | None:
    """For headers such as "Firma / Company" and "Hvilken bedrift jobber du i?": one clear word is enough."""
    parts = [key(part) for part in re.split(r"[/|;,\n]| - | og | and | eller | or ", header)]
    if len(parts) > 1:
        for part in parts:
            if part and (found := _meanings().get(part)) and found.kind != "ignored":
                return found._replace(rank=found.rank + 100)
    words = [key(word) for word in re.split(r"[\s?.:!\-_]+", header)]
    for word in words:
        if len(words) > 1 and (found := _meanings().get(word)) and found.kind == "never":
            return found
    return None


def layout(headers: Iterable[str]) -> Layout | None:
    """The program that made the list, where its headers give it away.

    >>> layout(["Starttidspunkt", "ID", "Fullføringstidspunkt", "Navn"]).name
    'Microsoft Forms'
    """
    keys = {key(header) for header in headers}
    for described in _data()["layouts"].values():
        if {key(header) for header in described["required"]} <= keys:
            return Layout(described["name"], {key(header): field for header, field in described["fields"].items()})
    return None
