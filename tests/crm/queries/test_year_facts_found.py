"""What is told of a year is found by its words, and stands in the timelines of whom it is about."""

from datetime import date

from crm.commands import external_relations, governance, media, projects, results, surveys
from crm.queries import search, timeline
from tests.crm.conftest import Cluster

DAY = date(2026, 3, 2)


def test_each_is_found_by_its_words_with_what_it_is_and_archived_ones_are_not(cluster: Cluster) -> None:
    made = {
        "result": results.add("Kaldsensor", 2026, type="patent", evidence="Søknad om havkald måling"),
        "media_item": media.add("Havkald teknologi", DAY, channel="talk", notes="På scenen"),
        "survey": surveys.add("Havkald undersøkelse", 2026),
        "governance_body": governance.add("Faggruppe havkald", "working_group"),
        "external_relation": external_relations.add(cluster.fjord, "mou", name="Havkald avtale"),
    }
    found = {hit.kind: hit for hit in search.hits("havkald")}
    assert {kind: hit.id for kind, hit in found.items()} == made
    assert (found["result"].subtitle, found["result"].snippet) == (
        "Patent application · 2026",
        "Søknad om havkald måling",
    )
    assert found["media_item"].subtitle == "02.03.2026 · Talk" and found["survey"].subtitle == "2026"
    assert (found["external_relation"].title, found["external_relation"].snippet) == ("Fjordforsk", "Havkald avtale")
    results.archive(made["result"])
    governance.archive(made["governance_body"])
    assert {hit.kind for hit in search.hits("havkald")} == {"media_item", "survey", "external_relation"}


def test_results_and_seats_stand_in_the_timelines(cluster: Cluster) -> None:
    project = projects.add("Tang")
    results.add("Ny sensor", 2025, organisations=[cluster.fjord], project=project, evidence="Rapport")
    board = governance.add("Styret", "board")
    governance.add_seat(
        board, person=cluster.anne, organisation=cluster.fjord, role="chair", from_on=DAY, to_on=date(2026, 10, 1)
    )

    def told(kind: str, id: int, *kinds: str, text: str = "") -> list[tuple[date, str, str]]:
        query = timeline.of(kind, id)
        query = timeline.TimelineQuery(query.person, query.organisation, query.project, kinds=kinds, text=text)
        return [(entry.day, entry.title, entry.meta) for entry in query.entries()]

    result = (date(2025, 12, 31), "Ny sensor", "New product or service · The cluster's part: Contributing")
    assert told("organisation", cluster.fjord, "result") == [result]
    assert told("project", project, "result", text="rapport") == [result]
    assert told("person", cluster.anne, "seat") == [
        (date(2026, 10, 1), "Left «Styret»", "Chair · Fjordforsk"),
        (DAY, "Joined «Styret»", "Chair · Fjordforsk"),
    ]
    assert told("organisation", cluster.fjord, "seat", text="styret")[0][2] == "Chair · Anne-Lise Sæther"
