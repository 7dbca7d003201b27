"""The page before a meeting: what it tells of a member, a person and a meeting, and what it leaves out."""

from datetime import date

import pytest

from crm.commands import contributions, interactions, tasks
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.queries import brief
from crm.queries.brief_parts import Fact
from crm.records.activity import Activity, ActivityParticipation
from crm.records.base import Record
from crm.records.project import Project, ProjectParticipant
from crm.store import journal
from tests.crm.conftest import TODAY, Cluster


def number(told: brief.Brief, label: str) -> str:
    return dict(told.numbers)[label]


def insert(record: Record) -> int:
    record.version = journal.current().id
    record.derive()
    record.save(force_insert=True)
    return record.id


def test_a_members_page_tells_facts_people_contacts_promises_and_numbers(cluster: Cluster) -> None:
    told = brief.of("organisation", cluster.nordlys, TODAY)
    assert (told.title, told.subtitle) == ("Nordlys Havbruk AS", "Company · Tromsø")
    assert Fact("Membership", "Full member since 15.01.2024") in told.facts
    assert [who.name for who in told.people] == ["Åse Aas"]  # Kåre has left, Bjarne is archived
    assert [one.subject for one in told.spoken] == ["Besøk på anlegget", "Oppstartsmøte"]
    assert told.spoken[1].note == "Vi snakket om restråstoff. Åse følger opp."
    assert [one.title for one in told.promises] == ["Send avtalen"]
    assert number(told, "Interactions in 2026") == "1" and number(told, "Interactions in 2025") == "1"
    assert number(told, "Last contact") == f"{(TODAY - date(2026, 2, 3)).days} days ago"
    assert number(told, "Fee 2026") == "NOK 16,000, not paid yet"


def test_what_a_member_gave_of_its_own_this_year_is_told(cluster: Cluster) -> None:
    contributions.add(cluster.nordlys, TODAY.year, kind="hours", minutes=450, approved=True)
    contributions.add(cluster.nordlys, TODAY.year, kind="cash", amount=5_000_00, approved=True)
    contributions.add(cluster.nordlys, TODAY.year, kind="hours", minutes=60)
    told = brief.of("organisation", cluster.nordlys, TODAY)
    assert (number(told, "Given in 2026"), number(told, "Not approved yet")) == ("7.5 h, NOK 5,000", "1 h")


def test_what_was_promised_to_those_who_work_there_is_told_as_well(cluster: Cluster) -> None:
    tasks.add("Send Åse bildene", due_on=TODAY, person=cluster.aase)
    told = brief.of("organisation", cluster.nordlys, TODAY)
    assert [one.title for one in told.promises] == ["Send avtalen", "Send Åse bildene"]


def test_a_persons_page_holds_the_employer_and_the_colleagues(cluster: Cluster) -> None:
    told = brief.of("person", cluster.kare, TODAY)
    assert told.subtitle == "Daglig leder · Ødegård Analyse AS"
    facts = dict(told.facts)
    assert facts["E-mail"] == "kare@odegard.example" and facts["Earlier"] == "Nordlys Havbruk AS, Driftsleder"
    assert facts["Membership"] == "Member until 30.06.2026"
    assert told.people == () and "Ring Kåre" in [one.title for one in told.promises]
    assert [one.subject for one in told.spoken] == ["Telefon om søknad", "Oppstartsmøte"]


def test_a_meetings_page_is_about_those_who_take_part_and_not_about_itself(cluster: Cluster) -> None:
    interactions.edit(cluster.planned, participants=[Participant(cluster.anne), Participant(cluster.aase)])
    told = brief.of("interaction", cluster.planned, TODAY)
    assert [who.name for who in told.people] == ["Anne-Lise Sæther", "Åse Aas"]
    assert {one.subject for one in told.spoken} == {"Besøk på anlegget", "Oppstartsmøte"}
    assert dict(told.facts)["Type"] == "Meeting in person · Planned"
    assert {"Fjordforsk", "Nordlys Havbruk AS"} <= set(dict(told.facts))


def test_the_next_meeting_is_a_fact_and_no_contact(cluster: Cluster) -> None:
    told = brief.of("organisation", cluster.fjord, TODAY)
    assert dict(told.facts)["Next meeting"] == "15.01.2027 · Planlegging"
    assert told.spoken_count == 1


def test_projects_and_activities_are_told_with_their_part_in_them(cluster: Cluster) -> None:
    with journal.step("Test"):
        made = insert(Project(title="Restråstoff", stage="running", lead=cluster.fjord, start_on=date(2025, 1, 1)))
        insert(ProjectParticipant(project=made, organisation=cluster.nordlys, role="partner", cash=2_500_000))
        held = insert(Activity(name="Kurs", status="held", start_on=date(2026, 5, 5), headcount_extra=0))
        missed = insert(Activity(name="Seminar", status="held", start_on=date(2026, 6, 5), headcount_extra=0))
        insert(ActivityParticipation(activity=held, person=cluster.aase, organisation=cluster.nordlys))
        insert(
            ActivityParticipation(activity=missed, person=cluster.aase, organisation=cluster.nordlys, status="no_show")
        )
    told = brief.of("organisation", cluster.nordlys, TODAY)
    assert [(one.title, one.stage, one.role) for one in told.projects] == [("Restråstoff", "Running", "Partner")]
    assert [(one.name, one.who) for one in told.came] == [("Kurs", "Åse Aas")]
    assert number(told, "Put into projects") == "NOK 25,000"
    assert [one.title for one in brief.of("organisation", cluster.fjord, TODAY).projects] == ["Restråstoff"]


def test_what_is_gone_is_a_sentence(cluster: Cluster) -> None:
    for kind in brief.KINDS:
        with pytest.raises(CrmError):
            brief.of(kind, 10**9, TODAY)


def test_the_page_as_text_says_the_same(cluster: Cluster) -> None:
    lines = brief.as_lines(brief.of("organisation", cluster.nordlys, TODAY))
    assert lines[0] == "Nordlys Havbruk AS"
    assert "  01.11.2026 · Send avtalen · Ingrid Berg" in lines
    assert "  03.02.2026 · Site visit · Besøk på anlegget · Åse Aas" in lines
