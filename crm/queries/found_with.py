"""What is found by its own words together with those of whom it is about: seats, hours, the figures of a year.

None has an index of words. A name alone finds whom it belongs to, not all that hangs there: so "Ada" finds a contact,
"Ada styret" her seat in the board, "Nordlys 2025" what is known of that company in that year.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from crm.i18n import _, ngettext
from crm.queries import lines_once, plain, ranking
from crm.queries.written import Hit
from crm.rules import code_lists, dates, numbers
from crm.store.database import rows

_MOST = 2_000
"""So many of the newest of a kind are looked through."""
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_PERSON = "coalesce(trim(p.first_name || ' ' || p.last_name), '')"
_SEATS = f"""
    SELECT s.id, b.name, {_PERSON}, coalesce(o.name, ''), s.notes, s.role, s.from_on, s.to_on
    FROM (SELECT * FROM governance_member ORDER BY id DESC LIMIT {_MOST}) AS s
    JOIN governance_body AS b ON b.id = s.body_id AND b.archived = 0
    LEFT JOIN person AS p ON p.id = s.person_id LEFT JOIN organisation AS o ON o.id = s.organisation_id
    ORDER BY s.id DESC"""
_HOURS = f"""
    SELECT t.id, s.name, coalesce(p.title, a.name, o.name, ''), '', t.notes, t.worked_on, t.minutes
    FROM (SELECT * FROM staff_time ORDER BY id DESC LIMIT {_MOST}) AS t JOIN staff AS s ON s.id = t.staff_id
    LEFT JOIN project AS p ON p.id = t.project_id LEFT JOIN activity AS a ON a.id = t.activity_id
    LEFT JOIN organisation AS o ON o.id = t.organisation_id ORDER BY t.id DESC"""
_NOTED = f"""
    SELECT y.id, '', '', '', y.notes, o.name, y.year, y.employees, y.turnover FROM organisation_year AS y
    JOIN organisation AS o ON o.id = y.organisation_id WHERE o.archived = 0 AND
    y.notes <> '' AND y.id > (SELECT max(id) - {_MOST} FROM organisation_year) ORDER BY y.id DESC"""
_FIGURES = """
    SELECT y.id, '', '', '', y.notes, o.name, y.year, y.employees, y.turnover FROM organisation_year AS y
    JOIN organisation AS o ON o.id = y.organisation_id WHERE
    o.archived = 0 AND y.organisation_id IN (SELECT value FROM json_each(?)) AND y.year = ?"""
KINDS = ("organisation_year", "governance_member", "staff_time")


def hits(words: list[str], limit: int) -> list[Hit]:
    """At most `limit` of each kind that hold all the folded words, the newest first."""
    return [
        *_figures(words, limit),
        *(_seat(line) for line in islice(_holding(_SEATS, words), limit)),
        *(_hours(line) for line in islice(_holding(_HOURS, words), limit)),
    ]


def _holding(sql: str, words: Sequence[str]) -> Iterator[Sequence[Any]]:
    """Lines with all the words, but not those where one of the names it has (the first three texts) says them all."""
    for line, folded in lines_once.holding(sql, _texts, words):
        if not _one_says_all(folded.split("\n")[:3], words):
            yield line


def _texts(line: Sequence[Any]) -> str:
    """The names of a line and its note, each in lines of its own."""
    return "\n".join(text.replace("\n", " ") for text in line[1:5])


def _one_says_all(names: Sequence[str], words: Sequence[str]) -> bool:
    return any(all(word in name for word in words) for name in names)


def _seat(line: Sequence[Any]) -> Hit:
    row, body, person, organisation, notes, role, first, last = line
    days = [dates.show(date.fromisoformat(day)) if day else "" for day in (first, last)]
    told = (code_lists.label("governance_role", role), organisation if person else "", "–".join(days).strip("–"))
    title = f"{body} – {person or organisation}"
    return Hit("governance_member", row, title, " · ".join(filter(None, told)), notes[:200])


def _hours(line: Sequence[Any]) -> Hit:
    row, who, what, _none, notes, day, minutes = line
    hours = _("{hours} h by {name}").format(hours=numbers.show_hours(minutes), name=who)
    told = " · ".join(filter(None, (dates.show(date.fromisoformat(day)), what)))
    return Hit("staff_time", row, hours, told, notes[:200])


def _figures(words: Sequence[str], limit: int) -> list[Hit]:
    """Those of organisations with a year, and those with all the words in their note."""
    years = [word for word in words if _YEAR.fullmatch(word)]
    found: list[Any] = []
    if years and len(words) > 1:
        whose = ranking.organisations(" ".join(word for word in words if word != years[0]), limit)
        found = rows(_FIGURES, (plain.array(whose), int(years[0])))
    noted = _holding(_NOTED, words)
    return [_of_year(line) for line in list(dict.fromkeys([*found, *noted]))[:limit]]


def _of_year(line: Sequence[Any]) -> Hit:
    row, _a, _b, _c, notes, name, year, employees, turnover = line
    counted = ngettext("{count} employee", "{count} employees", employees or 0)
    told = (
        counted.format(count=numbers.show_int(employees)) if employees is not None else "",
        f"{_('Turnover')} {numbers.show_money(turnover)}" if turnover is not None else "",
    )
    return Hit("organisation_year", row, f"{name} {year}", " · ".join(filter(None, told)), notes[:200])
