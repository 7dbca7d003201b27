"""State aid that was passed on to companies: the list, and who comes near the ceiling of three years (K38)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.queries import narrowing, plain
from crm.rules import state_aid as rules
from crm.rules.state_aid import Award, Standing
from crm.store.database import rows


class AidRow(NamedTuple):
    """Aid in the list; `amount` in øre. `cents` of a euro as told or by the year's rate, None where no rate is known.

    `rate` is the year's price of a euro in øre.
    """

    id: int
    version: int
    organisation_id: int
    name: str
    org_number: str
    granted_on: date
    basis: str
    amount: int
    amount_euro: int | None
    purpose: str
    project_id: int | None
    project: str
    declaration_on: date | None
    document_ref: str
    notes: str
    archived: bool
    rate: int | None

    @property
    def cents(self) -> int | None:
        """The amount in euro cents."""
        return rules.cents(self.amount, self.amount_euro, self.rate)


_FROM = (
    " FROM aid_record AS a JOIN organisation AS o ON o.id = a.organisation_id"
    " LEFT JOIN project AS p ON p.id = a.project_id"
    " LEFT JOIN year_rate AS y ON y.year = CAST(substr(a.granted_on, 1, 4) AS INTEGER)"
)


@dataclass(frozen=True)
class AidQuery:
    """Which aid, and in what order: granted_on, name, basis or amount; archived ones are left out unless asked for."""

    text: str = ""
    order: str = "granted_on"
    descending: bool = True
    year: int | None = None
    organisation: int | None = None
    basis: str = ""
    archived: bool = False

    def ids(self) -> list[int]:
        """All of them."""
        asked: list[narrowing.Condition] = [
            *(("a.archived = ?", int(self.archived)), ("a.organisation_id = ?", self.organisation)),
            ("a.basis = ?", self.basis or None),
            ("substr(a.granted_on, 1, 4) = ?", None if self.year is None else f"{self.year:04}"),
        ]
        told, parameters = narrowing.where(asked, self.text, "o.search_text || ' ' || coalesce(p.search_text, '')")
        known = {
            "granted_on": "a.granted_on",
            "name": "o.sort_key",
            "basis": plain.by_label("aid_basis", "a.basis"),
            "amount": "a.amount",
        }
        order = plain.order(known, self.order, self.descending, "a.granted_on, a.id")
        return plain.ids(f"SELECT a.id{_FROM}{told}{order}", parameters)

    def rows(self, ids: Sequence[int]) -> dict[int, AidRow]:
        """What is shown of these."""
        found = plain.by_ids(
            "SELECT a.id, a.version, o.id, o.name, o.org_number, a.granted_on, a.basis, a.amount, a.amount_euro,"
            " a.purpose, p.id, coalesce(p.title, ''), a.declaration_on, a.document_ref, a.notes, a.archived, y.euro"
            f"{_FROM} WHERE a.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {
            line[0]: AidRow._make(
                (
                    *(*line[:5], date.fromisoformat(line[5]), *line[6:12], plain.day(line[12])),
                    *(*line[13:15], bool(line[15]), line[16]),
                )
            )
            for line in found
        }


class Recipient(NamedTuple):
    """An organisation that was given de minimis aid within three years, and how it stands."""

    organisation_id: int
    name: str
    org_number: str
    standing: Standing


def recipients(on: date, *, organisation: int | None = None) -> list[Recipient]:
    """Who was given de minimis aid in the three years up to a day, the nearest to the ceiling first.

    Archived aid counts as well: it was given.
    """
    found = rows(
        "SELECT o.id, o.name, o.org_number, a.granted_on, a.amount, a.amount_euro, y.euro"
        f"{_FROM} WHERE a.basis = 'de_minimis' AND a.granted_on BETWEEN ?1 AND ?2 AND (?3 IS NULL OR o.id = ?3)"
        " ORDER BY o.sort_key, o.id",
        (rules.window_start(on).isoformat(), on.isoformat(), organisation),
    )
    awards: dict[tuple[int, str, str], list[Award]] = {}
    for id, name, number, granted_on, amount, amount_euro, euro in found:
        award = Award(date.fromisoformat(granted_on), rules.cents(amount, amount_euro, euro))
        awards.setdefault((id, name, number), []).append(award)
    listed = [Recipient(*who, rules.standing(given, on)) for who, given in awards.items()]
    return sorted(listed, key=lambda one: -one.standing.cents)


def with_award(
    organisation: int, on: date, amount: int, amount_euro: int | None, *, but: int | None = None
) -> Standing:
    """How an organisation would stand on a day with de minimis aid of that day more; the aid `but` is not counted."""
    found = rows(
        f"SELECT a.granted_on, a.amount, a.amount_euro, y.euro{_FROM}"
        " WHERE a.basis = 'de_minimis' AND a.organisation_id = ? AND a.id IS NOT ?",
        (organisation, but),
    )
    had = [Award(date.fromisoformat(day), rules.cents(*money)) for day, *money in found]
    rate = rows("SELECT euro FROM year_rate WHERE year = ? AND euro > 0", (on.year,))
    return rules.standing([*had, Award(on, rules.cents(amount, amount_euro, rate[0][0] if rate else None))], on)


def years() -> list[int]:
    """The years in which aid was given, newest first."""
    return plain.ids(
        "SELECT DISTINCT CAST(substr(granted_on, 1, 4) AS INTEGER) AS year FROM aid_record WHERE archived = 0"
        " ORDER BY year DESC"
    )
