"""How alike two names are, 0 to 100. Likeness only ever proposes; it never decides (DOMAIN.md 3.6)."""

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from crm.rules import names, short_names

# How many letters may be wrong in words of these lengths
_SHORT, _MEDIUM = 3, 7
_MOST, _MANY = 2, 9
SURE = 95
"""From here on two people's names are the same name, only written in another way; below they are merely alike."""


class Likeness(NamedTuple):
    """How alike two names are, 0 to 100, and in what way: same, turned, fuller, initials, short_form, spelling, ""."""

    score: int
    way: str


NOT_ALIKE = Likeness(0, "")


def of_keys(one: str, other: str) -> Likeness:
    """How alike two keys of people are (`names.person_key`).

    >>> of_keys("kare odegard", "odegard kare"), of_keys("k odegard", "kare odegard")
    (Likeness(score=94, way='turned'), Likeness(score=95, way='initials'))
    >>> of_keys("anne berg", "anne kari berg"), of_keys("bob berg", "robert berg")
    (Likeness(score=95, way='fuller'), Likeness(score=90, way='short_form'))
    >>> of_keys("kari hansen", "karin hansen"), of_keys("kari hansen", "kari hnasen").way
    (Likeness(score=92, way='spelling'), 'spelling')
    >>> of_keys("kari berg", "kari berg hansen").way, of_keys("kari hansen", "hnasen kari").way
    ('fuller', 'turned')
    >>> of_keys("kari hansen", "ola hansen"), of_keys("per li", "ole li")
    (Likeness(score=0, way=''), Likeness(score=0, way=''))
    """
    if one == other:
        return Likeness(100, "same") if one else NOT_ALIKE
    mine, theirs = one.split(), other.split()
    if len(mine) < 2 or len(theirs) < 2:
        # A first name or a surname alone says too little
        return Likeness(80, "fuller") if mine and theirs and {*mine} & {*theirs} else NOT_ALIKE
    if mine[-1] != theirs[-1] or mine[0] != theirs[0]:
        words, others = {*mine}, {*theirs}
        if words == others:
            return Likeness(94, "turned")
        if words <= others or others <= words:
            return Likeness(95, "fuller")
    elif {*mine} <= {*theirs} or {*theirs} <= {*mine}:
        return Likeness(95, "fuller")
    if not (one + other).replace(" ", "").isalpha() and _figures(mine) != _figures(theirs):
        return NOT_ALIKE
    found = _straight(mine, theirs)
    if not found.score and mine[0][0] == theirs[-1][0]:
        found = _straight([*mine[1:], mine[0]], theirs)
        return Likeness(found.score - 3, "turned") if found.score else NOT_ALIKE
    return found


def of_company_keys(one: str, other: str) -> int:
    """How alike two keys of organisations are, 0 to 100 (`names.company_key`): for a letter or two, spaces, order.

    Figures and single letters tell them apart, and so does a word more: a group and its daughter are two.

    >>> of_company_keys("nordlys havbruk", "nordlys havbuk"), of_company_keys("biotech north", "biotechnorth")
    (93, 97)
    >>> of_company_keys("kai 9", "kai 10"), of_company_keys("nordlys energi", "nordlys fisk")
    (0, 0)
    """
    if one == other:
        return 100 if one else 0
    mine, theirs = one.split(), other.split()
    if sorted(mine) == sorted(theirs):
        return 94
    if _figures(mine) != _figures(theirs) or _letters(mine) != _letters(theirs):
        return 0
    closed, its = "".join(mine), "".join(theirs)
    wrong = _wrong(closed, its, 0 if min(len(closed), len(its)) < 5 else 1 if min(len(closed), len(its)) < 10 else 2)
    return 97 - 4 * wrong if wrong < _MANY else 0


def _figures(words: list[str]) -> set[str]:
    return {word for word in words if not word.isalpha()}


def _letters(words: list[str]) -> set[str]:
    return {word for word in words if len(word) == 1}


def _straight(mine: list[str], theirs: list[str]) -> Likeness:
    wrong = _misspelled(mine[-1], theirs[-1])
    if wrong == _MANY:
        return NOT_ALIKE
    first, its = mine[0], theirs[0]
    if first != its and 1 in (len(first), len(its)):
        return Likeness(95 - 7 * wrong, "initials") if first[0] == its[0] else NOT_ALIKE
    if first != its and short_names.are_forms(first, its):
        return Likeness(90 - 5 * wrong, "short_form")
    wrong += _misspelled(first, its)
    if len(mine) == len(theirs) == 3:
        wrong += _misspelled(mine[1], theirs[1])
    return Likeness(100 - 8 * wrong, "spelling") if wrong <= _MOST else NOT_ALIKE


def _misspelled(one: str, other: str) -> int:
    """How many letters are wrong between two words, _MANY for more than words of their length can have."""
    if one == other:
        return 0
    short, long = len(one), len(other)
    if short > long:
        short, long = long, short
    return _wrong(one, other, 0 if short < _SHORT else 1 if long < _MEDIUM else 2)


def _wrong(one: str, other: str, most: int) -> int:
    if not most or abs(len(one) - len(other)) > most:
        return _MANY
    found = _distance()(one, other, score_cutoff=most)
    return found if found <= most else _MANY


@cache
def _distance() -> Callable[..., int]:
    from rapidfuzz.distance import OSA

    return OSA.distance


def of_letters(one: str, other: str) -> int:
    """How many of the letters of two keys are the same and in the same order, 0 to 100, whatever the words are.

    Among a handful of people that is enough to ask by.

    >>> of_letters("amund vk", "amund vik") > 80, of_letters("per li", "ole li") > 80
    (True, False)
    """
    from rapidfuzz import fuzz

    return int(fuzz.ratio(one, other))


def of_people(a: str, b: str) -> float:
    """How alike two full names are: spelling, order of the words and initials forgiven.

    >>> of_people("Kåre Ødegård", "Odegaard, Kaare"), of_people("K. Ødegård", "Kåre Ødegård") > 85
    (100.0, True)
    >>> of_people("Kåre Ødegård", "Åse Sæther") < 50
    True
    """
    first, second = (names.person_key(*names.split_name(name)) for name in (a, b))
    if not first or not second:
        return 0.0
    from rapidfuzz import fuzz

    straight, turned = fuzz.ratio(first, second), fuzz.token_sort_ratio(first, second)
    if straight < 100 and _same_initials(first.split(), second.split()):
        return max(straight, turned, 90.0)
    return max(straight, turned)


def _same_initials(a: list[str], b: list[str]) -> bool:
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1] or min(len(a[0]), len(b[0])) > 1:
        return False
    return a[0][0] == b[0][0]


def of_organisations(a: str, b: str) -> float:
    """How alike two names of organisations are: legal form, punctuation, spaces and the order of words forgiven.

    >>> of_organisations("BioTech North AS", "Biotech-North")
    100.0
    >>> of_organisations("Nordlys Energi AS", "Nordlys Fisk AS") < 80
    True
    """
    first, second = names.company_key(a), names.company_key(b)
    if not first or not second:
        return 0.0
    from rapidfuzz import fuzz

    closed = fuzz.ratio(first.replace(" ", ""), second.replace(" ", ""))
    return max(closed, fuzz.token_sort_ratio(first, second))
