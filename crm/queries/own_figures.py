"""The cluster's own figures: what they are called, and what of which records they count."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.queries import plain
from crm.queries.lists.different import PAIRS
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


def people(about: str, ids: Sequence[int]) -> list[int]:
    """The different people of these records, by id."""
    return _different("people", about, ids, "")


def organisations(about: str, ids: Sequence[int], day: str) -> list[int]:
    """The different organisations of these records, by id; of people those where they worked on the day (ISO)."""
    return _different("organisations", about, ids, day)


def _different(measure: str, about: str, ids: Sequence[int], day: str) -> list[int]:
    pairs = PAIRS[measure][about]
    sql = f"SELECT DISTINCT who FROM ({pairs}) WHERE record IN (SELECT value FROM json_each(:ids)) AND who IS NOT NULL"
    asked = {"ids": plain.array(ids)} | ({"day": day} if ":day" in sql else {})
    return sorted(one for (one,) in rows(sql, asked))


def next_key() -> str:
    """The key of the next one: E01, E02, ..."""
    given = rows("SELECT key FROM own_figure WHERE key GLOB 'E[0-9]*'")
    taken = [int(key[1:]) for (key,) in given if key[1:].isdigit()]
    return f"E{max(taken, default=0) + 1:02}"
