"""The cluster's own figures: what they are called, and what of which records they count."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.queries import plain
from crm.queries.on_a_day import WORKS
from crm.store.database import rows


class OwnFigureRow(NamedTuple):
    """A figure of one's own as it is kept; `conditions` is JSON as the lists write it."""

    id: int
    version: int
    key: str
    name_nb: str
    name_en: str
    about: str
    measure: str
    field: str
    conditions: str
    unit: str
    archived: bool

    def name(self, language: str) -> str:
        """What it is called; in English as in Norwegian where it has no English name."""
        return self.name_nb if language == "nb" else self.name_en or self.name_nb


def all(*, archived: bool = False) -> list[OwnFigureRow]:
    """Every figure of one's own in its order, those that are archived only where asked for."""
    found = rows(
        "SELECT id, version, key, name_nb, name_en, about, measure, field, conditions, unit, archived FROM own_figure"
        + ("" if archived else " WHERE archived = 0")
        + " ORDER BY archived, position, id"
    )
    return [OwnFigureRow._make((*row[:10], bool(row[10]))) for row in found]


_PEOPLE = {
    "person": "SELECT value FROM json_each(:ids)",
    "interaction": "SELECT person_id FROM interaction_participant"
    " WHERE interaction_id IN (SELECT value FROM json_each(:ids))",
    "activity": "SELECT person_id FROM activity_participation WHERE status = 'attended'"
    " AND activity_id IN (SELECT value FROM json_each(:ids))",
    "task": "SELECT person_id FROM task WHERE id IN (SELECT value FROM json_each(:ids))",
}
_ORGANISATIONS = {
    "organisation": "SELECT value FROM json_each(:ids)",
    "person": f"SELECT p.organisation_id FROM position AS p WHERE {WORKS}"
    " AND p.person_id IN (SELECT value FROM json_each(:ids))",
    "interaction": "SELECT organisation_id FROM interaction_participant"
    " WHERE interaction_id IN (SELECT value FROM json_each(:ids))",
    "activity": "SELECT organisation_id FROM activity_participation WHERE status = 'attended'"
    " AND activity_id IN (SELECT value FROM json_each(:ids))",
    "task": "SELECT organisation_id FROM task WHERE id IN (SELECT value FROM json_each(:ids))",
    "project": "SELECT organisation_id FROM project_participant"
    " WHERE project_id IN (SELECT value FROM json_each(:ids))",
    "contribution": "SELECT organisation_id FROM contribution WHERE id IN (SELECT value FROM json_each(:ids))",
    "membership_fee": "SELECT m.organisation_id FROM membership_fee AS f JOIN membership AS m"
    " ON m.id = f.membership_id WHERE f.id IN (SELECT value FROM json_each(:ids))",
}
MEASURES = {"people": tuple(_PEOPLE), "organisations": tuple(_ORGANISATIONS)}
"""Of which kinds of records different people, and different organisations, can be counted."""


def people(about: str, ids: Sequence[int]) -> list[int]:
    """The different people of these records, by id."""
    return _different(_PEOPLE[about], ids, "")


def organisations(about: str, ids: Sequence[int], day: str) -> list[int]:
    """The different organisations of these records, by id; of people those where they worked on the day (ISO)."""
    return _different(_ORGANISATIONS[about], ids, day)


def _different(sql: str, ids: Sequence[int], day: str) -> list[int]:
    asked = {"ids": plain.array(ids)} | ({"day": day} if ":day" in sql else {})
    return sorted({one for (one,) in rows(sql, asked) if one is not None})


def next_key() -> str:
    """The key of the next one: E01, E02, ..."""
    given = rows("SELECT key FROM own_figure WHERE key GLOB 'E[0-9]*'")
    taken = [int(key[1:]) for (key,) in given if key[1:].isdigit()]
    return f"E{max(taken, default=0) + 1:02}"
