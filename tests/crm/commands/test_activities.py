from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crm.commands import activities, history, people
from crm.commands.interactions import Participant
from crm.errors import Invalid
from crm.store import soundness
from crm.store.database import rows, value
from tests.crm.conftest import Cluster


def test_an_activity_is_kept_with_its_year_and_found_by_its_words(cluster: Cluster) -> None:
    activities.add("Kurs i ølbrygging", start_on=date(2026, 3, 4), venue="Bodø", type="course", status="held")
    assert rows("SELECT name, year, search_text FROM activity") == [
        ("Kurs i ølbrygging", 2026, "kurs i olbrygging bodo")
    ]
    assert soundness.problems() == []


def test_an_activity_without_name_day_or_with_impossible_values_is_refused(cluster: Cluster) -> None:
    day = date(2026, 3, 4)
    for values, field in (
        ({"name": "", "start_on": day}, "name"),
        ({"name": "A"}, "start_on"),
        ({"name": "A", "start_on": day, "end_on": date(2026, 3, 3)}, "end_on"),
        ({"name": "A", "start_on": day, "satisfaction": 600}, "satisfaction"),
        ({"name": "A", "start_on": day, "start_time": "ab"}, "start_time"),
        ({"name": "A", "start_on": day, "start_time": "25:00"}, "start_time"),
        ({"name": "A", "start_on": day, "type": "party"}, "type"),
    ):
        with pytest.raises(Invalid) as told:
            activities.add(**values)
        assert list(told.value.fields) == [field]


def test_who_attends_counts_for_the_employer_of_that_day(cluster: Cluster) -> None:
    before = activities.add("Vårtreff", start_on=date(2025, 5, 1))
    after = activities.add("Høsttreff", start_on=date(2025, 10, 1))
    activities.attend(before, person=cluster.kare)
    activities.attend(after, person=cluster.kare)
    activities.attend(after, person=cluster.eva)
    assert rows("SELECT activity_id, person_id, organisation_id FROM activity_participation ORDER BY id") == [
        (before, cluster.kare, cluster.nordlys),
        (after, cluster.kare, cluster.odegard),
        (after, cluster.eva, None),
    ]
    people.change_employer(cluster.kare, cluster.fjord, on=date(2025, 1, 1))
    assert value("SELECT organisation_id FROM activity_participation WHERE id = 1") == cluster.nordlys


def test_whoever_is_noted_twice_stands_there_once_with_what_was_said_last(cluster: Cluster) -> None:
    activity = activities.add("Treff", start_on=date(2026, 5, 1))
    first = activities.attend(activity, person=cluster.kare, status="registered")
    assert activities.attend(activity, person=cluster.kare, status="attended", role="speaker") == first
    whole = activities.attend(activity, organisation=cluster.fjord)
    assert activities.attend(activity, organisation=cluster.fjord, status="no_show") == whole
    assert rows("SELECT role, status FROM activity_participation ORDER BY id") == [
        ("speaker", "attended"),
        ("participant", "no_show"),
    ]


def test_nobody_at_all_cannot_attend(cluster: Cluster) -> None:
    activity = activities.add("Treff", start_on=date(2026, 5, 1))
    with pytest.raises(Invalid):
        activities.attend(activity)


def test_several_are_noted_ticked_and_removed_each_as_one_step(cluster: Cluster, dump: Callable[[], Any]) -> None:
    activity = activities.add("Treff", start_on=date(2026, 5, 1))
    before = dump()
    noted = activities.attend_all(
        activity, [Participant(cluster.kare), Participant(cluster.anne), Participant(cluster.kare)], status="registered"
    )
    activities.set_status(noted, "attended")
    activities.edit_participation(noted[0], role="speaker", organisation=cluster.kai9)
    activities.remove(noted[1])
    assert rows("SELECT person_id, role, status, organisation_id FROM activity_participation") == [
        (cluster.kare, "speaker", "attended", cluster.kai9)
    ]
    for _step in range(4):
        history.undo()
    assert dump() == before
    assert soundness.problems() == []
    for _step in range(4):
        history.redo()
    assert value("SELECT count(*) FROM activity_participation") == 1


def test_an_older_move_of_an_activity_is_taken_back_with_its_year(cluster: Cluster) -> None:
    activity = activities.add("Treff", start_on=date(2025, 12, 31))
    activities.edit(activity, start_on=date(2026, 1, 1))
    step = value("SELECT max(id) FROM step")
    activities.edit(activity, venue="Bodø")
    history.take_back(step)
    assert rows("SELECT start_on, year, venue FROM activity") == [("2025-12-31", 2025, "Bodø")]
    assert soundness.problems() == []
