from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import CrmError
from crm.queries.lists import conditions, fields
from crm.queries.lists.conditions import All, Any, Compare, NoneOf, Related
from crm.queries.lists.query import ListQuery
from tests import examples
from tests.crm.conftest import TODAY, Cluster
from tests.crm.queries.lists import asked
from tests.crm.queries.lists.plainly import Plain

LISTS = st.sampled_from(fields.LISTS)


def _agree(data: st.DataObject) -> None:
    about = data.draw(LISTS)
    condition = data.draw(asked.conditions(about))
    plain = Plain(TODAY)
    wanted = {row["id"] for row in plain.all(about) if not row.get("archived") and plain.fits(about, row, condition)}
    query = ListQuery(about, condition, today=TODAY)
    assert set(query.ids()) == wanted
    assert query.count() == len(wanted)


@settings(max_examples=examples.of(60), suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_filter_finds_what_a_plain_loop_over_all_records_finds(hostile: Cluster, data: st.DataObject) -> None:
    _agree(data)


@pytest.mark.soak
@settings(max_examples=5_000, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_thousands_of_filters_find_what_a_plain_loop_finds(hostile: Cluster, data: st.DataObject) -> None:
    _agree(data)


@settings(max_examples=examples.of(60), suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_filter_is_the_same_after_it_was_stored(hostile: Cluster, data: st.DataObject) -> None:
    about = data.draw(LISTS)
    condition = data.draw(asked.conditions(about))
    assert conditions.from_json(about, conditions.to_json(condition)) == condition


@settings(max_examples=examples.of(100), suppress_health_check=[HealthCheck.too_slow])
@given(LISTS, st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(("city", "is", "x")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(("field", "op", "value", "related", "how", "number", "where", "all", "any", "none")),
        inner | st.sampled_from(("city", "held_on", "meetings", "is", "contains", "none", "between")), max_size=4),
    max_leaves=8,
))  # fmt: skip
def test_what_is_no_filter_is_refused_with_a_sentence(hostile: Cluster, about: str, stored: object) -> None:
    try:
        read = conditions.from_plain(about, stored)
    except CrmError as error:
        assert str(error).endswith((".", "?"))
    else:
        ListQuery(about, read, today=TODAY).ids()


@pytest.mark.parametrize(
    "text", ['{"all"', "[]", "7", "null", '{"field": "gone", "op": "is", "value": 1}', "[" * 50_000]
)
def test_stored_text_that_is_none_is_refused_with_a_sentence(hostile: Cluster, text: str) -> None:
    with pytest.raises(CrmError):
        conditions.from_json("organisation", text)


def test_nothing_stored_asks_for_nothing(hostile: Cluster) -> None:
    assert conditions.from_json("organisation", "") == conditions.EVERYTHING
    assert len(ListQuery("organisation").ids()) == ListQuery("organisation").count()


def test_groups_too_deep_and_filters_too_long_are_refused(hostile: Cluster) -> None:
    deep: conditions.Condition = Compare("city", "is", "Tromsø")
    for _level in range(12):
        deep = Any((deep,))
    with pytest.raises(CrmError, match="deep"):
        ListQuery("organisation", deep).ids()
    with pytest.raises(CrmError, match="200"):
        ListQuery("organisation", All((Compare("city", "filled"),) * 300)).ids()


def test_members_in_aquaculture_in_tromso_without_meeting_and_follow_up(hostile: Cluster) -> None:
    quiet = All(
        (
            Compare("is_member", "is", True),
            Compare("segment", "is", "aquaculture"),
            Compare("city", "is", "TROMSØ"),
            Related("meetings", "none", where=Compare("held_on", "last_days", 180)),
        )
    )
    assert ListQuery("organisation", quiet, today=TODAY).ids() == [hostile.nordlys]
    free = All((quiet, Related("open_tasks", "none")))
    assert ListQuery("organisation", free, today=TODAY).ids() == []  # "Send avtalen" is open
    met = All((quiet, Related("meetings", where=Compare("held_on", "last_days", 300))))
    assert ListQuery("organisation", met, today=TODAY).ids() == [hostile.nordlys]


def test_a_blank_is_not_anything_and_never_less(hostile: Cluster) -> None:
    everybody = set(ListQuery("organisation").ids())
    blank = set(ListQuery("organisation", Compare("employees", "empty")).ids())
    assert blank
    assert blank <= set(ListQuery("organisation", Compare("employees", "is_not", 7)).ids())
    assert not blank & set(ListQuery("organisation", Compare("employees", "less", 10**6)).ids())
    assert set(ListQuery("organisation", NoneOf((Compare("employees", "less", 0),))).ids()) == everybody


def test_the_days_of_one_filter_follow_the_day_it_is_asked_on(hostile: Cluster) -> None:
    asked_for = Compare("held_on", "this", "year")
    of_2025 = ListQuery("interaction", asked_for, today=date(2025, 6, 1)).ids()
    of_2026 = ListQuery("interaction", asked_for, today=date(2026, 6, 1)).ids()
    assert hostile.start in of_2025 and hostile.start not in of_2026
    assert hostile.visit in of_2026 and hostile.visit not in of_2025


def test_lists_within_lists_without_end_are_refused_in_words(hostile: Cluster) -> None:
    inner: list[object] = []
    for _level in range(2_000):
        inner = [inner]
    for about, field in (("person", "name"), ("interaction", "held_on")):
        for op in ("between", "is", "any_of"):
            with pytest.raises(CrmError):
                conditions.from_plain(about, {"field": field, "op": op, "value": inner})
