"""The wide table from its first column to the file for Excel: every step is a key that somebody presses."""

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QListWidget, QMenu, QWidget

from crm.commands import organisations
from crm.store import database
from tests.ui.dialogs.typist import CTRL, NONE, SHIFT, Typist
from tests.ui.pages.test_table import names, rest
from tests.ui.register import Known, settle
from ui.dialogs.round_trip import RoundTripDialog
from ui.kit.combo import Combo
from ui.pages.grid.grid import Grid
from ui.pages.grid.page import WidePage
from ui.window import MainWindow

K = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


class Keys(Typist):
    """Somebody at the keyboard of a wide table."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        super().__init__(app)
        self.window = window

    def times(self, number: int, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        for _turn in range(number):
            self.press(key, modifiers)

    def focus(self, kind: type[QWidget]) -> QWidget:
        """What has the keyboard, as soon as it is of this kind."""
        settle(lambda: isinstance(QApplication.focusWidget(), kind))
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def on_line(self, words: str) -> None:
        """Go down to a line of the menu that is open, and take it."""
        settle(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _turn in range(40):
            action = menu.activeAction()
            if action is not None and action.text() == words:
                self._app.sendEvent(menu, _key(K.Key_Return))
                return
            self._app.sendEvent(menu, _key(K.Key_Down))
        raise AssertionError([action.text() for action in menu.actions()])

    def back(self, grid: Grid) -> None:
        """The dialog is gone, the system gives the window its keys again, and they are the table's."""
        settle(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        rest(self.window)
        settle(lambda: not self.window.desk.jobs.busy() and grid.list.grid.hasFocus())

    def cell(self, grid: Grid, row: int, key: str) -> None:
        """Go there from the first row."""
        self.press(K.Key_Home, CTRL)
        self.times(row, K.Key_Down)
        while grid.list.grid.current_key() != key:
            self.press(K.Key_Right)


def _key(key: Qt.Key) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, NONE)


@pytest.fixture
def keys(qapp: QApplication, window: MainWindow) -> Keys:
    """The window of a register with seven organisations, at the front."""
    for name, city, notes in (("Alta AS", "Alta", "a"), ("Bodø AS", "Bodø", "b"), ("Hammer AS", "Alta", ""),
                              ("Narvik AS", "Narvik", "")):  # fmt: skip
        organisations.add(name, city=city, notes=notes, helix_sector="company")
    rest(window)
    window.show()
    window.activateWindow()
    return Keys(qapp, window)


def column(key: str) -> dict[str, str]:
    """What stands in a column of the organisations, by their names."""
    return dict(database.rows(f"SELECT name, {key} FROM organisation"))


def table(keys: Keys) -> Grid:
    """Go to the members and show every field."""
    keys.press(K.Key_2, CTRL)
    keys.press(K.Key_T, CTRL | SHIFT)
    rest(keys.window)
    page = keys.window.page()
    assert isinstance(page, WidePage) and page.table_shown()
    keys.back(page.grid)
    return page.grid


def pasted(keys: Keys) -> RoundTripDialog:
    """The window with the differences, as soon as they are found."""
    (found,) = [one for one in keys.window.findChildren(RoundTripDialog) if one.isVisible()]
    settle(lambda: found.found is not None and not found.working() and found.list.view.hasFocus())
    return found


def test_columns_filter_order_cells_blocks_undo_view_and_file_by_keys_alone(
    keys: Keys, known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grid = table(keys)
    begun = column("city"), column("notes")

    # a column more, behind the town
    keys.press(K.Key_O, CTRL | SHIFT)
    fields = keys.focus(QListWidget)
    assert isinstance(fields, QListWidget)
    while fields.currentItem().text() != "Notes":
        keys.press(K.Key_Down)
    keys.press(K.Key_Space)
    keys.times(fields.currentRow() - 4, K.Key_Up, ALT)
    keys.save()
    keys.back(grid)
    assert grid.look.keys[:5] == ("name", "org_number", "helix_sector", "city", "notes")

    # instead of the members, all whose name holds these letters
    keys.press(K.Key_F, CTRL | SHIFT)
    keys.focus(Combo)
    keys.type("Name")
    keys.press(K.Key_Tab)
    keys.type("contains")
    keys.press(K.Key_Tab)
    keys.type("AS")
    keys.save()
    keys.back(grid)
    assert grid.filter.says() and len(names(grid)) == 6

    # sorted by the town
    keys.cell(grid, 0, "city")
    keys.press(K.Key_Down, ALT)
    keys.on_line("Sort ascending")
    keys.back(grid)
    order = ["Alta AS", "Hammer AS", "Bodø AS", "Narvik AS", "Nordlys Energi AS", "Ålesund Havbruk AS"]
    assert names(grid) == order

    # one cell: its row goes where it belongs now, and one stands in the same cell of it
    keys.cell(grid, 2, "city")
    keys.type("Tana")
    keys.press(K.Key_Return)
    keys.back(grid)
    assert column("city")["Bodø AS"] == "Tana" and names(grid)[3] == "Bodø AS"
    assert (grid.list.grid.currentIndex().row(), grid.list.grid.current_key()) == (3, "city")
    keys.press(K.Key_Z, CTRL)
    settle(lambda: names(grid) == order)
    keys.back(grid)

    # a block of two columns and two rows over two other rows: seen first, one cell of it not taken, one undo
    keys.cell(grid, 0, "city")
    keys.press(K.Key_Right, SHIFT)
    keys.press(K.Key_Down, SHIFT)
    keys.press(K.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "Alta\ta\nAlta\t"
    keys.cell(grid, 2, "city")
    keys.press(K.Key_V, CTRL)
    seen = [(line.name, line.column, line.now, line.theirs) for line in pasted(keys).lines]
    assert seen == [("Bodø AS", "Town", "Bodø", "Alta"), ("Bodø AS", "Notes", "b", "a"),
                    ("Narvik AS", "Town", "Narvik", "Alta")]  # fmt: skip
    assert (column("city"), column("notes")) == begun
    keys.press(K.Key_Down)
    keys.press(K.Key_Space)
    keys.save()
    settle(lambda: column("city")["Narvik AS"] == "Alta")
    keys.back(grid)
    assert column("city")["Bodø AS"] == "Alta" and column("notes") == begun[1]
    keys.press(K.Key_Z, CTRL)
    settle(lambda: names(grid) == order and column("city") == begun[0])
    keys.back(grid)

    # the first row of a block into the rows below it, and one undo
    keys.cell(grid, 0, "city")
    keys.press(K.Key_Right, SHIFT)
    keys.times(3, K.Key_Down, SHIFT)
    keys.press(K.Key_J, CTRL)
    settle(lambda: [column("city")[name] for name in order[:5]] == ["Alta"] * 4 + ["Tromsø"])
    keys.back(grid)
    assert [column("notes")[name] for name in order[:4]] == ["a"] * 4
    keys.press(K.Key_Z, CTRL)
    settle(lambda: (column("city"), column("notes")) == begun and names(grid) == order)
    keys.back(grid)

    # kept under a name, and what is on screen goes to Excel
    keys.press(K.Key_S, CTRL)
    keys.focus(QLineEdit)
    keys.type("Etter sted")
    keys.save()
    settle(lambda: grid.views.now is not None and grid.views.now.name == "Etter sted")
    keys.back(grid)
    path = tmp_path / "ut.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_what: (str(path), ""))
    keys.press(K.Key_E, CTRL)
    settle(lambda: path.exists() and not keys.window.desk.jobs.busy())
    lines = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    assert lines[0][:5] == ("Name", "Org. number", "Actor type", "Town", "Notes")
    assert [line[0] for line in lines[1:]] == order


def test_filling_down_says_what_it_does_not_do(keys: Keys, known: Known) -> None:
    grid = table(keys)
    for key, rows, why in (("last_contact", 1, "“Last contact” is not written here."),
                           ("city", 0, "Select the row to fill from and those below it first.")):  # fmt: skip
        keys.cell(grid, 0, key)
        keys.times(rows, K.Key_Down, SHIFT)
        keys.press(K.Key_J, CTRL)
        assert grid.list.grid.accessibleDescription() == why


def test_a_block_is_also_marked_with_the_mouse_and_its_menu_fills_it_down(keys: Keys, known: Known) -> None:
    grid = table(keys)
    view, cells = grid.list.grid, grid.list.table
    city = [one.key for one in cells.columns].index("city")

    def click(row: int, section: int, how: Qt.KeyboardModifier = NONE) -> None:
        place = view.visualRect(cells.index(row, section)).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, how, place)

    click(0, city)
    assert view.block() == []
    click(1, city + 1, SHIFT)
    assert view.block() == [city, city + 1] and len(view.selected_ids()) == 2
    view.grab()
    click(0, city)
    assert view.block() == [], "a plain click means whole rows again"
    keys.press(K.Key_Down, SHIFT)
    view.menu_asked.emit(view.mapToGlobal(view.rect().center()))
    keys.on_line("Fill do&wn")
    settle(lambda: database.value("SELECT city FROM organisation WHERE id = ?", (known.havbruk,)) == "Tromsø")
    keys.back(grid)


def test_a_block_goes_on_below_columns_that_stand_still(keys: Keys, known: Known) -> None:
    grid = table(keys)
    keys.window.resize(760, 600)
    keys.cell(grid, 0, "city")
    view = grid.list.grid
    while view.current_key() != "open_tasks":
        keys.press(K.Key_Right, SHIFT)
    assert view.head().offset() > 0 and view.head().frozen()
    keys.press(K.Key_Down, SHIFT)
    assert len(view.selected_ids()) == 2
    assert [grid.list.table.columns[one].key for one in view.block()][::4] == ["city", "open_tasks"]
    keys.press(K.Key_Up)
    assert view.block() == [] and len(view.selected_ids()) == 1
