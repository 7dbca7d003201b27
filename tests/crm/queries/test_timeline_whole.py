"""What a timeline gathers from every corner, what a search in it finds, and how it is paged."""

from datetime import date, timedelta

import pytest

from crm.commands import contact_points, history, interactions, memberships, organisations, people, tasks
from crm.commands.interactions import Participant
from crm.queries import people as queries
from crm.queries.people import PositionRow
from crm.queries.timeline import KINDS, TABLES, TimelineQuery
from crm.records.activity import Activity, ActivityParticipation
from crm.records.attachment import Attachment
from crm.records.base import Record
from crm.records.interaction import Interaction
from crm.records.project import Project, ProjectParticipant
from crm.store import journal, tables
from crm.store.database import database, value
from tests.crm.conftest import TODAY, Cluster


def insert(record: Record) -> int:
    """The new row's id; a step is open."""
    record.version = journal.current().id
    record.derive()
    record.save(force_insert=True)
    return record.id


def test_a_person_with_three_employers_leaves_each_interaction_where_it_happened(cluster: Cluster) -> None:
    """Sixty interactions over five years: positions edited and ended afterwards move none of them."""
    employers = [organisations.add(name) for name in ("Første AS", "Andre AS", "Tredje AS")]
    tove = people.add(first_name="Tove", last_name="Trygg", organisation=employers[0], from_on=date(2021, 1, 1))
    people.change_employer(tove, employers[1], on=date(2022, 9, 1))
    people.change_employer(tove, employers[2], on=date(2024, 5, 1))
    days = [date(2021, 1, 15) + timedelta(days=30 * month) for month in range(60)]
    expected: dict[int, list[int]] = {employer: [] for employer in employers}
    for day in days:
        employer = employers[(day >= date(2022, 9, 1)) + (day >= date(2024, 5, 1))]
        logged = interactions.log(
            f"Møte {day}", held_on=day, participants=[Participant(tove), Participant(cluster.anne)]
        )
        expected[employer].append(logged)

    def shown() -> dict[int, list[int]]:
        return {
            employer: [entry.id for entry in TimelineQuery(organisation=employer, kinds=("meeting",)).entries()][::-1]
            for employer in employers
        }

    assert shown() == expected and sum(map(len, expected.values())) == 60
    assert all(len(held) >= 19 for held in expected.values())
    assert len(TimelineQuery(person=tove, kinds=("meeting",)).ids()) == 60

    first, second, third = sorted(people_detail(tove), key=lambda position: position.from_on or TODAY)
    people.edit_position(second.id, from_on=date(2023, 1, 1), title="Sjef")
    people.edit_position(first.id, to_on=date(2022, 12, 31))
    people.edit_position(third.id, to_on=date(2025, 6, 30))
    assert shown() == expected
    people.change_employer(tove, cluster.fjord, on=date(2021, 6, 1))  # the wildest of corrections
    assert shown() == expected
    for employer in employers:
        assert TimelineQuery(organisation=employer, kinds=("meeting",), direct_only=True).ids() == []
    for _ in range(4):
        history.undo()
    assert shown() == expected


def people_detail(person: int) -> list[PositionRow]:
    return queries.detail(person, TODAY).positions


@pytest.fixture
def project(cluster: Cluster) -> int:
    """A project of Nordlys and Fjordforsk with a meeting, a workshop, a promise and two files."""
    with journal.step("Test"):
        made = insert(
            Project(title="Restråstoff", lead=cluster.nordlys, start_on=date(2025, 1, 1), applied_on=date(2024, 9, 1))
        )
        insert(ProjectParticipant(project=made, organisation=cluster.fjord))
        meeting = Interaction.get_by_id(cluster.start)
        meeting.project_id = made
        meeting.save()
        workshop = insert(
            Activity(
                name="Arbeidsmøte tang",
                type="workshop",
                status="held",
                start_on=date(2025, 6, 2),
                project=made,
                headcount_extra=0,
            )
        )
        insert(ActivityParticipation(activity=workshop, person=cluster.kare, organisation=cluster.nordlys))
        insert(ActivityParticipation(activity=workshop, person=cluster.aase, organisation=cluster.nordlys))
        for owner in ({"interaction": cluster.start}, {"activity": workshop}):
            insert(Attachment(name="notat.pdf", sha256="0" * 64, size=12_300, added_at="2025-06-03T09:00:00Z", **owner))
        promise = tasks.add("Skriv søknad", due_on=date(2026, 12, 24))
        database.execute_sql("UPDATE task SET project_id = ? WHERE id = ?", (made, promise))
    return made


def kinds(query: TimelineQuery) -> list[tuple[str, str]]:
    return [(entry.kind, entry.title) for entry in query.entries()]


def test_a_project_gathers_its_meetings_activities_promises_and_files(project: int) -> None:
    assert sorted(kinds(TimelineQuery(project=project))) == sorted(
        [
            ("task", "Skriv søknad"),
            ("attachment", "notat.pdf"),
            ("attachment", "notat.pdf"),
            ("activity", "Arbeidsmøte tang"),
            ("interaction", "Oppstartsmøte"),
            ("project", "Project start"),
            ("project", "Application sent"),
        ]
    )


def test_an_activity_stands_at_the_organisation_its_people_came_for(project: int, cluster: Cluster) -> None:
    (entry,) = TimelineQuery(organisation=cluster.nordlys, kinds=("activity",)).entries()
    assert entry.title == "Arbeidsmøte tang" and "Kåre Ødegård, Åse Aas" in entry.meta
    assert TimelineQuery(organisation=cluster.nordlys, kinds=("activity",), direct_only=True).ids() == []
    assert TimelineQuery(organisation=cluster.odegard, kinds=("activity",)).ids() == []  # his employer now
    (mine,) = TimelineQuery(person=cluster.kare, kinds=("activity",)).entries()
    assert "Attended" in mine.meta


def test_a_file_of_a_meeting_stands_with_those_who_were_there(project: int, cluster: Cluster) -> None:
    (entry,) = TimelineQuery(person=cluster.anne, kinds=("file",)).entries()
    assert "Oppstartsmøte" in entry.meta and "12" in entry.meta


def test_changes_are_grouped_by_step_and_say_what_was_changed(cluster: Cluster) -> None:
    people.edit(cluster.anne, notes="Leser bare e-post om morgenen", language="nb")
    newest = TimelineQuery(person=cluster.anne, kinds=("change",)).entries()[0]
    assert {(change.table, change.field) for change in newest.changed} == {("person", "notes"), ("person", "language")}
    assert newest.title == "Edit “Anne-Lise Sæther”" and newest.meta == "Ingrid Berg"
    assert newest.id not in [entry.id for entry in TimelineQuery(person=cluster.anne).entries() if entry.kind == "step"]
    history.undo()
    titles = [entry.title for entry in TimelineQuery(person=cluster.anne, kinds=("change",)).entries()]
    assert "Edit “Anne-Lise Sæther”" not in titles  # it does not stand any more, and its undoing is nothing either


def test_what_was_removed_from_a_record_stands_where_it_was(cluster: Cluster) -> None:
    point = contact_points.add(person=cluster.anne, kind="phone", value="912 34 000")
    contact_points.remove(point)
    newest = TimelineQuery(person=cluster.anne, kinds=("change",)).entries()[0]
    (gone,) = newest.changed
    assert (gone.table, gone.field, gone.after) == ("contact_point", "", None)
    assert gone.before["value"] == "912 34 000"
    history.undo()
    assert TimelineQuery(person=cluster.anne, kinds=("change",)).entries()[0].changed[0].before is None
    (membership,) = [value("SELECT id FROM membership WHERE organisation_id = ?", (cluster.nordlys,))]
    memberships.remove(membership)
    told = TimelineQuery(organisation=cluster.nordlys, kinds=("change",)).entries()[0]
    assert {one.table for one in told.changed} >= {"membership"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("restråstoff", ["Oppstartsmøte"]),
        ("ODEGARD", ["Oppstartsmøte"]),  # Kåre was there
        ("fjordforsk oppstart", ["Oppstartsmøte"]),
        ("takk besøket", ["Takk for besøket"]),
        ("hvalross", []),
    ],
)
def test_a_search_looks_in_texts_and_in_who_took_part(cluster: Cluster, words: str, found: list[str]) -> None:
    query = TimelineQuery(organisation=cluster.nordlys, kinds=("meeting", "task"), text=words)
    assert [entry.title for entry in query.entries()] == found


def test_the_counts_are_of_all_kinds_and_the_years_say_where_each_begins(cluster: Cluster) -> None:
    answer = TimelineQuery(organisation=cluster.nordlys, kinds=("meeting", "task")).answer()
    assert answer.years == [(2026, 0), (2025, 3)]
    assert answer.counts["membership"] == 1 and answer.counts["task"] == 2
    assert set(answer.counts) <= set(KINDS)


def test_rows_are_read_for_the_ids_asked_about_alone(cluster: Cluster) -> None:
    query = TimelineQuery(person=cluster.kare)
    ids = query.ids()
    assert set(query.rows(ids[2:4])) == set(ids[2:4])
    assert query.rows([10**12]) == {}


def test_every_table_that_it_reads_is_one_it_reacts_to(cluster: Cluster) -> None:
    """Beside the journal's own, and what nobody's timeline changes with: the names of staff."""
    assert set(TABLES) - {"import_batch"} <= set(tables.journalled())
