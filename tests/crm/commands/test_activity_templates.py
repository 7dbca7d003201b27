"""Templates of activities, and the copy for the next year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.commands import activities, activity_templates, history
from crm.errors import Invalid
from crm.queries import activities as queries
from crm.queries import activity_templates as templates
from crm.rules import yearly
from crm.store.database import value
from tests.crm.conftest import Cluster

DAY = date(2025, 10, 28)


def test_a_template_is_kept_of_an_activity_without_what_belongs_to_that_day(cluster: Cluster) -> None:
    activity = activities.add(
        "Høstkonferanse 2025", start_on=DAY, type="conference", venue="Bodø", minutes=300, cost=5_00, notes="Fullt hus"
    )
    made = activity_templates.keep(activity, "Høst")
    (row,) = templates.all()
    assert (row.id, row.name, row.activity_name, row.type, row.venue, row.minutes, row.notes) == (
        *(made, "Høst", "Høstkonferanse 2025", "conference", "Bodø", 300),
        "",
    )
    assert activity_templates.keep(activity) and templates.all()[1].name == "Høstkonferanse 2025"


def test_templates_are_ordered_edited_and_removed_each_as_one_step(cluster: Cluster) -> None:
    first = activity_templates.add("Kurs", type="course")
    second = activity_templates.add("Treff", type="networking")
    activity_templates.put_first(second)
    activity_templates.edit(first, venue="Harstad")
    assert [(row.name, row.venue) for row in templates.all()] == [("Treff", ""), ("Kurs", "Harstad")]
    activity_templates.archive(first)
    assert [row.id for row in templates.all()] == [second]
    history.undo()
    assert len(templates.all()) == 2
    with pytest.raises(Invalid) as told:
        activity_templates.add("  ")
    assert list(told.value.fields) == ["name"]


def test_the_organisations_of_last_year_are_registered_at_the_new_one(cluster: Cluster) -> None:
    old = activities.add("Treff 2025", start_on=DAY, status="held")
    activities.attend(old, person=cluster.anne)
    activities.attend(old, person=cluster.kare, status="no_show")
    activities.attend(old, organisation=cluster.havn, status="cancelled")
    asked = [id for id, _name in queries.organisations_at(old)]
    assert set(asked) == {cluster.fjord, cluster.odegard}
    new = activities.add("Treff 2026", start_on=yearly.moved(DAY, 1), invite=asked)
    told = {(who.person, who.organisation_id, who.status) for who in queries.detail(new).attendees}
    assert told == {("", cluster.fjord, "registered"), ("", cluster.odegard, "registered")}
    assert queries.detail(new).came == 0
    history.undo()
    assert value("SELECT count(*) FROM activity") == 1


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.integers(1, 8))
def test_a_year_later_is_the_same_weekday_in_that_year_and_near_the_date(day: date, years: int) -> None:
    then = yearly.moved(day, years)
    assert then.weekday() == day.weekday() and then.year == day.year + years
    there = date(then.year, day.month, min(day.day, 28))
    assert abs(then - there) <= timedelta(days=9)


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)), st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_what_comes_again_is_never_past_and_no_year_too_late(day: date, today: date) -> None:
    years = yearly.comes_again(day, today)
    assert yearly.moved(day, years) >= today
    assert years == 1 or yearly.moved(day, years - 1) < today


@given(st.text(alphabet="Kurs 20/19-", max_size=20), st.integers(1990, 2060))
def test_a_name_of_a_year_keeps_that_year_when_it_is_named_again(name: str, year: int) -> None:
    once = yearly.of_year(name, year)
    assert yearly.of_year(once, year) == once
