import gc
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crm.errors import CrmError, Invalid
from ui.kit import fields, messages, toast
from ui.kit.bar import Bar
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.message_box import MessageBox
from ui.kit.palette import Group, Hit, Palette


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def a_dialog(window: QWidget) -> Dialog:
    form = Form([fields.text("name", "Name", required=True), fields.lines("notes", "Notes")])
    return Dialog(window, "New member", save="Add member", form=form)


def test_a_dialog_is_as_high_as_its_form_whatever_its_title_would_take_in_less_width(window: QWidget):
    dialog = a_dialog(window)
    dialog.title.setText("The membership fee of Nordlys AS")
    dialog.open()
    form = dialog.form
    assert form is not None and dialog.title.height() < 2 * dialog.title.fontMetrics().height()
    assert form.height() - form.sizeHint().height() < 8


def test_ctrl_enter_saves_tells_and_closes(qtbot: QtBot, window: QWidget):
    dialog = a_dialog(window)
    saved: list[object] = []
    dialog.saved.connect(saved.append)
    assert dialog.form is not None
    dialog.form.set_values({"name": "Acme AS"})
    dialog.on_save(dialog.form.values)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    qtbot.keyClick(dialog.form.widget("notes"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved == [{"name": "Acme AS", "notes": ""}]
    qtbot.waitUntil(lambda: bool(gone))


def test_enter_presses_the_button_one_is_on_and_saves_from_a_field(qtbot: QtBot, window: QWidget):
    dialog = Dialog(window, "New", form=Form([fields.text("name", "Name")]))
    saved: list[object] = []
    pressed: list[bool] = []
    dialog.on_save(lambda: saved.append(True))
    other = dialog.add_button("Choose…", lambda: pressed.append(True))
    dialog.open()
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_Return)
    assert pressed == [True] and not saved and dialog.isVisible()
    assert dialog.form is not None
    qtbot.keyClick(dialog.form.widget("name"), Qt.Key.Key_Return)
    assert saved and pressed == [True]


def test_what_is_refused_is_told_beside_the_field_and_the_dialog_stays(qtbot: QtBot, window: QWidget):
    dialog = a_dialog(window)
    assert dialog.form is not None
    dialog.on_save(dialog.form.values)
    dialog.open()
    dialog.save_button.click()
    assert dialog.isVisible()
    assert dialog.form.problems().keys() == {"name"}

    def work() -> None:
        raise Invalid({"name": "There is one already.", "orgnr": "The organisation number is wrong."})

    dialog.on_save(work)
    dialog.save_button.click()
    assert dialog.form.problems() == {"name": "There is one already."}
    assert "organisation number" in dialog.message()

    def full() -> None:
        raise CrmError("The disk is full. Free some room and try again.")

    dialog.on_save(full)
    dialog.save_button.click()
    assert dialog.isVisible()
    assert dialog.message().startswith("The disk is full")
    dialog.close()


def test_a_dialog_grows_with_what_it_tells(qtbot: QtBot, window: QWidget):
    dialog = a_dialog(window)
    assert dialog.form is not None
    dialog.open()
    high = dialog.height()
    dialog.form.show_problems({"name": "A sentence that says what is wrong and what to do about it. " * 3})
    qtbot.waitUntil(lambda: dialog.height() > high)
    dialog.close()


class Sweeping(QLabel):
    """Lets Python collect what nobody holds whenever it is made larger or smaller, which it may do at any moment."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        gc.collect()


def test_a_page_that_nobody_holds_stays_while_its_dialog_is_open(qtbot: QtBot):
    page, gone = QWidget(), list[str]()
    page.itself = page  # type: ignore[attr-defined]  # as each page that connects a signal of its own
    page.destroyed.connect(lambda: gone.append("page"))
    dialog = a_dialog(page)
    dialog.destroyed.connect(lambda: gone.append("dialog"))
    dialog.body.addWidget(Sweeping("…"))
    page.show()
    dialog.open()
    dialog.say("A sentence that says what is wrong and what to do about it. " * 9)
    high = dialog.height()
    del page
    qtbot.waitUntil(lambda: dialog.height() > high)
    assert not gone
    dialog.close()
    qtbot.waitUntil(lambda: "dialog" in gone)
    gc.collect()
    assert gone == ["dialog", "page"]


def test_a_long_form_opens_whole_where_the_screen_has_room(qtbot: QtBot, window: QWidget):
    form = Form([fields.text(str(number), f"Field {number}") for number in range(8)])
    dialog = Dialog(window, "Long", form=form, width=640)
    dialog.open()
    room = dialog.screen().availableGeometry()
    assert dialog.height() > room.height() * 2 / 3
    assert dialog.width() >= 640
    assert form.visibleRegion().boundingRect().height() == form.height()
    dialog.close()


def test_escape_leaves_and_asks_only_where_something_would_be_lost(qtbot: QtBot, window: QWidget):
    dialog = a_dialog(window)
    dialog.ask_before_losing()
    dialog.open()
    assert dialog.form is not None
    qtbot.keyClicks(dialog.form.widget("name"), "Acme")
    answers = iter([Qt.Key.Key_Escape, None])

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, MessageBox)
        key = next(answers)
        if key is not None:
            qtbot.keyClick(box, key)
        else:
            next(one for one in box.findChildren(QPushButton) if one.text() == "Discard").click()

    QTimer.singleShot(0, answer)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    QTimer.singleShot(0, answer)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(Dialog))


def test_a_dangerous_question_is_answered_no_by_enter(qtbot: QtBot, window: QWidget):
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, MessageBox)
        default = next(one for one in box.findChildren(QPushButton) if one.isDefault())
        assert default.text() == "Cancel"
        default.click()

    QTimer.singleShot(0, press)
    assert not messages.ask(window, "Erase?", "This cannot be undone.", "Erase", danger=True)


def test_a_verb_on_the_button_is_a_yes(qtbot: QtBot, window: QWidget):
    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, MessageBox)
        next(one for one in box.findChildren(QPushButton) if one.text() == "Close the register").click()

    QTimer.singleShot(0, press)
    assert messages.ask(window, "Close?", "The import goes on.", "Close the register")


def test_the_unexpected_says_that_the_data_is_safe_and_can_be_copied(qtbot: QtBot, window: QWidget, tmp_path: Path):
    box = messages.unexpected(window, "ValueError\n  kit.py:3 f", tmp_path)
    words = " ".join(label.text() for label in box.findChildren(QLabel))
    assert "data is safe" in words
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in box.findChildren(QLabel) if label.text())
    next(one for one in box.findChildren(QPushButton) if "Copy" in one.text()).click()
    assert QGuiApplication.clipboard().text() == "ValueError\n  kit.py:3 f"
    assert box.isVisible()
    box.close()


def test_a_bar_says_acts_and_goes(qtbot: QtBot):
    bar = Bar()
    qtbot.addWidget(bar)
    done: list[int] = []
    bar.say("Three members have no size.", "warning", "Show", lambda: done.append(1))
    bar.show()
    next(one for one in bar.findChildren(QPushButton) if one.text() == "Show").click()
    assert done == [1]
    assert bar.words().startswith("Three")
    bar.clear()
    assert bar.words() == ""


def test_a_toast_offers_the_way_back_and_the_next_one_takes_its_place(qtbot: QtBot, window: QWidget):
    undone: list[int] = []
    toast.show(window, "Member archived.", "Undo", lambda: undone.append(1))
    second = toast.show(window, "Person archived.", "Undo", lambda: undone.append(2))
    qtbot.waitUntil(lambda: len(window.findChildren(toast.Toast)) == 1)
    assert second.words() == "Person archived."
    assert window.rect().contains(second.geometry())
    window.resize(700, 500)
    assert abs(second.geometry().center().x() - window.rect().center().x()) <= 1
    next(one for one in second.findChildren(QPushButton) if one.text() == "Undo").click()
    assert undone == [2]
    qtbot.waitUntil(lambda: not window.findChildren(toast.Toast))


def test_a_toast_flashes_no_window_of_its_own_and_takes_no_focus(qtbot: QtBot, qapp: QApplication, window: QWidget):
    edit = QLineEdit(window)
    edit.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    edit.setFocus()
    toast.show(window, "Undone.", "Redo", lambda: None)
    qtbot.wait(50)
    assert window.isActiveWindow() and edit.hasFocus()


def test_a_toast_goes_by_itself_and_at_escape(qtbot: QtBot, window: QWidget):
    toast.show(window, "Saved.", seconds=0)
    qtbot.waitUntil(lambda: not window.findChildren(toast.Toast))
    last = toast.show(window, "Saved.")
    qtbot.keyClick(last, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(toast.Toast))


def a_palette(qtbot: QtBot, ran: list[str]) -> Palette:
    def hit(title: str) -> Hit:
        return Hit(title, lambda: ran.append(title))

    def search(words: str) -> list[Group]:
        if not words:
            return [Group("Recent", [hit("Acme AS")])]
        people = [hit(name) for name in ("Kåre Ødegård", "Kåre Berg") if words in name.lower()]
        return [Group("People", people), Group("Actions", [hit("Import …")] if people else [])]

    made = Palette(search, "Search")
    qtbot.addWidget(made)
    return made


def test_the_palette_shows_recent_things_and_runs_what_enter_takes(qtbot: QtBot, window: QWidget):
    ran: list[str] = []
    palette = a_palette(qtbot, ran)
    palette.open_over(window)
    assert palette.list.current_row() is not None and palette.list.current_row().title == "Acme AS"  # type: ignore[union-attr]
    qtbot.keyClicks(palette.edit, "kåre")
    qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    qtbot.keyClick(palette.edit, Qt.Key.Key_Return)
    assert ran == ["Kåre Berg"]
    assert palette.isHidden()


def test_arrows_pass_over_headings_and_round_the_ends(qtbot: QtBot, window: QWidget):
    palette = a_palette(qtbot, [])
    palette.open_over(window, "kåre")
    seen = []
    for _turn in range(4):
        row = palette.list.current_row()
        assert row is not None
        seen.append(row.title)
        qtbot.keyClick(palette.edit, Qt.Key.Key_Down)
    assert seen == ["Kåre Ødegård", "Kåre Berg", "Import …", "Kåre Ødegård"]
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert palette.edit.text() == "" and palette.isVisible()
    qtbot.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert palette.isHidden()


def test_nothing_found_is_said(qtbot: QtBot, window: QWidget):
    palette = a_palette(qtbot, [])
    palette.open_over(window, "xyz")
    assert palette.empty.isVisible()
    assert palette.list.isHidden()
    palette.close()
