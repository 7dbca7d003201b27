"""Views under a name: saved, changed, copied, begun with, and what is picked for them by hand; all of it undone."""

import pytest

from crm.commands import history, saved_views, tasks
from crm.errors import Invalid
from crm.store import soundness
from crm.store.database import rows, value
from tests.crm.conftest import Cluster


def saved(**what: object) -> int:
    return saved_views.save("organisation", "Tromsø", '{"conditions": {"all": []}}', **what)  # type: ignore[arg-type]


def picked(view: int) -> list[tuple[str, int]]:
    sql = "SELECT how, organisation_id FROM saved_view_row WHERE saved_view_id = ? ORDER BY position, id"
    return [(how, row) for how, row in rows(sql, (view,))]


def test_a_name_is_free_once_for_everybody_and_once_for_each(cluster: Cluster):
    saved()
    with pytest.raises(Invalid):
        saved()
    mine = saved(staff=cluster.staff)
    saved_views.rename(mine, "Mine")
    saved_views.archive(saved(staff=cluster.staff))
    saved(staff=cluster.staff)


def test_what_is_done_to_a_view_is_undone(cluster: Cluster):
    view = saved()
    before = rows("SELECT name, content, pinned, start, archived FROM saved_view")
    for deed in (
        lambda: saved_views.rename(view, "Nord"),
        lambda: saved_views.change(view, "{}"),
        lambda: saved_views.unpin(view),
        lambda: saved_views.begin_with(view),
        lambda: saved_views.archive(view),
        lambda: saved_views.add(view, [cluster.nordlys]),
    ):
        deed()
        label = history.undo()
        assert "{" not in label
        assert rows("SELECT name, content, pinned, start, archived FROM saved_view") == before
        assert picked(view) == []
    assert soundness.problems() == []


def test_only_one_view_is_begun_with(cluster: Cluster):
    first, second = saved(), saved(staff=cluster.staff)
    third = saved_views.save("organisation", "Bodø", "{}")
    for view in (first, second, third):
        saved_views.begin_with(view)
    assert rows("SELECT id FROM saved_view WHERE start = 1 ORDER BY id") == [(second,), (third,)]
    saved_views.begin_without(third)
    assert value("SELECT count(*) FROM saved_view WHERE start = 1") == 1


def test_records_are_picked_by_hand_once_each(cluster: Cluster):
    view = saved(added=[cluster.nordlys])
    assert saved_views.add(view, [cluster.nordlys, cluster.fjord, cluster.fjord]) == 1
    assert saved_views.leave_out(view, [cluster.nordlys]) == 1
    assert saved_views.pin_on_top(view, [cluster.kai9, cluster.fjord]) == 2
    assert picked(view) == [("excluded", cluster.nordlys), ("pinned", cluster.kai9), ("pinned", cluster.fjord)]
    assert saved_views.let_go(view, [cluster.kai9, cluster.kai10]) == 1
    history.undo()
    assert ("pinned", cluster.kai9) in picked(view)


def test_a_copy_holds_what_was_picked_and_finds_a_free_name(cluster: Cluster):
    view = saved(added=[cluster.nordlys, cluster.kai9])
    first = saved_views.copy(view, "Tromsø", staff=cluster.staff)
    second = saved_views.copy(view, "Tromsø", staff=cluster.staff)
    assert picked(first) == picked(view)
    assert value("SELECT name FROM saved_view WHERE id = ?", (second,)) == "Tromsø (2)"


def test_views_stand_in_the_order_that_was_chosen(cluster: Cluster):
    made = [saved_views.save("task", name, "{}") for name in ("En", "To", "Tre")]
    saved_views.order([made[2], made[0]])
    assert [row for (row,) in rows("SELECT id FROM saved_view ORDER BY position")] == [made[2], made[0], made[1]]
    saved_views.save("task", "Fire", "{}")
    assert value("SELECT name FROM saved_view ORDER BY position DESC LIMIT 1") == "Fire"


def test_each_kind_of_record_is_picked(cluster: Cluster):
    view = saved_views.save("task", "Gjøremål", "{}")
    tasks.archive(cluster.due)
    assert saved_views.add(view, [cluster.due, cluster.later]) == 2
    assert value("SELECT count(*) FROM saved_view_row WHERE task_id IS NOT NULL") == 2
