"""Cross tables: every cell and every edge as plain Python counts them, and the records behind are as many."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import CrmError
from crm.queries.lists import axes, cross, fields, relations
from crm.queries.lists.conditions import All, Compare, Condition
from crm.queries.lists.cross import ALL, CrossQuery
from crm.queries.lists.fields import Field
from tests import examples
from tests.crm.conftest import TODAY, Cluster
from tests.crm.queries.lists import asked
from tests.crm.queries.lists.plainly import DERIVED, RELATED, Plain, Row

LISTS = st.sampled_from(fields.LISTS)
Keys = Callable[[Plain, Row], set[Any]]


def known(about: str, field: Field) -> bool:
    return bool(field.own or field.column or (about, field.key) in DERIVED)


def plain_axes(about: str) -> dict[str, Keys]:
    """What plainly.Plain can tell the records apart by, with the values that a record has."""
    found: dict[str, Keys] = {}
    for axis in axes.offered(about):
        relation, _dot, of = axis.key.rpartition(".")
        key, _colon, piece = of.partition(":")
        if not relation:
            field = fields.get(about, key)
            if known(about, field):
                found[axis.key] = partial(keys_of, about=about, field=field, piece=piece)
        elif (about, relation) in RELATED:
            target = relations.get(about, relation).target
            if of == "id" or known(target, fields.get(target, of)):
                found[axis.key] = partial(related, about=about, relation=relation, of=of)
    return found


def keys_of(plain: Plain, row: Row, about: str, field: Field, piece: str) -> set[Any]:
    value = plain.value(about, row, field)
    if field.kind == "many":
        return set(value) or {None}
    if value in (None, ""):
        return {None}
    if piece == "quarter":
        return {f"{value[:4]}-{(int(value[5:7]) + 2) // 3}"}
    return {value[: {"year": 4, "month": 7}[piece]]} if piece else {value}


def related(plain: Plain, row: Row, about: str, relation: str, of: str) -> set[Any]:
    target, ids = RELATED[about, relation](plain, row)
    found: set[Any] = set()
    for other in plain.all(target):
        if other["id"] in set(ids) and not other.get("archived"):
            field = None if of == "id" else fields.get(target, of)
            found |= {other["id"]} if field is None else keys_of(plain, other, target, field, "")
    return found or {None}


def who(plain: Plain, about: str, row: Row, measure: str) -> set[Any]:
    column = {"people": "person_id", "organisations": "organisation_id"}[measure]
    inside = {"interaction": "interaction_participant", "activity": "activity_participation"}.get(about)
    if about == {"people": "person", "organisations": "organisation"}[measure]:
        return {row["id"]}
    if about == "membership_fee":
        membership = plain.row("membership", row["membership_id"])
        return {membership["organisation_id"]} if membership else set()
    if about == "person":
        day = TODAY.isoformat()
        return {
            one["organisation_id"]
            for one in plain.all("position")
            if one["person_id"] == row["id"]
            and (one["from_on"] is None or one["from_on"] <= day)
            and (one["to_on"] is None or one["to_on"] >= day)
        }
    if about == "project":
        return {one[column] for one in plain.all("project_participant") if one["project_id"] == row["id"]}
    if inside is None:
        return {row[column]} - {None}
    return {
        one[column] for one in plain.all(inside)
        if one[f"{about}_id"] == row["id"] and one[column] is not None and one.get("status", "attended") == "attended"
    }  # fmt: skip


@settings(max_examples=examples.of(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_cells_and_edges_are_what_plain_python_counts(hostile: Cluster, data: st.DataObject) -> None:
    counts_as_python_does(data)


@pytest.mark.soak
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_many_cells_and_edges_are_what_plain_python_counts(hostile: Cluster, data: st.DataObject) -> None:
    counts_as_python_does(data)


def counts_as_python_does(data: st.DataObject) -> None:
    about = data.draw(LISTS)
    known_axes = plain_axes(about)
    down = data.draw(st.sampled_from(sorted(known_axes)))
    across = data.draw(st.sampled_from(["", *sorted(known_axes)]))
    condition: Condition = data.draw(st.just(All()) | asked.conditions(about, 1))
    measure = data.draw(st.sampled_from(cross.measures(about)))
    summed = [one for one in cross.summable(about) if known(about, one)]
    if measure == "sum" and not summed:
        measure = "count"
    field = data.draw(st.sampled_from(summed)) if measure == "sum" else None
    query = CrossQuery(about, down, across, measure, field.key if field else "", condition, TODAY)
    try:
        table = query.table()
    except CrmError as error:
        assert "too many to read" in str(error)
        return
    plain = Plain(TODAY)
    cells: dict[tuple[Any, Any], list[Row]] = {}
    for row in plain.all(about):
        if row.get("archived") or not plain.fits(about, row, condition):
            continue
        for a in {*known_axes[down](plain, row), ALL}:
            for b in {*(known_axes[across](plain, row) if across else {""}), ALL}:
                cells.setdefault((a, b), []).append(row)
    keys = {line.key for line in table.rows}, {line.key for line in table.columns}
    assert {a for a, _b in cells} - {ALL} <= keys[0], "every value has its line, unknown ones too"
    for a in (*keys[0], ALL):
        for b in (*keys[1], ALL):
            rows = cells.get((a, b), [])
            if field is not None:
                expected = sum(plain.value(about, row, field) or 0 for row in rows)
            elif measure == "count":
                expected = len(rows)
            else:
                expected = len({one for row in rows for one in who(plain, about, row, measure)})
            assert table.value(a, b) == expected, (a, b)
            behind = query.behind(a, b).ids
            if field is None:
                assert len(behind) == len(set(behind)) == expected, "the list is as long as the figure"
            else:
                assert sorted(behind) == sorted(row["id"] for row in rows)
    if field is not None:
        assert table.unknown == sum(plain.value(about, row, field) is None for row in cells.get((ALL, ALL), []))
    if not table.distinct:
        assert table.value() == sum(table.value(a) for a in keys[0]) == sum(table.value(ALL, b) for b in keys[1])


@pytest.mark.parametrize("about", fields.LISTS)
def test_everything_that_is_offered_can_stand_on_both_sides(hostile: Cluster, about: str) -> None:
    offered = axes.offered(about)
    assert len({axis.key for axis in offered}) == len(offered) > 5 or about == "membership_fee"
    for axis in offered:
        table = CrossQuery(about, axis.key, today=TODAY).table()
        assert all(line.words for line in (*table.rows, *table.columns) if line.key not in ("", None)), axis


def test_lines_stand_in_order_without_gaps_in_time_and_what_is_unknown_comes_last(hostile: Cluster) -> None:
    table = CrossQuery("interaction", "held_on:month", "tags", today=TODAY).table()
    months = [line.key for line in table.rows]
    assert months == sorted(months) and len(months) == len(set(months))
    first, last = (int(key[:4]) * 12 + int(key[5:]) for key in (months[0], months[-1]))
    assert last - first + 1 == len(months)
    assert None in [line.key for line in table.columns] and table.columns[-1].key is None
    assert table.distinct


def test_what_cannot_be_is_said_and_not_guessed(hostile: Cluster) -> None:
    for query in (
        CrossQuery("person", "nothing"),
        CrossQuery("person", "status", "organisations.nothing"),
        CrossQuery("person", "status", measure="sum", field="name"),
        CrossQuery("person", "status", measure="average"),
        CrossQuery("membership_fee", "year", measure="people"),
        CrossQuery("person", "status", conditions=Compare("gone", "is", "x")),
    ):
        with pytest.raises(CrmError) as told:
            query.table()
        assert str(told.value).endswith(".")


def test_an_age_is_that_of_the_day_one_looks_from(hostile: Cluster) -> None:
    far = CrossQuery("task", "overdue", today=date(1999, 1, 1)).table()
    assert far.value(1) == 0 and CrossQuery("task", "overdue", today=date(2999, 1, 1)).table().value(1) > 0
