"""A cross table: the records of a list told apart in two ways, counted or summed in each cell, with the records behind.

A record that has several values of a side (two tags, three organisations that took part) stands in several cells; the
sums at the edges count it once. What is unknown has a line of its own. Archived records are left out, as in the lists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import plain
from crm.queries.lists import axes, fields, reading
from crm.queries.lists.axes import Line, Side
from crm.queries.lists.compiling import Scope
from crm.queries.lists.conditions import EVERYTHING, Condition
from crm.queries.lists.different import PAIRS, TABLES
from crm.queries.lists.field import Field
from crm.queries.lists.query import LAST, ListQuery
from crm.store.database import rows

MEASURES = ("count", "people", "organisations", "sum")
"""How many records; how many different people, or organisations, they have to do with; the sum of a field."""
MOST_ROWS, MOST_COLUMNS = 1_000, 60
_NO_SIDE = Line("", "")


class _All:
    """Stands for every line of a side."""


ALL: Final = _All()
Key = Any
"""What a Line is known by, or ALL for the sum at the edge."""


class Cross(NamedTuple):
    """What a cross table says. `cells` holds what is not 0 by the keys of row and column, ALL for the edges.

    Money is whole øre, hours whole minutes, numbers whole hundredths (`field` is what was summed). `unknown` is how
    many records have nothing in the field that is summed. `distinct`: the edges are not the sums of their cells.
    """

    query: "CrossQuery"
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    cells: Mapping[tuple[Key, Key], int]
    field: Field | None
    unknown: int
    distinct: bool

    def value(self, row: Key = ALL, column: Key = ALL) -> int:
        """The number of a cell, or of an edge."""
        return self.cells.get((row, column), 0)


class Behind(NamedTuple):
    """The records behind a cell, of the table `record`: as many as it says where it counts."""

    record: str
    ids: list[int]


@dataclass(frozen=True)
class CrossQuery:
    """Records of the table `about`, told apart by the axes `rows` and `columns` ("" for a single column of numbers).

    `field` is what a sum adds up. `today` is the day on which ages, memberships and employers are looked at, the day
    outside where not said.
    """

    about: str
    rows: str
    columns: str = ""
    measure: str = "count"
    field: str = ""
    conditions: Condition = EVERYTHING
    today: date | None = None

    def asked(self) -> ListQuery:
        """The list of all records that are counted in it."""
        return ListQuery(self.about, self.conditions, today=self.today)

    def table(self) -> Cross:
        """Count it. Raises CrmError where it cannot be, or where it would be too large to read."""
        scope, down, across, with_, parameters = self._cells()
        summed = scope.field(self.field) if self.measure == "sum" else None
        found: dict[tuple[Key, Key], int] = {}
        unknown = 0
        for edge, row, column, number in rows(f"{with_} {self._numbers()}", parameters):
            if edge == 4:
                unknown = number or 0
            elif number or edge < 3:
                found[ALL if edge & 1 else row, ALL if edge & 2 else column] = number or 0
        told = axes.lines(down, {row for row, _column in found} - {ALL})
        heads = axes.lines(across, {column for _row, column in found} - {ALL}) if across is not None else (_NO_SIDE,)
        if len(told) > MOST_ROWS or len(heads) > MOST_COLUMNS:
            raise CrmError(
                _(
                    "The table would have {rows} rows and {columns} columns, too many to read. Choose something that"
                    " tells the records apart in fewer ways, or filter them."
                ).format(rows=len(told), columns=len(heads))
            )
        several = down.several or (across is not None and across.several)
        return Cross(self, told, heads, found, summed, unknown, several or self.measure in PAIRS)

    def behind(self, row: Key = ALL, column: Key = ALL) -> Behind:
        """The records behind a cell or an edge, in the order of their list."""
        _scope, _down, _across, with_, parameters = self._cells()
        wanted = [(side, key) for side, key in (("a", row), ("b", column)) if key is not ALL]
        where = " AND ".join(["1", *(f"{side} IS ?" for side, _key in wanted)])
        about, sql = self.about, f"SELECT id FROM cell WHERE {where}"
        if self.measure in PAIRS:
            about = TABLES[self.measure]
            sql = f"SELECT who FROM cell JOIN pair ON record = id WHERE {where}"
        listed = f'{with_} SELECT r.id FROM "{about}" AS r WHERE r.id IN ({sql}) ORDER BY {", ".join(LAST[about])}'
        return Behind(about, plain.ids(listed, [*parameters, *(key for _side, key in wanted)]))

    def name(self) -> str:
        """What it shows in a few words: whose records, by what."""
        sides = [axes.name(self.about, key) for key in (self.rows, self.columns) if key]
        return f"{reading.subject(self.about)}: {' × '.join(sides)}"

    def _cells(self) -> tuple[Scope, Side, Side | None, str, list[Any]]:
        """The records with the values of both sides as the table `cell`, and whom they have to do with as `pair`."""
        if self.measure not in MEASURES or self.about not in PAIRS.get(self.measure, {self.about: ""}):
            raise CrmError(_("This cannot be counted of these records. Choose another measure."))
        query = self.asked()
        scope = query.scope()
        down = axes.side(scope, self.rows, "down")
        across = axes.side(scope, self.columns, "across") if self.columns else None
        summed = scope.field(self.field) if self.measure == "sum" else None
        if summed is not None and not summed.sums:
            raise CrmError(_("“{field}” cannot be added up. Choose another field.").format(field=summed.name))
        where, parameters = query.where(scope)
        value = scope.sql(summed, summed.sql) if summed is not None else "1"
        sides = [down, *([across] if across is not None else [])]
        told = f"r.id AS id, {down.value} AS a, {across.value if across is not None else repr('')} AS b, {value} AS v"
        cell = (
            f'SELECT {"DISTINCT " if any(side.several for side in sides) else ""}{told} FROM "{self.about}" AS r'
            f" {scope.joins()} {' '.join(side.join for side in sides)} WHERE {where}"
        )
        with_ = f"WITH cell(id, a, b, v) AS MATERIALIZED ({cell})"
        if self.measure in PAIRS:
            pairs = scope.day(PAIRS[self.measure][self.about])
            with_ += f", pair AS (SELECT record, who FROM ({pairs}) WHERE who IS NOT NULL)"
        return scope, down, across, with_, parameters

    def _numbers(self) -> str:
        """SQL for (edge, a, b, number): 0 cells, 1 sums of columns, 2 sums of rows, 3 of the whole, 4 unknown."""
        sides = ("a, b", "NULL, b", "a, NULL", "NULL, NULL")
        groups = ("a, b", "b", "a", "")
        parts = [
            f"SELECT {edge}, {side}, {self._number(by)}{' GROUP BY ' if by else ''}{by}"
            for edge, (side, by) in enumerate(zip(sides, groups, strict=True))
        ]
        if self.measure == "sum":
            parts.append("SELECT 4, NULL, NULL, count(DISTINCT id) FROM cell WHERE v IS NULL")
        return " UNION ALL ".join(parts)

    def _number(self, by: str) -> str:
        if self.measure in PAIRS:
            return "count(DISTINCT who) FROM cell LEFT JOIN pair ON record = id"
        if self.measure == "sum":
            return f"coalesce(sum(v), 0) FROM (SELECT DISTINCT {by}{', ' if by else ''}id, v FROM cell)"
        return "count(DISTINCT id) FROM cell"


def summable(about: str) -> Sequence[Field]:
    """The fields of a list that can be added up."""
    return [field for field in fields.of(about) if field.sums]


def measures(about: str) -> list[str]:
    """What can be counted of the records of a list."""
    known = {"count": True, "sum": bool(summable(about))}
    return [measure for measure in MEASURES if known.get(measure, about in PAIRS.get(measure, {}))]
