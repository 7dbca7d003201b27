"""Conditions as SQL: only parameters carry what somebody wrote.

What belongs to a record is asked for at once (which owners have so many of it?), not record by record: a hundred
thousand records take a fraction of a second so (PERFORMANCE.md).
"""

from dataclasses import dataclass
from dataclasses import field as of
from datetime import date
from typing import Any

from crm.queries.lists import comparing, conditions, fields, relations, sources
from crm.queries.lists.conditions import All, Compare, Condition, NoneOf, Related
from crm.queries.lists.field import Field
from crm.store import tables

Sql = tuple[str, list[Any]]


@dataclass
class Scope:
    """The rows of one table in a question: its alias, its fields, and the sources that they need."""

    about: str
    today: date
    alias: str = "r"
    joined: dict[str, str] = of(default_factory=dict)

    def __post_init__(self) -> None:
        self._fields = {one.key: one for one in fields.of(self.about)}

    def field(self, key: str) -> Field:
        """The field of a key. CrmError where there is none."""
        return self._fields[key] if key in self._fields else fields.get(self.about, key)

    def sql(self, field: Field, sql: str) -> str:
        """SQL of a field for this scope; what it reads from is joined."""
        alias = ""
        if field.source and "{s}" in sql:
            alias = self.joined.setdefault(field.source, f"{self.alias}_{field.source}")
        return self.day(sql.replace("{r}", self.alias).replace("{s}", alias))

    def day(self, sql: str) -> str:
        """SQL in which the day is put in."""
        return sql.replace(":day", f"'{self.today.isoformat()}'")

    def joins(self, only: str = "") -> str:
        """The joins of all that was asked for; `only` is SQL for the ids of the rows that are wanted."""
        made = (sources.join(self.about, name, self.alias, alias, only) for name, alias in self.joined.items())
        return self.day(" ".join(made))


def condition(scope: Scope, asked: Condition) -> Sql:
    """SQL that is true for the rows that fulfil the condition, with its parameters."""
    if conditions.is_empty(asked):
        return "1", []
    if isinstance(asked, Compare):
        one = scope.field(asked.field)
        sql, parameters = comparing.sql(one, asked.op, asked.value, scope.today)
        return f"({scope.sql(one, sql)})", parameters
    if isinstance(asked, Related):
        return _related(scope, asked)
    parts = [condition(scope, one) for one in asked.conditions if not conditions.is_empty(one)]
    values = [value for _sql, given in parts for value in given]
    if isinstance(asked, NoneOf):
        # What is unknown of a row is no reason to leave it out.
        return "NOT (" + " OR ".join(f"({sql}) IS TRUE" for sql, _values in parts) + ")", values
    word = " AND " if isinstance(asked, All) else " OR "
    return "(" + word.join(sql for sql, _values in parts) + ")", values


def _related(scope: Scope, asked: Related) -> Sql:
    relation = relations.get(scope.about, asked.relation)
    inner = Scope(relation.target, scope.today, f"{scope.alias}x")
    where, parameters = condition(inner, asked.where)
    pairs, alias = scope.day(relation.pairs), inner.alias
    kept = f" AND {alias}.archived = 0" if "archived" in tables.columns(relation.target) else ""
    found = (
        f"SELECT {alias}_pair.owner FROM ({pairs}) AS {alias}_pair"
        f' JOIN "{relation.target}" AS {alias} ON {alias}.id = {alias}_pair.target'
        f" {inner.joins()} WHERE {where}{kept}"
    )
    number = asked.number + (asked.how == "at_most")
    if asked.how != "none" and number > 1:
        found += f" GROUP BY {alias}_pair.owner HAVING count(DISTINCT {alias}.id) >= {int(number)}"
    wanted = "IN" if asked.how == "at_least" else "NOT IN"
    return f"{scope.alias}.id {wanted} ({found})", parameters
