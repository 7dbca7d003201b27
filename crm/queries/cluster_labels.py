"""The labels that the cluster has been given, and those that run out soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.queries import matching, narrowing, plain
from crm.rules import folding


class LabelRow(NamedTuple):
    """A label, such as ECEI bronze, from the day it was given to its last day (None: for ever)."""

    id: int
    version: int
    scheme: str
    level: str
    awarded_on: date
    valid_to: date | None
    notes: str


@dataclass(frozen=True)
class LabelsQuery:
    """Which labels, and in what order: awarded_on, scheme or valid_to; with a `year` those that held in it."""

    text: str = ""
    order: str = "awarded_on"
    descending: bool = True
    year: int | None = None

    def ids(self) -> list[int]:
        """All of them."""
        asked: list[narrowing.Condition] = []
        if self.year is not None:
            asked = [
                ("awarded_on <= ?", f"{self.year}-12-31"),
                ("coalesce(valid_to, '9999') >= ?", f"{self.year}-01-01"),
            ]
        told, parameters = narrowing.where(asked)
        known = {"awarded_on": "awarded_on", "scheme": plain.norwegian("scheme"), "valid_to": "valid_to"}
        order = plain.order(known, self.order, self.descending, "awarded_on, id")
        ids = plain.ids(f"SELECT id FROM cluster_label{told}{order}", parameters)
        words = matching.written(self.text)
        if not words:
            return ids
        found = self.rows(ids)
        folded = {id: folding.fold(f"{row.scheme} {row.level} {row.notes}") for id, row in found.items()}
        return [id for id in ids if all(word in folded[id] for word in words)]

    def rows(self, ids: Sequence[int]) -> dict[int, LabelRow]:
        """What is shown of these."""
        found = plain.by_ids(
            "SELECT id, version, scheme, level, awarded_on, valid_to, notes FROM cluster_label"
            " WHERE id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {
            line[0]: LabelRow._make((*line[:4], date.fromisoformat(line[4]), plain.day(line[5]), line[6]))
            for line in found
        }


def years() -> list[int]:
    """The years in which labels were given, newest first."""
    return plain.ids(
        "SELECT DISTINCT CAST(substr(awarded_on, 1, 4) AS INTEGER) AS year FROM cluster_label ORDER BY year DESC"
    )
