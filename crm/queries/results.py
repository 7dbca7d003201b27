"""What came of the cluster's work: the list of results, and what they come to by type (K26, K27)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.queries import narrowing, plain
from crm.store.database import rows


class ResultRow(NamedTuple):
    """A result in the list: `number` of them, `amount` in øre; `organisations` in which it came about, (id, name)."""

    id: int
    version: int
    year: int
    happened_on: date | None
    type: str
    title: str
    project_id: int | None
    project: str
    number: int
    amount: int | None
    attribution: str
    evidence: str
    notes: str
    archived: bool
    organisations: tuple[tuple[int, str], ...]


_FROM = " FROM result AS r LEFT JOIN project AS p ON p.id = r.project_id"
_NAMES = (
    "coalesce((SELECT group_concat(o.search_text, ' ') FROM result_organisation AS ro"
    " JOIN organisation AS o ON o.id = ro.organisation_id WHERE ro.result_id = r.id), '')"
)


@dataclass(frozen=True)
class ResultsQuery:
    """Which results, and in what order: title, year, type, project, number, amount or attribution.

    `type` is of result_type, `attribution` of result_attribution, "" for all; archived ones are left out unless asked.
    """

    text: str = ""
    order: str = "title"
    descending: bool = False
    year: int | None = None
    type: str = ""
    attribution: str = ""
    organisation: int | None = None
    project: int | None = None
    archived: bool = False

    def ids(self) -> list[int]:
        """All of them."""
        asked: list[narrowing.Condition] = [
            *(("r.archived = ?", int(self.archived)), ("r.year = ?", self.year), ("r.type = ?", self.type or None)),
            *(("r.attribution = ?", self.attribution or None), ("r.project_id = ?", self.project)),
            (
                "r.id IN (SELECT result_id FROM result_organisation WHERE organisation_id = ?)",
                self.organisation,
            ),
        ]
        haystack = f"r.search_text || ' ' || coalesce(p.search_text, '') || ' ' || {_NAMES}"
        told, parameters = narrowing.where(asked, self.text, haystack)
        known = {
            "year": "r.year",
            "title": plain.norwegian("r.title"),
            "happened_on": "r.happened_on",
            "type": plain.by_label("result_type", "r.type"),
            "project": "p.sort_key",
            "number": "r.count",
            "amount": "r.amount",
            "attribution": plain.by_label("result_attribution", "r.attribution"),
        }
        order = plain.order(known, self.order, self.descending, "r.year, r.id")
        return plain.ids(f"SELECT r.id{_FROM}{told}{order}", parameters)

    def rows(self, ids: Sequence[int]) -> dict[int, ResultRow]:
        """What is shown of these."""
        found = plain.by_ids(
            "SELECT r.id, r.version, r.year, r.happened_on, r.type, r.title, p.id, coalesce(p.title, ''), r.count,"
            f" r.amount, r.attribution, r.evidence, r.notes, r.archived{_FROM}"
            " WHERE r.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        names: dict[int, list[tuple[int, str]]] = {}
        for result, id, name in plain.by_ids(
            "SELECT ro.result_id, o.id, o.name FROM result_organisation AS ro JOIN organisation AS o"
            " ON o.id = ro.organisation_id WHERE ro.result_id IN (SELECT value FROM json_each(?))"
            " ORDER BY o.sort_key, o.id",
            ids,
        ):
            names.setdefault(result, []).append((id, name))
        return {
            line[0]: ResultRow._make(
                (*line[:3], plain.day(line[3]), *line[4:13], bool(line[13]), tuple(names.get(line[0], ())))
            )
            for line in found
        }


def by_type(year: int) -> list[tuple[str, int]]:
    """(type, how many) of a year, the most first; what the cluster had no part in does not count."""
    return rows(
        "SELECT type, sum(count) AS number FROM result WHERE archived = 0 AND year = ? AND attribution <> 'none'"
        " GROUP BY type ORDER BY number DESC, type",
        (year,),
    )


def years() -> list[int]:
    """The years that have results, newest first."""
    return plain.ids("SELECT DISTINCT year FROM result WHERE archived = 0 ORDER BY year DESC")
