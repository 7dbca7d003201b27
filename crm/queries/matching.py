"""Which people and organisations a text finds: their own words, their addresses and phones, where they work."""

import re
from typing import Any

from crm.rules import folding
from crm.store import search

Condition = tuple[str, list[Any]]

# From so many letters on a word is also looked for in addresses and in the employer's name; two would find half of all.
LONG = 3


def people(text: str, today: str) -> Condition:
    """SQL for the ids of the people that hold every word of `text`, with parameters; ("", []) where it has no word."""
    return _every(
        text,
        lambda word: [
            search.condition("person", word),
            *_when_long(word, _contact("person_id", word), _employer(word, today)),
        ],
    )


def organisations(text: str) -> Condition:
    """The same for organisations: their name, number, place, addresses and phones."""
    return _every(
        text,
        lambda word: [
            search.condition("organisation", word),
            *_when_long(word, _contact("organisation_id", word)),
        ],
    )


def in_ids(column: str, condition: Condition) -> Condition:
    """`column IN (...)` of a condition, or one that always holds."""
    sql, parameters = condition
    return (f"{column} IN ({sql})", parameters) if sql else ("1", [])


def words(text: str) -> list[str]:
    """The folded words of a question; a phone written in groups is one word of digits."""
    if re.fullmatch(r"[\d\s()+./-]+", text) and len(folding.digits(text)) >= LONG:
        return [folding.digits(text)]
    return search.words(folding.fold(text))


def _every(text: str, alternatives: Any) -> Condition:
    parts, parameters = [], []
    for word in words(text):
        found = [condition for condition in alternatives(word) if condition[0]]
        parts.append("SELECT * FROM (" + " UNION ".join(sql for sql, _values in found) + ")")
        parameters += [value for _sql, values in found for value in values]
    return " INTERSECT ".join(parts), parameters


def _when_long(word: str, *conditions: Condition) -> list[Condition]:
    return list(conditions) if len(word) >= LONG else []


def _contact(owner: str, word: str) -> Condition:
    found, parameters = search.condition("contact_point", word)
    return f"SELECT {owner} FROM contact_point WHERE {owner} IS NOT NULL AND id IN ({found})", parameters


def _employer(word: str, today: str) -> Condition:
    found, parameters = search.condition("organisation", word)
    return (
        "SELECT person_id FROM position WHERE (to_on IS NULL OR to_on >= ?)"
        f" AND (from_on IS NULL OR from_on <= ?) AND organisation_id IN ({found})",
        [today, today, *parameters],
    )
