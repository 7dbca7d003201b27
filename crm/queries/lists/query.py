"""The question of a list: which records, in what order, grouped by what; and what is shown of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.queries import plain
from crm.queries.lists import collating, compiling, grouping, searched, values
from crm.queries.lists.compiling import Scope
from crm.queries.lists.conditions import EVERYTHING, Condition, check
from crm.queries.lists.field import NUMERIC, Field, sorted_sql
from crm.store import tables
from crm.store.database import rows, value

LAST = {
    "organisation": ("r.sort_key", "r.id"),
    "person": ("r.sort_key", "r.id"),
    "interaction": ("r.held_on DESC", "r.start_time DESC", "r.id DESC"),
    "task": ("r.due_on", "r.id"),
    "activity": ("r.start_on DESC", "r.id DESC"),
    "project": ("r.sort_key", "r.id"),
    "contribution": ("r.year DESC", "r.id DESC"),
    "membership_fee": ("r.year DESC", "r.id DESC"),
    "position": ("r.id",),
    "membership": ("r.id",),
}
"""Each list's own order, which also ends every other one."""


class Picked(NamedTuple):
    """What was picked by hand: added to what the filter finds, excluded from it, pinned on top."""

    added: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    pinned: tuple[int, ...] = ()


NOTHING = Picked()


class Group(NamedTuple):
    """Rows of a list that have one value; `totals` are the sums of what was asked for."""

    value: Any
    words: str
    number: int
    totals: Mapping[str, int]


@dataclass(frozen=True)
class ListQuery:
    """Which records of the table `about` to list, and in what order.

    `order` is (key of a field, descending) for each column to sort by, blanks last either way; () is the list's own
    order. `group` is the key of a field, for days also "held_on:year", ":quarter" or ":month"; groups come in the
    order of their values. `archived` True shows the archived ones instead of the others, None both. `text` is searched
    for as in the list's search field, also among those that were picked. `today` is the day outside where not said.
    """

    about: str
    conditions: Condition = EVERYTHING
    text: str = ""
    order: tuple[tuple[str, bool], ...] = ()
    group: str = ""
    picked: Picked = NOTHING
    archived: bool | None = False
    today: date | None = None

    def ids(self) -> list[int]:
        """All ids of the list in its order."""
        scope = self.scope()
        where, parameters = self.where(scope)
        ordered, places = self._ordered(scope)
        sql = f'SELECT r.id FROM "{self.about}" AS r {scope.joins()} WHERE {where} ORDER BY {", ".join(ordered)}'
        return plain.ids(sql, [*parameters, *places])

    def count(self) -> int:
        """How many there are."""
        scope = self.scope()
        where, parameters = self.where(scope)
        sql = f'SELECT count(*) FROM "{self.about}" AS r {scope.joins()} WHERE {where}'
        return int(value(sql, parameters))

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> dict[int, dict[str, Any]]:
        """What stands in these fields of these records (crm.queries.lists.values says how)."""
        scope = self.scope()
        asked = [scope.field(key) for key in keys]
        columns = [scope.sql(field, sql) for field in asked for sql in (field.sql, field.words or "NULL")]
        only = "SELECT value FROM json_each(?1)"
        told = ", ".join(["r.id", *columns])
        sql = f'SELECT {told} FROM "{self.about}" AS r {scope.joins(only)} WHERE r.id IN ({only})'
        return {
            row: {
                field.key: values.read(field, raw, name)
                for field, raw, name in zip(asked, line[::2], line[1::2], strict=True)
            }
            for row, *line in plain.by_ids(sql, ids)
        }

    def totals(self, ids: Sequence[int], keys: Sequence[str]) -> dict[str, int]:
        """What these fields come to over these records; fields that are no numbers are left out."""
        scope = self.scope()
        summed = [field for field in map(scope.field, keys) if field.kind in NUMERIC]
        if not summed:
            return {}
        sums = ", ".join(f"coalesce(sum({scope.sql(field, field.sql)}), 0)" for field in summed)
        only = "SELECT value FROM json_each(?1)"
        sql = f'SELECT {sums} FROM "{self.about}" AS r {scope.joins(only)} WHERE r.id IN ({only})'
        return dict(zip((field.key for field in summed), plain.by_ids(sql, ids)[0], strict=True))

    def groups(self, sums: Sequence[str] = ()) -> list[Group]:
        """The groups in the order of the ids, how many rows each has, and what these fields come to in each."""
        scope = self.scope()
        by = grouping.by(scope, self.group)
        where, parameters = self.where(scope)
        summed = [field for field in map(scope.field, sums) if field.kind in NUMERIC]
        totals = [f"coalesce(sum({scope.sql(field, field.sql)}), 0)" for field in summed]
        told = ", ".join([by.value, f"max({by.words})", "count(*)", *totals])
        sql = (
            f'SELECT {told} FROM "{self.about}" AS r {scope.joins()} WHERE {where}'
            f" GROUP BY {by.value} ORDER BY {', '.join(self._by(by))}"
        )
        return [
            Group(*grouping.read(by, raw, name), count, dict(zip((field.key for field in summed), line, strict=True)))
            for raw, name, count, *line in rows(sql, parameters)
        ]

    def scope(self) -> Scope:
        """The rows that are asked about, for SQL that is built on this question."""
        collating.ready()
        return Scope(self.about, self.today or date.today())

    def where(self, scope: Scope) -> compiling.Sql:
        """SQL that is true for the rows `r` of the list, with its parameters."""
        sql, parameters = compiling.condition(scope, check(self.about, self.conditions))
        parts, values = [sql], list(parameters)
        listed = "r.id {} (SELECT value FROM json_each(?))"
        if self.picked.added or self.picked.pinned:
            parts = [f"({sql} OR {listed.format('IN')})"]
            values.append(plain.array((*self.picked.added, *self.picked.pinned)))
        if self.picked.excluded:
            parts.append(listed.format("NOT IN"))
            values.append(plain.array(self.picked.excluded))
        found, sought = searched.sql(self.about, self.text, scope.today.isoformat())
        parts.append(found)
        if self.archived is not None and "archived" in tables.columns(self.about):
            parts.insert(0, "r.archived = ?")
            values.insert(0, int(self.archived))
        return " AND ".join(parts), [*values, *sought]

    def _ordered(self, scope: Scope) -> tuple[list[str], list[Any]]:
        """What to order by, with parameters."""
        grouped = self._by(grouping.by(scope, self.group)) if self.group else []
        pinned = (
            ["(SELECT key FROM json_each(?) AS pin WHERE pin.value = r.id) NULLS LAST"] if self.picked.pinned else []
        )
        columns = [_column(scope, scope.field(key), descending) for key, descending in self.order]
        places = [plain.array(self.picked.pinned)] if pinned else []
        return [*grouped, *pinned, *columns, *LAST[self.about]], places

    def _by(self, by: grouping.By) -> list[str]:
        """How groups are ordered: as the list is sorted by their field, else upwards."""
        way = "DESC" if (by.field.key, True) in self.order else "ASC"
        return [f"{by.order} {way} NULLS LAST", f"{by.value} {way} NULLS LAST"]


def _column(scope: Scope, field: Field, descending: bool) -> str:
    return f"{scope.sql(field, sorted_sql(field))} {'DESC' if descending else 'ASC'} NULLS LAST"


def picked(view: int) -> Picked:
    """What was picked by hand for a saved view, the pinned ones in their order."""
    about = value("SELECT about FROM saved_view WHERE id = ?", (view,))
    if about is None or f"{about}_id" not in tables.columns("saved_view_row"):
        return Picked()
    found = rows(f"SELECT how, {about}_id FROM saved_view_row WHERE saved_view_id = ? ORDER BY position, id", (view,))
    by = {how: tuple(row for kind, row in found if kind == how and row is not None) for how in Picked._fields}
    return Picked(**by)
