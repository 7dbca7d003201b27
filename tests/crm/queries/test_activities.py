from datetime import date

import pytest

from crm.commands import activities, projects
from crm.errors import CrmError
from crm.queries import activities as queries
from crm.queries import counts, timeline
from crm.queries.activities import ActivitiesQuery
from tests.crm.conftest import TODAY, Cluster


@pytest.fixture
def treff(cluster: Cluster) -> int:
    made = activities.add("Treff", start_on=date(2026, 3, 1), status="held", headcount_extra=3, type="networking")
    activities.attend(made, person=cluster.kare)
    activities.attend(made, person=cluster.anne)
    activities.attend(made, person=cluster.aase, status="no_show")
    activities.attend(made, organisation=cluster.havn, status="registered")
    return made


@pytest.fixture
def kurs(cluster: Cluster, treff: int) -> int:
    return activities.add("Kurs", start_on=date(2026, 12, 1), type="course", service_group="networking")


def test_activities_are_listed_the_latest_first_with_how_many_came(treff: int, kurs: int) -> None:
    assert ActivitiesQuery().ids() == [kurs, treff]
    assert ActivitiesQuery(order="name", descending=False).ids() == [kurs, treff]
    assert ActivitiesQuery(order="came", descending=True).ids() == [treff, kurs]
    rows = ActivitiesQuery().rows([treff, kurs])
    assert [(rows[row].came, rows[row].organisations) for row in (treff, kurs)] == [(5, 2), (0, 0)]


def test_filters_let_through_what_they_say(cluster: Cluster, treff: int, kurs: int) -> None:
    project = projects.add("Tare")
    activities.edit(kurs, project=project)
    for query, found in (
        (ActivitiesQuery(type="course"), [kurs]),
        (ActivitiesQuery(status="held"), [treff]),
        (ActivitiesQuery(service_group="networking"), [kurs]),
        (ActivitiesQuery(project=project), [kurs]),
        (ActivitiesQuery(organisation=cluster.odegard), [treff]),
        (ActivitiesQuery(since=date(2026, 12, 1)), [kurs]),
        (ActivitiesQuery(until=date(2026, 3, 1)), [treff]),
        (ActivitiesQuery("anne-lise"), [treff]),
        (ActivitiesQuery("kurs"), [kurs]),
    ):
        assert query.ids() == found, query


def test_who_came_is_told_with_the_member_of_the_day(cluster: Cluster, treff: int) -> None:
    one = queries.detail(treff)
    assert one.came == 5
    told = {row.person: (row.organisation, row.status, row.is_member) for row in one.attendees}
    assert told == {
        "Kåre Ødegård": ("Ødegård Analyse AS", "attended", True),
        "Anne-Lise Sæther": ("Fjordforsk", "attended", True),
        "Åse Aas": ("Nordlys Havbruk AS", "no_show", True),
        "": ("Ålesund Havn KF", "registered", False),
    }
    assert one.attendees[-1].person == ""
    with pytest.raises(CrmError):
        queries.detail(99)


def test_the_sidebar_counts_this_years_activities_and_the_projects_that_are_not_over(
    cluster: Cluster, treff: int, kurs: int
) -> None:
    projects.add("Tare")
    projects.add("Ål", stage="completed")
    activities.add("Avlyst", start_on=TODAY, status="cancelled")
    found = counts.sidebar(TODAY)
    assert (found["activities"], found["projects"]) == (2, 1)


def test_a_timeline_says_who_came_for_an_organisation_and_why_somebody_did_not(cluster: Cluster) -> None:
    made = activities.add("Treff", start_on=date(2026, 3, 1), status="held")
    activities.attend(made, person=cluster.kare, status="no_show", role="speaker")

    def told(kind: str, id: int) -> str:
        return next(entry.meta for entry in timeline.of(kind, id).entries() if entry.kind == "activity")

    assert "Did not come: Kåre Ødegård" in told("organisation", cluster.odegard)
    assert "Did not come" in told("person", cluster.kare) and "Speaker" not in told("person", cluster.kare)
    activities.attend(made, person=cluster.kare, status="attended", role="speaker")
    assert "Speaker" in told("person", cluster.kare)
    assert "Did not come" not in told("organisation", cluster.odegard)


def test_what_was_held_this_year_too_does_not_come_again_from_last_year(cluster: Cluster) -> None:
    last = activities.add("Årsmøte 2025", start_on=date(2025, 11, 27), status="held")
    assert [row.id for row in queries.coming_again(date(2026, 11, 23))] == [last]
    this = activities.add("Årsmøte 2026", start_on=date(2026, 11, 19), status="held")
    assert [row.id for row in queries.coming_again(date(2026, 11, 23))] == [this]
