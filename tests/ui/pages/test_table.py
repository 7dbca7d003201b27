"""Every list as a wide table, and views under a name: by keyboard alone, remembered, counted in the sidebar, undone."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListWidget, QMenu, QWidget
from pytestqt.qtbot import QtBot

from crm.commands import history, organisations, saved_views
from crm.queries import looks
from crm.queries import saved_views as queries
from crm.queries.lists import fields
from crm.queries.lists.conditions import Compare
from tests.ui.kit.measure import nameless
from tests.ui.register import Known, settle
from ui.app import Program
from ui.pages.grid import changing
from ui.pages.grid.grid import Grid
from ui.pages.grid.page import WidePage
from ui.window import MainWindow

PAGES = ("members", "contacts", "followups", "interactions", "activities", "projects", "contributions", "fees")
_ALT = Qt.KeyboardModifier.AltModifier


def at(window: MainWindow, key: str) -> WidePage:
    window.go(key)
    page = window.page()
    assert isinstance(page, WidePage)
    rest(window)
    return page


def rest(window: MainWindow) -> None:
    settle(lambda: not window.desk.questions.waiting())


def table(window: MainWindow, key: str = "members") -> Grid:
    page = at(window, key)
    page.show_table(True)
    rest(window)
    return page.grid


def names(grid: Grid) -> list[str]:
    rows = grid.list.table
    return [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]


def save(window: MainWindow, grid: Grid, name: str, **what: object) -> int:
    view = saved_views.save(grid.about, name, looks.to_text(grid.about, grid.look), **what)  # type: ignore[arg-type]
    rest(window)
    return view


def test_every_list_opens_as_a_table_of_any_field_in_both_languages(program: Program, window: MainWindow, known: Known):
    for language in ("en", "nb"):
        program.prefer("language", language)
        rest(window)
        for key in PAGES:
            grid = table(window, key)
            assert grid.list.table.columns, key
            grid.grab()
            assert not nameless(grid)
            shown = window.page()
            assert shown is not None and "export" in shown.shown_verbs()
            if key in ("members", "contacts", "interactions", "followups", "fees"):
                assert grid.list.shown() > 0, key
                assert grid.list.grid.current_id() is not None
            every = [field.key for field in fields.of(grid.about)]
            grid.take(changing.with_columns(grid.look, every))
            rest(window)
            assert [column.key for column in grid.list.table.columns] == every
            grid.grab()
            for id in grid.list.table.records()[:1]:
                row = grid.list.record(id)
                assert all(isinstance(column.text(row), str) for column in grid.list.table.columns)


def press(widget: QWidget, key: Qt.Key, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, keys)


def choose(menu: QMenu, words: str) -> None:
    """Go down to a line of a menu with the arrow keys and take it."""
    for _turn in range(40):
        action = menu.activeAction()
        if action is not None and action.text() == words:
            press(menu, Qt.Key.Key_Return)
            return
        press(menu, Qt.Key.Key_Down)
    raise AssertionError([action.text() for action in menu.actions()])


def popup() -> QMenu:
    settle(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_columns_order_filter_view_and_export_by_keyboard_alone(
    qtbot: QtBot, window: MainWindow, known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    window.show()
    window.activateWindow()
    press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    rest(window)
    page = window.page()
    assert isinstance(page, WidePage) and page.table_shown()
    view = page.grid.list.grid
    qtbot.waitUntil(view.hasFocus)

    # a column more, and it further to the left
    window.actions_.of["columns"].trigger()
    settle(lambda: isinstance(QApplication.focusWidget(), QListWidget))
    dialog = QApplication.focusWidget()
    assert isinstance(dialog, QListWidget)
    while not dialog.currentItem().text().startswith("Segment"):
        press(dialog, Qt.Key.Key_Down)
    press(dialog, Qt.Key.Key_Space)
    while dialog.currentRow() > 1:
        press(dialog, Qt.Key.Key_Up, _ALT)
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(window)
    assert page.grid.look.keys[:2] == ("name", "segment")

    # sorted downwards and filtered by the town of the row one is on, in the menus of the columns
    press(view, Qt.Key.Key_Down, _ALT)
    choose(popup(), "Sort descending")
    rest(window)
    assert names(page.grid) == ["Ålesund Havbruk AS", "Nordlys Energi AS"]
    press(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    while view.current_key() != "city":
        press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Down, _ALT)
    choose(popup(), "Only “Ålesund”")
    rest(window)
    assert names(page.grid) == ["Ålesund Havbruk AS"]

    # kept under a name
    window.activateWindow()
    rest(window)
    press(view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    asked = QApplication.focusWidget()
    assert asked is not None and asked.window().windowTitle() == "Save view"
    QTest.keyClicks(asked, "Ute i havet")
    press(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    rest(window)
    now = page.grid.views.now
    assert now is not None and now.name == "Ute i havet"
    settle(lambda: window.shell.sidebar.current() == f"view:{now.id}")

    # and what is on screen goes to Excel
    path = tmp_path / "ut.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_what: (str(path), ""))
    window.activateWindow()
    rest(window)
    press(view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    settle(path.exists)
    settle(lambda: not window.desk.jobs.busy())
    lines = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert lines[0][:3] == ("Name", "Segment", "Org. number")
    assert [line[0] for line in lines[1:]] == ["Ålesund Havbruk AS"]


def test_look_and_place_are_there_again_after_a_restart(program: Program, window: MainWindow, known: Known):
    grid = table(window)
    look = changing.toggled(grid.look, "segment", after="name")
    grid.take(replace(look, order=(("city", True), ("name", False)), group="helix_sector", frozen=2))
    rest(window)
    head = grid.list.grid.head()
    head.moveSection(0, 2)
    head.resizeSection(0, 333)
    wanted = grid.look
    assert wanted.keys[2] == "name" and wanted.columns[2].width == 333
    view = save(window, grid, "Etter sted")
    grid.views.choose(queries.view(view))
    rest(window)
    program.registers.open(known.path)
    rest(window)
    page = at(window, "members")
    assert page.table_shown()
    assert page.grid.look == wanted
    assert page.shown_view() == view
    assert [column.key for column in page.grid.list.table.columns] == list(wanted.keys)
    assert page.grid.list.grid.head().sectionSize(2) == 333


def test_several_orders_by_shift_and_the_norwegian_alphabet_with_blanks_last(window: MainWindow, known: Known):
    organisations.add("Øst AS", city="Tromsø")
    organisations.add("Aas AS", city="")
    grid = table(window)
    grid.take(replace(grid.look, conditions=looks.Look().conditions))
    rest(window)
    head = grid.list.grid.head()
    keys = [column.key for column in grid.list.table.columns]

    def click(key: str, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = QPoint(head.place_of(keys.index(key)) + 20, 10)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, how, place)
        rest(window)

    click("city")
    click("name", Qt.KeyboardModifier.ShiftModifier)
    click("name", Qt.KeyboardModifier.ShiftModifier)
    assert grid.look.order == (("city", False), ("name", True))
    assert names(grid) == ["Fjord kommune", "Øst AS", "Nordlys Energi AS", "Ålesund Havbruk AS", "Aas AS"]
    click("name")
    assert names(grid)[-2:] == ["Ålesund Havbruk AS", "Aas AS"] and names(grid)[0] == "Fjord kommune"


def test_groups_have_counts_and_sums_and_the_selection_is_summed(window: MainWindow, known: Known):
    organisations.edit(known.nordlys, employees=12)
    organisations.edit(known.havbruk, employees=30)
    grid = table(window)
    grid.take(replace(changing.toggled(grid.look, "employees"), group="city"))
    rest(window)
    told = [(heading.words, heading.rows, heading.sums["employees"]) for heading in grid.list.table.headings()]
    assert told == [("Tromsø", 1, "12"), ("Ålesund", 1, "30")]
    page = window.page()
    assert page is not None
    grid.list.grid.selectAll()
    settle(lambda: "Employees: 42" in page.shown_status().sums)
    assert page.shown_status().selected == 2


def test_a_view_stands_in_the_sidebar_and_its_count_follows(window: MainWindow, known: Known):
    grid = table(window)
    view = save(window, grid, "Medlemmene")
    settle(lambda: window.shell.sidebar._items.get(f"view:{view}") is not None)
    item = lambda: window.shell.sidebar._items[f"view:{view}"]  # noqa: E731
    settle(lambda: item().count == 2)
    organisations.archive(known.havbruk)
    settle(lambda: item().count == 1)
    history.undo()
    settle(lambda: item().count == 2)
    window.go("today")
    window.shell.sidebar.chosen.emit(f"view:{view}")
    rest(window)
    assert window.current == "members" and window.shell.sidebar.current() == f"view:{view}"
    window.shell.sidebar.chosen.emit("members")
    assert window.shell.sidebar.current() == "members"
    saved_views.unpin(view)
    settle(lambda: f"view:{view}" not in window.shell.sidebar._items)
    history.undo()
    settle(lambda: f"view:{view}" in window.shell.sidebar._items)


def test_a_view_says_when_it_is_shown_otherwise_and_what_of_it_is_gone(window: MainWindow, known: Known):
    grid = table(window)
    view = save(window, grid, "Medlemmene")
    grid.views.choose(queries.view(view))
    rest(window)
    assert not grid.views.changed()
    grid.list.sort("name")
    grid.list.sort("name")
    rest(window)
    assert (
        grid.views.changed() and grid._changed.isVisibleTo(grid) and grid.views.button.text().startswith("Medlemmene *")
    )
    grid._take_back()
    rest(window)
    assert not grid.views.changed() and grid.look.order == ()
    grid.list.sort("name")
    grid.views.update()
    rest(window)
    assert not grid.views.changed() and queries.view(view).read().look.order == (("name", False),)
    history.undo()
    rest(window)
    assert grid.views.changed()
    grid.views.choose(None)
    rest(window)
    look = looks.asking(grid.look, Compare("city", "is", "Tromsø"), Compare("name", "filled"))
    gone = looks.to_text(grid.about, look).replace('"city"', '"own_77"')
    view = saved_views.save(grid.about, "Gammel", gone)
    grid.views.choose(queries.view(view))
    rest(window)
    assert "“Town”" in grid._lost.words()
    assert grid.list.shown() == 2
    assert "city" not in grid.look.keys


def test_records_are_added_left_out_and_pinned_by_hand(window: MainWindow, known: Known):
    page = at(window, "members")
    grid = table(window)
    view = save(window, grid, "Medlemmene")
    grid.views.choose(queries.view(view))
    rest(window)
    saved_views.add(view, [known.kommune])
    rest(window)
    assert names(grid) == ["Fjord kommune", "Nordlys Energi AS", "Ålesund Havbruk AS"]
    menu = QMenu()
    grid.list.grid.go_to(known.nordlys)
    page.fill_views(menu)
    by_words = {action.text(): action for action in menu.actions()}
    by_words["Leave out of this view"].trigger()
    rest(window)
    assert names(grid) == ["Fjord kommune", "Ålesund Havbruk AS"]
    grid.list.grid.go_to(known.havbruk)
    menu.clear()
    page.fill_views(menu)
    next(action for action in menu.actions() if action.text() == "Pin on top").trigger()
    rest(window)
    assert names(grid) == ["Ålesund Havbruk AS", "Fjord kommune"]
    history.undo()
    history.undo()
    rest(window)
    assert names(grid) == ["Fjord kommune", "Nordlys Energi AS", "Ålesund Havbruk AS"]
    # and a list without a filter of its own
    content = looks.to_text("person", looks.by_hand("person"))
    view = saved_views.save("person", "Gjester", content, added=[known.ada, known.per])
    page = at(window, "contacts")
    page.show_view(queries.view(view))
    rest(window)
    assert sorted(page.grid.list.table.records()) == sorted([known.ada, known.per])
    assert queries.count(view) == 2
    assert page.grid.filter.says() == "Only what is picked by hand"


def test_a_list_begins_with_the_view_that_was_chosen(program: Program, window: MainWindow, known: Known):
    grid = table(window, "interactions")
    view = save(window, replace_order(window, grid), "Eldste først", pinned=False)
    saved_views.begin_with(view)
    at(window, "interactions").show_table(False)
    program.registers.open(known.path)
    rest(window)
    page = at(window, "interactions")
    assert page.shown_view() == view
    assert list(page.grid.list.table.records()) == [known.call, known.pilot]


def replace_order(window: MainWindow, grid: Grid) -> Grid:
    grid.take(replace(grid.look, order=(("held_on", False),)))
    rest(window)
    return grid


def test_verbs_are_those_of_the_record_in_the_table_and_the_search_goes_along(window: MainWindow, known: Known):
    page = at(window, "fees")
    page.show_table(True)
    rest(window)
    assert "edit_record" in page.shown_verbs() and page.subject() == {"organisation": known.nordlys}
    members = at(window, "members")
    members.show_table(True)
    rest(window)
    members.grid.list.grid.go_to(known.havbruk)
    assert members.subject() == {"organisation": known.havbruk}
    members.show_table(False)
    assert members.subject() != {}
    members.search("nordlys")
    rest(window)
    members.show_table(True)
    rest(window)
    assert members.grid.list.shown() == 1
    members.show_table(False)
    rest(window)
    assert members.listing.text == "nordlys"  # type: ignore[attr-defined]
    members.search("")
    members.built.choose(Compare("city", "is", "Ålesund"))
    rest(window)
    members.show_table(True)
    rest(window)
    assert names(members.grid) == ["Ålesund Havbruk AS"]
    members.show_table(False)
    members.show_table(True)
    assert len(members.grid.look.conditions.conditions) == 2  # type: ignore[union-attr]
