"""Texts of the program with the cluster's own names for things: "member" may be called "partner" (table renamed_term).

Whole words are replaced, in all their forms and compounds ("medlemsliste" -> "partnerliste"), with the article and the
few adjectives that go with the gender; what stands in {braces} is left alone.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

from crm import own_words
from crm.own_words import Renamed


class Standard(NamedTuple):
    """What the program itself calls something: the forms as in Renamed.

    `stem` begins compounds in bokmål; `but` are endings that make no compound of it; `never` are words before it that
    make it something else (a staff member is no member).
    """

    one: str
    many: str
    the_one: str = ""
    the_many: str = ""
    stem: str = ""
    but: str = ""
    never: tuple[str, ...] = ()


STANDARD: Mapping[tuple[str, str], Standard] = {
    ("member", "nb"): Standard("medlem", "medlemmer", "medlemmet", "medlemmene", "medlems", "kap"),
    ("member", "en"): Standard("member", "members", never=("staff ", "board ", "deputy ")),
    ("membership", "nb"): Standard("medlemskap", "medlemskap", "medlemskapet", "medlemskapene"),
    ("membership", "en"): Standard("membership", "memberships"),
    ("partner", "nb"): Standard("partner", "partnere", "partneren", "partnerne"),
    ("partner", "en"): Standard("partner", "partners"),
    ("participant", "nb"): Standard(
        "deltaker", "deltakere", "deltakeren", "deltakerne", "deltaker", "e|en|ne|ens|nes|es|s"
    ),
    ("participant", "en"): Standard("participant", "participants"),
}
"""The terms that can be renamed, in both languages."""

TERMS = tuple(dict.fromkeys(term for term, _language in STANDARD))

# What goes with a neuter word, and what goes in its place with one that is not.
_NEUTER = {
    "et": "en",
    "hvert": "hver",
    "nytt": "ny",
    "ordinært": "ordinær",
    "ditt": "din",
    "vårt": "vår",
    "annet": "annen",
    "eget": "egen",
    "hvilket": "hvilken",
}
_COMMON = {common: neuter for neuter, common in _NEUTER.items()}
# Ends of words that take an s where another word follows in one.
_TAKES_S = ("skap", "het", "sjon", "ing", "dom", "tet", "nad")
_BRACES = re.compile(r"(\{[^{}]*\})")
_LETTER = "[a-zæøåA-ZÆØÅ]"


def apply(text: str, language: str) -> str:
    """The text in the cluster's words; the text itself where it has none of its own in this language."""
    state = own_words.now()
    if not state.renamed or not text:
        return text
    rename = _of(language)
    if rename is None:
        return text
    known = state.made.setdefault(("renamed", language), {})
    if text not in known:
        known[text] = _outside_braces(text, rename)
    found: str = known[text]
    return found


def both(nb: str, en: str) -> tuple[str, str]:
    """What the program says in bokmål and in English, in the cluster's words."""
    return apply(nb, "nb"), apply(en, "en")


def original(text: str) -> str:
    """A text that may have been written in the cluster's words, in those of the program: how a list calls a column.

    What is read may be in either language, so the words of both are taken back.
    """
    for one in own_words.now().renamed:
        standard = STANDARD.get((one.term, one.language))
        if standard is None:
            continue
        for own, plain in ((one.many, standard.many), (one.one, standard.one)):
            if own:
                text = re.sub(rf"\b{re.escape(own)}\b", partial(_in_place, plain), text, flags=re.IGNORECASE)
    return text


def _of(language: str) -> Callable[[str], str] | None:
    """What renames a piece of text in one language; None where nothing is called otherwise."""
    made = own_words.now().made
    key = ("rename", language)
    if key not in made:
        made[key] = _made([one for one in own_words.now().renamed if one.language == language])
    found: Callable[[str], str] | None = made[key]
    return found


def _made(renamed: list[Renamed]) -> Callable[[str], str] | None:
    forms: dict[str, str] = {}
    genders: dict[str, Mapping[str, str]] = {}
    stems: list[tuple[re.Pattern[str], str]] = []
    never: list[str] = []
    for one in renamed:
        standard = STANDARD.get((one.term, one.language))
        if standard is None:
            continue
        turned = _turned(one)
        for old, new in zip(standard[:4], one[2:], strict=True):
            if old and new:
                forms.setdefault(old, new)
                genders[old] = turned
        if standard.stem and one.one:
            end = rf"(?!(?:{standard.but})\b)(?!kap)(?={_LETTER})"
            joined = one.one + ("s" if one.one.endswith(_TAKES_S) else "")
            stems.append((re.compile(rf"\b{standard.stem}{end}", re.IGNORECASE), joined))
        never += standard.never
    if not forms:
        return None
    before = "".join(f"(?<!{re.escape(word)})" for word in dict.fromkeys(never))
    words = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    articles = "|".join(sorted({*_NEUTER, *_COMMON, "a", "an"}, key=len, reverse=True))
    whole = re.compile(rf"(?:\b({articles})( ))?{before}\b({words})(s?)\b", re.IGNORECASE)

    def word(found: re.Match[str]) -> str:
        article, space, old, genitive = found[1] or "", found[2] or "", found[3], found[4]
        new = forms[old.casefold()]
        if article.casefold() in ("a", "an"):
            article = _cased(article, "an" if new[0].casefold() in "aeiou" else "a")
        elif article:
            article = _cased(article, genders[old.casefold()].get(article.casefold(), article.casefold()))
        return f"{article}{space}{_cased(old, new)}{genitive}"

    def rename(piece: str) -> str:
        piece = whole.sub(word, piece)
        for pattern, new in stems:
            piece = pattern.sub(partial(_in_place, new), piece)
        return piece

    return rename


def _turned(one: Renamed) -> Mapping[str, str]:
    """What the words before it become by its gender, which the form with the article at its end tells."""
    if one.language != "nb" or not one.one:
        return {}
    return _COMMON if (one.the_one or one.one).endswith("et") else _NEUTER


def _in_place(new: str, found: re.Match[str]) -> str:
    return _cased(found[0], new)


def _outside_braces(text: str, rename: Callable[[str], str]) -> str:
    plain = re.sub(rf"&(?={_LETTER})", "", text)  # the key of a menu may stand in the middle of a word
    renamed = "".join(part if place % 2 else rename(part) for place, part in enumerate(_BRACES.split(plain)))
    return text if renamed == plain else renamed


def _cased(old: str, new: str) -> str:
    """The new word as large as the old one was written."""
    if old[:1].isupper():
        return new[:1].upper() + new[1:]
    return new if new[1:2].isupper() else new[:1].lower() + new[1:]
