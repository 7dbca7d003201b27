"""One search over everything: people, organisations, meetings and follow-ups."""

from datetime import date
from typing import Any, NamedTuple

from crm.queries import matching, organisations, people, plain, ranking, snippet, typos
from crm.rules import dates
from crm.store import search


class Hit(NamedTuple):
    """One finding; `kind` is person, organisation, interaction or task; `snippet` is the text round the match."""

    kind: str
    id: int
    title: str
    subtitle: str
    snippet: str


def hits(text: str, limit: int = 50, today: date | None = None) -> list[Hit]:
    """What a text finds, at most `limit` of each kind, archived records left out.

    People and organisations come best first, also those with a fitting address or phone, which then is the snippet;
    meetings and follow-ups newest first. Each word must occur; ø is found by o, oe and ø, a phone by its digits.
    Where nothing is found, names that differ by one typo are. Nothing is ranked over all hits (PERFORMANCE.md P3).
    """
    words = matching.words(text)
    if not words:
        return []
    day = today or date.today()
    found = [
        *_people(ranking.people(text, limit, day.isoformat()), day),
        *_organisations(ranking.organisations(text, limit), words),
        *_written("interaction", _INTERACTIONS, words, limit),
        *_written("task", _TASKS, words, limit),
    ]
    return found or [
        *_people(dict.fromkeys(typos.people(words, limit), ""), day),
        *_organisations(dict.fromkeys(typos.organisations(words, limit), ""), words),
    ]


def _people(found: dict[int, str], today: date) -> list[Hit]:
    return [
        Hit("person", row.id, row.name, " · ".join(filter(None, (row.title, row.organisation))), found[row.id])
        for row in people.named(list(found), today).values()
    ]


def _organisations(found: dict[int, str], words: list[str]) -> list[Hit]:
    joined = "".join(words)
    return [
        Hit(
            *("organisation", row.id, row.name, row.city),
            found[row.id] or (row.org_number if joined.isdigit() and joined in row.org_number else ""),
        )
        for row in organisations.named(list(found)).values()
    ]


# Where the word stands in the folded text tells about where it stands in the text itself.
_INTERACTIONS = """
    SELECT interaction.id, subject, held_on, notes, instr(search_text, ?) - length(subject) - length(place) - 2, place
    FROM json_each(?) AS wanted CROSS JOIN interaction ON interaction.id = wanted.value WHERE archived = 0"""
_TASKS = """
    SELECT task.id, title, due_on, notes, instr(search_text, ?) - length(title) - 1, ''
    FROM json_each(?) AS wanted CROSS JOIN task ON task.id = wanted.value WHERE archived = 0"""


def _written(kind: str, sql: str, words: list[str], limit: int) -> list[Hit]:
    # Some of the newest may be archived.
    ids = search.newest(kind, " ".join(words), limit * 2)
    longest = max(words, key=len)
    found = {line[0]: line for line in plain.by_ids(sql, ids, [longest])}
    return [_hit(kind, found[row], longest, words) for row in ids if row in found][:limit]


def _hit(kind: str, line: Any, longest: str, words: list[str]) -> Hit:
    row, title, day, notes, near, place = line
    shown = snippet.around(notes, longest, near=max(0, near))
    if not shown:
        rest = (snippet.around(text, word) for text in (place, notes[: snippet.NEAR]) for word in words)
        shown = next(filter(None, rest), "")
    return Hit(kind, row, title, dates.show(date.fromisoformat(day)), shown)
