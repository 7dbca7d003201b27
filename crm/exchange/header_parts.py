"""The words of a header and the parts of its compounds: "Prosjektleders mobilnr." is a person's mobile number.

The words are in resources/header_parts.toml. A word that differs from one of them by a slip of the keyboard is taken
for it; one that nobody knows stays unknown, and how much a header says is judged by how many of those it has.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from crm.exchange.header_words import ENDINGS, word_key

_FILE = Path(__file__).resolve().parent.parent.parent / "resources" / "header_parts.toml"
_HUMP = re.compile(r"(?<=[a-zæøåäöü])(?=[A-ZÆØÅÄÖÜ][a-zæøåäöü])")
_BETWEEN = re.compile(r"(?<=\.)|[^\w.]+|[_0-9]+")
_E_MAIL = re.compile(r"\be[ \-]+(?=post|mail)", re.IGNORECASE)
_LONGEST_PHRASE = 4
_SHORTEST_STEM = 3
_SHORTEST_PART = 3
_SHORTEST_END = 4
_JUST_A_NUMBER = ("nr", "no")
_NUMBER_ENDINGS = ("nummer", "nr", "number", "no")
_LINKS = ("", "s", "e", "n")
_SHORTEST_WITH_A_SLIP = 6
_A_SLIP = 90
_LONGEST_WORD = 40


class Part(NamedTuple):
    """A word: `kind` is whose, thing, measure, binding or unknown, `word` which; `of` the words a compound begins with.

    In "kundeepost" the thing email is of the whose organisation; a beginning that nobody knows is of the kind unknown,
    and a word taken for the beginning of one that is known is of the kind short.
    """

    kind: str
    word: str
    of: tuple["Part", ...] = ()


UNKNOWN = Part("unknown", "")
SHORT = Part("short", "")
ELSEWHERE = Part("whose", "elsewhere")
_HAVE_NUMBERS = tuple(Part("thing", word) for word in ("phone", "person.mobile", "organisation.phone"))


@cache
def _known() -> Mapping[str, Part]:
    with _FILE.open("rb") as file:
        data = tomllib.load(file)
    found: dict[str, Part] = {}
    for section, kind in (("whose", "whose"), ("things", "thing"), ("measures", "measure"), ("binding", "binding")):
        for word, spellings in data[section].items():
            for spelling in spellings:
                found.setdefault(word_key(spelling), Part(kind, word))
    return found


@lru_cache(maxsize=4096)
def parts(header: str) -> tuple[Part, ...]:
    """The words of a header in their order; several that say one thing together are one part.

    >>> [part.word for part in parts("Kontaktpersonens e-post")], [part.word for part in parts("adresse.postnummer")]
    (['person', 'email'], ['organisation.street', 'organisation.postal_code'])
    >>> parts("Prosjektledermobil")[0].word, parts("Prosjektledermobil")[0].of[0].word, parts("Mobilnumer")[0].word
    ('person.mobile', 'person', 'person.mobile')
    >>> parts("Arb.giver")[0].word, parts("Still.")[0].word, parts("klubbnavn")[0].of
    ('organisation', 'position.title', (Part(kind='unknown', word='', of=()),))
    """
    return tuple(part for _word, part in _spelled(header))


@lru_cache(maxsize=4096)
def _spelled(header: str) -> tuple[tuple[str, Part], ...]:
    """The same, each with the word or the phrase that it was."""
    texts = _texts(header)
    words = [word_key(word) for word in texts]
    short = [word.endswith(".") for word in texts]
    programs = "_" in header or _HUMP.search(header) is not None
    found: list[tuple[str, Part]] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            part = _exact("".join(words[at : at + length])) if length > 1 else None
            if part is None and length == 2 and (short[at] or (programs and not any(map(_exact, words[at : at + 2])))):
                part = _shortened(words[at], words[at + 1])
            if length == 1:
                part = (_exact(words[at]) or _shortened(words[at])) if short[at] else None
                part = part or _one(words[at])
                if part == UNKNOWN and programs:
                    part = _cut_short(words[at]) or part
            if part is not None:
                found.append(("".join(words[at : at + length]), part))
                at += length
                break
    return tuple(found)


def denies(header: str) -> bool:
    """Whether a word turns into its opposite what the header asks: "Vil ikke ha nyhetsbrev".

    >>> denies("Ønsker ikke nyhetsbrev"), denies("Ønsker nyhetsbrev")
    (True, False)
    """
    return any(part.word == "not" for part in parts(header))


def says_at(header: str) -> bool:
    """Whether the header is no more than what stands before a workplace: "Fra", "Hos", "At".

    >>> says_at("Fra:"), says_at("Hvor fra"), says_at("Fra dato")
    (True, True, False)
    """
    found = parts(header)
    at = (Part("binding", "at"), Part("thing", "start"))
    return any(part in at for part in found) and all(part in at or part.kind == "binding" for part in found)


@lru_cache(maxsize=4096)
def people_named(header: str, *, only_people: bool = False) -> frozenset[str]:
    """The words of a header that name somebody, without their endings; a customer is one unless `only_people`.

    >>> people_named("E-post næringssjef"), people_named("Deltakers navn")
    (frozenset({'naringssjef'}), frozenset({'deltaker'}))
    >>> people_named("Daglig leder (mobil)"), people_named("Søkers adresse")
    (frozenset({'dagligleder'}), frozenset({'soker'}))
    """
    found = set()
    for word, part in _spelled(header):
        if part.kind == "whose" and (part.word == "person" or (part.word == "party" and not only_people)):
            found.add(_bare(word))
        elif part.kind == "thing" and Part("whose", "person") in part.of:
            found |= {_bare(word[:at]) for at in range(_SHORTEST_PART, len(word)) if _is_person(word[:at])}
    return frozenset(found)


@lru_cache(maxsize=4096)
def whose_first(header: str) -> str:
    """The word with which a header of several words begins, where it says whose they are, or where nobody knows it.

    >>> whose_first("Mentee navn"), whose_first("Mentees e-post"), whose_first("E-post mentee"), whose_first("Mentee")
    ('mentee', 'mentee', '', '')
    """
    words = _spelled(header)
    if len(words) < 2 or (words[0][1].kind != "whose" and words[0][1] != UNKNOWN):
        return ""
    return words[0][0].removesuffix("s")


def _is_person(word: str) -> bool:
    return _known().get(word) == Part("whose", "person")


def _texts(header: str) -> list[str]:
    closed = _E_MAIL.sub("e", _HUMP.sub(" ", header))
    return [word for word in _BETWEEN.split(closed) if word_key(word)]


def _bare(word: str) -> str:
    return next(
        (stem for ending in ("ens", "en", "s") if (stem := word.removesuffix(ending)) != word and stem in _known()),
        word,
    )


def _one(word: str) -> Part:
    return _exact(word) or _compound(word) or _with_a_slip(word) or _begun(word) or UNKNOWN


def _exact(word: str) -> Part | None:
    """A word that is known as it is, or without its ending."""
    known = _known()
    if (found := known.get(word)) is not None:
        return found
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM and (found := known.get(stem)) and found.kind != "binding":
            return found
    for ending in _NUMBER_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            whole = next((known[stem + other] for other in _NUMBER_ENDINGS if stem + other in known), None)
            return whole or (found if (found := known.get(stem)) in _HAVE_NUMBERS else None)
    return None


def _compound(word: str) -> Part | None:
    """A compound of known words: what the last one says, of what those before it say."""
    if len(word) > _LONGEST_WORD:
        return None
    for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
        first = _known().get(word[:at])
        if first is None or (first.kind == "binding" and first.word != "beginnings"):
            continue
        # Folding makes one "a" of two: "fakturaadresse"
        shared = [word[at - 1 :]] if word[at - 1] == "a" else []
        for rest in [*(word[at + len(link) :] for link in _LINKS if word[at:].startswith(link)), *shared]:
            if len(rest) < _SHORTEST_PART:
                continue
            last = _exact(rest) or _compound(rest)
            if last is not None and last.kind != "binding":
                return last._replace(of=(first, *last.of))
    return None


@cache
def _shortened(begin: str, end: str = "") -> Part | None:
    """What an abbreviation stands for: "still.", "arb.giver", "kont.pers."; None where it could be several things."""
    if len(begin) < (2 if end else _SHORTEST_STEM) or (end and (len(end) < 2 or _exact(begin + end))):
        return None
    if end and end in _JUST_A_NUMBER:
        return None
    looks = re.compile(f"{begin}[a-z]+" if not end else f"{begin}[a-z]*{end}[a-z]*")
    known = _known()
    fitting = sorted((spelling for spelling in known if looks.fullmatch(spelling)), key=len)
    first = known[fitting[0]] if fitting else None
    if first is None or first.kind == "binding":
        return None
    return first if all(known[one] == first or one.startswith(fitting[0]) for one in fitting) else None


def _cut_short(word: str) -> Part | None:
    """The same for a word that no point shows to be an abbreviation, so that the cells have to agree: "FaktEpost"."""
    found = _shortened(word)
    return found._replace(of=(SHORT,)) if found else None


def _begun(word: str) -> Part | None:
    """A compound of which only one half is known: a "klubbnavn" is a name, of what nobody knows."""
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_END + 1):
        last = _known().get(word[at:]) or _known().get(word[at:].removesuffix("s"))
        if last is not None and last.kind in ("thing", "whose"):
            return last._replace(of=(UNKNOWN,))
    for at in range(len(word) - 1, _SHORTEST_WITH_A_SLIP, -1):
        if (first := _known().get(word[:at])) == Part("whose", "other"):
            return first
    return None


def _with_a_slip(word: str) -> Part | None:
    """The word that was meant where a letter is wrong, missing or in the wrong place."""
    if not _SHORTEST_WITH_A_SLIP <= len(word) <= _LONGEST_WORD:
        return None
    from rapidfuzz import fuzz, process

    spellings = _spellings()[word[0]]
    near = process.extractOne(word, spellings, scorer=fuzz.ratio, score_cutoff=_A_SLIP)
    return _known()[near[0]] if near else _known().get(_turned(word, spellings))


def _turned(word: str, spellings: Sequence[str]) -> str:
    """The spelling of which two letters beside each other were typed in the wrong order, "" for none."""
    turned = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)} - {word}
    return next((spelling for spelling in spellings if spelling in turned), "")


@cache
def _spellings() -> Mapping[str, Sequence[str]]:
    by_letter: dict[str, list[str]] = {letter: [] for letter in "abcdefghijklmnopqrstuvwxyz"}
    for spelling in _known():
        if len(spelling) >= _SHORTEST_WITH_A_SLIP:
            by_letter[spelling[0]].append(spelling)
    return by_letter
