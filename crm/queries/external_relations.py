"""What the cluster has with clusters and partners elsewhere: the list, and how many are abroad (K24)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.queries import narrowing, plain
from crm.store.database import rows


class RelationRow(NamedTuple):
    """A relation in the list; `country` is the one it is about: its own where it has one, else the organisation's."""

    id: int
    version: int
    organisation_id: int
    organisation: str
    sector: str
    kind: str
    name: str
    country_code: str
    country: str
    from_on: date | None
    to_on: date | None
    notes: str
    archived: bool


_FROM = " FROM external_relation AS r JOIN organisation AS o ON o.id = r.organisation_id"
_COUNTRY = "CASE WHEN r.country_code <> '' THEN r.country_code ELSE o.country_code END"


@dataclass(frozen=True)
class RelationsQuery:
    """Which relations, and in what order: organisation, kind, country, from_on or to_on.

    With a `year` those that existed at some time in it. `kind` is of relation_kind, "" for all; archived ones are left
    out unless asked for.
    """

    text: str = ""
    order: str = "organisation"
    descending: bool = False
    year: int | None = None
    kind: str = ""
    organisation: int | None = None
    abroad: bool = False
    archived: bool = False

    def ids(self) -> list[int]:
        """All of them."""
        asked: list[narrowing.Condition] = [
            *(("r.archived = ?", int(self.archived)), ("r.kind = ?", self.kind or None)),
            *(("r.organisation_id = ?", self.organisation), *narrowing.in_year("r", self.year)),
            (f"{_COUNTRY} <> ?", "NO" if self.abroad else None),
        ]
        told, parameters = narrowing.where(asked, self.text, "r.search_text || ' ' || o.search_text")
        known = {
            "organisation": "o.sort_key",
            "kind": plain.by_label("relation_kind", "r.kind"),
            "name": plain.norwegian("r.name"),
            "country": _COUNTRY,
            "from_on": "r.from_on",
            "to_on": "r.to_on",
        }
        order = plain.order(known, self.order, self.descending, "o.sort_key, r.id")
        return plain.ids(f"SELECT r.id{_FROM}{told}{order}", parameters)

    def rows(self, ids: Sequence[int]) -> dict[int, RelationRow]:
        """What is shown of these."""
        found = plain.by_ids(
            "SELECT r.id, r.version, o.id, o.name, o.helix_sector, r.kind, r.name, r.country_code,"
            f" {_COUNTRY}, r.from_on, r.to_on, r.notes, r.archived{_FROM}"
            " WHERE r.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {
            line[0]: RelationRow._make((*line[:9], plain.day(line[9]), plain.day(line[10]), line[11], bool(line[12])))
            for line in found
        }


class Counts(NamedTuple):
    """How many relations hold on a day, how many of them with another country, in how many countries, with clusters."""

    all: int
    abroad: int
    countries: int
    clusters: int


def counts(on: date) -> Counts:
    """Of the relations that hold on a day, archived ones too: tidying up alters no figure."""
    line = rows(
        f"SELECT count(*), count(*) FILTER (WHERE {_COUNTRY} <> 'NO'),"
        f" count(DISTINCT CASE WHEN {_COUNTRY} <> 'NO' THEN {_COUNTRY} END),"
        f" count(*) FILTER (WHERE o.helix_sector = 'cluster'){_FROM}"
        " WHERE coalesce(r.from_on, '') <= ?1 AND coalesce(r.to_on, '9999') >= ?1",
        (on.isoformat(),),
    )[0]
    return Counts(*line)
