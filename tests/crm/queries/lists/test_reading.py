from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm import i18n
from crm.queries.lists import conditions, fields, reading
from crm.queries.lists.conditions import All, Any, Compare, NoneOf, Related
from tests import examples
from tests.crm.conftest import Cluster
from tests.crm.queries.lists import asked

QUIET = All(
    (
        Compare("is_member", "is", True),
        Compare("segment", "is", "aquaculture"),
        Compare("city", "is", "Tromsø"),
        Related("meetings", "none", where=Compare("held_on", "last_days", 180)),
        Related("open_tasks", "none"),
    )
)
WORKSHOPS = Related(
    "activities", "at_least", 2, All((Compare("type", "is", "workshop"), Compare("start_on", "in_year", 2025)))
)


def test_a_filter_is_read_as_one_would_say_it(hostile: Cluster) -> None:
    assert reading.say("organisation", QUIET) == (
        "Members in aquaculture, in Tromsø, with no meetings and calls in the last 180 days and with no open follow-ups"
    )
    assert reading.say("person", WORKSHOPS) == (
        "Contacts with at least 2 activities they came to (of the type workshop and in 2025)"
    )


def test_a_filter_is_read_in_bokmal_too(hostile: Cluster) -> None:
    i18n.use("nb")
    assert reading.say("organisation", QUIET) == (
        "Medlemmer innen havbruk, i Tromsø, uten møter og samtaler de siste 180 dagene og uten åpne oppfølginger"
    )
    assert reading.say("person", WORKSHOPS) == (
        "Kontakter med minst 2 aktiviteter de deltok på (av typen arbeidsmøte/workshop og i 2025)"
    )


@pytest.mark.parametrize(("condition", "words"), [
    (Compare("city", "is_not", "Tromsø"), "not in Tromsø"),
    (Compare("city", "contains", "o'h%"), "Town: contains “o'h%”"),
    (Compare("employees", "at_least", 1500), "Employees: at least 1\u00a0500"),
    (Compare("turnover", "between", (100_00, 200_00)), "Turnover: from NOK 100 to NOK 200"),
    (Compare("last_contact", "before", date(2026, 1, 1)), "Last contact: before 01.01.2026"),
    (Compare("last_contact", "not_for", 1), "Last contact: not for 1 day"),
    (Compare("notes", "empty"), "Notes: not filled in"),
    (Compare("segment", "any_of", ("aquaculture", "health")), "in aquaculture or health"),
    (Compare("quiet", "is", False), "Quiet for too long: No"),
    (Any((Compare("city", "is", "Bodø"), Compare("city", "is", "Tromsø"))), "in Bodø or in Tromsø"),
    (NoneOf((Compare("city", "is", "Bodø"),)), "not in Bodø"),
])  # fmt: skip
def test_one_condition_reads_so(hostile: Cluster, condition: conditions.Condition, words: str) -> None:
    assert reading.part("organisation", condition) == words


@settings(max_examples=examples.of(60), suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(fields.LISTS), st.sampled_from(i18n.LANGUAGES), st.data())
def test_every_filter_has_words(hostile: Cluster, about: str, language: str, data: st.DataObject) -> None:
    i18n.use(language)
    condition = data.draw(asked.conditions(about))
    said = reading.say(about, condition)
    assert bool(said) != conditions.is_empty(condition)


@pytest.mark.parametrize("given", ["9" * 30, "9" * 5_000, 2**63 - 1, "²", -1])
def test_a_record_that_cannot_be_is_still_told(hostile: Cluster, given) -> None:
    for about, field in (("person", "organisation"), ("interaction", "responsible")):
        assert reading.value(fields.get(about, field), "is", given)
