"""Fees and contributions edited where they stand in their tables, key by key, in the window: each edit is one undo."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit

from crm.commands import contributions, fees
from crm.queries import organisations
from crm.store.database import rows, value
from tests.ui.dialogs.typist import CTRL, SHIFT
from tests.ui.pages.test_table import rest
from tests.ui.pages.test_table_by_keys import Keys, pasted
from tests.ui.register import Known, settle
from ui.pages.grid.grid import Grid
from ui.pages.grid.page import WidePage
from ui.window import MainWindow

K = Qt.Key
THOUSAND = 1_000_00


@pytest.fixture
def keys(qapp: QApplication, window: MainWindow, known: Known) -> Keys:
    """The window at the front, with two fees of one year and three contributions."""
    fees.put(organisations.detail(known.havbruk).memberships[0].id, 2026, 1_000_000)
    contributions.add(known.nordlys, 2026, kind="hours", minutes=20 * 60, rate=1_000_00, document_ref="Timeliste 3")
    contributions.add(known.havbruk, 2026, kind="cash", amount=5 * THOUSAND)
    contributions.add(known.havbruk, 2026, kind="hours", minutes=60, rate=500_00)
    rest(window)
    window.show()
    window.activateWindow()
    return Keys(qapp, window)


def table(keys: Keys, page: str) -> Grid:
    """Go there and show every field, by keys alone."""
    keys.window.go(page)
    rest(keys.window)
    keys.press(K.Key_T, CTRL | SHIFT)
    rest(keys.window)
    shown = keys.window.page()
    assert isinstance(shown, WidePage) and shown.table_shown()
    keys.back(shown.grid)
    return shown.grid


def at(keys: Keys, grid: Grid, name: str, key: str) -> int:
    """Go to a member's row, and to a column of it; returns the row's id."""
    for row in range(grid.list.table.rowCount()):
        if str(grid.list.table.index(row, 0).data()).startswith(name):
            keys.cell(grid, row, key)
            found = grid.list.grid.current_id()
            assert found is not None
            return found
    raise AssertionError(name)


def says(grid: Grid) -> str:
    """What stands in the current cell as it is painted."""
    return str(grid.list.grid.currentIndex().data())


def fee(id: int, column: str) -> object:
    return value(f"SELECT {column} FROM membership_fee WHERE id = ?", (id,))


def given(id: int, column: str) -> object:
    return value(f"SELECT {column} FROM contribution WHERE id = ?", (id,))


def undone(keys: Keys, grid: Grid, stands: Callable[[], bool]) -> None:
    """Ctrl+Z, until it stands there again."""
    keys.press(K.Key_Z, CTRL)
    settle(stands)
    keys.back(grid)


def test_each_cell_of_a_fee_is_edited_kept_refused_and_undone_by_keys(keys: Keys, known: Known) -> None:
    grid = table(keys, "fees")
    id = at(keys, grid, "Nordlys", "amount")
    assert says(grid) == "NOK 25,000"

    # F2 shows what stands there, selected; Esc leaves it; a click elsewhere too
    keys.press(K.Key_F2)
    line = keys.focus(QLineEdit)
    assert isinstance(line, QLineEdit) and line.text() == line.selectedText() == "NOK 25,000"
    keys.type("1")
    keys.press(K.Key_Escape)
    keys.back(grid)
    assert fee(id, "amount") == 2_500_000 and grid.editor.widget is None

    # typing begins with that letter, Enter keeps, and one undo gives the old amount back
    keys.type("31 500,50")
    keys.press(K.Key_Return)
    keys.back(grid)
    assert fee(id, "amount") == 3_150_050 and says(grid) == "NOK 31,500.50"
    undone(keys, grid, lambda: fee(id, "amount") == 2_500_000)

    # no amount says why and lets one write on
    keys.type("mye")
    keys.press(K.Key_Return)
    assert grid.editor.widget is not None
    why = grid.editor.widget.accessibleDescription()
    assert "mye" in why and keys.window.statusBar().currentMessage() in ("", why)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    keys.press(K.Key_A, CTRL)
    keys.type("26000")
    keys.press(K.Key_Return)
    keys.back(grid)
    assert fee(id, "amount") == 2_600_000
    undone(keys, grid, lambda: fee(id, "amount") == 2_500_000)

    # a day in short, one before the invoice is refused, Tab keeps and goes on
    at(keys, grid, "Nordlys", "due_on")
    keys.type("1.1")
    keys.press(K.Key_Return)
    assert grid.editor.widget is not None and "due" in grid.editor.widget.accessibleDescription()
    keys.press(K.Key_A, CTRL)
    keys.type("1.3")
    keys.press(K.Key_Tab)
    settle(lambda: fee(id, "due_on") == "2026-03-01")
    keys.back(grid)
    assert grid.list.grid.current_key() == "paid_on"
    keys.type("15.3")
    keys.press(K.Key_Return)
    keys.back(grid)
    assert fee(id, "paid_on") == "2026-03-15"
    at(keys, grid, "Nordlys", "state")
    assert says(grid) == "Paid"
    undone(keys, grid, lambda: fee(id, "paid_on") is None)
    undone(keys, grid, lambda: fee(id, "due_on") is None)

    # whose fee it is and its state follow from other things: that is said, and nothing opens
    for key in ("organisation", "state"):
        at(keys, grid, "Nordlys", key)
        keys.press(K.Key_F2)
        keys.type("x")
        assert grid.editor.widget is None
        assert "is not written here" in grid.list.grid.accessibleDescription()

    # an empty cell takes the day away again
    at(keys, grid, "Nordlys", "invoiced_on")
    keys.press(K.Key_F2)
    keys.press(K.Key_Delete)
    keys.press(K.Key_Return)
    keys.back(grid)
    assert fee(id, "invoiced_on") is None
    undone(keys, grid, lambda: fee(id, "invoiced_on") == "2026-02-01")


def test_each_cell_of_a_contribution_is_edited_kept_refused_and_undone_by_keys(keys: Keys, known: Known) -> None:
    grid = table(keys, "contributions")
    id = at(keys, grid, "Nordlys", "minutes")
    assert given(id, "kind") == "hours"
    keys.press(K.Key_F2)
    line = keys.focus(QLineEdit)
    assert isinstance(line, QLineEdit) and line.text() == line.selectedText() == says(grid)
    keys.type("7,5")
    keys.press(K.Key_Return)
    keys.back(grid)
    assert given(id, "minutes") == 450
    undone(keys, grid, lambda: given(id, "minutes") == 1200)

    # hours have no amount: it says so, and Esc leaves all as it was
    at(keys, grid, "Nordlys", "amount")
    keys.type("500")
    keys.press(K.Key_Return)
    assert grid.editor.widget is not None
    assert grid.editor.widget.accessibleDescription() == "Hours have a rate instead of an amount."
    keys.press(K.Key_Escape)
    keys.back(grid)
    assert given(id, "amount") is None

    # yes or no by its first letter
    at(keys, grid, "Nordlys", "approved")
    keys.type("y")
    box = keys.focus(QComboBox)
    assert isinstance(box, QComboBox) and box.currentText() == "Yes"
    keys.press(K.Key_Return)
    keys.back(grid)
    assert given(id, "approved") == 1
    undone(keys, grid, lambda: given(id, "approved") == 0)

    # another member by some letters of its name
    at(keys, grid, "Nordlys", "organisation")
    keys.press(K.Key_F2)
    keys.type("Ålesund Havbruk AS")
    keys.press(K.Key_Return)
    settle(lambda: given(id, "organisation_id") == known.havbruk)
    keys.back(grid)
    undone(keys, grid, lambda: given(id, "organisation_id") == known.nordlys)


def test_a_block_of_fees_is_pasted_after_a_look_and_filled_down_each_with_one_undo(keys: Keys, known: Known) -> None:
    grid = table(keys, "fees")
    begun = rows("SELECT id, amount, due_on, reference FROM membership_fee ORDER BY id")
    ids = [one for one in grid.list.table.ids() if one > 0]
    keys.cell(grid, 0, "amount")
    QGuiApplication.clipboard().setText("12 000\nmye\n")
    keys.press(K.Key_V, CTRL)
    dialog = pasted(keys)
    assert [(one.theirs, bool(one.why)) for one in dialog.lines] == [("NOK 12,000", False), ("mye", True)]
    assert rows("SELECT id, amount, due_on, reference FROM membership_fee ORDER BY id") == begun
    keys.save()
    settle(lambda: fee(ids[0], "amount") == 1_200_000)
    keys.back(grid)
    undone(keys, grid, lambda: rows("SELECT id, amount, due_on, reference FROM membership_fee ORDER BY id") == begun)
    keys.cell(grid, 0, "amount")
    keys.press(K.Key_Down, SHIFT)
    keys.press(K.Key_J, CTRL)
    settle(lambda: fee(ids[0], "amount") == fee(ids[1], "amount"))
    keys.back(grid)
    undone(keys, grid, lambda: rows("SELECT id, amount, due_on, reference FROM membership_fee ORDER BY id") == begun)


def test_what_is_on_screen_goes_to_excel_in_hours_and_kroner(
    keys: Keys, known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grid = table(keys, "contributions")
    at(keys, grid, "Nordlys", "minutes")
    assert says(grid) == "20"
    keys.press(K.Key_F2)
    keys.press(K.Key_Return)  # nothing was written: nothing changes
    keys.back(grid)
    assert rows("SELECT minutes FROM contribution WHERE minutes IS NOT NULL ORDER BY 1") == [(60,), (1200,)]
    path = tmp_path / "ut.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_what: (str(path), ""))
    keys.press(K.Key_E, CTRL)
    settle(lambda: path.exists() and not keys.window.desk.jobs.busy())
    lines = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    place = lines[0].index("Hours")
    assert {line[place] for line in lines[1:]} == {None, 1, 20}
