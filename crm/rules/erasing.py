"""Taking somebody's name, addresses and numbers out of a text."""

import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress

from crm.rules import folding, phones

Scrub = Callable[[str], str]


def words_of(first: str, last: str, points: Sequence[tuple[str, str, str]]) -> list[str]:
    """What stands for a person in a text: the whole name both ways round, own addresses, numbers as one writes them.

    `points` are (kind, value, normalised).

    >>> words_of("Kåre", "Ødegård", [("phone", "912 34 567", "+4791234567"), ("email", "K@x.example", "k@x.example")]
    ... )  # doctest: +NORMALIZE_WHITESPACE
    ['Kåre Ødegård', 'Ødegård, Kåre', 'Ødegård Kåre', '912 34 567', '+4791234567', '91 23 45 67', '91234567',
    'K@x.example']
    """
    found = [f"{first} {last}", f"{last}, {first}", f"{last} {first}"] if first and last else [first or last]
    for kind, value, normalised in points:
        found += [value, normalised]
        if kind == "phone":
            found += [phones.show(normalised), normalised.removeprefix("+47")]
    unique = {word.casefold(): word for word in reversed(found) if len(word.strip()) > 3}
    return [word for word in found if unique.get(word.casefold()) is word]


def scrubber(words: Sequence[str], instead: str) -> Scrub:
    """What puts `instead` in the place of each of these words in a text, however they are spaced and capitalised.

    >>> scrubber(["Kåre Ødegård"], "…")("Ring kåre  ØDEGÅRD, og Kåre Ødegårdsvik (kare odegard)")
    'Ring …, og Kåre Ødegårdsvik (…)'
    """
    known = {word for one in words for word in (one, folding.fold(one)) if word.strip()}
    if not known:
        return lambda text: text
    one_of = "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{one_of})(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(lambda _found: instead, text)


def in_json(text: str, scrub: Scrub) -> str:
    """A JSON text with every string in it scrubbed, written as SQLite writes it.

    >>> in_json('["Kåre","a\\\\nb",1,null]', str.upper)
    '["KÅRE","A\\\\nB",1,null]'
    """

    if "\\" not in text and scrub(text) == text:
        return text  # which is so of nearly all, and ten times quicker to see

    def each(value: object) -> object:
        if isinstance(value, str):
            return anywhere(value, scrub)  # an image of the journal may hold a view, which is JSON itself
        if isinstance(value, list):
            return [each(one) for one in value]
        if isinstance(value, dict):
            return {key: each(one) for key, one in value.items()}
        return value

    stood = json.loads(text)  # a line break stands there as \n, a quotation mark as \": only so a name beside it is one
    told = each(stood)
    return text if told == stood else json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def anywhere(text: str, scrub: Scrub) -> str:
    """A text of a person or one in JSON, scrubbed as what it is.

    >>> scrub = scrubber(["Kåre Ødegård"], "…")
    >>> anywhere('{"notes":"Hei\\\\nKåre\\\\nØdegård"}', scrub), anywhere("[x] Kåre Ødegård", scrub)
    ('{"notes":"Hei\\\\n…"}', '[x] …')
    """
    if text.startswith(("[", "{")):
        with suppress(ValueError, RecursionError):
            return in_json(text, scrub)
    return scrub(text)
