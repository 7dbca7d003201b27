"""Conditions as hypothesis makes them: of every list, with any text in them."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from crm.queries.lists import fields
from crm.queries.lists.conditions import OPS, All, Compare, Condition, NoneOf, Related
from crm.queries.lists.conditions import Any as AnyOf
from crm.queries.lists.fields import Field
from tests.crm.queries.lists.conftest import WORDS
from tests.crm.queries.lists.plainly import DERIVED, RELATED

TEXTS = st.sampled_from(WORDS) | st.text("\"'%_;-*?[]æøåÆØÅAaé 9", max_size=6)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
NUMBERS = st.integers(-5, 120) | st.sampled_from((0, 10_000, 2**63 - 1, -(2**63) + 1))


def known(about: str) -> list[Field]:
    """The fields of a list that are worked out in tests.crm.queries.lists.plainly too."""
    return [one for one in fields.of(about) if one.own or one.column or (about, one.key) in DERIVED]


def conditions(about: str, depth: int = 2) -> st.SearchStrategy[Condition]:
    """Any condition of a list."""
    found: list[st.SearchStrategy[Condition]] = [st.sampled_from(known(about)).flatmap(compared)]
    if depth:
        inside = st.lists(conditions(about, depth - 1), max_size=3).map(tuple)
        found += [inside.map(All), inside.map(AnyOf), inside.map(NoneOf)]
        for kind, relation in RELATED:
            if kind == about:
                found.append(_related(about, relation, depth))
    return st.one_of(found)


def _related(about: str, relation: str, depth: int) -> st.SearchStrategy[Condition]:
    from crm.queries.lists import relations

    target = relations.get(about, relation).target
    return st.builds(
        Related,
        st.just(relation),
        st.sampled_from(("at_least", "at_most", "none")),
        st.integers(1, 3),
        conditions(target, depth - 1) | st.just(All()),
    )


def compared(field: Field) -> st.SearchStrategy[Condition]:
    """Any comparison of a field."""
    ops = [op for op in OPS[field.kind] if not (field.kind == "record" and op == "contains")]
    return st.sampled_from(ops).flatmap(lambda op: _value(field, op).map(lambda value: Compare(field.key, op, value)))


def _value(field: Field, op: str) -> st.SearchStrategy[Any]:
    one: st.SearchStrategy[Any]
    if op in ("empty", "filled"):
        return st.none()
    if field.kind == "date":
        if op in ("last_days", "next_days", "ago", "not_for"):
            return st.integers(1, 800)
        if op in ("this", "last", "next"):
            return st.sampled_from(("week", "month", "quarter", "year"))
        one = st.integers(2023, 2027) if op == "in_year" else DAYS
    elif field.kind in ("text", "link"):
        one = TEXTS
    elif field.kind == "yes_no":
        one = st.booleans()
    elif field.kind == "record":
        one = st.integers(1, 30)
    elif field.kind in ("choice", "many"):
        keys = [choice.key for choice in field.choices()]
        one = TEXTS | st.sampled_from([*keys, "1", "2"])
    else:
        one = NUMBERS
    if op == "between":
        return st.tuples(one, one)
    return st.lists(one, max_size=3).map(tuple) if op in ("any_of", "none_of") else one
