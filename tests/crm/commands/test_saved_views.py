"""Views under a name: saved, changed, copied, begun with, and what is picked for them by hand; all of it undone."""

import pytest

from crm.commands import code_terms, history, merging, organisations, own_fields, own_figures, saved_views, tags, tasks
from crm.errors import CrmError, Invalid
from crm.queries import looks
from crm.queries import saved_views as queries
from crm.queries.lists import conditions
from crm.queries.lists.conditions import All, Any, Compare, Related
from crm.rules import code_lists
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


def test_a_view_finds_the_same_after_what_it_asks_for_became_another(cluster: Cluster):
    """A tag, a choice of one's own, an entry of a list, an organisation: one undo brings each back."""
    field = own_fields.add("organisation", "Trinn", "choice", choices=["Ny", "Gammel"])
    new, old = (id for (id,) in rows("SELECT id FROM own_choice ORDER BY position"))
    twin = organisations.add(name="Nordlys Energi", city="Tromsø")
    tags.put("organisation", cluster.nordlys, ["messe"])
    tags.put("organisation", twin, ["stand", "messe"])
    stand, fair = (value("SELECT id FROM tag WHERE name = ?", (name,)) for name in ("stand", "messe"))
    segment = code_terms.add("segment", nb="Alger", en="Algae")
    asked = All(
        (
            Any((Compare("tags", "any_of", (str(stand), str(fair))), Compare("tags", "is", str(stand)))),
            Any((Compare(f"own_{field}", "is", str(new)), Compare(f"own_{field}", "empty"))),
            Any((Compare("segment", "is_not", segment), Compare("segment", "empty"))),
        )
    )
    view = saved_views.save("organisation", "Messer", looks.to_text("organisation", looks.Look(conditions=asked)))
    people = Related("positions", where=Compare("organisation", "is", twin))
    other = saved_views.save("person", "Der", looks.to_text("person", looks.Look(conditions=people)))
    figure = own_figures.add(
        name_nb="Messer", about="organisation", conditions=conditions.to_json(Compare("tags", "is", str(stand)))
    )
    content = rows("SELECT id, content FROM saved_view ORDER BY id")
    asked_of = rows("SELECT conditions FROM own_figure WHERE id = ?", (figure,))
    entry = next(one for one in code_lists.keys("segment") if one != segment)
    deeds = (
        (lambda: tags.merge(stand, fair), str(stand)),
        (lambda: own_fields.replace_choice(new, old), str(new)),
        (lambda: code_terms.replace("segment", segment, entry), segment),
        (lambda: merging.merge("organisation", cluster.nordlys, twin), str(twin)),
    )
    for deed, _gone in deeds:
        before = queries.asked(view).ids()
        deed()
        read = queries.view(view).read()
        assert read.lost == () and queries.view(other).read().lost == ()
        assert set(queries.asked(view).ids()) == set(before) - ({twin} if deed is deeds[-1][0] else set())
        assert (rows("SELECT id, content FROM saved_view ORDER BY id"), rows("SELECT conditions FROM own_figure")) != (
            content,
            asked_of,
        )
        history.undo()
        assert rows("SELECT id, content FROM saved_view ORDER BY id") == content
        assert rows("SELECT conditions FROM own_figure WHERE id = ?", (figure,)) == asked_of
    tags.merge(stand, fair)
    assert f'"{stand}"' not in queries.view(view).content
    assert f'"{fair}"' in value("SELECT conditions FROM own_figure WHERE id = ?", (figure,))
    assert soundness.problems() == []


@pytest.mark.parametrize("name", ["", "  \n", "\u200b\u202e", "\0", "\ufeff"])
def test_a_view_whose_name_nobody_sees_is_refused(cluster: Cluster, name: str):
    view = saved()
    for deed in (lambda: saved_views.save("person", name, "{}"), lambda: saved_views.rename(view, name)):
        with pytest.raises(Invalid) as wrong:
            deed()
        assert set(wrong.value.fields) == {"name"}


def test_a_name_holds_no_signs_that_nobody_sees_and_is_taken_with_and_without_them(cluster: Cluster):
    saved()
    with pytest.raises(Invalid):
        saved_views.save("organisation", "Trom\u200bsø\u202e", "{}")
    view = saved_views.save("organisation", "\u2066Nord\0", "{}")
    assert value("SELECT name FROM saved_view WHERE id = ?", (view,)) == "Nord"


def test_a_view_of_records_that_have_no_list_is_refused_in_words(cluster: Cluster):
    for about in ("", "staff", "person; DROP TABLE person"):
        with pytest.raises(CrmError, match="no list"):
            saved_views.save(about, "Alle", "{}")
