from datetime import date
from pathlib import Path

import pytest

from crm.commands import history, interactions, organisations, people, projects
from crm.commands.interactions import FollowUp, Participant
from crm.errors import Invalid
from crm.queries import interactions as queries
from crm.queries import tags
from crm.store.database import rows, value

DAY = date(2026, 11, 3)


def test_a_meeting_counts_for_the_employer_of_that_day(register: Path) -> None:
    acme, nord = organisations.add("Acme AS"), organisations.add("Nord AS")
    eva = people.add(last_name="Kern", organisation=acme, from_on=date(2020, 1, 1))
    people.change_employer(eva, nord, on=date(2026, 7, 1))
    interactions.log("Before", held_on=date(2026, 6, 30), participants=[Participant(person=eva)])
    interactions.log("After", held_on=date(2026, 7, 1), participants=[Participant(person=eva)])
    assert rows("SELECT organisation_id FROM interaction_participant ORDER BY id") == [(acme,), (nord,)]


def test_a_later_change_of_employer_alters_no_participant(register: Path) -> None:
    acme, nord = organisations.add("Acme AS"), organisations.add("Nord AS")
    eva = people.add(last_name="Kern", organisation=acme)
    meeting = interactions.log("Møte", held_on=DAY, participants=[Participant(person=eva)])
    people.change_employer(eva, nord, on=date(2026, 1, 1))
    interactions.edit(meeting, notes="Mer", participants=[Participant(person=eva)])
    assert rows("SELECT organisation_id FROM interaction_participant") == [(acme,)]
    interactions.edit(meeting, participants=[Participant(person=eva, organisation=nord)])
    assert rows("SELECT organisation_id FROM interaction_participant") == [(nord,)]


def test_unknown_people_and_organisations_are_created_in_the_same_step(register: Path) -> None:
    interactions.log(
        "Pilot",
        held_on=DAY,
        participants=[
            Participant(name="Eva Kern", organisation_name="Acme AS"),
            Participant(name="Ola Nord", organisation_name="acme"),
        ],
        follow_ups=[FollowUp("Send notes", date(2026, 11, 10))],
    )
    assert rows("SELECT name FROM organisation") == [("Acme AS",)]
    assert value("SELECT count(*) FROM step") == 1
    task = rows("SELECT title, due_on, organisation_id, person_id, interaction_id, status FROM task")
    assert task == [("Send notes", "2026-11-10", 1, None, 1, "open")]
    history.undo()
    assert [value(f"SELECT count(*) FROM {table}") for table in ("person", "organisation", "task")] == [0, 0, 0]


def test_a_known_person_named_with_the_employer_is_found_not_doubled(register: Path) -> None:
    eva = people.add(first_name="Eva", last_name="Kern", organisation_name="Acme AS")
    people.add(first_name="Eva", last_name="Kern", organisation_name="Nord AS")
    interactions.log("Pilot", held_on=DAY, participants=[Participant(name="eva kern", organisation_name="ACME")])
    assert rows("SELECT person_id FROM interaction_participant") == [(eva,)]
    with pytest.raises(Invalid) as told:
        interactions.log("Pilot", held_on=DAY, participants=[Participant(name="Eva Kern")])
    assert "participants" in told.value.fields


def test_the_same_person_twice_counts_once(register: Path) -> None:
    eva = people.add(last_name="Kern", organisation_name="Acme AS")
    interactions.log("Møte", held_on=DAY, participants=[Participant(person=eva), Participant(person=eva)])
    assert value("SELECT count(*) FROM interaction_participant") == 1


def test_a_meeting_with_an_impossible_value_is_not_logged(register: Path) -> None:
    for values, field in (
        ({"subject": " "}, "subject"),
        ({"type": "seance"}, "type"),
        ({"participants": [Participant()]}, "participants"),
    ):
        given = {"subject": "Møte", "held_on": DAY, "participants": [Participant(organisation_name="Acme AS")]} | values
        with pytest.raises(Invalid) as told:
            interactions.log(**given)  # type: ignore[arg-type]
        assert field in told.value.fields
    assert value("SELECT count(*) FROM step") == 0


def test_participants_are_replaced_and_those_who_stay_are_not_rewritten(register: Path) -> None:
    eva = people.add(last_name="Kern", organisation_name="Acme AS")
    ola = people.add(last_name="Nord", organisation_name="Nord AS")
    meeting = interactions.log("Møte", held_on=DAY, participants=[Participant(person=eva)])
    before = rows("SELECT * FROM interaction_participant")
    interactions.edit(meeting, participants=[Participant(person=eva), Participant(person=ola)])
    assert rows("SELECT * FROM interaction_participant")[:1] == before
    interactions.edit(meeting, participants=[Participant(person=ola)])
    assert rows("SELECT person_id FROM interaction_participant") == [(ola,)]


def test_project_focus_area_and_tags_are_kept_in_the_same_step(register: Path) -> None:
    pilot = projects.add("Pilot havvind")
    nord = organisations.add("Nord AS")
    meeting = interactions.log(
        "Møte",
        held_on=DAY,
        participants=[Participant(organisation=nord)],
        project=pilot,
        tags=["Styret", " styret ", "Havvind", ""],
    )
    seen = queries.detail(meeting)
    assert (seen.project_id, seen.project, list(seen.tags)) == (pilot, "Pilot havvind", ["Styret", "Havvind"])
    assert queries.InteractionsQuery(project=pilot).ids() == [meeting]
    assert queries.InteractionsQuery(tag=next(tag.id for tag in tags.all() if tag.name == "Havvind")).ids() == [meeting]
    interactions.edit(meeting, tags=["havvind", "Ny"], project_id=None)
    assert list(queries.detail(meeting).tags) == ["Havvind", "Ny"]
    assert queries.detail(meeting).project == ""
    history.undo()
    assert list(queries.detail(meeting).tags) == ["Styret", "Havvind"]
    history.undo()
    assert value("SELECT (SELECT count(*) FROM tag) + (SELECT count(*) FROM tagging)") == 0


def test_a_project_that_has_only_a_title_is_found_or_added(register: Path) -> None:
    pilot = projects.add("Pilot havvind")
    nord = organisations.add("Nord AS")
    meeting = interactions.log(
        "Ny",
        held_on=DAY,
        participants=[Participant(organisation=nord)],
        project_title="Kraft",
        follow_ups=[FollowUp("Ring", DAY)],
    )
    assert queries.detail(meeting).project == "Kraft"
    assert rows("SELECT project.title FROM task JOIN project ON project.id = project_id") == [("Kraft",)]
    interactions.edit(meeting, project_title="pilot HAVVIND")
    assert queries.detail(meeting).project_id == pilot
    for _step in range(2):
        history.undo()
    assert rows("SELECT title FROM project") == [("Pilot havvind",)]


def test_somebody_created_in_place_works_there_from_that_day(register: Path) -> None:
    interactions.log("Møte", held_on=DAY, participants=[Participant(name="Eva Kern", organisation_name="Acme AS")])
    assert rows("SELECT from_on FROM position") == [("2026-11-03",)]
    assert rows("SELECT organisation_id FROM interaction_participant") == [(1,)]


def test_where_a_meeting_came_from_is_kept(register: Path) -> None:
    nord = organisations.add("Nord AS")
    interactions.log(
        "Møte",
        held_on=DAY,
        participants=[Participant(organisation=nord)],
        calendar_uid="uid@nord.example",
        calendar_sequence=2,
        message_id="<1@nord.example>",
    )
    assert rows("SELECT calendar_uid, calendar_sequence, message_id FROM interaction") == [
        ("uid@nord.example", 2, "<1@nord.example>")
    ]
