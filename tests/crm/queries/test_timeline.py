from datetime import date

from crm.commands import interactions
from crm.commands.interactions import Participant
from crm.queries.timeline import KINDS, Entry, TimelineQuery
from crm.rules import code_lists
from tests.crm.conftest import TODAY, Cluster


def told(entries: list[Entry]) -> list[tuple[str, date, str]]:
    return [(entry.kind, entry.day, entry.title) for entry in entries]


def test_a_persons_timeline_holds_everything_newest_first(cluster: Cluster) -> None:
    entries = TimelineQuery(person=cluster.kare).entries()
    assert [(entry.kind, entry.day) for entry in entries] == [
        ("task", TODAY),
        ("interaction", date(2026, 10, 1)),
        ("position", date(2025, 9, 1)),
        ("position", date(2025, 8, 31)),
        ("interaction", date(2025, 5, 10)),
        ("position", date(2020, 1, 1)),
    ]
    assert "Ødegård Analyse AS" in entries[2].title and entries[2].meta == "Daglig leder"


def test_an_organisations_timeline_rolls_up_what_its_people_did_for_it(cluster: Cluster) -> None:
    entries = TimelineQuery(organisation=cluster.nordlys, kinds=("meeting", "phone", "email")).entries()
    assert told(entries) == [
        ("interaction", date(2026, 2, 3), "Besøk på anlegget"),
        ("interaction", date(2025, 5, 10), "Oppstartsmøte"),
    ]
    # Kåre's call came after he had left
    assert cluster.call not in [entry.id for entry in entries]
    assert entries[1].text.startswith("Vi snakket") and "Kåre Ødegård" in entries[1].meta


def test_a_later_change_of_employer_moves_nothing(cluster: Cluster) -> None:
    titles = [entry.title for entry in TimelineQuery(organisation=cluster.odegard).entries()]
    assert "Telefon om søknad" in titles and "Oppstartsmøte" not in titles


def test_direct_only_leaves_out_what_people_took_part_in(cluster: Cluster) -> None:
    query = TimelineQuery(organisation=cluster.fjord, direct_only=True, kinds=("meeting", "phone", "email"))
    assert [entry.id for entry in query.entries()] == [cluster.planned]
    new = interactions.log("Direkte", held_on=TODAY, participants=[Participant(organisation=cluster.fjord)])
    assert [entry.id for entry in query.entries()] == [cluster.planned, new]


def test_kinds_are_chosen_and_archived_things_left_out(cluster: Cluster) -> None:
    assert {entry.kind for entry in TimelineQuery(organisation=cluster.nordlys).entries()} == {
        *("interaction", "task", "position", "membership"),
    }
    assert "step" in {entry.kind for entry in TimelineQuery(organisation=cluster.nordlys, kinds=KINDS).entries()}
    only = TimelineQuery(organisation=cluster.nordlys, kinds=("task",)).entries()
    assert [(entry.id, entry.day) for entry in only] == [
        (cluster.overdue, date(2026, 11, 1)),
        (cluster.done, date(2026, 2, 27)),
    ]
    assert TimelineQuery(person=cluster.aase, kinds=("meeting", "phone", "email")).entries()[0].id == cluster.visit


def test_membership_begins_and_ends_in_the_timeline(cluster: Cluster) -> None:
    joined, left = TimelineQuery(organisation=cluster.odegard, kinds=("membership",)).entries()[::-1]
    assert (joined.day, joined.type, joined.meta) == (
        *(date(2025, 3, 1), "joined"),
        code_lists.label("membership_category", "startup"),
    )
    assert (left.day, left.type, left.meta) == (
        *(date(2026, 6, 30), "left"),
        code_lists.label("leave_reason", "resigned"),
    )


def test_what_is_planned_says_so(cluster: Cluster) -> None:
    entry = TimelineQuery(organisation=cluster.fjord).entries()[0]
    assert entry.id == cluster.planned and code_lists.label("interaction_status", "planned") in entry.meta
