"""Records in windows of their own: several at once, true after any change, gone with their record, undone there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from crm.commands import activities, history, interactions, people, projects, tasks
from crm.commands.interactions import Participant
from tests.ui.register import TODAY, settle
from ui.kit.toast import Toast


def at_rest(window):
    settle(lambda: not (window.desk.questions.waiting() or window.desk.jobs.busy()))


@pytest.fixture
def apart(window, known):
    """Ada in a window of her own."""
    window.open_apart("person", known.ada)
    at_rest(window)
    (one,) = window.windows_apart()
    one.activateWindow()
    settle(one.isActiveWindow)
    return one


def test_the_row_one_is_on_opens_by_key_and_by_ctrl_and_a_double_click(window, known):
    window.show()
    window.activateWindow()
    window.go("contacts", known.kare)
    at_rest(window)
    view = window.page().view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert [(one.table, one.id) for one in window.windows_apart()] == [("person", known.kare)]
    window.activateWindow()
    place = view.visualRect(view.table().index(view.table().row_of(known.ada), 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert {one.id for one in window.windows_apart()} == {known.kare, known.ada}


def test_the_menu_opens_it_from_anywhere_on_the_page_and_once(window, known):
    window.go("interactions", known.pilot)
    at_rest(window)
    for _twice in range(2):
        window.actions_.of["apart"].trigger()
    assert [(one.table, one.id) for one in window.windows_apart()] == [("interaction", known.pilot)]


def test_several_show_different_records_at_once(window, known, apart):
    for table, id in (("person", known.kare), ("organisation", known.nordlys), ("interaction", known.pilot),
                      ("task", known.late)):  # fmt: skip
        window.open_apart(table, id)
    at_rest(window)
    titles = [one.windowTitle().removesuffix(" – Klynge") for one in window.windows_apart()]
    assert titles == ["Ada Berg", "Kåre Ødegård", "Nordlys Energi AS", "Pilot havvind", "Send partnerliste"]
    shown = [one.record.widget for one in window.windows_apart()]
    assert (shown[0].person.id, shown[1].person.id) == (known.ada, known.kare)
    assert shown[2].story.entries() and shown[4].task.id == known.late


def test_a_project_and_an_activity_have_windows_as_well(window, known):
    made = (
        ("project", projects.add(title="Restråstoff")),
        ("activity", activities.add(name="Kurs i tang", start_on=TODAY)),
    )
    for table, id in made:
        window.open_apart(table, id)
    at_rest(window)
    assert [one.windowTitle() for one in window.windows_apart()] == ["Restråstoff – Klynge", "Kurs i tang – Klynge"]
    for one in window.windows_apart():
        assert {"edit_record", "history", "archive"} <= set(one.record.verbs())


def test_it_stays_true_after_a_change_by_any_path(window, known, apart):
    people.edit(known.ada, last_name="Fjell")
    settle(lambda: apart.windowTitle() == "Ada Fjell – Klynge")
    interactions.log("Nytt møte", held_on=TODAY, participants=[Participant(known.ada)])
    settle(lambda: "Nytt møte" in {entry.title for entry in apart.record.widget.story.entries()})
    history.undo()
    settle(lambda: "Nytt møte" not in {entry.title for entry in apart.record.widget.story.entries()})


def test_a_record_that_is_gone_takes_its_window_with_it_and_says_so(window, known):
    new = people.add(first_name="Ny", last_name="Person")
    window.open_apart("person", new)
    at_rest(window)
    history.undo()
    settle(lambda: not window.windows_apart())
    assert "“Ny Person” is gone" in window.findChild(Toast)._words.text()
    window.open_apart("person", new)
    assert not window.windows_apart()


def test_the_keys_of_undo_work_there(window, known, apart):
    people.edit(known.ada, notes="Feil")
    at_rest(window)
    settle(lambda: apart._actions["undo"].isEnabled())
    QTest.keyClick(apart, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(lambda: apart.record.widget.person.notes == "")
    settle(lambda: apart._actions["redo"].isEnabled())
    apart.activateWindow()
    settle(apart.isActiveWindow)
    QTest.keyClick(apart, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settle(lambda: apart.record.widget.person.notes == "Feil")


def test_a_meeting_logged_there_is_with_that_person(window, known, apart):
    QTest.keyClick(apart, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    dialog = window.logging
    assert dialog is not None and dialog.parent() is apart
    dialog.close()


def test_what_can_be_done_is_done_with_that_record(window, known, apart):
    window.go("members")
    QTest.keyClick(apart, Qt.Key.Key_F2)
    dialogs = [one for one in apart.findChildren(QDialog) if one.isVisible()]
    assert len(dialogs) == 1 and "Ada" in str(dialogs[0].form.values())
    dialogs[0].close()
    window.open_apart("task", known.today)
    at_rest(window)
    task = window.windows_apart()[-1]
    task.do("done")
    settle(lambda: task.record.widget.task.status == "done")
    assert tasks is not None and set(apart.record.verbs()) >= {"brief", "history", "archive", "change_employer"}


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)],
)
def test_it_closes_and_stands_where_it_stood_when_it_opens_again(window, known, apart, key, modifier):
    apart.resize(700, 600)
    QTest.keyClick(apart, key, modifier)
    settle(lambda: not window.windows_apart())
    window.open_apart("person", known.kare)
    assert (window.windows_apart()[0].width(), window.windows_apart()[0].height()) == (700, 600)


def test_they_close_with_the_register_and_speak_another_language_with_it(window, program, known, apart):
    program.prefer("language", "nb")
    at_rest(window)
    assert apart._actions["history"].text() == "&Historikk\u00a0…"
    program.prefer("language", "en")
    at_rest(window)
    window.release()
    assert not window.windows_apart()
