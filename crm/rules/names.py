"""Names of people and organisations: cleaned, split, compared."""

import re
import unicodedata

from crm.rules.folding import loose

# Written small, each of these belongs to the name after it
_PARTICLE_WORDS = "von van der den de du di da del della dos das do la le av af ter ten zu zum zur al el bin ibn"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
# "Vincent Van Gogh": these are particles with a capital too; "Le" or "Al" then are names
_CAPITAL_PARTICLES = frozenset(("van", "von", "der", "den", "de"))
_TITLE_WORDS = "dr prof professor førsteamanuensis mr mrs ms miss herr fru frk ing siv cand dir adv"
_TITLES = frozenset(_TITLE_WORDS.split())
_SUFFIXES = frozenset(("jr", "sr", "phd", "ph.d", "md", "msc", "mba", "dr", "ii", "iii"))
_LEGAL_FORM_WORDS = (
    "as asa sa sf ans da enk nuf iks ks kf fkf ba bl sti org publ "
    "ltd limited llc llp plc inc corp corporation co ab oy oyj aps gmbh ag kg bv nv sarl sas spa se ou"
)
_LEGAL_FORMS = frozenset(_LEGAL_FORM_WORDS.split())
_BREAKS = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_UNSEEN = re.compile("[\0\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_IN_BRACKETS_LAST = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_DOTTED = re.compile(r"\b(\w)\.(?=\w\b)")


def _harmful(sign: str) -> bool:
    category = unicodedata.category(sign)
    return (
        category in ("Cc", "Cs")
        or _UNSEEN.match(sign) is not None
        or (ord(sign) & 0xFFFE) == 0xFFFE
        or "\ufdd0" <= sign <= "\ufdef"
    )


def without_unseen(text: str) -> str:
    """The text without direction overrides, signs of no width and what no database holds (NUL, halves of signs).

    All else, also spaces and line breaks, stays.

    >>> without_unseen("Kåre\\u202e  Ødegård\\ufeff\\0\\ud83d\\n")
    'Kåre  Ødegård\\n'
    """
    return _UNSEEN.sub("", text)


def clean(text: str, *, lines: bool = False) -> str:
    """The text without what nobody can see and some programs choke on (RELIABILITY.md section 5).

    Control characters, surrogates, direction overrides, zero-width signs and non-characters go; every kind of space
    becomes one plain space; letters are composed (NFC). With `lines` line breaks stay, as in notes.

    >>> clean("  Kåre\\u00a0 Ødegård\\x00\\u202e ")
    'Kåre Ødegård'
    >>> clean("one \\r\\n two\\x0bthree", lines=True)
    'one\\ntwo\\nthree'
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    if lines:
        return "\n".join(clean(line) for line in _BREAKS.split(text)).strip("\n")
    spaced = "".join(" " if sign.isspace() else sign for sign in text)
    kept = "".join(sign for sign in spaced if not _harmful(sign))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def split_name(full: str) -> tuple[str, str]:
    """A full name as (first, last); the last is "" where there is only one word.

    "Surname, First" is turned round, titles before and degrees after are left out, particles go with the surname, an
    addition in brackets at the end ("(guest)") is dropped.

    >>> split_name("Dr. Eva-Maria von der Au"), split_name("Ødegård, Kåre")
    (('Eva-Maria', 'von der Au'), ('Kåre', 'Ødegård'))
    >>> split_name("Anne Grete Berg Hansen"), split_name("ØDEGÅRD Kåre"), split_name("Madonna")
    (('Anne Grete Berg', 'Hansen'), ('Kåre', 'ØDEGÅRD'), ('Madonna', ''))
    """
    text = _IN_BRACKETS_LAST.sub("", clean(full)) or clean(full)
    before, comma, after = (part.strip() for part in text.partition(","))
    if comma and after and after.casefold().rstrip(".") not in _SUFFIXES:
        return " ".join(_without_titles(after.replace(",", " ").split())), " ".join(_without_titles(before.split()))
    words = _without_titles((before if comma else text).split())
    while len(words) > 2 and words[-1].casefold().rstrip(".") in _SUFFIXES:
        words.pop()
    if len(words) < 2:
        return "".join(words), ""
    if len(words[0]) > 3 and words[0].isupper() and not any(word.isupper() for word in words[1:]):
        return " ".join(words[1:]), words[0]
    start = len(words) - 1
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def is_title(word: str) -> bool:
    """Whether a word is a title that stands before a name: Dr., Prof., Fru.

    >>> is_title("Dr."), is_title("Daglig leder")
    (True, False)
    """
    return word.strip().casefold().rstrip(".") in _TITLES


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and is_title(words[0]):
        words = words[1:]
    return words


def _is_particle(word: str) -> bool:
    return word in _PARTICLES or word.casefold() in _CAPITAL_PARTICLES


def initials(name: str) -> str:
    """At most two capitals for an avatar: of the first and of the last word.

    >>> initials("Kåre Ødegård"), initials("eva-maria von der au"), initials("Nordlys"), initials("")
    ('KØ', 'EA', 'N', '')
    """
    words = [word for word in (part.lstrip("\"'«(") for part in clean(name).split()) if word and word[0].isalnum()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0].upper()[:1] for word in ends)


def company_key(name: str) -> str:
    """A name to compare organisations by: loosely folded, without legal form, punctuation and "(publ)".

    >>> company_key("BLÅBÆR Maritim A/S") == company_key("Blaabaer Maritim AS") == "blabar maritim"
    True
    >>> company_key("Sjø & Land ANS"), company_key("AS"), company_key("Müller GmbH & Co. KG")
    ('sjo og land', 'as', 'muller')
    """
    text = clean(name).casefold().replace("a/s", "as").replace("&", " og ").replace("+", " og ")
    words = ["og" if word == "and" else word for word in loose(_DOTTED.sub(r"\1", text)).split()]
    kept = list(words)
    while len(kept) > 1 and (kept[-1] in _LEGAL_FORMS or kept[-1] == "og"):
        kept.pop()
    if len(kept) > 1 and kept[0] in ("as", "ab"):
        kept = kept[1:]
    return " ".join(kept)


def turned_key(key: str) -> str:
    """The key of a person with the last word first: a name that somebody wrote the other way round.

    >>> turned_key("kari berg"), turned_key("berg")
    ('berg kari', 'berg')
    """
    before, space, last = key.rpartition(" ")
    return f"{last} {before}" if space else key


def turned_back(key: str) -> str:
    """The key that `turned_key` turns into this one.

    >>> turned_back(turned_key("anne grete berg")), turned_back("berg")
    ('anne grete berg', 'berg')
    """
    first, space, after = key.partition(" ")
    return f"{after} {first}" if space else key


def person_key(first: str, last: str) -> str:
    """A name to compare people by: loosely folded, punctuation off, first before last.

    >>> person_key("Kåre", "Ødegård") == person_key("KAARE", "Oedegaard") == "kare odegard"
    True
    """
    return loose(clean(f"{first} {last}"))
