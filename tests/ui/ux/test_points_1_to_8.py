"""UX.md, "Behaviour that a test can check", points 1 to 8, each by its number.

That nothing is cut (4) and everything has a name and shows its focus (5) is what tests/ui/walk looks for.
"""

from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QMimeData, QRect, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QPushButton, QSplitter

from crm import i18n
from crm.queries.people import PeopleQuery
from tests.ui.register import TODAY, settle
from ui import app, drop
from ui.dialogs.import_list import COLUMNS, ImportDialog
from ui.kit import busy, state, theme
from ui.kit.message_box import MessageBox
from ui.kit.toast import Toast


def rest(window) -> None:
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())


def test_point_01_geometry_splitters_columns_and_the_last_page_survive_a_restart(window, program, qapp):
    window.go("interactions")
    rest(window)
    window.resize(780, 640)  # the screen of the tests is small
    header = window.page().view.horizontalHeader()
    header.moveSection(2, 0)
    header.resizeSection(2, 222)
    splitter = window.page().findChild(QSplitter)
    splitter.moveSplitter(splitter.sizes()[0] - 60, 1)
    settle(lambda: "interactions.columns" in program.layout)
    sizes, order = splitter.sizes(), [header.logicalIndex(place) for place in range(3)]
    window.close()
    program.end()
    again = app.Program(qapp, "en", today=lambda: TODAY)
    try:
        again.start(None)
        rest(again.window)
        page: Any = again.window.page()
        assert again.window.current == "interactions"
        assert (again.window.width(), again.window.height()) == (780, 640)
        other = page.view.horizontalHeader()
        assert [other.logicalIndex(place) for place in range(3)] == order and other.sectionSize(2) == 222
        assert page.findChild(QSplitter).sizes() == sizes
    finally:  # a window that stays would hear of every later register
        again.window.close()
        again.end()


def test_point_01_geometry_off_every_screen_is_corrected():
    screen = QRect(0, 0, 1280, 800)
    assert screen.contains(state.reachable(QRect(5000, 5000, 900, 700), [screen]))


def test_point_02_archive_gives_a_toast_with_undo_for_ten_seconds_instead_of_a_question(window, known):
    window.go("contacts", known.ase)
    rest(window)
    window.tell()
    window.actions_.of["archive"].trigger()
    settle(lambda: known.ase not in PeopleQuery().ids())
    assert not any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets())
    toast = window.findChild(Toast, "toast")
    assert toast._timer.interval() == 10_000 and toast._button.text() == "Undo"
    toast._button.click()
    settle(lambda: known.ase in PeopleQuery().ids())


def test_point_02_what_cannot_be_undone_asks_with_a_verb_on_the_button(window, monkeypatch):
    asked: list[list[str]] = []

    def shown(box: MessageBox) -> None:
        asked.append([one.text() for one in box.findChildren(QPushButton)])

    monkeypatch.setattr(MessageBox, "exec", shown)
    window.go("reports")
    rest(window)
    window.page()._freeze()
    assert "Freeze" in asked[0] and "Cancel" in asked[0] and not {"Yes", "OK"} & set(asked[0])


def test_point_03_theme_and_language_switch_without_a_restart(window, program):
    window.go("members")
    for mode, dark in (("dark", True), ("light", False), ("system", False)):
        program.prefer("theme", mode)
        assert theme.is_dark() is dark
    for language, title in (("nb", "Medlemmer"), ("en", "Members")):
        program.prefer("language", language)
        settle(lambda wanted=title: window.page() is not None and window.page().title == wanted)  # type: ignore[misc]
        assert i18n.language() == language


def test_point_05_the_main_flow_works_by_keyboard_alone(window, known, qapp):
    """To the contacts, to one of them, what is said of her changed and saved: no mouse."""
    window.activateWindow()
    settle(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    settle(lambda: window.current == "contacts" and not window.desk.questions.waiting())
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = qapp.focusWidget()
    QTest.keyClicks(field, "ada")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(lambda: list(window.page().listing.table.ids()) == [known.ada] and not window.desk.questions.waiting())
    QTest.keyClick(field, Qt.Key.Key_F2)
    settle(lambda: isinstance(qapp.activeModalWidget(), QDialog))
    dialog = qapp.activeModalWidget()
    settle(lambda: qapp.focusWidget() is not None and dialog.isAncestorOf(qapp.focusWidget()))
    first = qapp.focusWidget()
    first.selectAll()
    QTest.keyClicks(first, "Adele")
    QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(lambda: PeopleQuery().rows([known.ada])[known.ada].name == "Adele Berg")


def test_point_06_copied_rows_are_cells_for_excel_and_pasted_cells_open_the_import_at_the_columns(window, known):
    window.go("contacts", known.ada)
    rest(window)
    window.activateWindow()
    settle(window.isActiveWindow)
    view = window.page().view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert "\t" in data.text() and "<table" in data.html() and "Ada Berg" in data.html()
    QGuiApplication.clipboard().setText("Fornavn\tEtternavn\nLiv\tStrand\n")
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(lambda: any(one.step() == COLUMNS for one in window.findChildren(ImportDialog)))
    dialog = window.findChild(ImportDialog)
    settle(lambda: not dialog.working())
    dialog.reject()


def test_point_07_every_kind_of_file_opens_the_right_import():
    for ending in ("xlsx", "xlsm", "xls", "ods", "csv", "txt", "vcf", "ics", "eml", "msg"):
        found = drop.sort(_mime(f"a.{ending}"))
        letter = ending in ("ics", "eml", "msg")
        assert not found.refusal and (len(found.letters), len(found.lists)) == (letter, not letter), ending


def test_point_07_several_at_once_others_kindly_refused_and_outlook_told_the_desktop():
    found = drop.sort(_mime("a.csv", "b.xlsx", "c.exe"))
    assert len(found.lists) == 2 and "c.exe" in found.refusal
    straight = QMimeData()
    straight.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"x")
    assert "desktop" in drop.sort(straight).refusal


def test_point_08_long_work_shows_progress_with_cancel_and_the_window_paints_all_the_while(window, qtbot):
    stop, painted = Event(), 0
    told: list[BaseException] = []

    def work(progress):
        while not stop.is_set():
            progress(1, 4, "")
            stop.wait(0.01)

    window.activateWindow()
    settle(window.isActiveWindow)
    window.go("contacts")
    rest(window)
    window.page().view.setFocus()
    window.work(work, title="Reading the list", failed=told.append)
    panel = window.findChild(busy.Panel)
    assert panel.isHidden()
    with qtbot.waitSignal(panel.shown, timeout=4_000):
        pass
    for _turn in range(3):
        QTest.qWait(5)
        painted += window.grab().width() > 0
    assert panel.findChild(QProgressBar).value() == 250 and painted == 3
    panel._cancel.click()
    settle(lambda: not window.desk.jobs.busy())
    stop.set()
    assert not told
    assert not any(one.isVisible() for one in window.findChildren(busy.Panel))
    assert window.page().view.hasFocus(), "whoever works by keyboard goes on where he was"


def _mime(*names: str) -> QMimeData:
    made = QMimeData()
    made.setUrls([QUrl.fromLocalFile(str(Path(name).absolute())) for name in names])
    return made
