"""Small turns between what SQLite holds and what rows carry."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from crm.rules import code_lists, folding
from crm.store.database import database, rows


def day(text: str | None) -> date | None:
    """A stored day as a date."""
    return date.fromisoformat(text) if text else None


def ids(sql: str, parameters: Sequence[Any] = ()) -> list[int]:
    """The first column of every row."""
    # One by one: all rows at a time would be a tuple for each of a hundred thousand ids.
    return [row for (row,) in database.execute_sql(sql, list(parameters))]


class Also(Protocol):
    """Another question of the same records, such as a filter that was built (crm.queries.lists.query)."""

    def ids(self) -> list[int]:
        """The ids that it finds."""


def within(found: list[int], also: Also | None) -> list[int]:
    """Those of these ids that another question finds too, in their order; all where there is none."""
    if also is None:
        return found
    kept = set(also.ids())
    return [id for id in found if id in kept]


def by_ids(sql: str, wanted: Sequence[int], parameters: Sequence[Any] = ()) -> list[Any]:
    """All rows of a question that takes its ids from a JSON array: `... WHERE id IN (SELECT value FROM json_each(?))`.

    The array is the last parameter, so that any number of ids is one parameter.
    """
    return rows(sql, [*parameters, array(wanted)])


def array(wanted: Iterable[int]) -> str:
    """Ids as one parameter, for json_each."""
    return json.dumps(list(wanted))


def by_label(list_name: str, column: str) -> str:
    """SQL that orders a column of codes by what is read for them in the present language; blanks are NULL."""
    labels = sorted(code_lists.keys(list_name), key=lambda key: folding.sort_key(code_lists.label(list_name, key)))
    places = " ".join(f"WHEN '{key}' THEN {place}" for place, key in enumerate(labels))
    return f"CASE {column} WHEN '' THEN NULL {places} ELSE {len(labels)} END"


def norwegian(column: str) -> str:
    """SQL that orders a column without a stored sort key much as crm.rules.folding.sort_key does; blanks are NULL.

    SQLite's lower() knows ASCII only; numbers stand by their figures.
    """
    plain = changed = f"replace(lower({column}), 'aa', '}}')"
    for letters, last in (("æÆ", "{"), ("øØ", "|"), ("åÅ", "}")):
        for letter in letters:
            changed = f"replace({changed}, '{letter}', '{last}')"
    # Most texts have none of these letters and need not be looked through six times.
    return f"CASE WHEN {column} = '' THEN NULL WHEN {column} GLOB '*[^ -~]*' THEN {changed} ELSE {plain} END"


def by_place_of(column: str, keys: Sequence[str]) -> str:
    """SQL that orders a column of codes as their list stands; blanks are NULL."""
    places = " ".join(f"WHEN '{key}' THEN {place}" for place, key in enumerate(keys))
    return f"CASE {column} {places} END"


def by_place(column: str, ids: Sequence[int]) -> str:
    """SQL that orders a column of ids as these few stand; others are NULL."""
    places = " ".join(f"WHEN {int(row)} THEN {place}" for place, row in enumerate(ids))
    return f"CASE {column} {places} END" if places else "NULL"


def order(known: dict[str, str], wanted: str, descending: bool, last: str, ties: str = "") -> str:
    """An ORDER BY of known columns only: blanks last either way, then `ties` or else `last`, which end it stably.

    The first of `known` is the list's own order; `last` alone says it, in the direction that an index can give.
    """
    first = next(iter(known))
    direction = "DESC" if descending else "ASC"
    if wanted == first or wanted not in known:
        return " ORDER BY " + ", ".join(f"{column} {direction}" for column in last.split(", "))
    return f" ORDER BY {known[wanted]} {direction} NULLS LAST, {ties or last}"
