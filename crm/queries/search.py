"""One search over everything: people, organisations, meetings and follow-ups."""

from typing import NamedTuple

from crm.queries import matching, plain, snippet
from crm.queries.people import PeopleQuery
from crm.rules import dates
from crm.store import search


class Hit(NamedTuple):
    """One finding; `kind` is person, organisation, interaction or task; `snippet` is the text round the match."""

    kind: str
    id: int
    title: str
    subtitle: str
    snippet: str


def hits(text: str, limit: int = 50) -> list[Hit]:
    """What a text finds, at most `limit` of each kind: people, organisations, meetings and follow-ups, newest first.

    Each word must occur; ø is found by o, oe and ø, a phone by its digits. Nothing is ranked over all hits.
    """
    words = matching.words(text)
    if not words:
        return []
    folded = " ".join(words)
    people = _with_points("person", "person_id", folded, limit)
    organisations = _with_points("organisation", "organisation_id", folded, limit)
    return [
        *_people(people),
        *_organisations(organisations, words),
        *_interactions(search.newest("interaction", folded, limit), words),
        *_tasks(search.newest("task", folded, limit), words),
    ]


def _with_points(table: str, owner: str, folded: str, limit: int) -> dict[int, str]:
    """Ids found by their own words or by one of their contact points, whose value is kept to show."""
    found = dict.fromkeys(search.newest(table, folded, limit), "")
    long = " ".join(word for word in folded.split() if len(word) >= matching.LONG)
    points = search.newest("contact_point", long, limit) if long == folded else []
    sql = (
        f"SELECT {owner}, value FROM contact_point WHERE {owner} IS NOT NULL AND id IN (SELECT value FROM json_each(?))"
    )
    for row, value in plain.by_ids(sql, points):
        found.setdefault(row, value)
    return dict(list(found.items())[:limit])


def _people(found: dict[int, str]) -> list[Hit]:
    rows = PeopleQuery().rows(list(found))
    return [
        Hit("person", row, rows[row].name, " · ".join(filter(None, (rows[row].title, rows[row].organisation))), point)
        for row, point in found.items()
        if row in rows and not rows[row].archived
    ]


def _organisations(found: dict[int, str], words: list[str]) -> list[Hit]:
    sql = (
        "SELECT id, name, city, org_number FROM organisation WHERE archived = 0"
        " AND id IN (SELECT value FROM json_each(?))"
    )
    rows = {row: (name, city, number) for row, name, city, number in plain.by_ids(sql, list(found))}
    return [
        Hit("organisation", row, rows[row][0], rows[row][1], point or _number(rows[row][2], words))
        for row, point in found.items()
        if row in rows
    ]


def _number(number: str, words: list[str]) -> str:
    return number if number and any(word in number for word in words) else ""


def _interactions(found: list[int], words: list[str]) -> list[Hit]:
    sql = (
        "SELECT id, subject, held_on, notes FROM interaction WHERE archived = 0"
        " AND id IN (SELECT value FROM json_each(?))"
    )
    rows = {line[0]: line for line in plain.by_ids(sql, found)}
    listed = []
    for row in found:
        if row in rows:
            _row, subject, held_on, notes = rows[row]
            day = plain.day(held_on)
            listed.append(Hit("interaction", row, subject, dates.show(day) if day else "", _snippet(notes, words)))
    return listed


def _tasks(found: list[int], words: list[str]) -> list[Hit]:
    sql = "SELECT id, title, due_on, notes FROM task WHERE archived = 0 AND id IN (SELECT value FROM json_each(?))"
    rows = {line[0]: line for line in plain.by_ids(sql, found)}
    listed = []
    for row in found:
        if row in rows:
            _row, title, due_on, notes = rows[row]
            day = plain.day(due_on)
            listed.append(Hit("task", row, title, dates.show(day) if day else "", _snippet(notes, words)))
    return listed


def _snippet(notes: str, words: list[str]) -> str:
    return next((found for word in words if (found := snippet.around(notes, word))), "")
