"""Board, steering group and working groups, who sits in them, and how many women and men (K34)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.queries import narrowing, plain
from crm.rules import code_lists
from crm.store.database import rows


class BodyRow(NamedTuple):
    """A group in the list; the last three are of the day that was asked about."""

    id: int
    version: int
    name: str
    kind: str
    focus_area_id: int | None
    focus_area: str
    from_on: date | None
    to_on: date | None
    position: int
    notes: str
    archived: bool
    seats: int
    women: int
    men: int


_FROM = " FROM governance_body AS b LEFT JOIN focus_area AS f ON f.id = b.focus_area_id"
_SITS = "coalesce(s.from_on, '') <= ?1 AND coalesce(s.to_on, '9999') >= ?1"


@dataclass(frozen=True)
class BodiesQuery:
    """Which groups, ordered by name (as they stand in lists) or kind; `on` is the day whose seats are counted.

    With a `year` those that existed at some time in it.
    """

    text: str = ""
    order: str = "name"
    descending: bool = False
    year: int | None = None
    kind: str = ""
    archived: bool = False
    on: date | None = None

    def ids(self) -> list[int]:
        """All of them."""
        asked: list[narrowing.Condition] = [("b.archived = ?", int(self.archived)), ("b.kind = ?", self.kind or None)]
        told, parameters = narrowing.where([*asked, *narrowing.in_year("b", self.year)], self.text, "b.search_text")
        kinds = plain.by_place_of("b.kind", code_lists.keys("governance_kind"))
        known = {"name": "b.position", "kind": kinds, "from_on": "b.from_on"}
        order = plain.order(known, self.order, self.descending, f"b.position, {kinds}, b.id")
        return plain.ids(f"SELECT b.id{_FROM}{told}{order}", parameters)

    def rows(self, ids: Sequence[int]) -> dict[int, BodyRow]:
        """What is shown of these."""

        def count(also: str = "") -> str:
            return (
                "(SELECT count(*) FROM governance_member AS s LEFT JOIN person AS p ON p.id = s.person_id"
                f" WHERE s.body_id = b.id AND {_SITS}{also})"
            )

        women, men = (count(f" AND p.gender = '{gender}'") for gender in ("female", "male"))
        day = (self.on or date.today()).isoformat()
        found = rows(
            f"SELECT b.id, b.version, b.name, b.kind, f.id, {narrowing.focus_area()}, b.from_on, b.to_on, b.position,"
            f" b.notes, b.archived, {count()}, {women}, {men}{_FROM}"
            " WHERE b.id IN (SELECT value FROM json_each(?2))",
            (day, plain.array(ids)),
        )
        return {
            line[0]: BodyRow._make(
                (*line[:6], plain.day(line[6]), plain.day(line[7]), *line[8:10], bool(line[10]), *line[11:])
            )
            for line in found
        }


class SeatRow(NamedTuple):
    """A seat in the list; without a person it belongs to an organisation that has not said who takes it."""

    id: int
    version: int
    body_id: int
    body: str
    kind: str
    person_id: int | None
    person: str
    gender: str
    organisation_id: int | None
    organisation: str
    role: str
    from_on: date | None
    to_on: date | None
    notes: str


_SEATS = (
    " FROM governance_member AS s JOIN governance_body AS b ON b.id = s.body_id"
    " LEFT JOIN person AS p ON p.id = s.person_id LEFT JOIN organisation AS o ON o.id = s.organisation_id"
)


@dataclass(frozen=True)
class SeatsQuery:
    """Which seats, and in what order: body (then chair first), person, organisation, role, from_on or to_on.

    With a `year` those that somebody had at some time in it; seats of archived groups are left out unless asked for.
    """

    text: str = ""
    order: str = "body"
    descending: bool = False
    year: int | None = None
    body: int | None = None
    person: int | None = None
    organisation: int | None = None
    archived: bool = False

    def ids(self) -> list[int]:
        """All of them."""
        asked: list[narrowing.Condition] = [
            *(("b.archived = ?", int(self.archived)), ("s.body_id = ?", self.body), ("s.person_id = ?", self.person)),
            *(("s.organisation_id = ?", self.organisation), *narrowing.in_year("s", self.year)),
        ]
        haystack = "b.search_text || ' ' || coalesce(p.search_text, '') || ' ' || coalesce(o.search_text, '')"
        told, parameters = narrowing.where(asked, self.text, haystack)
        role = plain.by_place_of("s.role", code_lists.keys("governance_role"))
        body = f"b.position, {plain.by_place_of('b.kind', code_lists.keys('governance_kind'))}, b.id"
        last = f"{body}, {role}, p.sort_key, o.sort_key, s.id"
        known = {
            "body": "b.position",
            "person": "p.sort_key",
            "organisation": "o.sort_key",
            "role": role,
            "from_on": "s.from_on",
            "to_on": "s.to_on",
        }
        return plain.ids(
            f"SELECT s.id{_SEATS}{told}{plain.order(known, self.order, self.descending, last)}", parameters
        )

    def rows(self, ids: Sequence[int]) -> dict[int, SeatRow]:
        """What is shown of these."""
        found = plain.by_ids(
            "SELECT s.id, s.version, b.id, b.name, b.kind, p.id,"
            " coalesce(trim(p.first_name || ' ' || p.last_name), ''), coalesce(p.gender, ''), o.id,"
            f" coalesce(o.name, ''), s.role, s.from_on, s.to_on, s.notes{_SEATS}"
            " WHERE s.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {
            line[0]: SeatRow._make((*line[:11], plain.day(line[11]), plain.day(line[12]), line[13])) for line in found
        }


class Genders(NamedTuple):
    """How many seats are taken by women, by men, and by whom one does not know it of, or by nobody yet."""

    women: int
    men: int
    unknown: int


def genders(on: date, kinds: Sequence[str] = ("board", "steering")) -> Genders:
    """Of the seats of these kinds of groups on a day (K34)."""
    marks = ", ".join(f"'{kind}'" for kind in kinds)
    line = rows(
        "SELECT count(*) FILTER (WHERE p.gender = 'female'), count(*) FILTER (WHERE p.gender = 'male'), count(*)"
        f"{_SEATS} WHERE b.kind IN ({marks}) AND {_SITS}",
        (on.isoformat(),),
    )[0]
    return Genders(line[0], line[1], line[2] - line[0] - line[1])


def bodies(*, archived: bool = False) -> list[tuple[int, str]]:
    """The groups that can be chosen, as (id, name) in the order of lists."""
    query = BodiesQuery(archived=archived)
    ids = query.ids()
    found = query.rows(ids)
    return [(id, found[id].name) for id in ids]
