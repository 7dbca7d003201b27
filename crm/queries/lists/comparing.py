"""One comparison of a field as SQL, with its parameters."""

from datetime import date
from typing import Any

from crm.queries import plain
from crm.queries.lists.field import Field, folded
from crm.rules import folding, relative_days

Sql = tuple[str, list[Any]]

_SIGNS = {"is": "=", "less": "<", "at_most": "<=", "more": ">", "at_least": ">="}
# A focus area holds its children.
_BELOW = "SELECT id FROM focus_area WHERE id IN ({0}) OR parent_id IN ({0})"


def sql(field: Field, op: str, value: Any, today: date) -> Sql:
    """SQL of the field's own that is true where it compares so; what was written is only in the parameters."""
    if field.kind == "many":
        return _many(field, op, value)
    if op in ("empty", "filled"):
        blank = "= ''" if field.kind in ("text", "link", "choice") else "IS NULL"
        return (f"({field.sql}) {blank}" if op == "empty" else f"NOT (({field.sql}) {blank})"), []
    if field.kind in ("text", "link"):
        return _text(field.sql, op, value)
    if field.kind == "date":
        return _date(field, op, value, today)
    if op in ("any_of", "none_of") or (field.opens == "focus_area" and op != "contains"):
        return _any(field, op, value if isinstance(value, tuple) else (value,))
    if op == "contains":
        return _text(f"coalesce({field.words}, '')", op, value)
    if op == "is_not":
        return f"({field.sql}) IS NOT ?", [value]
    if op == "between":
        return f"({field.sql}) BETWEEN ? AND ?", list(value)
    return f"({field.sql}) {_SIGNS[op]} ?", [int(value) if isinstance(value, bool) else value]


def _text(column: str, op: str, value: str) -> Sql:
    sought, text = folding.fold(value), folded(column)
    if op == "begins":
        return f"substr({text}, 1, {len(sought)}) = ?", [sought]
    if op in ("contains", "contains_not"):
        return f"instr({text}, ?) {'>' if op == 'contains' else '='} 0", [sought]
    return f"({text}) {'=' if op == 'is' else '<>'} ?", [sought]


def _date(field: Field, op: str, value: Any, today: date) -> Sql:
    column = field.sql
    if op == "is_not":
        return f"({column}) IS NOT ?", [value.isoformat()]
    asked = "ago" if op == "not_for" else op
    days = relative_days.span(asked, value, today)
    if days is None:
        return "0", []
    first, last = days
    if field.newest and (first is not None or op == "not_for"):
        return _newest(field.newest, first, last)
    parts = [(f"({column}) >= ?", first)] * (first is not None) + [(f"({column}) <= ?", last)] * (last is not None)
    told = " AND ".join(part for part, _day in parts)
    if op == "not_for":
        told = f"({column}) IS NULL OR {told}"
    return told, [day.isoformat() for _part, day in parts if day is not None]


def _newest(owners: str, first: date | None, last: date | None) -> Sql:
    """The same of a day that is the newest of several: one is not before `first`, none is after `last`."""
    parts, days = [], []
    for word, sign, day in (("IN", ">=", first), ("NOT IN", ">", last)):
        if day is not None:
            parts.append(f"{{r}}.id {word} ({owners.replace('{sign}', sign)})")
            days.append(day.isoformat())
    return " AND ".join(parts), days


def _any(field: Field, op: str, value: tuple[Any, ...]) -> Sql:
    listed = "SELECT value FROM json_each(?)"
    given = [plain.array(value)]
    if field.opens == "focus_area":
        listed, given = _BELOW.format(listed), given * 2
    if op in ("none_of", "is_not"):
        return f"(({field.sql}) IN ({listed})) IS NOT TRUE", given
    return f"({field.sql}) IN ({listed})", given


def _many(field: Field, op: str, value: Any) -> Sql:
    if op in ("empty", "filled"):
        return f"{{r}}.id {'NOT ' * (op == 'empty')}IN (SELECT owner FROM ({field.pairs}))", []
    sought = value if isinstance(value, tuple) else (value,)
    asked = f"SELECT owner FROM ({field.pairs}) WHERE key IN (SELECT value FROM json_each(?))"
    return f"{{r}}.id {'NOT ' * (op in ('none_of', 'is_not'))}IN ({asked})", [plain.array(sought)]
