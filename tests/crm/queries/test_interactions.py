from datetime import date

import pytest

from crm import i18n
from crm.commands import interactions
from crm.commands.interactions import FollowUp, Participant
from crm.errors import CrmError
from crm.queries import focus_areas
from crm.queries.interactions import InteractionsQuery, detail, participants
from tests.crm.conftest import TODAY, Cluster


def listed(**query: object) -> list[int]:
    return InteractionsQuery(**query).ids()  # type: ignore[arg-type]


def test_interactions_come_newest_first(cluster: Cluster) -> None:
    assert listed() == [cluster.planned, cluster.call, cluster.visit, cluster.start]
    assert listed(descending=False) == [cluster.start, cluster.visit, cluster.call, cluster.planned]
    assert listed(archived=True) == [cluster.mistake]


def test_two_meetings_of_a_day_come_by_their_time(cluster: Cluster) -> None:
    at = {
        time: interactions.log(time, held_on=TODAY, start_time=time, participants=[Participant(cluster.eva)])
        for time in ("14:00", "09:00")
    }
    assert listed(since=TODAY, until=TODAY) == [at["14:00"], at["09:00"]]


def test_a_line_says_who_took_part_for_whom(cluster: Cluster) -> None:
    row = InteractionsQuery().rows([cluster.start])[cluster.start]
    assert (row.held_on, row.start_time, row.subject, row.minutes) == (date(2025, 5, 10), "09:00", "Oppstartsmøte", 90)
    assert (row.people, row.organisations) == ("Kåre Ødegård, Anne-Lise Sæther", "Nordlys Havbruk AS, Fjordforsk")
    assert (row.type, row.status, row.responsible, row.focus_area) == ("meeting_in_person", "done", "Ingrid Berg", "")
    assert row.notes_start.startswith("Vi snakket")


def test_an_organisation_of_two_who_took_part_is_named_once(cluster: Cluster) -> None:
    new = interactions.log(
        "Felles",
        held_on=TODAY,
        participants=[Participant(organisation=cluster.nordlys), Participant(cluster.aase), Participant(cluster.kare)],
    )
    assert InteractionsQuery().rows([new])[new].organisations == "Nordlys Havbruk AS, Ødegård Analyse AS"


def test_interactions_are_filtered_by_everything_together(cluster: Cluster) -> None:
    assert listed(type="phone") == [cluster.call]
    assert listed(person=cluster.kare) == [cluster.call, cluster.start]
    assert listed(organisation=cluster.nordlys) == [cluster.visit, cluster.start]
    assert listed(organisation=cluster.odegard) == [cluster.call]
    assert listed(staff=cluster.staff) == listed() and listed(staff=99) == []
    assert listed(since=date(2026, 2, 3), until=date(2026, 10, 1)) == [cluster.call, cluster.visit]
    assert listed(person=cluster.kare, type="phone", since=TODAY) == []
    assert listed(limit=1) == [cluster.planned]


def test_a_filter_finds_what_was_written_and_who_took_part(cluster: Cluster) -> None:
    assert listed(text="restråstoff") == [cluster.start]
    assert listed(text="tromso") == [cluster.planned, cluster.visit, cluster.start]  # the place, and where they are
    assert listed(text="kåre telefon") == [cluster.call]
    assert listed(text="nordlys") == [cluster.visit, cluster.start]
    assert listed(text="no") == []  # two letters: only what was written
    assert listed(text="zzz") == [] and listed(text="%") == listed()


def test_a_focus_area_holds_its_children(cluster: Cluster) -> None:
    areas = {row.code: row.id for row in focus_areas.all("nb")}
    interactions.edit(cluster.start, focus_area=areas["2.1"])
    interactions.edit(cluster.visit, focus_area=areas["2"])
    assert listed(focus_area=areas["2"]) == [cluster.visit, cluster.start]
    assert listed(focus_area=areas["2.1"]) == [cluster.start] and listed(focus_area=areas["3"]) == []


@pytest.mark.parametrize("order", ["subject", "type", "responsible", "minutes"])
def test_interactions_are_sorted_by_every_column(cluster: Cluster, order: str) -> None:
    assert sorted(listed(order=order)) == sorted(listed(order=order, descending=False)) == sorted(listed())
    if order == "subject":
        by_subject = [cluster.visit, cluster.start, cluster.planned, cluster.call]
        assert listed(order=order, descending=False) == by_subject
    if order == "minutes":
        assert listed(order=order)[0] == cluster.start


def test_subjects_come_in_norwegian_order(cluster: Cluster) -> None:
    new = {
        subject: interactions.log(subject, held_on=TODAY, participants=[Participant(cluster.eva)])
        for subject in ("Åpning", "ærlig prat", "Ørret", "zoom", "Aasen", "arbeid")
    }
    ids = listed(order="subject", descending=False, since=TODAY, until=TODAY)
    assert ids == [new[subject] for subject in ("arbeid", "zoom", "ærlig prat", "Ørret", "Åpning", "Aasen")]


def test_an_interaction_in_full_shows_participants_and_promises(cluster: Cluster) -> None:
    new = interactions.log(
        "Samling",
        held_on=TODAY,
        participants=[Participant(organisation=cluster.fjord), Participant(cluster.eva)],
        focus_area=focus_areas.all("nb")[0].id,
        follow_ups=[FollowUp("Send referat", date(2026, 12, 24))],
    )
    found = detail(new)
    assert [(who.person, who.organisation) for who in found.participants] == [("", "Fjordforsk"), ("Eva Kern", "")]
    assert [(task.title, task.due_on, task.status) for task in found.follow_ups] == [
        ("Send referat", date(2026, 12, 24), "open")
    ]
    assert (found.responsible, found.focus_area, found.archived) == ("Ingrid Berg", "Cluster development", False)
    i18n.use("nb")
    assert detail(new).focus_area == InteractionsQuery().rows([new])[new].focus_area == "Klyngeutvikling"
    with pytest.raises(CrmError):
        detail(999)


def test_a_meeting_counts_for_the_employer_of_that_day(cluster: Cluster) -> None:
    assert [row.organisation_id for row in participants(cluster.start)] == [cluster.nordlys, cluster.fjord]
    assert [row.organisation_id for row in participants(cluster.call)] == [cluster.odegard]
