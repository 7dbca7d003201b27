"""Positions that are put right after the meetings: which rows disagree, mended in one step, undone in one."""

from datetime import date, timedelta

import pytest

from crm.commands import activities, history, interactions, organisations, people
from crm.commands import attributions as commands
from crm.commands.interactions import Participant
from crm.queries import attributions, timeline
from crm.queries import people as people_queries
from crm.store.database import rows, value
from tests.crm.conftest import TODAY, Cluster

DAYS = [date(2021, 1, 15) + timedelta(days=30 * month) for month in range(60)]
MOVED, AGAIN = date(2022, 9, 1), date(2024, 5, 1)


@pytest.fixture
def employers(cluster: Cluster) -> list[int]:
    return [organisations.add(name) for name in ("Første AS", "Andre AS", "Tredje AS")]


@pytest.fixture
def tove(employers: list[int]) -> int:
    """Somebody with three employers over five years and sixty meetings."""
    made = people.add(first_name="Tove", last_name="Trygg", organisation=employers[0], from_on=date(2021, 1, 1))
    people.change_employer(made, employers[1], on=MOVED)
    people.change_employer(made, employers[2], on=AGAIN)
    for day in DAYS:
        interactions.log(f"Møte {day}", held_on=day, participants=[Participant(made)])
    return made


def stands(employers: list[int]) -> list[list[date]]:
    """The days of the meetings on the timeline of each."""
    return [
        [one.day for one in timeline.TimelineQuery(organisation=one, kinds=("meeting",)).entries()][::-1]
        for one in employers
    ]


def by(*bounds: date) -> list[list[date]]:
    """The sixty days as positions that begin on these days would part them."""
    edges = [date.min, *bounds, date.max]
    return [[day for day in DAYS if edges[n] <= day < edges[n + 1]] for n in range(len(edges) - 1)]


def places(person: int) -> list[people_queries.PositionRow]:
    return sorted(people_queries.positions(person, TODAY), key=lambda one: one.from_on or date.min)


def test_sixty_meetings_stand_right_before_and_after_positions_are_edited_and_ended(employers, tove):
    assert stands(employers) == by(MOVED, AGAIN) and attributions.doubts() == []
    first, second, third = places(tove)
    people.edit_position(third.id, to_on=date(2026, 10, 31))
    people.edit_position(second.id, title="Sjef")
    assert attributions.doubts() == [] and stands(employers) == by(MOVED, AGAIN)
    corrected = date(2023, 3, 1)
    people.edit_position(first.id, to_on=corrected - timedelta(days=1))
    people.edit_position(second.id, from_on=corrected)
    # Nothing moves by itself, and what disagrees is told
    assert stands(employers) == by(MOVED, AGAIN)
    between = [day for day in DAYS if MOVED <= day < corrected]
    told = attributions.doubts(tove)
    assert [one.held_on for one in told] == between[::-1] and attributions.doubts() == told
    assert {(one.person, one.organisation, one.proposed) for one in told} == {("Tove Trygg", "Andre AS", "Første AS")}
    steps = value("SELECT count(*) FROM step")
    assert commands.mend([one.id for one in told]) == len(between)
    assert value("SELECT count(*) FROM step") == steps + 1
    assert stands(employers) == by(corrected, AGAIN) and attributions.doubts() == []
    history.undo()
    assert stands(employers) == by(MOVED, AGAIN) and attributions.doubts() == told
    history.redo()
    assert stands(employers) == by(corrected, AGAIN) and attributions.doubts() == []


def test_what_is_left_on_purpose_is_told_no_more_until_positions_change_again(employers, tove):
    _first, second, _third = places(tove)
    people.edit_position(second.id, organisation=employers[2])
    told = attributions.doubts()
    assert len(told) == len(by(MOVED, AGAIN)[1])
    commands.leave([one.id for one in told])
    assert attributions.doubts() == [] and stands(employers) == by(MOVED, AGAIN)
    history.undo()
    assert attributions.doubts() == told
    history.redo()
    people.edit_position(second.id, organisation=employers[0])
    assert [one.id for one in attributions.doubts()] == [one.id for one in told]


def test_a_position_that_is_removed_puts_its_meetings_in_doubt_where_another_was_held_too(employers, tove):
    _first, second, _third = places(tove)
    people.remove_position(second.id)
    assert attributions.doubts() == []  # nobody knows where she worked then
    people.add_position(tove, employers[0], from_on=MOVED, to_on=AGAIN - timedelta(days=1))
    assert len(attributions.doubts()) == len(by(MOVED, AGAIN)[1])


def test_several_positions_without_a_main_one_leave_the_choice_to_a_person(employers, tove):
    _first, second, _third = places(tove)
    people.edit_position(second.id, organisation=employers[0], is_primary=False)
    people.add_position(tove, employers[2], from_on=MOVED, to_on=AGAIN - timedelta(days=1), is_primary=False)
    told = attributions.doubts()
    assert len(told) == len(by(MOVED, AGAIN)[1]) and {one.proposed_id for one in told} == {None}
    before = rows("SELECT * FROM interaction_participant")
    assert commands.mend([one.id for one in told]) == 0
    assert rows("SELECT * FROM interaction_participant") == before


def test_a_meeting_moved_to_another_day_and_somebody_without_an_employer_are_asked_about(employers, tove, cluster):
    last = value("SELECT max(id) FROM interaction")
    interactions.edit(last, held_on=date(2021, 2, 1))
    assert [(one.interaction_id, one.proposed) for one in attributions.doubts()] == [(last, "Første AS")]
    alone = interactions.log("Uten", held_on=date(2026, 1, 5), participants=[Participant(cluster.eva)])
    assert attributions.doubts(cluster.eva) == []
    people.add_position(cluster.eva, cluster.fjord, from_on=date(2025, 1, 1))
    assert [(one.interaction_id, one.organisation, one.proposed) for one in attributions.doubts(cluster.eva)] == [
        (alone, "", "Fjordforsk")
    ]
    interactions.archive(alone)
    assert attributions.doubts(cluster.eva) == []


def test_who_came_to_an_activity_is_in_doubt_mended_and_left_like_who_was_in_a_meeting(employers, tove, cluster):
    days = (date(2022, 5, 2), date(2023, 2, 1))
    held = [activities.add("Kurs", start_on=day, type="course", status="held") for day in days]
    for one in held:
        activities.attend(one, person=tove)
    assert attributions.doubts() == []
    first, second, _third = places(tove)
    people.edit_position(first.id, to_on=date(2023, 2, 28))
    people.edit_position(second.id, from_on=date(2023, 3, 1))
    told = [one for one in attributions.doubts(tove) if one.activity_id is not None]
    assert [(one.activity_id, one.interaction_id, one.subject, one.organisation, one.proposed) for one in told] == [
        (held[1], None, "Kurs", "Andre AS", "Første AS")
    ]
    meetings = [one.id for one in attributions.doubts() if one.activity_id is None]
    assert commands.leave(meetings, [told[0].id]) == len(meetings) + 1 and attributions.doubts() == []
    history.undo()
    assert commands.mend(attendees=[told[0].id]) == 1
    assert [one.id for one in attributions.doubts()] == meetings
    stored = rows("SELECT organisation_id FROM activity_participation ORDER BY id")
    assert stored == [(employers[0],), (employers[0],)]
    history.undo()
    assert [one.activity_id for one in attributions.doubts() if one.activity_id is not None] == [held[1]]


def test_for_one_person_nobody_else_is_read(tove: int) -> None:
    for part in attributions._PARTS:
        asked = "EXPLAIN QUERY PLAN " + attributions._sql(part, tove)
        plan = [line[3] for line in rows(asked, {"person": tove, "place": "$[1]"})]
        assert any(line.startswith("SEARCH ip ") for line in plan), plan
        assert not any(line.startswith(("SCAN i", "SCAN ip")) for line in plan), plan
