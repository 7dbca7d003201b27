from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import CrmError
from crm.queries import people, projects, tasks
from crm.queries.lists import fields, values
from crm.queries.lists.conditions import Compare
from crm.queries.lists.fields import Field
from crm.queries.lists.query import ListQuery, Picked
from crm.rules.folding import sort_key
from tests import examples
from tests.crm.conftest import TODAY, Cluster
from tests.crm.queries.lists.plainly import Plain

LISTS = st.sampled_from(fields.LISTS)


def _place(field: Field, value: Any) -> Any:
    """Where a value stands in Python's own order; None for a blank."""
    if value in (None, "", ()):
        return None
    if field.opens == "focus_area":
        return value.id
    if field.opens == "person":  # by the last name
        person = Plain(TODAY).row("person", value.id) or {}
        return sort_key(f"{person['last_name']} {person['first_name']}") or None
    if field.kind == "record":
        return sort_key(value.name) or None
    if field.kind in ("text", "link"):
        return sort_key(value)
    if field.kind == "choice":
        return (
            sort_key(values.words(field, value))
            if field.code_list
            else [choice.key for choice in field.choices()].index(value)
        )
    return value


@settings(max_examples=examples.of(40), suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_list_is_sorted_as_python_sorts_with_blanks_last(hostile: Cluster, data: st.DataObject) -> None:
    about = data.draw(LISTS)
    sorting = [
        one for one in fields.of(about) if one.sorts and one.key not in ("name", "title", "lead", "organisation")
    ]
    chosen = data.draw(st.lists(st.tuples(st.sampled_from(sorting), st.booleans()), min_size=1, max_size=3))
    query = ListQuery(about, order=tuple((field.key, way) for field, way in chosen), today=TODAY)
    ids = ListQuery(about, today=TODAY).ids()
    shown = query.rows(ids, [field.key for field, _way in chosen])
    for field, way in reversed(chosen):  # Python's sort keeps the order of equals
        blank = [row for row in ids if _place(field, shown[row][field.key]) is None]
        filled = [row for row in ids if row not in set(blank)]
        ids = sorted(filled, key=lambda row: _place(field, shown[row][field.key]), reverse=way) + blank
    assert query.ids() == ids


@pytest.mark.parametrize("about", fields.LISTS)
def test_the_groups_of_a_list_tell_its_rows_in_its_order(hostile: Cluster, about: str) -> None:
    sums = [field.key for field in fields.of(about) if field.sums]
    for field in fields.of(about):
        if not field.groups:
            with pytest.raises(CrmError):
                ListQuery(about, group=field.key).groups()
            continue
        for group in (field.key, *(f"{field.key}:{piece}" for piece in ("year", "quarter", "month"))):
            if ":" in group and field.kind != "date":
                continue
            query = ListQuery(about, group=group, today=TODAY)
            ids, shown = query.ids(), query.rows(query.ids(), [field.key, *sums])
            at = 0
            for one in query.groups(sums):
                inside, at = ids[at : at + one.number], at + one.number
                if ":" not in group:
                    assert {shown[row][field.key] or None for row in inside} == {one.value or None}, group
                for key, total in one.totals.items():
                    assert total == sum(shown[row][key] or 0 for row in inside)
            assert at == len(ids)


def test_rows_show_what_the_pages_show(hostile: Cluster) -> None:
    shown = ListQuery("person", today=TODAY).rows(
        [hostile.kare, hostile.eva], ["name", "organisation", "title", "phone"]
    )
    for id, row in people.PeopleQuery(today=TODAY).rows([hostile.kare, hostile.eva]).items():
        organisation = shown[id]["organisation"]
        assert (organisation.name if organisation else "") == row.organisation
        assert (shown[id]["name"], shown[id]["title"]) == (row.name, row.title)
        assert values.words(fields.get("person", "phone"), shown[id]["phone"]) == row.phone


def test_all_derived_fields_are_the_same_for_one_row_and_for_all(hostile: Cluster) -> None:
    for about in fields.LISTS:
        query = ListQuery(about, today=TODAY)
        keys = [field.key for field in fields.of(about)]
        ids = query.ids()
        whole = query.rows(ids, keys)
        for id in ids[:8]:
            assert query.rows([id], keys) == {id: whole[id]}


def test_what_was_picked_by_hand_comes_before_what_the_filter_says(hostile: Cluster) -> None:
    members = Compare("is_member", "is", True)
    found = ListQuery("organisation", members, today=TODAY).ids()
    picked = Picked(added=(hostile.kai9,), excluded=(hostile.fjord,), pinned=(hostile.kai10, hostile.nordlys))
    query = ListQuery("organisation", members, picked=picked, today=TODAY)
    assert query.ids()[:2] == [hostile.kai10, hostile.nordlys]
    assert set(query.ids()) == (set(found) | {hostile.kai9, hostile.kai10}) - {hostile.fjord}
    assert query.count() == len(query.ids())
    grouped = ListQuery("organisation", members, group="city", picked=picked, today=TODAY)
    assert sum(group.number for group in grouped.groups()) == len(grouped.ids())


def test_archived_records_are_left_out_unless_asked_for(hostile: Cluster) -> None:
    plain = Plain(TODAY)
    archived = {row["id"] for row in plain.all("person") if row["archived"]}
    assert archived
    assert set(ListQuery("person", archived=True).ids()) == archived
    assert set(ListQuery("person", archived=None).ids()) == {row["id"] for row in plain.all("person")}
    assert not archived & set(ListQuery("person").ids())


@pytest.mark.parametrize("text", ["kåre", "hara", "100%", "'", "tromsø", "øre 9"])
def test_the_search_of_a_list_finds_what_its_page_finds(hostile: Cluster, text: str) -> None:
    assert set(ListQuery("person", text=text, today=TODAY).ids()) == set(people.PeopleQuery(text, today=TODAY).ids())
    assert set(ListQuery("task", text=text).ids()) == set(tasks.TasksQuery(text, status="all").ids())
    assert ListQuery("project", text=text).ids() == projects.ProjectsQuery(text).ids()


def test_totals_add_up_what_stands_in_the_rows(hostile: Cluster) -> None:
    query = ListQuery("organisation", today=TODAY)
    ids = query.ids()
    shown = query.rows(ids, ["employees", "people"])
    assert query.totals(ids, ["employees", "people", "city"]) == {
        key: sum(row[key] or 0 for row in shown.values()) for key in ("employees", "people")
    }


def test_a_list_with_a_field_that_is_gone_says_so(hostile: Cluster) -> None:
    for query in (ListQuery("person", order=(("gone", False),)), ListQuery("person", group="gone")):
        with pytest.raises(CrmError, match="gone"):
            query.ids()
