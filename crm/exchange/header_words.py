"""Headers that are phrases or whole questions: "Kontaktpersonens e-post", "Hvilken bedrift jobber du i?".

Every word must be understood, or nothing is: whose (a person's, an organisation's), what, and words that only bind.
"Hva kan bedriften bidra med?" asks for something else, and is left to the cells.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from crm.rules.folding import loose

_BETWEEN = re.compile(r"[^\w\-]+|_")
# Definite and genitive forms, the longest first
ENDINGS = ("enes", "anes", "ene", "ane", "ens", "ets", "en", "et", "er", "ar", "ns", "n", "s", "t", "a")
_SHORTEST = 4


class Words(NamedTuple):
    """What single words say: whose it is (`person`, `organisation`; `own` are weaker, as "your"), or nothing at all.

    Those in `alone` are headers by themselves and mean something else in a phrase: "last contact".
    """

    person: frozenset[str]
    own: frozenset[str]
    organisation: frozenset[str]
    binding: frozenset[str]
    alone: frozenset[str]

    @staticmethod
    def of(lists: Mapping[str, Sequence[str]]) -> "Words":
        """The words as the file of synonyms lists them."""
        return Words(*(frozenset(map(word_key, lists[name])) for name in Words._fields))


Known = Callable[[str], tuple[str, str] | None]
"""What a key of letters alone means: (kind, word) of crm.exchange.synonyms.Meaning, or None."""


def word_key(word: str) -> str:
    """A word as it is compared: folded, letters only.

    >>> word_key("E-postadressen:")
    'epostadressen'
    """
    return re.sub("[^a-z]", "", loose(word))


def phrase(header: str, words: Words, known: Known) -> tuple[str, str] | None:
    """What the phrase means, as (kind, word); None where one of its words is not understood."""
    person = own = organisation = bound = False
    head = ""
    rest: list[str] = []
    for word in filter(None, map(word_key, _BETWEEN.split(header))):
        if word in words.binding:
            bound = bound or head != "" or bool(rest)
            continue
        kind = "person" if _form(word, words.person) else "organisation" if _form(word, words.organisation) else ""
        person, organisation = person or kind == "person", organisation or kind == "organisation"
        if kind:
            # "Deltakerens bedrift" is a company, "kontaktperson i bedriften" a person
            head = head if head and bound else kind
        elif word in words.own:
            own = True
        else:
            rest.append(word)
    if not rest:
        return {"person": ("field", "person.full_name"), "organisation": ("field", "organisation.name")}.get(head)
    meant = _meant(rest, words.alone, known)
    if bound and meant == ("field", "membership.category"):
        return None  # "medlemskap fra" is a day
    if meant is None or not (person or own or organisation):
        return meant
    return _of_organisation(meant) if organisation and not person else _of_person(meant)


def _form(word: str, wanted: frozenset[str]) -> str:
    """The word of those wanted that this one is a form of, or ""."""
    if word in wanted:
        return word
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST and stem in wanted:
            return stem
    return ""


def _meant(rest: Sequence[str], alone: frozenset[str], known: Known) -> tuple[str, str] | None:
    whole = None if len(rest) == 1 and rest[0] in alone else _known_form("".join(rest), known)
    if whole is not None or len(rest) == 1 or not alone.isdisjoint(rest):
        return whole
    each = [_known_form(word, known) for word in rest]
    if each[0] == ("field", "notes"):
        return each[0]
    if None in each:
        return None
    different = set(each)
    if different == {("open", "phone"), ("field", "person.mobile")}:
        return ("field", "person.mobile")
    return different.pop() if len(different) == 1 else None


def _known_form(word: str, known: Known) -> tuple[str, str] | None:
    if (found := known(word)) is not None:
        return found
    for ending in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST and (found := known(stem)) is not None:
            return found
    return None


def _of_person(meant: tuple[str, str]) -> tuple[str, str] | None:
    kind, word = meant
    if kind == "open":
        fields = {"name": "person.full_name", "email": "person.email", "phone": "person.phone"}
        return ("field", fields[word]) if word in fields else None
    # Where somebody lives is not where the organisation is
    return ("ignored", "") if word.startswith("organisation.") and word != "organisation.name" else meant


def _of_organisation(meant: tuple[str, str]) -> tuple[str, str] | None:
    kind, word = meant
    if kind == "open" and word != "category":
        return ("field", f"organisation.{word}")
    return ("field", "organisation.phone") if word in ("person.mobile", "person.phone") else meant
