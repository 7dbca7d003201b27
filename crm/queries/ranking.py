"""Who fits a few letters, best first: for pickers and the palette, which show a handful.

Names that begin so come before names that hold the letters inside, and these before what is found by an address, a
phone or the employer; among equals those of the latest meetings come first. Only so many of the newest candidates are
ranked, so that an answer takes as long with 100 000 people as with 5 000.
"""

from functools import cache

from crm.queries import matching, plain
from crm.store import search
from crm.store.database import rows

CANDIDATES = 250

Points = list[tuple[int | None, int | None, str]]
"""Addresses and phones that fit: the person or the organisation they lead to, and how they are written."""


class Once:
    """What `people` and `organisations` both ask of a text; given to both, the index is asked once."""

    def __init__(self) -> None:
        self.points = cache(_points)
        self.holding = cache(_holding)


def people(text: str, limit: int, day: str, once: Once | None = None) -> dict[int, str]:
    """At most `limit` people, best first, each with the address or phone that fits, "" where something else does.

    `day` (ISO) says whose employer counts. Archived people are left out.
    """
    once = once or Once()
    parts = matching.parts(text)
    found = _by_name("person", parts, limit, once)
    if len(found) < limit and _all_long(parts):
        if len(parts) == 1:
            found = _and(found, _by_point("person", once.points(parts[0].whole)))
            if len(found) < limit and min(map(len, parts[0].words)) >= matching.LONG:
                found = _and(found, _employees(once.holding("organisation", " ".join(parts[0].words)), day))
        elif not found:
            found = _anyhow("person", matching.people(text, day))
    return _first(found, limit)


def organisations(text: str, limit: int, once: Once | None = None) -> dict[int, str]:
    """The same for organisations; among names that begin so those whose first word does come first."""
    once = once or Once()
    parts = matching.parts(text)
    found = _by_name("organisation", parts, limit, once)
    if len(found) < limit and _all_long(parts):
        if len(parts) == 1:
            found = _and(found, _by_point("organisation", once.points(parts[0].whole)))
        elif not found:
            found = _anyhow("organisation", matching.organisations(text))
    return _first(found, limit)


def _all_long(parts: list[matching.Part]) -> bool:
    return bool(parts) and min(len(part.whole) for part in parts) >= matching.LONG


def _and(found: dict[int, str], more: dict[int, str]) -> dict[int, str]:
    """Both, those found first in front and as they were found."""
    return found | more | found


def _first(found: dict[int, str], limit: int) -> dict[int, str]:
    return dict(list(found.items())[:limit])


def _by_name(table: str, parts: list[matching.Part], limit: int, once: Once) -> dict[int, str]:
    folded = " ".join(word for part in parts for word in part.words)
    found = ranked(table, search.beginning(table, folded, CANDIDATES), folded)
    if len(found) < limit:
        first = set(found)
        more = [row for row in once.holding(table, folded) if row not in first]
        found += ranked(table, more, folded)
    return dict.fromkeys(found, "")


def _holding(table: str, folded: str) -> list[int]:
    """The newest rows that hold these words, also inside others."""
    return search.newest(table, folded, CANDIDATES)


def _points(whole: str) -> Points:
    """The newest addresses and phones that hold these letters or digits as they are written."""
    asked, parameters = search.literally("contact_point", whole)
    return rows(
        f"SELECT person_id, organisation_id, value FROM ({asked} ORDER BY rowid DESC LIMIT {CANDIDATES}) AS point"
        " CROSS JOIN contact_point ON contact_point.id = point.rowid",
        parameters,
    )


def _by_point(table: str, points: Points) -> dict[int, str]:
    """Found by an address or a phone, which is told."""
    place = 0 if table == "person" else 1
    told = {int(owner): point[2] for point in points if (owner := point[place]) is not None}
    return {row: told[row] for row in ranked(table, list(told))}


def _employees(organisations: list[int], day: str) -> dict[int, str]:
    """People who work on the day at one of these organisations."""
    if not organisations:
        return {}
    found = plain.ids(
        "SELECT person_id FROM position WHERE organisation_id IN (SELECT value FROM json_each(?))"
        f" AND (to_on IS NULL OR to_on >= ?) AND (from_on IS NULL OR from_on <= ?) LIMIT {CANDIDATES}",
        [plain.array(organisations), day, day],
    )
    return dict.fromkeys(ranked("person", found), "")


def _anyhow(table: str, condition: matching.Condition) -> dict[int, str]:
    """Found by one part here and another there: reads all that the parts find, so only where no name fits."""
    sql, parameters = condition
    return dict.fromkeys(ranked(table, plain.ids(f"{sql} LIMIT {CANDIDATES}", parameters)), "")


def ranked(table: str, ids: list[int], folded: str = "") -> list[int]:
    """Those of the ids that are not archived, in their order."""
    if not ids:
        return []
    # A first name is as good as a last name, but an organisation is known by its first word.
    whole = "search_text LIKE ? DESC, " if table == "organisation" and folded else ""
    return plain.ids(
        f"SELECT {table}.id FROM json_each(?) AS wanted CROSS JOIN {table} ON {table}.id = wanted.value"
        f" WHERE archived = 0 ORDER BY {whole}"
        f" (SELECT max(interaction_id) FROM interaction_participant WHERE {table}_id = {table}.id) DESC NULLS LAST,"
        f" sort_key, {table}.id",
        [plain.array(ids), *([f"{folded}%"] if whole else [])],
    )
