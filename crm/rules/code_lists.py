"""The code lists of DOMAIN.md 6.3: keys that are stored, with the words that people read.

resources/code_lists.toml is the standard; what the open register has changed of it (crm.own_words) lies over it: other
words from a year on, entries of its own, another order, entries that are offered no more. An entry that is not offered
is still read, so that old records and old years keep their words.

A list may be named as in DOMAIN.md ("membership.category") or as a key ("membership_category").
"""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from crm import i18n, own_words, renaming
from crm.own_words import Term
from crm.rules.folding import loose

PERSONAL = ("meeting_in_person", "meeting_video", "phone", "site_visit")
"""The types of interaction in which people spoke with each other; only these count in the figures (DOMAIN.md 7)."""

OPEN = frozenset(
    (
        *("helix_sector", "segment", "membership_category", "network", "leave_reason", "interaction_type"),
        *("position_role", "contact_label", "activity_type", "service_group", "target_group", "project_type"),
        *("project_role", "cross_domain", "cluster_role", "funder", "finance_income", "finance_cost"),
        *("governance_role", "relation_kind", "result_type", "media_channel"),
    )
)
"""The lists that may have entries of one's own, and entries that are offered no more; of the others the program decides
by each key, so only their words and their order are changed."""

DECIDING = {
    "network": ("main",),
    "membership_category": ("observer",),
    "helix_sector": ("company", "research_education"),
    "position_role": ("primary_contact",),
    "interaction_type": PERSONAL,
}
"""Entries of open lists that the figures ask for by their key (DOMAIN.md 7): nothing else is put in their place."""

_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "code_lists.toml"
_Made = TypeVar("_Made")


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
def standard(list_name: str) -> tuple[Code, ...]:
    """The entries of a list as the program brings them; raises KeyError for an unknown list.

    >>> standard("size_class")[0]
    Code(key='micro', en='Micro', nb='Mikro')
    """
    entries = _lists()[list_name.replace(".", "_")]
    return tuple(Code(key, str(entry["en"]), str(entry["nb"])) for key, entry in entries.items())


def synonyms(list_name: str, key: str) -> tuple[str, ...]:
    """What the standard knows imported lists to call an entry besides its labels; () for an entry of one's own.

    >>> synonyms("membership_category", "associate")[:2], synonyms("segment", "own")
    (('assosiert', 'associated'), ())
    """
    found = _lists()[list_name.replace(".", "_")].get(key, {}).get("synonyms", ())
    assert isinstance(found, list | tuple)
    return tuple(map(str, found))


def codes(list_name: str, year: int | None = None) -> tuple[Code, ...]:
    """The entries of a list in their order, also those offered no more, in the words of a year (this one unless told).

    Raises KeyError for an unknown list.
    """
    return _kept(("codes", list_name, year), lambda: _codes(list_name.replace(".", "_"), year))


def keys(list_name: str) -> tuple[str, ...]:
    """The stored keys of a list, in order, also those that are offered no more.

    >>> keys("interaction_type")[:4] == PERSONAL
    True
    """
    return _kept(("keys", list_name), lambda: tuple(code.key for code in codes(list_name)))


def offered(list_name: str, year: int | None = None) -> tuple[str, ...]:
    """The keys that one may choose in a year (this one unless told), in order.

    >>> offered("segment") == keys("segment")
    True
    """
    return _kept(("offered", list_name, year), lambda: _offered(list_name.replace(".", "_"), year))


def label(list_name: str, key: str | None, language: str | None = None, year: int | None = None) -> str:
    """What a person reads for a key, in the present language and this year's words unless told.

    An unknown key is shown as it is.

    >>> label("helix_sector", "company", "nb"), label("membership.category", "full", "en"), label("gender", None)
    ('Bedrift', 'Full member', '')
    """
    if not key:
        return ""
    spoken = language or i18n.language()
    found = _kept(("labels", list_name, spoken, year), lambda: _labels(list_name, spoken, year))
    return found.get(key, key)


def from_text(list_name: str, text: str) -> str | None:
    """The key that a text means: a label of today or of earlier, a key or a synonym, however it is spelled; else None.

    The register's own words come before those of the standard.

    >>> from_text("helix_sector", "SMB"), from_text("helix_sector", "fou"), from_text("helix_sector", "ukjent sak")
    ('company', 'research_education', None)
    """
    if not text:
        return None
    name = list_name.replace(".", "_")
    word = loose(text)
    return _kept(("own words", name), lambda: _own_words(name)).get(word) or _standard_words(name).get(word)


def changed(list_name: str) -> Mapping[str, tuple[Term, ...]]:
    """What the register has changed of a list: its terms by key, those that hold from the beginning first."""
    return _kept(("changed", list_name), lambda: _changed(list_name.replace(".", "_")))


def holding(list_name: str, key: str, year: int | None = None) -> Term | None:
    """The term by which a key reads in a year (this one unless told); None where that is the standard."""
    return _holding(changed(list_name).get(key, ()), own_words.now().year if year is None else year)


def _kept(key: tuple[object, ...], make: Callable[[], _Made]) -> _Made:
    """What is worked out once for the register that is open, and again when its words have changed."""
    made = own_words.now().made
    if key not in made:
        made[key] = make()
    found: _Made = made[key]
    return found


def _changed(name: str) -> Mapping[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for term in own_words.now().terms:
        if term.list == name:
            found.setdefault(term.code, []).append(term)
    return {key: tuple(sorted(terms, key=lambda term: term.from_year or 0)) for key, terms in found.items()}


def _holding(terms: tuple[Term, ...], year: int) -> Term | None:
    return next((term for term in reversed(terms) if term.from_year is None or term.from_year <= year), None)


def _codes(name: str, year: int | None) -> tuple[Code, ...]:
    seed = standard(name)
    own = changed(name)
    if not own and not own_words.now().renamed:
        return seed
    known = {code.key: Code(code.key, *_renamed(code)) for code in seed}
    order = {code.key: place for place, code in enumerate(seed)}
    for key, terms in own.items():
        term = holding(name, key, year)
        if term is None and key not in known:
            term = terms[0]  # an entry of its own is read by its first words in the years before it
        if term is not None:
            known[key] = Code(key, term.en, term.nb)
        placed = next((one.position for one in reversed(terms) if one.position is not None), None)
        order[key] = placed if placed is not None else order.get(key, len(seed))
    return tuple(sorted(known.values(), key=lambda code: order[code.key]))


def _renamed(code: Code) -> tuple[str, str]:
    return renaming.apply(code.en, "en"), renaming.apply(code.nb, "nb")


def _offered(name: str, year: int | None) -> tuple[str, ...]:
    asked = own_words.now().year if year is None else year
    own, seed = changed(name), {code.key for code in standard(name)}

    def is_offered(key: str) -> bool:
        if key not in own:
            return True
        term = _holding(own[key], asked)
        if term is None:
            return key in seed
        return not term.archived and (term.to_year is None or term.to_year >= asked)

    return tuple(key for key in keys(name) if is_offered(key))


def _labels(list_name: str, language: str, year: int | None) -> Mapping[str, str]:
    return {code.key: code.nb if language == "nb" else code.en for code in codes(list_name, year)}


def _own_words(name: str) -> Mapping[str, str]:
    """The words of this register: those of today before earlier ones and synonyms."""
    words: dict[str, str] = {}
    own = changed(name)
    if own or own_words.now().renamed:
        for code in codes(name):
            for said in (code.en, code.nb) if code.key in own or own_words.now().renamed else ():
                words.setdefault(loose(said), code.key)
        for key, terms in own.items():
            for term in reversed(terms):
                for said in (term.en, term.nb, *term.synonyms):
                    words.setdefault(loose(said), key)
    return words


@cache
def _standard_words(name: str) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for code in standard(name):
        for word in (code.key, code.en, code.nb, *synonyms(name, code.key)):
            words.setdefault(loose(word), code.key)
    return words
