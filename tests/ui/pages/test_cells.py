"""Cells of a wide table edited where they stand, and blocks pasted over them: by keyboard alone, one undo each."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from crm.commands import staff
from crm.store.database import value
from tests.ui.pages.test_table import rest, table
from tests.ui.register import Known, settle
from ui.dialogs.round_trip import RoundTripDialog
from ui.pages.grid import changing
from ui.pages.grid.grid import Grid
from ui.window import MainWindow


@pytest.fixture
def grid(window: MainWindow, known: Known) -> Grid:
    made = table(window)
    made.take(changing.with_columns(made.look, ("name", "city", "helix_sector", "last_contact"), 1))
    rest(window)
    return made


def stand(grid: Grid, organisation: int, key: str) -> None:
    view, rows = grid.list.grid, grid.list.table
    column = [one.key for one in rows.columns].index(key)
    view.setCurrentIndex(rows.index(rows.row_of(organisation), column))
    view.setFocus()


def city(organisation: int) -> str:
    found: str = value("SELECT city FROM organisation WHERE id = ?", (organisation,))
    return found


def test_f2_edits_enter_keeps_and_undo_takes_it_back(window: MainWindow, known: Known, grid: Grid):
    before = city(known.nordlys)
    stand(grid, known.nordlys, "city")
    QTest.keyClick(grid.list.grid, Qt.Key.Key_F2)
    line = grid.editor.widget
    assert isinstance(line, QLineEdit) and line.text() == before and line.selectedText() == before
    QTest.keyClicks(line, "Bodø")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert city(known.nordlys) == "Bodø" and grid.editor.widget is None
    rest(window)
    assert grid.list.grid.current_id() == known.nordlys
    window.actions_.of["undo"].trigger()
    settle(lambda: city(known.nordlys) == before)


def test_typing_begins_escape_leaves_and_what_is_worked_out_is_not_written(
    window: MainWindow, known: Known, grid: Grid
):
    before = city(known.nordlys)
    stand(grid, known.nordlys, "city")
    QTest.keyClicks(grid.list.grid, "H")
    line = grid.editor.widget
    assert isinstance(line, QLineEdit) and line.text() == "H"
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert city(known.nordlys) == before and grid.editor.widget is None
    stand(grid, known.nordlys, "last_contact")
    QTest.keyClick(grid.list.grid, Qt.Key.Key_F2)
    QTest.keyClicks(grid.list.grid, "x")
    assert grid.editor.widget is None and grid.list.grid.accessibleDescription() != ""


def test_a_choice_is_chosen_and_a_wrong_value_says_why_and_stays(window: MainWindow, known: Known, grid: Grid):
    stand(grid, known.nordlys, "helix_sector")
    QTest.keyClick(grid.list.grid, Qt.Key.Key_F2)
    box = grid.editor.widget
    assert isinstance(box, QComboBox)
    box.hidePopup()
    box.setCurrentIndex(box.findData("public"))
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert value("SELECT helix_sector FROM organisation WHERE id = ?", (known.nordlys,)) == "public"
    rest(window)
    stand(grid, known.nordlys, "name")
    QTest.keyClick(grid.list.grid, Qt.Key.Key_F2)
    line = grid.editor.widget
    assert isinstance(line, QLineEdit)
    line.clear()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert grid.editor.widget is line and line.accessibleDescription() != ""
    QTest.keyClick(line, Qt.Key.Key_Escape)


def test_a_pasted_block_shows_what_it_changes_first_and_is_one_undo(window: MainWindow, known: Known, grid: Grid):
    ids = [id for id in grid.list.table.ids() if id > 0]
    before = [city(one) for one in ids]
    assert len(ids) > 1
    QGuiApplication.clipboard().setText("Alta\tFjas\nVadsø\tPublic body\n")
    stand(grid, ids[0], "city")
    QTest.keyClick(grid.list.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = [one for one in window.findChildren(RoundTripDialog) if one.isVisible()]
    settle(lambda: dialog.found is not None and not dialog.working())
    assert [city(one) for one in ids] == before, "nothing is written before it is taken"
    wrong = [line for line in dialog.lines if line.why]
    assert len(wrong) == 1 and wrong[0].theirs == "Fjas"
    dialog.save_now()
    settle(lambda: city(ids[1]) == "Vadsø")
    assert city(ids[0]) == "Alta"
    window.actions_.of["undo"].trigger()
    settle(lambda: [city(one) for one in ids] == before)


def test_one_cell_pasted_over_several_selected_rows_fills_them(window: MainWindow, known: Known, grid: Grid):
    ids = [id for id in grid.list.table.ids() if id > 0]
    stand(grid, ids[0], "city")
    grid.list.grid.select_ids(ids)
    QGuiApplication.clipboard().setText("Tromsø")
    grid.editor.paste()
    (dialog,) = [one for one in window.findChildren(RoundTripDialog) if one.isVisible()]
    settle(lambda: dialog.found is not None and not dialog.working())
    others = [one for one in ids if city(one) != "Tromsø"]
    assert dialog.found is not None and [one.id for one in dialog.found.cells] == others
    dialog.reject()


def test_who_is_responsible_is_chosen_and_another_employer_is_found_by_some_letters(window: MainWindow, known: Known):
    kari = staff.add("Kari Nes")
    window.go("interactions")
    page: Any = window.page()
    page.show_table(True)
    rest(window)
    grid = page.grid
    view, rows = grid.list.grid, grid.list.table
    meeting = rows.ids()[0]
    stand(grid, meeting, "responsible")
    QTest.keyClicks(view, "K")
    chosen = grid.editor.widget
    assert isinstance(chosen, QComboBox) and chosen.currentData() == "Kari Nes"
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    assert value("SELECT responsible_id FROM interaction WHERE id = ?", (meeting,)) == kari
    window.go("contacts", known.kare)
    page = window.page()
    page.show_table(True)
    rest(window)
    grid = page.grid
    stand(grid, known.kare, "organisation")
    QTest.keyClick(grid.list.grid, Qt.Key.Key_F2)
    line = grid.editor.widget
    assert isinstance(line, QLineEdit) and line.completer() is not None
    QTest.keyClicks(line, "Ingen slik bedrift")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert grid.editor.widget is line and "Ingen slik bedrift" in line.accessibleDescription()
    line.setText("")
    QTest.keyClicks(line, "nord")
    offered = line.completer().completionModel()
    assert offered.rowCount() > 0
    line.setText(str(offered.data(offered.index(0, 0))))
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert grid.editor.widget is None
