from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crm.commands import history, projects
from crm.errors import Conflict, CrmError, Invalid
from crm.queries import project_stages
from crm.queries import projects as queries
from crm.store import soundness
from crm.store.database import rows, value
from tests.crm.conftest import Cluster


def test_a_project_is_kept_with_its_facts_and_found_by_its_words(cluster: Cluster) -> None:
    project = projects.add(" Restråstoff fra røye ", stage="running", lead=cluster.nordlys, budget=1_200_000_00)
    assert rows("SELECT title, stage, lead_id, budget, type FROM project") == [
        ("Restråstoff fra røye", "running", cluster.nordlys, 1_200_000_00, "innovation")
    ]
    assert value("SELECT search_text FROM project WHERE id = ?", (project,)).startswith("restrastoff fra roye")
    assert soundness.problems() == []


def test_a_project_without_title_or_with_a_wrong_stage_or_an_end_before_its_start_is_refused(cluster: Cluster) -> None:
    for values, field in (
        ({"title": " "}, "title"),
        ({"title": "A", "stage": "dreaming"}, "stage"),
        ({"title": "A", "start_on": date(2026, 2, 1), "end_on": date(2026, 1, 1)}, "end_on"),
        ({"title": "A", "budget": -1}, "budget"),
    ):
        with pytest.raises(Invalid) as told:
            projects.add(**values)
        assert list(told.value.fields) == [field]
    assert value("SELECT count(*) FROM project") == 0


def test_partners_come_with_their_part_and_none_comes_twice(cluster: Cluster) -> None:
    project = projects.add("Tare")
    part = projects.add_partner(project, cluster.fjord, role="rnd", minutes=6_000)
    projects.add_partner(project, organisation_name="Tarelaget SA", cash=50_000_00)
    with pytest.raises(Invalid) as told:
        projects.add_partner(project, cluster.fjord)
    assert "organisation" in told.value.fields
    with pytest.raises(Invalid):
        projects.add_partner(project)
    projects.edit_partner(part, role="lead")
    assert rows("SELECT role, cash, minutes FROM project_participant ORDER BY id") == [
        ("lead", None, 6_000),
        ("partner", 50_000_00, None),
    ]
    projects.remove_partner(part)
    assert value("SELECT count(*) FROM project_participant") == 1


def test_an_edit_of_what_somebody_else_has_changed_meanwhile_is_told(cluster: Cluster) -> None:
    project = projects.add("Tare")
    seen = value("SELECT version FROM project")
    projects.move(project, "application")
    projects.edit(project, seen=seen, notes="Min merknad")
    with pytest.raises(Conflict):
        projects.edit(project, seen=seen, stage="granted")
    assert rows("SELECT stage, notes FROM project") == [("application", "Min merknad")]


def test_a_project_that_is_undone_step_by_step_leaves_every_table_as_before(
    cluster: Cluster, dump: Callable[[], Any]
) -> None:
    before = dump()
    project = projects.add("Tare")
    projects.add_partner(project, organisation_name="Tarelaget SA")
    projects.move(project, "granted")
    projects.archive(project)
    projects.restore(project)
    for _step in range(5):
        history.undo()
    assert dump() == before
    assert soundness.problems() == []
    for _step in range(5):
        history.redo()
    assert rows("SELECT stage, archived FROM project") == [("granted", 0)]
    assert soundness.problems() == []


def test_an_older_edit_of_a_project_is_taken_back_with_its_search_text(cluster: Cluster) -> None:
    project = projects.add("Tare")
    projects.edit(project, title="Havkratt")
    step = value("SELECT max(id) FROM step")
    projects.edit(project, notes="Senere")
    history.take_back(step)
    assert rows("SELECT title, sort_key LIKE 'tar%', search_text FROM project") == [("Tare", 1, "tare senere")]
    assert soundness.problems() == []


def test_a_move_fills_in_the_day_that_belongs_to_the_stage_and_one_undo_takes_it_all_back(cluster: Cluster) -> None:
    project = projects.add("Tare", stage_on=date(2026, 1, 5))
    assert projects.move(project, "application", on=date(2026, 3, 2)) == {"applied_on": date(2026, 3, 2)}
    assert projects.move(project, "application", on=date(2026, 4, 2)) == {}
    assert projects.move(project, "granted", on=date(2026, 6, 1)) == {"decided_on": date(2026, 6, 1)}
    assert projects.move(project, "idea", on=date(2026, 6, 3)) == {}
    assert projects.move(project, "rejected", on=date(2026, 6, 4)) == {}
    known = queries.detail(project)
    assert (known.applied_on, known.decided_on, known.stage_on) == (
        date(2026, 3, 2),
        date(2026, 6, 1),
        date(2026, 6, 4),
    )
    stages = [tuple(one) for one in project_stages.of(project)]
    assert stages == [
        ("idea", date(2026, 1, 5)),
        ("application", date(2026, 3, 2)),
        ("granted", date(2026, 6, 1)),
        ("idea", date(2026, 6, 3)),
        ("rejected", date(2026, 6, 4)),
    ]
    history.undo()
    history.undo()
    assert [tuple(one) for one in project_stages.of(project)] == stages[:3]
    history.undo()
    back = queries.detail(project)
    assert (back.stage, back.decided_on, back.stage_on) == ("application", None, date(2026, 3, 2))
    projects.edit(project, stage="running", start_on=date(2026, 9, 1), stage_on=date(2026, 9, 1))
    assert project_stages.of(project)[-1] == ("running", date(2026, 9, 1))


def test_a_move_that_was_moved_on_from_the_same_day_is_not_taken_back_by_half(cluster: Cluster) -> None:
    day = date(2026, 5, 5)
    project = projects.add("Algeforsøk", stage_on=date(2026, 1, 7))
    projects.move(project, "application", on=day)
    step = value("SELECT max(id) FROM step")
    projects.move(project, "granted", on=day)
    plan = history.take_back(step)
    # It is granted since that day, and not since it was an idea
    one = queries.detail(project)
    assert (one.stage, one.stage_on, one.applied_on, one.decided_on) == ("granted", day, None, day)
    assert [(kept.field, kept.reason) for kept in plan.kept] == [("stage", "edited")]
    projects.edit(project, stage_on=date(2026, 5, 1))
    step = value("SELECT max(id) FROM step")
    projects.edit(project, budget=5)
    assert history.take_back(step).kept == [] and queries.detail(project).stage_on == day
    projects.move(project, "running", on=date(2026, 6, 1))
    step = value("SELECT max(id) FROM step")
    projects.edit(project, stage_on=date(2026, 6, 2))
    plan = history.take_back(step)
    one = queries.detail(project)
    assert (one.stage, one.stage_on) == ("granted", date(2026, 6, 2))
    assert [(kept.field, kept.reason) for kept in plan.kept] == [("stage_on", "edited")]


def test_a_move_never_puts_the_days_of_a_project_out_of_order(cluster: Cluster) -> None:
    project = projects.add("Tare", start_on=date(2027, 1, 1))
    assert projects.move(project, "aborted", on=date(2026, 6, 1)) == {}
    assert queries.detail(project).end_on is None


def test_a_project_that_is_gone_is_told(cluster: Cluster) -> None:
    with pytest.raises(CrmError):
        projects.edit(99, title="Tare")
