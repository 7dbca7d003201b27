from datetime import date

import pytest

from crm.commands import activities, projects
from crm.errors import CrmError
from crm.queries import projects as queries
from crm.queries.projects import ProjectsQuery
from tests.crm.conftest import Cluster


@pytest.fixture
def tare(cluster: Cluster) -> int:
    made = projects.add(
        "Tare", stage="running", lead=cluster.nordlys, start_on=date(2025, 3, 1), end_on=date(2026, 6, 30),
        budget=100_00, type="rnd", focus_area=1, funder="siva",
    )  # fmt: skip
    projects.add_partner(made, cluster.fjord, role="rnd", minutes=600)
    projects.add_partner(made, cluster.nordlys, role="lead", cash=50_00)
    return made


@pytest.fixture
def aal(cluster: Cluster, tare: int) -> int:
    return projects.add("Ål", stage="rejected", start_on=date(2027, 1, 1))


def test_projects_are_listed_in_norwegian_order_or_by_how_far_they_have_come(tare: int, aal: int) -> None:
    bris = projects.add("Bris")
    assert ProjectsQuery().ids() == [bris, tare, aal]
    assert ProjectsQuery(order="stage").ids() == [bris, tare, aal]
    assert ProjectsQuery(order="budget", descending=True).ids()[0] == tare
    assert ProjectsQuery(order="start_on").ids() == [tare, aal, bris]
    projects.archive(bris)
    assert bris not in ProjectsQuery().ids() and ProjectsQuery(archived=True).ids() == [bris]


def test_filters_let_through_what_they_say(cluster: Cluster, tare: int, aal: int) -> None:
    for query, found in (
        (ProjectsQuery(stage="open"), [tare]),
        (ProjectsQuery(stage="rejected"), [aal]),
        (ProjectsQuery(type="rnd"), [tare]),
        (ProjectsQuery(focus_area=1), [tare]),
        (ProjectsQuery(organisation=cluster.fjord), [tare]),
        (ProjectsQuery(organisation=cluster.havn), []),
        (ProjectsQuery(year=2026), [tare]),
        (ProjectsQuery(year=2027), [aal]),
        (ProjectsQuery("fjordforsk"), [tare]),
        (ProjectsQuery("tar"), [tare]),
    ):
        assert query.ids() == found, query


def test_a_project_tells_its_partners_the_lead_first_and_its_activities(cluster: Cluster, tare: int) -> None:
    held = activities.add("Kurs", start_on=date(2026, 3, 4), project=tare)
    one = queries.detail(tare)
    assert (one.title, one.lead, one.start_on, one.budget) == ("Tare", "Nordlys Havbruk AS", date(2025, 3, 1), 100_00)
    assert [(row.organisation, row.role, row.cash, row.minutes) for row in one.partners] == [
        ("Nordlys Havbruk AS", "lead", 50_00, None),
        ("Fjordforsk", "rnd", None, 600),
    ]
    assert [row.id for row in one.activities] == [held]
    (row,) = ProjectsQuery().rows([tare]).values()
    assert (row.lead, row.partners, row.end_on, row.archived) == ("Nordlys Havbruk AS", 2, date(2026, 6, 30), False)
    with pytest.raises(CrmError):
        queries.detail(99)
