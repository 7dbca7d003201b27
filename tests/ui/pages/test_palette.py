"""One line that finds everything, and Ctrl+L from anywhere."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.register import settle
from ui import errands
from ui.dialogs import task
from ui.kit.dialog import Dialog
from ui.kit.palette import Palette


def titles(window, words):
    return {group.title: [hit.title for hit in group.hits] for group in errands.find(window, words)}


FOUND = (
    ("degard", "Contacts", "Kåre Ødegård"),
    ("ødegård", "Contacts", "Kåre Ødegård"),
    ("91234567", "Contacts", "Ada Berg"),
    ("havbruk", "Organisations", "Ålesund Havbruk AS"),
    ("partnerliste", "Interactions", "Pilot havvind"),
    ("årsmøte", "Follow-ups", "Inviter til årsmøte"),
    ("log a", "Do", "Log a meeting…"),
    ("repor", "Do", "Reports"),
    ("møte", "Do", "Log a meeting…"),
    ("excel", "Do", "Import a list…"),
    ("årsrap", "Do", "Annual report…"),
)
"""What is typed, and under what it finds which title."""


def test_it_finds_records_pages_and_actions(window, known):
    for words, group, title in FOUND:
        assert title in titles(window, words)[group], words


def test_an_empty_line_offers_what_was_looked_at_lately_and_everything_that_can_be_done(window, known):
    window.go("contacts", known.kare)
    settle(lambda: not window.desk.questions.waiting())
    found = titles(window, "")
    assert found["Recently viewed"][0] == "Kåre Ødegård"
    assert "Import a list…" in found["Do"]


def test_each_action_shows_its_keys(window):
    (group,) = [group for group in errands.find(window, "log a meeting") if group.title == "Do"]
    assert group.hits[0].shortcut == "Ctrl+L"


def test_what_is_found_is_marked_in_the_title_or_in_the_text_round_it(window, known):
    found = {hit.title: hit for group in errands.find(window, "partnerliste") for hit in group.hits}
    meeting, promise = found["Pilot havvind"], found["Send partnerliste"]
    assert (meeting.snippet, list(meeting.marks)) == ("Trenger partnerliste.", [])
    assert [meeting.snippet[start:end] for start, end in meeting.snippet_marks] == ["partnerliste"]
    assert [promise.title[start:end] for start, end in promise.marks] == ["partnerliste"]
    (phone,) = [hit for group in errands.find(window, "912 34") for hit in group.hits if hit.title == "Ada Berg"]
    assert [phone.snippet[start:end] for start, end in phone.snippet_marks] == ["912", "34"]


def test_what_cannot_be_done_now_is_not_offered(window):
    assert "Restore" not in titles(window, "").get("Do", [])


def test_picking_a_person_leads_there(window, known):
    window.go("today")
    window.open_palette()
    palette = window.findChild(Palette)
    palette.edit.setText("ødegård")
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    settle(lambda: window.current == "contacts" and not window.desk.questions.waiting())
    assert window.page().detail.person.id == known.kare


def test_without_a_register_only_what_needs_none_is_offered(program):
    program.start(None)
    assert set(titles(program.window, "")) == {"Do"}
    assert "Log a meeting…" not in titles(program.window, "")["Do"]


def test_a_meeting_is_logged_from_over_another_dialog(window, known):
    window.activateWindow()
    other = task.ask(window)
    settle(lambda: QApplication.activeModalWidget() is other)
    assert other.form is not None
    other.form.widget("title").setFocus()
    settle(lambda: bool(other.property("hears")))
    QTest.keyClick(other, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle(lambda: window.logging is not None)
    assert window.logging.parent() is other
    QTest.keyClick(window.logging, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert len([one for one in QApplication.topLevelWidgets() if isinstance(one, Dialog) and one.isVisible()]) == 2
    window.logging.reject()
    settle(lambda: window.logging is None)
    settle(lambda: QApplication.focusWidget() is other.form.widget("title"))
    other.ask_before_losing(False)
    other.reject()


def test_a_meeting_is_logged_with_whom_one_looks_at(window, known):
    window.go("contacts", known.kare)
    settle(lambda: not window.desk.questions.waiting())
    window.actions_.of["log"].trigger()
    assert [one.id for one in window.logging.form.value("participants")] == [known.kare]
    window.logging.ask_before_losing(False)
    window.logging.reject()
