"""Who is found by what is written about them, newest first, each with the words round the match."""

from collections.abc import Collection
from typing import Any

from crm.queries import plain, snippet
from crm.store import search


def told(table: str, words: list[str], limit: int, without: Collection[int] = ()) -> dict[int, str]:
    """At most `limit` people or organisations whose notes hold the folded words, each with the text round one of them.

    A word that is not in the notes may stand in the name. Archived ones and those of `without` are left out.
    """
    # Some of the newest may be archived.
    ids = [row for row in search.noted(table, " ".join(words), limit * 2 + len(without)) if row not in without]
    asked = sorted(words, key=len, reverse=True)
    found = {line[0]: _around(line[1:], asked) for line in plain.by_ids(_sql(table, len(asked)), ids, asked)}
    return {row: found[row] for row in [row for row in ids if row in found][:limit]}


def _sql(table: str, count: int) -> str:
    # Where a word stands in the folded text tells about where it stands in the text itself
    places = ", instr(notes_text, ?)" * count
    return (
        f"SELECT {table}.id, notes{places} FROM json_each(?) AS wanted"
        f" CROSS JOIN {table} ON {table}.id = wanted.value WHERE archived = 0"
    )


def _around(line: tuple[Any, ...], asked: list[str]) -> str:
    notes, *places = line
    shown = (snippet.around(notes, word, near=place) for word, place in zip(asked, places, strict=True) if place)
    return next(filter(None, shown), "")
