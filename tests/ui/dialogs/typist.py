"""Real key events to whatever has the focus, counted."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


class Typist:
    """Presses keys; `pressed` counts those that are no letters of a text."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.pressed = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """One keystroke, such as Tab or Ctrl+Enter."""
        self.pressed += 1
        QTest.keyClick(self._focus(), key, modifiers)
        self._app.processEvents()

    def type(self, words: str) -> None:
        """Letters of a text."""
        for letter in words:
            QTest.keyClicks(self._focus(), letter)
        self._app.processEvents()

    def save(self) -> None:
        """Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, CTRL)

    def _focus(self) -> QWidget:
        found = self._app.focusWidget()
        assert found is not None, "nothing has the focus"
        return found
