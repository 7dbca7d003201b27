"""What the records of a list must fulfil: comparisons, what belongs to them, groups of both; as data and as JSON."""

import json
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from crm.errors import CrmError
from crm.i18n import _
from crm.queries.lists import allowed, fields, relations
from crm.queries.lists.allowed import OPS as OPS

DEEPEST = 8
MOST = 200
HOW = ("at_least", "at_most", "none")


@dataclass(frozen=True)
class All:
    """Every one of these; an empty group asks for nothing."""

    conditions: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class Any:
    """One of these at least; an empty group asks for nothing."""

    conditions: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class NoneOf:
    """Not one of these; an empty group asks for nothing."""

    conditions: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class Compare:
    """That a field compares so; the ops of each kind of field and their values are those of crm.queries.lists.allowed.

    Text compares as in search: capitals and accents do not matter. A blank fits is_not, none_of, contains_not and
    not_for, and no other.
    """

    field: str
    op: str
    value: typing.Any = None


@dataclass(frozen=True)
class Related:
    """That so many records belong to it by a relation and fulfil `where`; `how` is at_least, at_most or none."""

    relation: str
    how: str = "at_least"
    number: int = 1
    where: "Condition" = All()


Condition: TypeAlias = All | Any | NoneOf | Compare | Related

EVERYTHING = All()
_GROUPS: dict[str, type[All] | type[Any] | type[NoneOf]] = {"all": All, "any": Any, "none": NoneOf}


def is_empty(condition: Condition) -> bool:
    """Whether it asks for nothing at all."""
    return isinstance(condition, All | Any | NoneOf) and all(is_empty(one) for one in condition.conditions)


def both(first: Condition, second: Condition) -> Condition:
    """What fulfils both; groups of all are put together."""
    parts: list[Condition] = []
    for one in (first, second):
        if not is_empty(one):
            parts += one.conditions if isinstance(one, All) else (one,)
    return All(tuple(parts))


def fields_of(condition: Condition) -> set[str]:
    """The fields of the list itself that it asks about, not those of what belongs to it."""
    if isinstance(condition, Compare):
        return {condition.field}
    if isinstance(condition, Related):
        return set()
    return {key for one in condition.conditions for key in fields_of(one)}


def check(about: str, condition: Condition) -> Condition:
    """The condition itself. CrmError with a sentence where it cannot be asked of this list."""
    if sum(1 for _one in _walk(condition)) > MOST:
        raise CrmError(_("This filter has more than {count} conditions. Take some away.").format(count=MOST))
    _check(about, condition, 0)
    return condition


def to_plain(condition: Condition) -> dict[str, typing.Any]:
    """The condition as values that JSON knows."""
    if isinstance(condition, Compare):
        return {"field": condition.field, "op": condition.op, "value": _plain(condition.value)}
    if isinstance(condition, Related):
        where = {} if condition.where == EVERYTHING else {"where": to_plain(condition.where)}
        return {"related": condition.relation, "how": condition.how, "number": condition.number} | where
    word = next(word for word, group in _GROUPS.items() if isinstance(condition, group))
    return {word: [to_plain(one) for one in condition.conditions]}


def from_plain(about: str, stored: object) -> Condition:
    """The condition that `to_plain` told. CrmError with a sentence where it is none, or asks for what is not there."""
    return check(about, _read(about, stored, 0))


def to_json(condition: Condition) -> str:
    """The condition as text to store."""
    return json.dumps(to_plain(condition), ensure_ascii=False)


def from_json(about: str, text: str) -> Condition:
    """The condition that `to_json` told; "" asks for nothing. CrmError with a sentence where it cannot be read."""
    if not text:
        return EVERYTHING
    if len(text) > 200_000:
        raise _unread()
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unread() from error
    return from_plain(about, stored)


def _read(about: str, stored: object, depth: int) -> Condition:
    if not isinstance(stored, dict) or depth > DEEPEST:
        raise _unread()
    if isinstance(stored.get("field"), str) and isinstance(stored.get("op"), str):
        field = fields.get(about, stored["field"])
        return Compare(field.key, stored["op"], allowed.read(field, stored["op"], stored.get("value")))
    if isinstance(stored.get("related"), str):
        relation = relations.get(about, stored["related"])
        where = stored.get("where", {"all": []})
        inner = _read(relation.target, where, depth + 1)
        return Related(relation.key, stored.get("how", "at_least"), stored.get("number", 1), inner)
    for word, group in _GROUPS.items():
        if isinstance(stored.get(word), list):
            return group(tuple(_read(about, one, depth + 1) for one in stored[word]))
    raise _unread()


def _check(about: str, condition: Condition, depth: int) -> None:
    if depth > DEEPEST:
        raise CrmError(_("The groups of this filter stand too deep inside each other. Take one away."))
    if isinstance(condition, Compare):
        allowed.check(fields.get(about, condition.field), condition.op, condition.value)
    elif isinstance(condition, Related):
        number = condition.number
        if (
            condition.how not in HOW
            or type(number) is not int
            or not 1 - (condition.how == "at_most") <= number < 10**6
        ):
            raise _unread()
        _check(relations.get(about, condition.relation).target, condition.where, depth + 1)
    else:
        for one in condition.conditions:
            _check(about, one, depth + 1)


def _walk(condition: Condition) -> Iterator[Condition]:
    yield condition
    if isinstance(condition, Related):
        yield from _walk(condition.where)
    elif not isinstance(condition, Compare):
        for one in condition.conditions:
            yield from _walk(one)


def _plain(value: typing.Any) -> typing.Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _unread() -> CrmError:
    return CrmError(_("This filter cannot be read. Build it anew."))
