"""Which records a text finds: by their own words, and by those of what belongs to them.

A text is read as parts between spaces. Each part must be found, one way or another; a part is not always a word:
"al@fjord.example" stands in an address as it is written, "Anne-Lise" is two words of a name, "912 34 567" one phone.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from crm.rules import folding
from crm.store import search

Condition = tuple[str, list[Any]]

# From so many letters on a part is also looked for inside words, in addresses and in the employer's name.
LONG = 3

MOST_WORDS = 30
"""The words of a question that are looked for: SQLite puts at most 500 SELECTs together."""

_NUMBER = re.compile(r"[+(]*[0-9][0-9()./+-]*")
_BETWEEN = re.compile(r"[\s,;|]+")


class Part(NamedTuple):
    """One part of a question, folded: its `words`, and `whole` as it is written; a phone's `whole` is its digits."""

    words: list[str]
    whole: str


def parts(text: str) -> list[Part]:
    """The parts of a question, as far as its first `MOST_WORDS` words; none where it holds neither letter nor figure.

    >>> parts("Kåre, 912 34 567")
    [Part(words=['kare'], whole='kare'), Part(words=['912', '34', '567'], whole='91234567')]
    >>> parts("al@fjord.example!")
    [Part(words=['al', 'fjord', 'example'], whole='al@fjord.example')]
    """
    found: list[Part] = []
    asked = [piece for piece in _BETWEEN.split(folding.fold(text)) if piece][:MOST_WORDS]
    for numbers, pieces in groupby(asked, key=lambda piece: bool(_NUMBER.fullmatch(piece))):
        # Figures in groups are one number.
        for piece in [" ".join(pieces)] if numbers else pieces:
            words = search.words(piece)[: MOST_WORDS - sum(len(part.words) for part in found)]
            if words:
                found.append(Part(words, _phone(piece) if numbers else _trimmed(piece)))
    return found


def words(text: str) -> list[str]:
    """All folded words of a question."""
    return [word for part in parts(text) for word in part.words]


def written(text: str) -> list[str]:
    """The first `MOST_WORDS` folded words of a question, with their signs: for texts that no index holds."""
    return folding.fold(text).split()[:MOST_WORDS]


def people(text: str, day: str) -> Condition:
    """SQL for the ids of the people in whom every part of `text` is found, with parameters; ("", []) for no part.

    The employer is that of `day` (ISO). An id may come more than once.
    """
    return _every(text, lambda part: _person(part, day))


def organisations(text: str) -> Condition:
    """The same for organisations: their name, number, place, addresses and phones."""
    return _every(text, _organisation)


def interactions(text: str) -> Condition:
    """The same for interactions: what was written, and the names of the people and organisations that took part."""
    return _every(text, lambda part: _written("interaction", part, _TOOK_PART))


def tasks(text: str) -> Condition:
    """The same for follow-ups: what was written, and the names of the people and organisations they are about."""
    return _every(text, lambda part: _written("task", part, _ABOUT))


def projects(text: str) -> Condition:
    """The same for projects: what was written, and the names of the lead and the partners."""
    return _every(text, lambda part: _written("project", part, _PUTS_IN))


def activities(text: str) -> Condition:
    """The same for activities: what was written, and the names of the people and organisations that are noted."""
    return _every(text, lambda part: _written("activity", part, _CAME))


def in_ids(column: str, condition: Condition) -> Condition:
    """`column IN (...)` of a condition, or one that always holds."""
    sql, parameters = condition
    return (f"{column} IN ({sql})", parameters) if sql else ("1", [])


def owners(column: str, whole: str) -> Condition:
    """The owners (`column` person_id or organisation_id) of the contact points that hold a text of three letters on."""
    found, parameters = search.literally("contact_point", whole)
    return (
        f"SELECT {column} FROM ({found}) AS point CROSS JOIN contact_point ON contact_point.id = point.rowid"
        f" WHERE {column} IS NOT NULL",
        parameters,
    )


def _person(part: Part, day: str) -> Iterator[Condition]:
    yield _all([_or(_person_word(word, day)) for word in part.words])
    if len(part.whole) >= LONG:
        yield owners("person_id", part.whole)


def _person_word(word: str, day: str) -> Iterator[Condition]:
    yield search.condition("person", word)
    if len(word) >= LONG:
        found, parameters = search.condition("organisation", word)
        yield (
            "SELECT person_id FROM position WHERE (to_on IS NULL OR to_on >= ?)"
            f" AND (from_on IS NULL OR from_on <= ?) AND organisation_id IN ({found})",
            [day, day, *parameters],
        )


def _organisation(part: Part) -> Iterator[Condition]:
    yield _all([search.condition("organisation", word) for word in part.words])
    if len(part.whole) >= LONG:
        yield owners("organisation_id", part.whole)
        if len(part.words) > 1:
            yield search.literally("organisation", part.whole)  # an org. number written in groups


_TOOK_PART = {
    "person": "SELECT interaction_id FROM interaction_participant WHERE person_id IN ({found})",
    "organisation": "SELECT interaction_id FROM interaction_participant WHERE organisation_id IN ({found})",
}
_PUTS_IN = {
    "organisation": "SELECT project_id FROM project_participant WHERE organisation_id IN ({found})",
}
_CAME = {
    "person": "SELECT activity_id FROM activity_participation WHERE person_id IN ({found})",
    "organisation": "SELECT activity_id FROM activity_participation WHERE organisation_id IN ({found})",
}
_ABOUT = {
    "person": "SELECT id FROM task WHERE person_id IN ({found})",
    "organisation": "SELECT id FROM task WHERE organisation_id IN ({found})",
}


def _written(table: str, part: Part, about: dict[str, str]) -> Iterator[Condition]:
    yield _all([search.condition(table, word) for word in part.words])
    if min(map(len, part.words)) >= LONG:
        for other, sql in about.items():
            found, parameters = _all([search.condition(other, word) for word in part.words])
            yield sql.format(found=found), parameters


def _every(text: str, alternatives: Callable[[Part], Iterator[Condition]]) -> Condition:
    return _all([_or(alternatives(part)) for part in parts(text)])


def _or(conditions: Iterator[Condition]) -> Condition:
    listed = list(conditions)
    return " UNION ALL ".join(sql for sql, _values in listed), [value for _sql, found in listed for value in found]


def _all(conditions: list[Condition]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]
    sql = " INTERSECT ".join(f"SELECT * FROM ({one})" for one, _values in conditions)
    return (f"SELECT * FROM ({sql})" if sql else ""), [value for _sql, found in conditions for value in found]


def _phone(piece: str) -> str:
    return re.sub("^00", "", folding.digits(piece))


def _trimmed(piece: str) -> str:
    signs = "".join(sign for sign in piece if not sign.isalnum())
    return piece.strip(signs)
