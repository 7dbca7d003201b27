"""The grid of a plan: written in, filled down, refused, searched and undone, by keyboard alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.store.database import rows, value
from tests.ui.dialogs.conftest import Cluster
from tests.ui.dialogs.test_import_list import at, planned, rows_shown, settled, told
from tests.ui.dialogs.typist import CTRL, SHIFT, Typist
from tests.ui.kit.measure import cut_words, nameless
from ui.dialogs import import_decisions, import_grid, import_grid_menus, import_list
from ui.dialogs.import_grid import Grid
from ui.dialogs.import_list import DONE, ImportDialog

LIST = """Fornavn;Etternavn;Bedrift;E-post;Stilling;Adresse;Poststed
Ada;Berg;Nordlys AS;ada@nordlys.example;Styreleder;Kaia 1;Bodø
Liv;Strand;Havbruk Nord AS;liv@havbruk.example;Rådgiver;;
Per;Vik;Havbruk Nord AS;per(alfa)havbruk;;;
"""


@pytest.fixture
def grid(qtbot: QtBot, cluster: Cluster, window: QWidget, tmp_path: Path) -> ImportDialog:
    """The plan of a list with somebody known, somebody new, and somebody whose address is none."""
    path = tmp_path / "deltakere.csv"
    path.write_text(LIST, encoding="utf-8")
    dialog = planned(qtbot, window, path)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.plan_step.choose("all")
    dialog.plan_step.grid.setFocus()
    return dialog


def go(dialog: ImportDialog, row: int, header: str) -> Grid:
    found = dialog.plan_step.grid
    found.go_to(row, found.model_.headers.index(header))
    return found


def state(dialog: ImportDialog, row: int, header: str) -> str:
    model = dialog.plan_step.grid.model_
    return model.cell(row, model.headers.index(header)).state


def chips(dialog: ImportDialog) -> set[str]:
    return {chip.text() for chip in dialog.plan_step.findChildren(QPushButton) if chip.isCheckable()}


def test_each_cell_shows_what_was_and_what_will_be(grid: ImportDialog) -> None:
    assert [state(grid, 0, header) for header in ("Fornavn", "Stilling", "Adresse", "Poststed")] == [
        "same",
        "changed",
        "new",
        "changed",
    ]
    assert state(grid, 2, "E-post") == "wrong"
    model = grid.plan_step.grid.model_
    index = model.index(0, model.headers.index("Poststed"))
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "Poststed: Tromsø → Bodø (changes)"
    assert model.headerData(0, Qt.Orientation.Vertical, Qt.ItemDataRole.AccessibleTextRole) == "Row 2: Changed"
    assert model.headerData(6, Qt.Orientation.Horizontal) == "Poststed\nTown"


def test_a_mistake_is_mended_where_f8_leads(qtbot: QtBot, grid: ImportDialog, keys: Typist) -> None:
    keys.press(Qt.Key.Key_F8)
    assert grid.plan_step.grid.model_.header(grid.plan_step.grid.currentIndex().column()) == "E-post"
    keys.press(Qt.Key.Key_F2)
    keys.press(Qt.Key.Key_A, CTRL)
    keys.type("per@havbruk.example")
    keys.press(Qt.Key.Key_Return)
    assert not grid.save_button.isEnabled()  # nothing is imported that is not in the plan yet
    settled(qtbot, grid)
    assert state(grid, 2, "E-post") == "new"
    assert {"New 2", "Written by you 1"} <= chips(grid)
    keys.save()
    at(qtbot, grid, DONE)
    assert rows("SELECT value FROM contact_point WHERE value LIKE 'per%'") == [("per@havbruk.example",)]


def test_space_keeps_what_stands_and_takes_the_list_again(qtbot: QtBot, grid: ImportDialog, keys: Typist) -> None:
    go(grid, 0, "Poststed")
    keys.press(Qt.Key.Key_Space)
    settled(qtbot, grid)
    assert state(grid, 0, "Poststed") == "refused"
    assert "Not taken over 1" in chips(grid)
    keys.press(Qt.Key.Key_Space)
    settled(qtbot, grid)
    assert state(grid, 0, "Poststed") == "changed"


def test_a_whole_row_and_a_whole_column_are_refused_by_keys(qtbot: QtBot, grid: ImportDialog, keys: Typist) -> None:
    go(grid, 0, "Fornavn")
    keys.press(Qt.Key.Key_Space, SHIFT)
    grid.plan_step.grid.refuse(True)
    settled(qtbot, grid)
    assert grid.plan is not None and grid.plan.rows[0].action == "same"
    keys.press(Qt.Key.Key_Z, CTRL)
    settled(qtbot, grid)
    go(grid, 1, "Stilling")
    keys.press(Qt.Key.Key_Space, CTRL)
    keys.press(Qt.Key.Key_Space)
    settled(qtbot, grid)
    assert [one.row for one in grid.plan.choices.refused] == [None]
    assert state(grid, 0, "Stilling") == state(grid, 1, "Stilling") == "refused"
    assert grid.plan_step.grid.model_.headerData(4, Qt.Orientation.Horizontal) == "Stilling\nnot taken over"


def test_cells_are_filled_down_and_every_decision_is_undone_and_redone(
    qtbot: QtBot, grid: ImportDialog, keys: Typist
) -> None:
    go(grid, 0, "Stilling")
    for _turn in range(2):
        keys.press(Qt.Key.Key_Down, SHIFT)
    keys.press(Qt.Key.Key_D, CTRL)
    settled(qtbot, grid)
    assert grid.plan is not None
    assert grid.plan.choices.edits == {3: {"Stilling": "Styreleder"}, 4: {"Stilling": "Styreleder"}}
    keys.press(Qt.Key.Key_Z, CTRL)
    settled(qtbot, grid)
    assert grid.plan.choices.edits == {}
    keys.press(Qt.Key.Key_Y, CTRL)
    settled(qtbot, grid)
    assert len(grid.plan.choices.edits) == 2
    grid.plan_step.grid.as_in_file()
    settled(qtbot, grid)
    assert grid.plan.choices.edits == {}


def test_delete_empties_and_what_is_pasted_goes_into_the_cells(qtbot: QtBot, grid: ImportDialog, keys: Typist) -> None:
    go(grid, 1, "Adresse")
    QGuiApplication.clipboard().setText("Havnegata 3\tHarstad\nHavnegata 4\tHarstad\nno such row\t")
    keys.press(Qt.Key.Key_V, CTRL)
    settled(qtbot, grid)
    assert grid.plan is not None
    assert grid.plan.choices.edits[4] == {"Adresse": "Havnegata 4", "Poststed": "Harstad"}
    go(grid, 0, "Stilling")
    keys.press(Qt.Key.Key_Delete)
    settled(qtbot, grid)
    assert state(grid, 0, "Stilling") == "same"  # an empty cell erases nothing unless it is told to
    go(grid, 0, "Adresse")
    keys.press(Qt.Key.Key_Right, SHIFT)
    keys.press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Kaia 1\tBodø"


def test_thousands_of_rows_are_copied_beside_the_windows_thread(
    qtbot: QtBot, grid: ImportDialog, keys: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_grid, "_COPIED_AT_ONCE", 5)
    cells = go(grid, 0, "Adresse")
    cells.selectAll()
    keys.press(Qt.Key.Key_C, CTRL)
    assert grid.working()
    # By its words: what the test before it copied may have as many lines
    qtbot.waitUntil(lambda: "Ada\tBerg\tNordlys AS" in QGuiApplication.clipboard().text())
    assert QGuiApplication.clipboard().text().count("\n") == 2
    settled(qtbot, grid)
    assert grid.save_button.isEnabled()


def test_find_goes_round_and_replace_tells_in_how_many_cells(qtbot: QtBot, grid: ImportDialog, keys: Typist) -> None:
    go(grid, 0, "Bedrift")
    keys.press(Qt.Key.Key_H, CTRL)
    bar = grid.plan_step.replace_bar
    assert bar.column.currentText() == "Bedrift"
    keys.type("havbruk")
    seen = []
    for _turn in range(3):
        keys.press(Qt.Key.Key_Return)
        settled(qtbot, grid)
        seen.append(rows_shown(grid)[grid.plan_step.grid.currentIndex().row()])
    assert seen == [3, 4, 3]
    bar.by_edit.setText("Havfiske")
    bar.replace_all()
    settled(qtbot, grid)
    assert "2 cells were changed." in told(grid)
    assert grid.plan_step.grid.model_.cell(1, 2).text == "Havfiske Nord AS"
    bar.find_edit.setText("finnes ikke")
    bar.find_next()
    settled(qtbot, grid)
    assert "It is in no cell." in told(grid)
    keys.press(Qt.Key.Key_Escape)
    assert not bar.isVisible() and grid.isVisible()


def test_a_strategy_for_the_list_and_one_for_a_row(qtbot: QtBot, grid: ImportDialog) -> None:
    combo = grid.plan_step.strategy
    combo.setCurrentIndex(combo.findData("ask"))
    combo.activated.emit(combo.currentIndex())
    settled(qtbot, grid)
    assert grid.plan is not None and grid.plan.rows[0].action == "question"
    assert state(grid, 0, "Poststed") == "asked"
    go(grid, 0, "Poststed").set_strategy("fill")
    settled(qtbot, grid)
    assert (state(grid, 0, "Adresse"), state(grid, 0, "Poststed")) == ("new", "same")


def test_an_asked_change_is_answered_with_a_button(qtbot: QtBot, grid: ImportDialog) -> None:
    grid.plan_step.grid._decide(lambda made: made.choices.with_strategy([2], "ask"))
    settled(qtbot, grid)
    go(grid, 0, "Poststed")
    next(one for one in grid.findChildren(type(grid.save_button)) if one.text() == "The list counts").click()
    settled(qtbot, grid)
    assert grid.plan is not None and grid.plan.rows[0].action == "changed"


def test_a_ticked_column_erases_and_shows_it(qtbot: QtBot, grid: ImportDialog, cluster: Cluster) -> None:
    go(grid, 0, "Poststed").empty()
    menu = import_grid_menus.of_column(grid.plan_step.grid, "Poststed")
    erase = next(one for one in menu.actions() if "erase" in one.text())
    erase.trigger()
    settled(qtbot, grid)
    assert state(grid, 0, "Poststed") == "erased"
    assert grid.plan_step.grid.model_.headerData(6, Qt.Orientation.Horizontal) == "Poststed\nTown, empty ones erase"
    grid.save_now()
    at(qtbot, grid, DONE)
    assert value("SELECT city FROM organisation WHERE id = ?", (cluster.nordlys,)) == ""


def test_the_menu_of_cells_offers_what_the_keys_do(grid: ImportDialog) -> None:
    menu = import_grid_menus.of_cells(go(grid, 0, "Poststed"))
    offered = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert offered == [
        "Write in the cell",
        "Fill down",
        "As in the file again",
        "Keep what stands in the register",
        "Take over what the list says",
        "The column “Poststed”",
        "The row",
    ]


def test_what_is_being_written_is_not_lost_when_a_plan_arrives(
    qtbot: QtBot, grid: ImportDialog, keys: Typist, qapp: QApplication
) -> None:
    grid.plan_step.choose("rejected")
    go(grid, 0, "E-post").empty()
    keys.press(Qt.Key.Key_F2)
    keys.type("per@ha")
    settled(qtbot, grid)
    keys.type("vbruk.example")
    keys.press(Qt.Key.Key_Return)
    settled(qtbot, grid)
    assert grid.plan is not None
    assert grid.plan.choices.edits[4]["E-post"] == "per@havbruk.example"


def test_nothing_is_cut_and_everything_has_a_name_with_find_and_replace_open(
    qapp: QApplication, grid: ImportDialog
) -> None:
    grid.plan_step.replace_bar.begin()
    qapp.processEvents()
    assert cut_words(grid) == []
    assert nameless(grid) == []


def test_nobody_is_interrupted_in_a_cell_of_a_long_list(
    qtbot: QtBot, grid: ImportDialog, keys: Typist, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_decisions, "LONG", 2)
    monkeypatch.setattr(import_list, "PANEL_MS", 0)
    go(grid, 0, "Adresse")
    grid.plan_step.grid.empty()
    keys.press(Qt.Key.Key_F2)
    keys.type("Kaia 2")
    qtbot.waitSignal(grid.decisions._timer.timeout).wait()
    assert grid.decisions.busy() and not grid.working()
    keys.press(Qt.Key.Key_Return)
    settled(qtbot, grid)
    assert grid.plan is not None
    assert grid.plan.choices.edits == {2: {"Adresse": "Kaia 2"}}
    assert grid.focusWidget() is grid.plan_step.grid
