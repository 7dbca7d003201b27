"""What a view holds as text: read back to the letter, and from nonsense as far as it makes sense."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.queries import looks
from crm.queries.lists.conditions import All, Compare
from crm.queries.looks import Look, Shown
from tests import examples
from tests.crm.conftest import Cluster

TODAY = date(2026, 11, 23)
UNREAD = ("What was kept of this view cannot be read.",)
_NONSENSE: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(("name", "city", "title", "x", "", "\0")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("all", "field", "op")), inner),
    max_leaves=8,
)


@pytest.mark.parametrize("text", ["", "{}"])
def test_what_was_never_kept_is_the_list_as_it_is(cluster: Cluster, text: str) -> None:
    look, lost = looks.from_text("person", text)
    assert (look.columns, look.conditions, lost) == (looks.standard("person").columns, All(), ())


@pytest.mark.parametrize("text", ["nonsense", "[]", "null", "7", '"x"', "[" * 100_000, '{"columns": ' * 50_000, "\0"])
def test_what_is_no_look_is_told_and_the_list_is_as_it_is(cluster: Cluster, text: str) -> None:
    assert looks.from_text("person", text) == (looks.standard("person"), UNREAD)


def test_what_makes_no_sense_in_a_look_is_left_out_and_the_rest_stays(cluster: Cluster) -> None:
    kept = {
        "columns": [["name", 10**30], ["city", -5], ["name"], "name", ["name", "wide"], ["name", True], [[], 1], None],
        "frozen": 99,
        "order": [["name", True], ["name", "down"], ["name", 1], 7],
        "group": ["city"],
        "text": 12,
        "archived": "yes",
        "names": "none",
        "conditions": {"all": [{"field": "name", "op": "contains", "value": "x"}, "nonsense", 7]},
    }
    look, lost = looks.from_text("organisation", json.dumps(kept))
    assert look == Look(
        conditions=All((Compare("name", "contains", "x"),)),
        columns=(Shown("name", 5_000), Shown("city", 0)),
        frozen=2,
        order=(("name", True),),
    )
    assert lost == ("This filter cannot be read. Build it anew.",)


def test_a_filter_of_too_many_parts_is_told_and_left_out(cluster: Cluster) -> None:
    parts = [{"field": "name", "op": "contains", "value": "x"}] * 500
    kept = {"conditions": {"all": [*parts, {"field": "gone", "op": "empty"}]}, "names": {"gone": "Støtte"}}
    look, (gone, many) = looks.from_text("person", json.dumps(kept))
    assert look.conditions == All() and "Støtte" in gone and "more than 200 conditions" in many


@settings(max_examples=examples.of(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=st.fixed_dictionaries({}, optional=dict.fromkeys((*Look.__dataclass_fields__, "names"), _NONSENSE)))
def test_no_nonsense_stops_a_list_and_what_is_left_of_it_is_kept_to_the_letter(cluster: Cluster, kept: Any) -> None:
    look = looks.from_text("person", json.dumps(kept)).look
    assert looks.from_text("person", looks.to_text("person", look)) == (look, ())
    looks.query("person", look, today=TODAY).ids()
