"""UX.md, "Keys": each key of the table does what it says, pressed in the real window."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from crm import i18n
from crm.commands import people
from crm.queries.people import PeopleQuery
from tests.ui.register import settle
from ui import actions, record_menu
from ui.dialogs import task
from ui.dialogs.import_list import ImportDialog
from ui.kit.dialog import Dialog
from ui.kit.palette import Palette

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
K = Qt.Key


@pytest.fixture
def contacts(window, known):
    window.go("contacts", known.kare)
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())
    window.activateWindow()
    settle(window.isActiveWindow)
    window.page().view.setFocus()
    return window


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    found = QApplication.focusWidget()
    assert found is not None
    QTest.keyClick(found, key, modifiers)


def dialogs() -> list[Dialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()]


def back(window) -> None:
    """Stand on the list again."""
    settle(lambda: not dialogs() and not window.findChildren(ImportDialog))
    window.activateWindow()
    settle(window.isActiveWindow)
    window.page().view.setFocus()


def leave(dialog: Dialog) -> None:
    dialog.ask_before_losing(False)
    dialog.reject()


def test_ctrl_l_logs_a_meeting_from_anywhere_and_over_any_dialog(contacts):
    other = task.ask(contacts)
    settle(lambda: QApplication.activeModalWidget() is other and QApplication.focusWidget() is not None)
    press(K.Key_L, CTRL)
    settle(lambda: contacts.logging is not None and len(dialogs()) == 2)
    leave(contacts.logging)
    settle(lambda: contacts.logging is None)
    leave(other)


def test_ctrl_k_ctrl_n_ctrl_i_and_ctrl_e_find_make_import_and_export(contacts, tmp_path, monkeypatch):
    press(K.Key_K, CTRL)
    palette = contacts.findChild(Palette)
    settle(palette.isVisible)
    palette.close()
    back(contacts)
    press(K.Key_N, CTRL)
    settle(lambda: len(dialogs()) == 1)
    assert dialogs()[0].windowTitle() == "New record"
    leave(dialogs()[0])
    back(contacts)
    press(K.Key_I, CTRL)
    settle(lambda: contacts.findChild(ImportDialog) is not None)
    contacts.findChild(ImportDialog).reject()
    back(contacts)
    file = tmp_path / "ut.csv"
    monkeypatch.setattr("ui.pages.export.choose", lambda _desk, _name: file)
    press(K.Key_E, CTRL)
    settle(lambda: file.exists() and not contacts.desk.jobs.busy())


def test_ctrl_f_filters_this_list_and_escape_clears_it(contacts):
    press(K.Key_F, CTRL)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "ada")
    press(K.Key_Escape)
    assert field.text() == ""


def test_ctrl_z_and_ctrl_y_undo_and_redo_and_the_menu_names_the_step(contacts):
    made = people.add(last_name="Nyansatt")
    settle(lambda: "Nyansatt" in contacts.actions_.of["undo"].text())
    press(K.Key_Z, CTRL)
    settle(lambda: made not in PeopleQuery().ids() and "Nyansatt" in contacts.actions_.of["redo"].text())
    press(K.Key_Y, CTRL)
    settle(lambda: made in PeopleQuery().ids() and "Nyansatt" in contacts.actions_.of["undo"].text())
    press(K.Key_Z, CTRL)
    settle(lambda: made not in PeopleQuery().ids() and "Nyansatt" in contacts.actions_.of["redo"].text())
    press(K.Key_Z, CTRL | SHIFT)
    settle(lambda: made in PeopleQuery().ids())


def test_f1_helps_where_one_is_and_shift_f1_lists_the_keys(contacts):
    press(K.Key_F1)
    settle(lambda: any("guide" in type(one).__module__ and one.isVisible() for one in QApplication.topLevelWidgets()))
    for one in QApplication.topLevelWidgets():
        if "guide" in type(one).__module__:
            one.close()
    back(contacts)
    press(K.Key_F1, SHIFT)
    settle(lambda: len(dialogs()) == 1)
    leave(dialogs()[0])


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac goes back by Cmd+[")
def test_alt_left_goes_back_to_the_same_row(contacts, known):
    contacts.go("members", known.havbruk)
    settle(lambda: not contacts.desk.questions.waiting())
    contacts.page().view.setFocus()
    press(K.Key_Left, ALT)
    settle(lambda: contacts.current == "contacts" and not contacts.desk.questions.waiting())
    assert contacts.page().view.current_id() == known.kare


def test_ctrl_comma_opens_the_settings_and_ctrl_q_closes(contacts):
    press(K.Key_Comma, CTRL)
    settle(lambda: contacts.current == "settings")
    contacts.setFocus()
    QTest.keyClick(contacts, K.Key_Q, CTRL)
    settle(lambda: not contacts.isVisible())


def test_every_action_stands_in_a_menu_with_a_mnemonic_and_no_two_share_a_shortcut(window):
    keys = [QKeySequence(key).toString() for entry in actions.entries() for key in entry.keys]
    assert all(keys) and len(keys) == len(set(keys))
    menus = list(window.actions_.menus.values())
    menus += [one.menu() for menu in menus for one in menu.actions() if one.menu() is not None]
    listed = {action for menu in menus for action in menu.actions()}
    assert set(window.actions_.of.values()) <= listed
    assert all("&" in action.text().replace("&&", "") for action in listed if not action.isSeparator())


@pytest.mark.parametrize("language", ["nb", "en"])
def test_no_two_entries_of_the_menu_over_the_rows_of_a_table_share_a_letter(language):
    i18n.use(language)
    rows = [entry for entry in actions.MENUS["edit"][1] if entry.key in record_menu.ROWS]
    texts = [i18n._(entry.text) for entry in (*rows, *actions.MENUS["record"][1]) if entry.text and not entry.under]
    letters = [text[text.index("&") + 1].casefold() for text in texts]
    assert len(rows) == 2 and len(letters) == len(set(letters)), sorted(letters)
