import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QHBoxLayout, QLineEdit, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from crm import i18n
from crm.errors import Cancelled, CrmError
from ui.kit import excepthook, qt_translator, state

Hook = excepthook.Hook


def fail(kind: type[Exception], words: str) -> Exception:
    try:
        raise kind(words)
    except kind as error:
        return error


def hear(hook: Hook, error: BaseException) -> None:
    hook.hear(type(error), error, error.__traceback__)


@pytest.fixture
def told() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def hook(told: list[tuple[str, str]], qapp: QApplication) -> Hook:
    return Hook(lambda error, details: told.append((type(error).__name__, details)), lambda words: None)


def test_forty_two_errors_of_one_repaint_are_told_once(hook: Hook, told: list[tuple[str, str]], qtbot: QtBot):
    for _turn in range(42):
        hear(hook, fail(ValueError, "x"))
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1
    assert hook.repeated == 41


def test_details_name_the_place_and_no_person(hook: Hook, told: list[tuple[str, str]], qtbot: QtBot):
    hear(hook, fail(ValueError, "Kåre Ødegård is no number"))
    qtbot.waitUntil(lambda: bool(told))
    assert "Kåre" not in told[0][1]
    assert "ValueError" in told[0][1] and "test_behind_the_scenes.py" in told[0][1]


def test_a_cancelled_job_is_no_error(hook: Hook, told: list[tuple[str, str]], qtbot: QtBot):
    hear(hook, fail(Cancelled, ""))
    hear(hook, fail(CrmError, "The disk is full."))
    qtbot.waitUntil(lambda: bool(told))
    assert [name for name, _details in told] == ["CrmError"]


def test_only_our_own_errors_are_logged(qapp: QApplication, qtbot: QtBot):
    logged: list[str] = []
    told: list[object] = []
    hook = Hook(lambda error, _details: told.append(error), logged.append)
    hear(hook, fail(CrmError, "The disk is full."))
    hear(hook, fail(KeyError, "Kåre"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert len(logged) == 1 and "KeyError" in logged[0]


def test_errors_of_threads_are_told_in_the_gui_thread(qtbot: QtBot):
    told: list[int] = []
    here = threading.get_ident()
    with qtbot.captureExceptions():
        excepthook.install(lambda _error, _details: told.append(threading.get_ident()), lambda _words: None)
        thread = threading.Thread(target=lambda: 1 / 0)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: bool(told))
        excepthook.restore()
    assert told == [here]


@pytest.fixture
def in_english(qapp: QApplication) -> Iterator[None]:
    yield
    i18n.use("en")
    qt_translator.speak(qapp)


@pytest.mark.usefixtures("in_english")
def test_qt_speaks_bokmal_and_english_by_turns(qapp: QApplication, qtbot: QtBot):
    box = QDialogButtonBox.StandardButton
    for language, cancel, copy in (("nb", "Avbryt", "&Kopier"), ("en", "Cancel", "&Copy"), ("nb", "Avbryt", "&Kopier")):
        i18n.use(language)
        qt_translator.speak(qapp)
        buttons = QDialogButtonBox(box.Ok | box.Cancel)
        edit = QLineEdit()
        for widget in (buttons, edit):
            qtbot.addWidget(widget)
        assert buttons.button(box.Cancel).text() == cancel
        menu = edit.createStandardContextMenu()
        assert any(action.text().startswith(copy) for action in menu.actions())
        menu.deleteLater()


@pytest.mark.usefixtures("in_english")
def test_keys_are_called_what_stands_on_norwegian_keyboards(qapp: QApplication):
    i18n.use("nb")
    qt_translator.speak(qapp)
    native = QKeySequence.SequenceFormat.NativeText
    assert QKeySequence("Ctrl+Shift+F").toString(native) == "Ctrl+Shift+F"
    assert QKeySequence("Alt+Left").toString(native) == "Alt+Venstre"
    assert QKeySequence("Alt+Left") == QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Left)


def test_placeholders_and_mnemonics_of_qt_survive_translation():
    for english, bokmal in qt_translator.words().items():
        assert english.count("%") == bokmal.count("%"), english
        assert ("&" in english) == ("&" in bokmal), english


def test_a_window_comes_back_where_it_stood(qtbot: QtBot):
    memory: dict[str, str] = {}
    first, second = QWidget(), QWidget()
    for window in (first, second):
        qtbot.addWidget(window)
    first.setGeometry(40, 50, 500, 300)
    state.remember_window(first, memory, "main")
    assert state.restore_window(second, memory, "main")
    assert second.geometry() == first.geometry()
    assert not state.restore_window(second, {}, "main")
    assert not state.restore_window(second, {"main.geometry": "§§§"}, "main")


@pytest.mark.parametrize(
    ("frame", "stays"),
    [
        (QRect(10, 10, 600, 400), True),
        (QRect(-500, 10, 600, 400), True),
        (QRect(3000, 10, 600, 400), False),
        (QRect(10, -200, 600, 400), False),
        (QRect(10, 900, 600, 400), False),
        (QRect(5000, 5000, 4000, 3000), False),
    ],
)
def test_a_window_off_every_screen_is_brought_back(frame: QRect, stays: bool):
    screen = QRect(0, 0, 1280, 800)
    placed = state.reachable(frame, [screen])
    assert (placed == frame) is stays
    if not stays:
        assert screen.contains(placed)


def test_a_splitter_keeps_its_place(qtbot: QtBot):
    memory: dict[str, str] = {}

    def make() -> tuple[QWidget, QSplitter]:
        host = QWidget()
        qtbot.addWidget(host)
        splitter = QSplitter()
        QHBoxLayout(host).addWidget(splitter)
        for _part in range(2):
            splitter.addWidget(QLineEdit())
        host.resize(600, 100)
        state.remember_splitter(splitter, memory, "people")
        host.show()
        return host, splitter

    _host, first = make()
    first.moveSplitter(200, 1)
    _other, second = make()
    assert second.sizes() == first.sizes()
