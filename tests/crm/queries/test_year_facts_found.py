"""What is told of a year is found by its words, and stands in the timelines of whom it is about."""

from datetime import date

from crm import i18n
from crm.commands import (
    cluster_labels,
    external_relations,
    finance,
    governance,
    media,
    organisation_years,
    projects,
    results,
    staff_time,
    state_aid,
    surveys,
)
from crm.queries import found_with, search, timeline
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


def test_finance_lines_aid_and_labels_are_found_by_their_words_too(cluster: Cluster) -> None:
    line = finance.add(2025, "cost", "travel", name="Messe i Bergen – måling", actual=5_00)
    finance.archive(finance.add(2025, "cost", "travel", name="Måling før", actual=5_00))
    given = state_aid.add(cluster.fjord, DAY, 50_000_00, purpose="Pilot for maling")
    label = cluster_labels.add("ECEI måling", DAY, level="bronze")
    assert {(hit.kind, hit.id) for hit in search.hits("maling")} == {
        ("finance_line", line), ("aid_record", given), ("cluster_label", label),
    }  # fmt: skip
    assert [hit.title for hit in search.hits("messe bergen")] == ["Messe i Bergen – måling"]
    assert {"organisation", "aid_record"} <= {hit.kind for hit in search.hits("fjordforsk")}


def test_seats_hours_and_figures_of_a_year_are_found_by_what_they_say_and_whom_they_are_about(cluster: Cluster) -> None:
    board = governance.add("Styret", "board")
    seat = governance.add_seat(board, person=cluster.eva, organisation=cluster.fjord, from_on=DAY, notes="Vara for Per")
    other = governance.add_seat(board, organisation=cluster.fjord)
    figures = organisation_years.put(cluster.fjord, 2025, employees=12, turnover=1_000_00, notes="Uten datterselskap")
    organisation_years.put(cluster.fjord, 2024, employees=9)
    project = projects.add("Tang")
    hours = staff_time.add(cluster.staff, DAY, 90, project=project, notes="Skrev søknaden")

    def found(text: str) -> set[tuple[str, int]]:
        return {(hit.kind, hit.id) for hit in search.hits(text) if hit.kind in found_with.KINDS}

    assert found("eva styret") == {("governance_member", seat)}
    assert found("styret fjordforsk") == {("governance_member", seat), ("governance_member", other)}
    assert found("vara") == {("governance_member", seat)}
    assert found("fjordforsk 2025") == found("datterselskap") == {("organisation_year", figures)}
    assert found("fjordforsk 2023") == set()
    assert found("soknaden") == found("tang ingrid") == {("staff_time", hours)}
    # A name finds whom it belongs to, not all that hangs there
    assert not any(map(found, ("eva", "styret", "fjordforsk", "tang", "ingrid", "2025")))
    told = {hit.kind: (hit.title, hit.subtitle) for text in ("eva styret", "fjord 2025", "tang ingrid")
            for hit in search.hits(text) if hit.kind in found_with.KINDS}  # fmt: skip
    assert told == {
        "governance_member": ("Styret – Eva Kern", "Member · Fjordforsk · 02.03.2026"),
        "organisation_year": ("Fjordforsk 2025", "12 employees · Turnover NOK 1,000"),
        "staff_time": ("1.5 h by Ingrid Berg", "02.03.2026 · Tang"),
    }


def test_figures_relations_aid_and_hours_stand_in_the_timelines(cluster: Cluster) -> None:
    project = projects.add("Tang")
    organisation_years.put(cluster.fjord, 2025, employees=12, turnover=1_000_00)
    external_relations.add(
        cluster.fjord, "mou", name="Havavtale", from_on=DAY, to_on=date(2026, 10, 1), notes="Signert i Brest"
    )
    granted = state_aid.add(cluster.fjord, DAY, 50_000_00, project=project, purpose="Pilot")
    staff_time.add(cluster.staff, DAY, 90, project=project, notes="Søknad")
    staff_time.add(cluster.staff, DAY, 60, organisation=cluster.fjord)

    def told(kind: str, id: int, text: str = "") -> list[tuple[date, str]]:
        query = timeline.of(kind, id)
        query = timeline.TimelineQuery(query.person, query.organisation, query.project, kinds=("fact",), text=text)
        return [(entry.day, entry.title) for entry in query.entries()]

    with i18n.meanwhile("en"):
        assert sorted(told("organisation", cluster.fjord)) == [
            (date(2025, 1, 1), "Company figures 2025"),
            (DAY, "1 h by Ingrid Berg"),
            (DAY, "Relation began: Havavtale"),
            (DAY, "State aid: NOK 50,000"),
            (date(2026, 10, 1), "Relation ended: Havavtale"),
        ]
        assert sorted(told("project", project)) == [(DAY, "1.5 h by Ingrid Berg"), (DAY, "State aid: NOK 50,000")]
        assert told("organisation", cluster.fjord, "brest") == [
            (date(2026, 10, 1), "Relation ended: Havavtale"),
            (DAY, "Relation began: Havavtale"),
        ]
    state_aid.archive(granted)
    assert len(told("organisation", cluster.fjord)) == 4


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
        (date(2026, 10, 1), "Left “Styret”", "Chair · Fjordforsk"),
        (DAY, "Joined “Styret”", "Chair · Fjordforsk"),
    ]
    assert told("organisation", cluster.fjord, "seat", text="styret")[0][2] == "Chair · Anne-Lise Sæther"
