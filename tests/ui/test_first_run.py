"""The first run: language, the name of the cluster, one's list, the first meeting, the first figure; the sample."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from crm.queries import first_steps as queries
from crm.store import opening
from crm.store.database import rows, value
from tests.ui import first_list
from tests.ui.dialogs.typist import CTRL, Typist
from tests.ui.pages.conftest import home, known, program, window, written
from tests.ui.register import settle
from ui import bringing_in
from ui.dialogs.import_list import COLUMNS, DONE, PLAN, ImportDialog
from ui.pages import kept_in
from ui.pages.first_steps import FirstSteps

__all__ = ["home", "known", "program", "window", "written"]

SECONDS = 30
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The documents of this test alone."""
    made = tmp_path / "Documents"
    made.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _kind: str(made))
    return made


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """The list that the cluster has in Excel."""
    return first_list.write(tmp_path / "medlemmer.xlsx")


def drop(program: Any, *files: Path) -> None:
    """Let files go over the window, as a hand with a mouse does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    program.window.dragEnterEvent(QDragEnterEvent(QPoint(20, 20), copy, mime, left, none))
    program.window.dropEvent(QDropEvent(QPointF(20, 20), copy, mime, left, none))
    settle()


def rest(program: Any) -> None:
    settle(lambda: not program.window.desk.questions.waiting(), SECONDS)


def at_rest(dialog: Any, step: int) -> bool:
    return dialog.step() == step and not dialog.working()


def steps(program: Any) -> FirstSteps:
    found: FirstSteps = program.window.page().findChild(FirstSteps)
    assert found is not None
    return found


def begin(program: Any, name: str = "Havklyngen") -> None:
    program.start(None)
    QTest.keyClicks(program.window.page().name, name)
    QTest.keyClick(program.window.page().name, ENTER)
    settle(lambda: program.window.file is not None, SECONDS)
    rest(program)


def test_a_name_and_enter_make_the_cluster(program, documents):
    begin(program)
    assert program.window.file == documents / "Havklyngen.klynge"
    assert program.window.current == "today"
    assert rows("SELECT value FROM setting WHERE key = 'cluster_name'") == [("Havklyngen",)]


def test_a_new_cluster_begins_with_the_first_steps_wherever_one_was_in_another(program):
    program.prefer("last_page", "contacts")
    begin(program)
    assert program.window.current == "today"


def test_the_cursor_stands_in_the_name_and_the_file_is_told(program, documents):
    program.start(None)
    page = program.window.page()
    program.window.activateWindow()
    settle(page.name.hasFocus)
    QTest.keyClicks(page.name, "Hav: klyngen/1")
    assert str(documents / "Hav klyngen1.klynge") in page._file.text()
    page.name.clear()
    QTest.keyClick(page.name, ENTER)
    assert program.window.file is None and page.form.problems()


def test_where_the_file_of_a_new_cluster_cannot_be_made_the_page_says_so_and_keeps_the_name(program, documents):
    documents.rmdir()
    documents.write_text("no folder")
    program.start(None)
    page = program.window.page()
    page.name.setText("Havklyngen")
    page.primary_action()
    settle()
    assert program.window.page() is page and opening.register() is None
    assert page.form.problems()["name"] and page.name.text() == "Havklyngen"
    documents.unlink()
    documents.mkdir()
    page.primary_action()
    settle(lambda: program.window.file is not None)
    assert program.window.file == documents / "Havklyngen.klynge"


@pytest.mark.parametrize("name", ["Ærlig klynge " * 40, "con", "🐟" * 99, "..", "/"])
def test_whatever_a_cluster_is_called_its_file_has_a_name_that_every_system_can_write(program, documents, name):
    program.start(None)
    page = program.window.page()
    page.name.setText(name)
    page.primary_action()
    settle(lambda: program.window.file is not None)
    file = program.window.file
    assert file is not None and file.parent == documents
    assert len(file.name.encode()) < 240 and file.stem.lower() not in ("con", "")


def test_a_cluster_of_the_same_name_gets_a_file_of_its_own(program, documents):
    (documents / "Havklyngen.klynge").write_text("something else", encoding="utf-8")
    begin(program)
    assert program.window.file == documents / "Havklyngen 2.klynge"
    assert (documents / "Havklyngen.klynge").read_text(encoding="utf-8") == "something else"


def test_the_language_is_chosen_first_and_what_was_typed_stays(program):
    program.start(None)
    program.window.page().name.setText("Havklyngen")
    next(one for one in program.window.page().findChildren(QPushButton) if one.text() == "Bokmål").click()
    settle(lambda: program.window.page() is not None and program.window.page().title == "Velkommen")
    assert program.window.page().name.text() == "Havklyngen"
    assert program.settings.language == "nb"


def test_more_choices_begin_with_the_name_typed_so_far(program):
    program.start(None)
    program.window.page().name.setText("Havklyngen")
    program.window.page()._more()
    dialog: Any = QApplication.activeModalWidget()
    assert dialog.form.value("name") == "Havklyngen"
    assert dialog.form.value("path") == kept_in.documents() / "Havklyngen.klynge"
    dialog.ask_before_losing(False)
    dialog.reject()


def test_a_list_dropped_before_there_is_a_cluster_waits_for_its_name(program, workbook):
    program.start(None)
    drop(program, workbook)
    assert "medlemmer.xlsx" in program.window.page()._list.text()
    QTest.keyClicks(program.window.page().name, "Havklyngen")
    QTest.keyClick(program.window.page().name, ENTER)
    settle(lambda: program.window.findChild(ImportDialog) is not None, SECONDS)
    dialog = program.window.findChild(ImportDialog)
    settle(lambda: dialog.step() == COLUMNS and not dialog.working(), SECONDS)
    assert program.window.waiting == ()
    dialog.reject()


# From the first start to the first figure


def test_from_the_first_start_to_the_first_figure_in_few_clicks_and_keys(program, workbook, qapp, qtbot):
    """What a hand does: counted, and each step is offered where one is."""
    window, keys, clicks = program.window, Typist(qapp), 0

    def click(button: QPushButton) -> None:
        nonlocal clicks
        assert button.isVisible() and button.isEnabled()
        clicks += 1
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    program.start(None)
    window.activateWindow()
    qtbot.waitUntil(window.page().name.hasFocus)
    drop(program, workbook)
    clicks += 1
    keys.type("Havklyngen")
    keys.press(ENTER)

    settle(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog), SECONDS)
    dialog: Any = QApplication.activeModalWidget()
    for step in (COLUMNS, PLAN, DONE):
        settle(partial(at_rest, dialog, step), SECONDS)
        click(dialog.save_button)
    rest(program)
    assert rows("SELECT count(*) FROM membership") == [(4,)] and rows("SELECT count(*) FROM person") == [(4,)]

    card = steps(program)
    assert card.isVisible() and card.next_step() == 2
    click(card.buttons[2])
    log = window.logging
    qtbot.waitUntil(log.isActiveWindow)
    keys.type("Kaffe @ada")
    keys.press(ENTER)
    with qtbot.waitSignal(log.saved):
        keys.press(ENTER, CTRL)
    rest(program)
    assert value("SELECT count(*) FROM interaction") == 1

    assert card.isVisible() and card.next_step() == 3
    click(card.buttons[3])
    rest(program)
    assert window.current == "reports"
    settle(lambda: window.page().cards["K01"]._number.text() == "4", SECONDS)
    window.go("today")
    rest(program)
    assert not card.isVisible(), "all is done"

    pressed = len("Havklyngen") + 1 + len("Kaffe @ada") + 2
    assert (clicks, pressed) == (6, 23)


# The first steps


def test_the_first_steps_follow_what_was_done_however_it_was_done(program):
    from datetime import date

    from crm.commands import interactions, memberships, organisations, people
    from crm.commands.interactions import Participant

    begin(program)
    card = steps(program)
    assert card.isVisible() and card.next_step() == 0
    nordlys = organisations.add("Nordlys AS")
    rest(program)
    assert card.next_step() == 1
    memberships.join(nordlys, joined_on=date(2026, 1, 1))
    rest(program)
    assert card.next_step() == 2
    ada = people.add(first_name="Ada", last_name="Berg", organisation=nordlys)
    interactions.log("Kaffe", held_on=date(2026, 2, 2), participants=[Participant(person=ada, organisation=nordlys)])
    rest(program)
    assert card.next_step() == 3
    assert [one.accessibleDescription() for one in card.buttons] == ["Done"] * 3 + ["Not done yet"]


def test_the_first_steps_are_skipped_for_ever(program):
    begin(program)
    next(one for one in steps(program).findChildren(QPushButton) if one.text() == "Skip").click()
    assert not steps(program).isVisible()
    program.window.page().refresh()
    rest(program)
    assert not steps(program).isVisible()
    path = program.window.file
    program.registers.open(path)
    rest(program)
    assert not steps(program).isVisible()


def test_a_register_that_was_in_use_shows_no_first_steps(window, program):
    assert queries.done().meeting
    window.go("today")
    rest(program)
    assert not steps(program).isVisible()


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_first_steps_are_not_cut_and_leave_the_window_small(program, language):
    from tests.ui.kit import measure

    program.prefer("language", language)
    settle()
    begin(program)
    program.window.resize(940, 720)
    rest(program)
    assert steps(program).isVisible()
    assert measure.cut_words(steps(program)) == [] and measure.nameless(program.window) == []
    hint = program.window.minimumSizeHint()
    assert hint.width() <= 900 and hint.height() <= 720, "a laptop of 1366 x 768 leaves 728 below its task bar"


# The sample cluster


def to_sample(program: Any) -> None:
    program.window.actions_.of["sample"].trigger()
    settle(lambda: program.window.sample, 60)
    rest(program)


def test_the_sample_is_one_click_marked_and_one_click_leads_back(program, known):
    program.start(known.path)
    rest(program)
    window = program.window
    assert not window.shell.sample.isVisible() and "Sample" not in window.windowTitle()
    to_sample(program)
    assert window.file != known.path and window.windowTitle().endswith("– Sample data – Klynge")
    mark = window.shell.sample
    assert mark.isVisible() and mark._leave.text() == "Back to my file" and mark._leave.toolTip() == "test"
    assert not steps(program).isVisible() if window.current == "today" else True
    mark._leave.click()
    rest(program)
    assert window.file == known.path and not mark.isVisible() and not window.sample


def test_the_sample_is_as_one_left_it_and_never_written_twice(program, home):
    from crm.commands import organisations

    program.start(None)
    to_sample(program)
    path = program.window.file
    assert path.is_relative_to(home)
    organisations.add("Min egen prøve AS")
    program.window.shell.sample._leave.click()
    settle(lambda: program.window.current == "welcome")
    assert program.window.shell.sample.isHidden() and opening.register() is None
    to_sample(program)
    assert program.window.file == path
    assert value("SELECT count(*) FROM organisation WHERE name = 'Min egen prøve AS'") == 1


def test_a_list_that_waits_for_ones_own_cluster_never_lands_in_the_sample(program, workbook):
    program.start(None)
    drop(program, workbook)
    to_sample(program)
    settle()
    assert program.window.findChild(ImportDialog) is None and program.window.waiting == ()


def test_an_import_into_the_sample_says_so(program, workbook):
    program.start(None)
    to_sample(program)
    bringing_in.import_lists(program.window, (workbook,))
    dialog = program.window.findChild(ImportDialog)
    assert "sample cluster" in dialog.message()
    settle(lambda: dialog.step() == COLUMNS and not dialog.working(), SECONDS)
    dialog.reject()


def test_the_sample_is_known_by_its_first_step_not_by_its_name(program, tmp_path):
    program.start(None)
    to_sample(program)
    moved = tmp_path / "Min klynge.klynge"
    path = program.window.file
    program.window.release()
    opening.close()
    path.rename(moved)
    program.registers.open(moved)
    assert program.window.sample
