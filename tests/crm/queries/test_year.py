"""The figures of the year on Today are those of the report, and what is not here yet is unknown."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from crm.commands import activities, interactions, memberships, organisations, settings, tasks
from crm.commands.interactions import Participant
from crm.queries import coming, history, in_touch
from crm.queries.interactions import SPOKEN, InteractionsQuery
from crm.queries.organisations import OrganisationsQuery
from crm.queries.year import so_far
from crm.reports import run
from tests.crm.conftest import TODAY, Cluster


def test_an_empty_register_has_zeros_up_to_today_and_nothing_known_after(register: object) -> None:
    year = so_far(date(2026, 3, 10))
    assert year.contacts.months == (0, 0, 0, *(None,) * 9)
    assert year.contacts.before == (0,) * 12
    assert (year.members, year.quiet, year.activities.so_far) == (0, 0, 0)


def test_the_months_add_up_to_the_list_they_lead_to(cluster: Cluster) -> None:
    year = so_far(TODAY)
    listed = InteractionsQuery(type=SPOKEN, since=date(TODAY.year, 1, 1), until=TODAY)
    shown, archived = listed.ids(), replace(listed, archived=True).ids()
    assert (set(shown), archived) == ({cluster.call, cluster.visit}, [cluster.mistake])
    assert sum(month or 0 for month in year.contacts.months) == year.contacts.so_far == len(shown) + len(archived)
    assert (year.members, year.quiet) == (
        len(OrganisationsQuery(members_on=TODAY).ids()),
        len(OrganisationsQuery(members_on=TODAY, quiet_on=TODAY).ids()),
    )
    assert year.members == run.make(TODAY.year, today=TODAY).figures["K01"].value


def test_the_year_before_is_counted_whole_by_month_and_up_to_this_day_in_sum(cluster: Cluster) -> None:
    before = so_far(TODAY).contacts
    same_day = TODAY.replace(year=TODAY.year - 1)
    for day in (same_day, same_day + timedelta(days=1)):
        interactions.log("Samtale", held_on=day, participants=[Participant(person=cluster.aase)], type="phone")
    after = so_far(TODAY).contacts
    assert sum(month or 0 for month in after.before) - sum(month or 0 for month in before.before) == 2
    assert after.before_so_far - before.before_so_far == 1


@pytest.mark.parametrize("day", [date(2028, 2, 29), date(2026, 12, 31), date(2026, 1, 1)])
def test_any_day_of_the_calendar_has_one_the_year_before(cluster: Cluster, day: date) -> None:
    assert so_far(day).contacts.months[day.month - 1] is not None


def test_only_what_was_held_is_an_activity_of_the_year(cluster: Cluster) -> None:
    held = activities.add("Kurs", start_on=TODAY, type="course", status="held")
    activities.add("Avlyst", start_on=TODAY, type="course", status="cancelled")
    assert held and so_far(TODAY).activities.so_far == 1


def test_activities_and_meetings_that_are_planned_stand_by_day(cluster: Cluster) -> None:
    later = activities.add("Klyngedag", start_on=TODAY + timedelta(days=9), type="course", status="planned")
    activities.add("I fjor", start_on=TODAY - timedelta(days=300), type="course", status="planned")
    known = {(row.table, row.id) for row in coming.coming(TODAY)}
    meeting = interactions.log(
        "Styremøte",
        held_on=TODAY + timedelta(days=2),
        participants=[Participant(person=cluster.aase)],
        status="planned",
    )
    found = coming.coming(TODAY)
    assert ("activity", later) in known
    assert {(row.table, row.id) for row in found} - known == {("interaction", meeting)}
    assert [row.day for row in found] == sorted(row.day for row in found)
    assert next(row for row in found if row.id == meeting).where == "Nordlys Havbruk AS"
    assert len(coming.coming(TODAY, 1)) == 1


def test_steps_are_counted_from_the_beginning_of_a_day(cluster: Cluster) -> None:
    assert history.steps_since(date.today() + timedelta(days=1)) == 0
    many = history.steps_since(date.today() - timedelta(days=1))
    assert many == len(history.steps(10_000))
    tasks.add("Ring", due_on=TODAY)
    assert history.steps_since(date.today() - timedelta(days=1)) == many + 1


@pytest.mark.parametrize("interval", [0, 30, 180])
def test_as_many_members_are_quiet_as_stand_in_the_list_of_them(cluster: Cluster, interval: int) -> None:
    settings.put(contact_every_days=str(interval))
    memberships.join(cluster.kai9, joined_on=date(2026, 1, 1))
    memberships.join(cluster.kai10, joined_on=date(2026, 1, 1))
    organisations.archive(cluster.kai10)
    for own in (None, 0, 5, interval):
        organisations.edit(cluster.nordlys, contact_every_days=own)
        quiet = {one.id for one in in_touch.organisations(TODAY)} & set(OrganisationsQuery(members_on=TODAY).ids())
        assert so_far(TODAY).quiet == len(quiet), own
