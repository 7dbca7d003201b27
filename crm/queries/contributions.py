"""What organisations put in of their own: the list, its sums, and what was pledged against what was given (K29)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import hour_caps, matching, narrowing, plain
from crm.rules import contributions as rules
from crm.store.database import rows


class Line(NamedTuple):
    """A contribution in the list; money in øre, `minutes` of work, `rate` øre an hour.

    `cap` is the highest rate that counts for it, `value` what it counts for; `for_what` is the project's or the
    activity's name.
    """

    id: int
    version: int
    organisation_id: int
    name: str
    org_number: str
    year: int
    given_on: date | None
    kind: str
    minutes: int | None
    rate: int | None
    amount: int | None
    cap: int
    value: int
    focus_area_id: int | None
    focus_area: str
    project_id: int | None
    activity_id: int | None
    for_what: str
    approved: bool
    document_ref: str
    notes: str
    archived: bool

    @property
    def above(self) -> int:
        """What is above the cap and does not count, in øre."""
        return rules.above(self.kind, minutes=self.minutes, rate=self.rate, cap=self.cap)


_FROM = (
    " FROM contribution AS c JOIN organisation AS o ON o.id = c.organisation_id"
    " LEFT JOIN year_rate AS y ON y.year = c.year LEFT JOIN project AS p ON p.id = c.project_id"
    " LEFT JOIN activity AS a ON a.id = c.activity_id LEFT JOIN focus_area AS f ON f.id = c.focus_area_id"
)


@dataclass(frozen=True)
class ContributionsQuery:
    """Which contributions, and in what order: name, year, given_on, kind, minutes, rate, amount, value, approved.

    `kind` is of the code list contribution_kind, "" for all; `approved` None for both. `text` is looked for in the
    organisation's words, the document reference and the notes. Archived ones are left out unless asked for.
    `also` is another question that must find them too.
    """

    text: str = ""
    order: str = "name"
    descending: bool = False
    year: int | None = None
    organisation: int | None = None
    project: int | None = None
    activity: int | None = None
    kind: str = ""
    approved: bool | None = None
    archived: bool = False
    also: plain.Also | None = None

    def ids(self) -> list[int]:
        """All of them."""
        _cap, value = hour_caps.worth()
        where, parameters = self._where()
        known = {
            "name": "o.sort_key",
            "year": "c.year",
            "given_on": "c.given_on",
            "kind": plain.by_label("contribution_kind", "c.kind"),
            "minutes": "c.minutes",
            "rate": "c.rate",
            "amount": "c.amount",
            "value": value,
            "approved": "c.approved",
        }
        order = plain.order(known, self.order, self.descending, "o.sort_key, c.year, c.id")
        return plain.ids(f"SELECT c.id{_FROM} WHERE {where}{order}", parameters)

    def totals(self) -> "Sums":
        """What all of them come to, approved or not."""
        where, parameters = self._where()
        return Sums(*rows(f"SELECT {_sums()}{_FROM} WHERE {where}", parameters)[0])

    def rows(self, ids: Sequence[int]) -> dict[int, Line]:
        """What is shown of these contributions."""
        cap, value = hour_caps.worth()
        found = plain.by_ids(
            "SELECT c.id, c.version, o.id, o.name, o.org_number, c.year, c.given_on, c.kind, c.minutes, c.rate,"
            f" c.amount, {cap}, {value}, c.focus_area_id, {narrowing.focus_area()}, c.project_id, c.activity_id,"
            " coalesce(p.title, a.name, ''), c.approved, c.document_ref, c.notes, c.archived"
            f"{_FROM} WHERE c.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {
            line[0]: Line._make(
                (*line[:6], plain.day(line[6]), *line[7:18], bool(line[18]), *line[19:21], bool(line[21]))
            )
            for line in found
        }

    def lines(self) -> list[Line]:
        """All of them with what is shown, in their order."""
        ids = self.ids()
        found = self.rows(ids)
        return [found[id] for id in ids]

    def _where(self) -> tuple[str, list[object]]:
        where: list[str] = ["c.archived = ?"]
        parameters: list[object] = [int(self.archived)]
        asked: list[tuple[str, object]] = [
            *(("c.year", self.year), ("c.organisation_id", self.organisation), ("c.project_id", self.project)),
            *(("c.activity_id", self.activity), ("c.kind", self.kind or None)),
            ("c.approved", None if self.approved is None else int(self.approved)),
        ]
        for column, wanted in asked:
            if wanted is not None:
                where.append(f"{column} = ?")
                parameters.append(wanted)
        for word in matching.written(self.text):
            where.append("instr(o.search_text || ' ' || c.search_text || ' ' || coalesce(p.search_text, ''), ?)")
            parameters.append(word)
        if self.also is not None:
            where.append("c.id IN (SELECT value FROM json_each(?))")
            parameters.append(plain.array(self.also.ids()))
        return " AND ".join(where), parameters


def contribution(id: int) -> Line:
    """One contribution. CrmError if gone."""
    found = ContributionsQuery().rows([id])
    if not found:
        raise CrmError(_("This record does not exist any more."))
    return found[id]


class Sums(NamedTuple):
    """What some contributions come to: `cash` and `other` in øre, `minutes`, `value` of all in øre, how many."""

    number: int = 0
    cash: int = 0
    minutes: int = 0
    other: int = 0
    value: int = 0


def sums(year: int | None = None, *, organisation: int | None = None, project: int | None = None) -> tuple[Sums, Sums]:
    """What is approved, and what is not yet; only the first counts in reports (K29).

    Archived ones are among both, as in every figure of the report: archiving tidies up a list and takes nothing back.
    """
    found = rows(
        f"SELECT c.approved, {_sums()}{_FROM} WHERE (?1 IS NULL OR c.year = ?1)"
        " AND (?2 IS NULL OR c.organisation_id = ?2) AND (?3 IS NULL OR c.project_id = ?3) GROUP BY c.approved",
        (year, organisation, project),
    )
    by = {bool(approved): Sums(*line) for approved, *line in found}
    return by.get(True, Sums()), by.get(False, Sums())


class Balance(NamedTuple):
    """What a member pledged for a year and what it gave; `given` is approved, `waiting` is not yet.

    Pledged money in øre and minutes are None where nothing was agreed; who is no member that year has none.
    """

    organisation_id: int
    name: str
    org_number: str
    year: int
    pledged_cash: int | None
    pledged_minutes: int | None
    given: Sums
    waiting: Sums

    @property
    def missing(self) -> tuple[int, int]:
        """The minutes and the øre that are not given yet of what was pledged; what waits is not given yet."""
        return (
            max(0, (self.pledged_minutes or 0) - self.given.minutes),
            max(0, (self.pledged_cash or 0) - self.given.cash),
        )


def balances(year: int, *, organisation: int | None = None) -> list[Balance]:
    """What was pledged and what was given in a year, by name: every member of that year, and who else gave something.

    Archived contributions are given as well.
    What is pledged in several networks adds up; of several periods in one network the last of the year counts.
    """
    given: dict[tuple[int, bool], Sums] = {
        (row, bool(approved)): Sums(*line)
        for row, approved, *line in rows(
            f"SELECT c.organisation_id, c.approved, {_sums()}{_FROM} WHERE c.year = ? GROUP BY 1, 2",
            (year,),
        )
    }
    found = rows(
        """
        SELECT o.id, o.name, o.org_number, pledged.cash, pledged.minutes
        FROM organisation AS o LEFT JOIN (
            SELECT m.organisation_id, sum(m.pledged_cash) AS cash, sum(m.pledged_minutes) AS minutes
            FROM membership AS m
            WHERE m.joined_on <= :last AND (m.left_on IS NULL OR m.left_on >= :first) AND m.joined_on = (
                SELECT max(joined_on) FROM membership AS other WHERE other.organisation_id = m.organisation_id
                    AND other.network = m.network AND other.joined_on <= :last)
            GROUP BY m.organisation_id
        ) AS pledged ON pledged.organisation_id = o.id
        WHERE (:one IS NULL OR o.id = :one) AND (pledged.organisation_id IS NOT NULL OR EXISTS (
            SELECT 1 FROM contribution AS c WHERE c.organisation_id = o.id AND c.year = :year))
        ORDER BY o.sort_key, o.id
        """,
        {"year": year, "first": f"{year}-01-01", "last": f"{year}-12-31", "one": organisation},
    )
    return [
        Balance(
            *(row, name, number, year, cash, minutes), given.get((row, True), Sums()), given.get((row, False), Sums())
        )
        for row, name, number, cash, minutes in found
    ]


def years() -> list[int]:
    """The years that have contributions, newest first."""
    return plain.ids("SELECT DISTINCT year FROM contribution ORDER BY year DESC")


def last_rate(organisation: int | None) -> int | None:
    """The rate of the last hours of an organisation, in øre an hour; None where none is known."""
    found = rows(
        "SELECT rate FROM contribution WHERE organisation_id = ? AND rate IS NOT NULL AND archived = 0"
        " ORDER BY coalesce(given_on, year || '-12-31') DESC, id DESC LIMIT 1",
        (organisation,),
    )
    return found[0][0] if found else None


def activities() -> list[tuple[int, str, int]]:
    """The activities that a contribution may be of, as (id, name, year)."""
    return rows("SELECT id, name, year FROM activity WHERE archived = 0 ORDER BY id")


def _sums() -> str:
    """SQL for the numbers of `Sums`, in their order."""
    _cap, value = hour_caps.worth()
    return (
        "count(*), coalesce(sum(c.amount) FILTER (WHERE c.kind = 'cash'), 0), coalesce(sum(c.minutes), 0),"
        f" coalesce(sum(c.amount) FILTER (WHERE c.kind = 'other'), 0), coalesce(sum({value}), 0)"
    )
