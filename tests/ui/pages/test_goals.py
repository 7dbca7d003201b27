"""The page of goals: the tree, what measures each goal, order and removal with undo, and the empty page."""

from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from crm.commands import goals, history
from crm.commands.goals import Kept
from crm.queries import goals as queries
from crm.reports import run
from tests.ui.register import TODAY, settle
from ui.dialogs.listing import Listing
from ui.dialogs.options import Options
from ui.kit.dialog import Dialog
from ui.pages.goal_tree import _ROW

pytestmark = pytest.mark.begins_on("goals")


@pytest.fixture
def tree(window, known):
    vision = goals.add("vision", "Havet lever")
    main = goals.add("main", "Flere medlemmer", parent=vision, from_year=2023, to_year=2027)
    other = goals.add("main", "Flere prosjekter", parent=vision)
    sub = goals.add("sub", "Verve bedrifter", parent=main)
    members = goals.add_indicator(
        main, "Antall medlemmer", name_en="Members", figure_key="K01", baseline=0, baseline_year=2024, target=10_00,
        target_year=2028,
    )  # fmt: skip
    known_by = goals.add_indicator(
        main, "Kjennskap", unit="percent", baseline=20_00, baseline_year=2024, target=60_00, target_year=2028
    )
    goals.put_values(known_by, {2025: Kept(35_00), 2026: Kept(41_50, "Målt i november")})
    return {"vision": vision, "main": main, "other": other, "sub": sub, "members": members, "known": known_by}


@pytest.fixture
def page(window, tree):
    window.go("goals", tree["main"])
    at_rest(window)
    return window.page()


def at_rest(window):
    settle(lambda: not window.desk.questions.waiting())


def dialog_of(window):
    (one,) = [one for one in window.findChildren(Dialog) if one.isVisible()]
    return one


def test_an_empty_page_says_how_to_begin_and_the_first_goal_is_a_vision(window, known):
    window.go("goals")
    at_rest(window)
    page = window.page()
    assert page._empty.isVisible() and page.status().text == "0 goals"
    page.primary_action()
    dialog = dialog_of(window)
    assert dialog.form.value("level") == "vision"
    dialog.form.set_values({"text_nb": "Havet lever"})
    dialog.save_now()
    at_rest(window)
    assert page.detail.goal.text == "Havet lever" and page.tree.isVisible()
    page.primary_action()
    dialog = dialog_of(window)
    assert (dialog.form.value("level"), dialog.form.value("parent")) == ("main", page.detail.goal.id)
    dialog.reject()


def test_a_goal_shows_its_indicators_by_the_reports_figures_and_by_hand(window, page, tree):
    assert page.tree.ids() == [tree["vision"], tree["main"], tree["sub"], tree["other"]]
    counted = run.make(2026, today=TODAY).figures["K01"].value
    first, second = page.detail.cards[:2]
    assert first._name.text() == "Members" and first._way.text().startswith(f"{counted} in 2026 · ")
    assert second._way.text() == "41.5% in 2026 · 53.8% of the way from 20.0% (2024) to 60.0% (2028)"
    assert (second._course.text(), second._note.text()) == ("On track", "Målt i november")
    chart = second.chart.chart
    assert list(chart.labels) == ["2024", "2025", "2026", "2027", "2028"]
    assert list(chart.series[0].values) == [20, 35, 41.5, None, None] and chart.target == 60
    goals.put_values(tree["known"], {2026: Kept(60_00)})
    at_rest(window)
    assert second._course.text() == "Reached"
    page.tree.go_to(tree["vision"])
    assert "1 reached" in page.detail._sum.text()


def test_ctrl_and_an_arrow_changes_the_order_and_undo_brings_it_back(window, page, tree):
    page.tree.go_to(tree["other"])
    page.tree.setFocus()
    QTest.keyClick(page.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    at_rest(window)
    assert page.tree.ids() == [tree["vision"], tree["other"], tree["main"], tree["sub"]]
    assert page.tree.current_id() == tree["other"]
    QTest.keyClick(page.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)  # the first one stays the first
    at_rest(window)
    window.actions_.of["undo"].trigger()
    settle(lambda: page.tree.ids() == [tree["vision"], tree["main"], tree["sub"], tree["other"]])


def test_a_goal_is_moved_out_and_in_by_key_and_by_mouse_where_its_level_fits(window, page, tree):
    before = page.tree.ids()

    def key(key, id):
        page.tree.go_to(id)
        page.tree.setFocus()
        QTest.keyClick(page.tree, key, Qt.KeyboardModifier.ControlModifier)
        at_rest(window)
        return queries.detail(id).parent_id

    assert key(Qt.Key.Key_Left, tree["sub"]) == tree["vision"]
    assert page.tree.ids() == [tree["vision"], tree["main"], tree["sub"], tree["other"]]
    assert key(Qt.Key.Key_Right, tree["sub"]) == tree["main"]
    assert key(Qt.Key.Key_Right, tree["other"]) == tree["vision"]  # one main goal does not stand below another
    assert page.tree.ids() == before
    page.tree.go_to(tree["sub"])
    drag(page.tree, tree["other"], 0.5)
    at_rest(window)
    assert queries.detail(tree["sub"]).parent_id == tree["other"] and page.tree.current_id() == tree["sub"]
    window.actions_.of["undo"].trigger()
    settle(lambda: page.tree.ids() == before)
    page.tree.go_to(tree["other"])
    assert not drag(page.tree, tree["main"], 0.5) and not drag(page.tree, tree["sub"], 0.5)
    assert drag(page.tree, tree["main"], 0.02)
    at_rest(window)
    assert page.tree.ids() == [tree["vision"], tree["other"], tree["main"], tree["sub"]]
    page.tree.go_to(tree["vision"])
    assert not drag(page.tree, tree["other"], 0.5)


def drag(view, onto, share):
    """Drag the goal one is on to a row, so far down in it; whether it was let there."""
    place = view.visualRect(next(item.index() for item in view._walk() if item.index().data(_ROW).id == onto))
    where = QPointF(place.center().x(), place.top() + place.height() * share)
    mime = view.model().mimeData([view.currentIndex()])
    how = (Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    fits = view._fits(where.toPoint())
    if fits:
        view.drop_here(QDropEvent(where, *how))
    return fits


def test_a_goal_steps_over_those_that_are_hidden(window, page, tree):
    goals.archive(tree["main"])
    third = goals.add("main", "Flere studenter", parent=tree["vision"])
    at_rest(window)
    page.tree.go_to(third)
    page.tree.setFocus()
    for shown in ([third, tree["other"]], [third, tree["other"]]):
        QTest.keyClick(page.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
        at_rest(window)
        assert page.tree.ids() == [tree["vision"], *shown]


def test_removing_says_what_hangs_there_and_undo_brings_all_of_it_back(window, page, tree):
    before = queries.tree()
    page.detail.remove()
    options = dialog_of(window).findChild(Options).options
    assert [option.key for option in options] == ["A", "M", "U", "D"]
    (listed,) = dialog_of(window).findChildren(Listing)
    assert {(row.kind, row.number, row.fate) for row in listed.rows()} == {
        ("Goal", 1, "as you say below"), ("Indicator", 2, "goes along"),
    }  # fmt: skip
    next(option for option in options if option.key == "U").click()
    at_rest(window)
    assert page.tree.ids() == [tree["vision"], tree["sub"], tree["other"]]
    window.actions_.of["undo"].trigger()
    settle(lambda: [row.id for row in queries.tree()] == [row.id for row in before])
    at_rest(window)
    page.tree.go_to(tree["other"])
    page.detail.remove()  # nothing hangs there: nothing is asked
    at_rest(window)
    assert tree["other"] not in page.tree.ids()
    history.undo()


def test_an_indicator_that_follows_a_figure_takes_its_names_and_unit(window, page, tree):
    page.detail.add_indicator()
    form = dialog_of(window).form
    form.fields["figure_key"].put("K05")
    assert (form.value("name_nb"), form.value("unit")) == ("Andel bedrifter", "percent")
    form.fields["figure_key"].put("K01")
    assert (form.value("name_en"), form.value("unit")) == ("Members on 31 December", "count")
    form.set_values({"baseline": 5_00, "target": 3_00})
    form.fields["target"].put(2_00)
    dialog_of(window).save_now()
    at_rest(window)
    assert queries.indicators(goal=tree["main"])[-1].target == 2_00
    page.detail.edit_values(tree["known"])
    form = dialog_of(window).form
    assert form.value("value_2025") == 35_00 and form.value("note_2026") == "Målt i november"
    form.fields["value_2025"].put(33_00)
    dialog_of(window).save_now()
    at_rest(window)
    assert queries.indicator(tree["known"]).kept[2025].value == 33_00


def test_goals_are_searched_archived_and_exported(window, page, tree, tmp_path, monkeypatch):
    page.search("verve")
    at_rest(window)
    assert page.tree.ids() == [tree["vision"], tree["main"], tree["sub"]]
    page.search("")
    at_rest(window)
    path = tmp_path / "mål.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(path), ""))
    page.verbs()["export"]()
    settle(lambda: path.exists() and not window.desk.jobs.busy())
    (sheet,) = openpyxl.load_workbook(path).worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    line = next(dict(zip(rows[0], row, strict=True)) for row in rows if "Kjennskap" in row)
    assert (line["Level"], line["Goal in Norwegian"], line["Stands below"]) == (
        "Main goal", "Flere medlemmer", "Havet lever",
    )  # fmt: skip
    assert (line["Unit"], line["Which way is good"]) == ("Per cent", "More is better")
    assert [line[title] for title in ("Baseline", "Year of the baseline", "Target", "Year of the target")] == [
        20, 2024, 60, 2028,
    ]  # fmt: skip
    assert (line["2025"], line["2026"], line["Remark 2026"]) == (35, 41.5, "Målt i november")
    paper = page.taken()
    assert [out.title for out in paper.outs][:4] == ["Level", "Goal", "Focus area", "Indicator"]
    known_by = next(row for row in paper.query.rows(paper.ids).values() if "Kjennskap" in str(row))
    assert [out.value(known_by) for out in paper.outs][5:] == [
        "20.0% (2024)", "60.0% (2028)", "20.0%", "35.0%", "41.5%", "53.8%", "Målt i november",
    ]  # fmt: skip
    page.tree.go_to(tree["main"])
    page.verbs()["archive"]()
    options = dialog_of(window).findChild(Options)  # what hangs on it is told first
    QTest.keyClick(options, Qt.Key.Key_A)
    settle(lambda: queries.detail(tree["main"]).archived)
    at_rest(window)
    assert page.tree.ids() == [tree["vision"], tree["other"]]
    page._with_archived.click()
    at_rest(window)
    page.tree.go_to(tree["main"])
    page.verbs()["restore"]()
    page._with_archived.click()
    at_rest(window)
    assert tree["sub"] in page.tree.ids()


def test_a_list_of_goals_is_looked_over_changed_with_one_click_and_undone(window, page, tree, tmp_path, monkeypatch):
    file = tmp_path / "mål.csv"
    file.write_text(
        "Nivå;Mål;Står under;Indikator;Enhet;Måltall;2026\n"
        "Hovedmål;Flere medlemmer;Havet lever;Kjennskap;Prosent;60;44\n"
        "Hovedmål;Flere prosjekter;Havet lever;;;;\n"
        "Resultatmål;Ti søknader;Flere prosjekter;Søknader;Antall;10;4\n"
        "Visjon;Alt vel;;Lykke;;5;\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(file), ""))
    page.bring_in.click()
    dialog = dialog_of(window)
    settle(lambda: dialog.ticks is not None)
    notes = [line.problem or ("there" if line.there else line.note) for line in dialog.ticks.view.rows()]
    assert notes == [
        "A vision is not measured. Put the indicator on a goal below it.", "there", "2026: 41.5 → 44", "",
    ]  # fmt: skip
    assert [line.number for line in dialog.ticks.taken()] == [2, 4]
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at_rest(window)
    assert queries.indicator(tree["known"]).kept[2026] == (44_00, "Målt i november")
    assert [row.text for row in page._rows] == [
        "Havet lever", "Flere medlemmer", "Verve bedrifter", "Flere prosjekter", "Ti søknader",
    ]  # fmt: skip
    window.actions_.of["undo"].trigger()
    settle(lambda: len(page.tree.ids()) == 4)
    assert queries.indicator(tree["known"]).kept[2026].value == 41_50


def test_a_meeting_logged_meanwhile_lets_the_figures_be_counted_anew(window, page, tree):
    from crm.commands import interactions

    seen = dict(page._figures)
    assert set(seen) == {2024, 2025, 2026}
    interactions.log("Kaffe", held_on=date(2026, 11, 20), participants=[])
    at_rest(window)
    assert set(page._figures) == {2024, 2025, 2026} and page._figures is not seen


def test_today_tells_how_the_year_stands_against_the_goals_and_leads_to_them(window, tree):
    window.go("today")
    at_rest(window)
    numbers = window.page().numbers
    assert numbers.goals.isVisible() and numbers.goals._number.text() == "1 of 2"
    assert numbers.goals._sub.text() == "1 behind" and numbers.cards["members"].toolTip().startswith("Members: ")
    goals.put_values(tree["members"], {2026: Kept(10_00)})
    at_rest(window)
    assert numbers.goals._number.text() == "2 of 2" and numbers.goals._sub.text() == "none behind"
    numbers.goals.clicked.emit()
    assert window.current == "goals"
    for goal in (tree["main"], tree["vision"]):
        goals.delete(goal)
    window.go("today")
    at_rest(window)
    assert not numbers.goals.isVisible()
