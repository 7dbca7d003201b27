"""Somebody who does anything at all: keys, clicks, menu entries, drops and undo, by a seed that replays."""

import random
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLineEdit, QMenu, QPushButton, QWidget

from ui import bringing_in, drop
from ui.kit.message_box import MessageBox
from ui.window import MainWindow

LETTERS = "abeinorstæøå .,@#>/1234567890-"
KEYS = (
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Tab),
    *(Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Backspace, Qt.Key.Key_F2, Qt.Key.Key_Home, Qt.Key.Key_End),
    *(Qt.Key.Key_PageDown, Qt.Key.Key_Backtab, Qt.Key.Key_Delete),
)
CTRL = (
    *(Qt.Key.Key_L, Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_T, Qt.Key.Key_A, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_F),
    *(Qt.Key.Key_D, Qt.Key.Key_Return, Qt.Key.Key_C, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4),
    *(Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_7, Qt.Key.Key_8),
)
# What leaves the program, or the register, or needs a window of the system.
NEVER = frozenset(("quit", "open", "new_register", "sample", "print", "start_over", "close", "protect"))


class Monkey:
    """Does `left` things, one a turn of the event loop: also while a dialog waits for an answer."""

    def __init__(self, window: MainWindow, seed: int, count: int, files: list[Path]) -> None:
        self.window, self.chance, self.left, self.files = window, random.Random(seed), count, files
        self.done: list[str] = []
        self._stopped = False
        self._left_last: QWidget | None = None
        assert window.file is not None
        self.register = window.file
        self._next()

    def is_out(self) -> bool:
        """Whether all is done, and every menu and dialog left."""
        return self.left <= 0 and self._over() is self.window

    def stop(self) -> None:
        """Do nothing more."""
        self.left, self._stopped = 0, True

    def _next(self, pause: int = 0) -> None:
        # A timer of its own for each: one that runs already is not fired while a dialog waits for an answer
        # (and not the method itself: PySide keeps only that, not whose it is, and would call into freed memory)
        QTimer.singleShot(pause, self.window, lambda: self._turn())

    def _turn(self) -> None:
        if self._stopped:
            return
        if self.left <= 0:
            self._next(20)
            self._leave()
            return
        self.left -= 1
        self._next()
        desk = self.window.desk
        idle = not desk.jobs.busy() and not desk.questions.waiting()  # the sample may be written just now
        if self.window.file is None and idle and self._over() is self.window:  # it found the way out: back in again
            self._note("open")
            self.window.program.registers.open(self.register)
            return
        deeds = (self._key, self._letters, self._ctrl, self._click, self._entry, self._undo, self._drop, self._resize)
        deed = self.chance.choices(deeds, weights=(26, 10, 10, 36, 9, 5, 2, 2))[0]
        deed()

    def _leave(self) -> None:
        """Close what is on top: a question waits in a loop of its own, in which nobody else answers it."""
        over = self._over()
        if over is self.window:
            return
        self._note(f"leave {type(over).__name__}")
        again, self._left_last = over is self._left_last, over
        if again:
            over.close()
        elif isinstance(over, MessageBox):
            over.findChildren(QPushButton)[-1].click()
        else:
            QTest.keyClick(over, Qt.Key.Key_Escape)

    def _over(self) -> QWidget:
        """What a person would hit: an open menu, else the dialog on top, else the window."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window

    def _focus(self) -> QWidget:
        over = self._over()
        focus = QApplication.focusWidget()
        return focus if focus is not None and (focus is over or over.isAncestorOf(focus)) else over

    def _key(self) -> None:
        key = self.chance.choice(KEYS)
        self._note(f"key {key.name}")
        QTest.keyClick(self._focus(), key)

    def _letters(self) -> None:
        word = "".join(self.chance.choices(LETTERS, k=self.chance.randint(1, 6)))
        self._note(f"type {word!r}")
        QTest.keyClicks(self._focus(), word)

    def _ctrl(self) -> None:
        key = self.chance.choice(CTRL)
        self._note(f"ctrl {key.name}")
        QTest.keyClick(self._focus(), key, Qt.KeyboardModifier.ControlModifier)

    def _click(self) -> None:
        over = self._over()
        if isinstance(over, QMenu):
            entries = [one for one in over.actions() if one.isEnabled() and not one.isSeparator()]
            if not entries or self.chance.random() < 0.3:
                over.close()
                return
            chosen = self.chance.choice(entries)
            if any(chosen is action for key, action in self.window.actions_.of.items() if key in NEVER):
                over.close()
                return
            self._note(f"menu {chosen.text()!r}")
            over.setActiveAction(chosen)
            QTest.keyClick(over, Qt.Key.Key_Return)
            return
        # Some points are tried: buttons and fields are hit more often than the paper around them
        target: QWidget = over
        for _time in range(4):
            at = QPoint(self.chance.randrange(max(1, over.width())), self.chance.randrange(max(1, over.height())))
            target = over.childAt(at) or over
            if isinstance(target, QAbstractButton | QLineEdit):
                break
        if target.width() < 4 or target.height() < 4:
            return
        place = QPoint(self.chance.randrange(target.width()), self.chance.randrange(target.height()))
        self._note(f"click {type(target).__name__} {target.accessibleName()!r} at {place.x()},{place.y()}")
        button = Qt.MouseButton.RightButton if self.chance.random() < 0.06 else Qt.MouseButton.LeftButton
        if self.chance.random() < 0.1:
            QTest.mouseDClick(target, button, Qt.KeyboardModifier.NoModifier, place)
        else:
            QTest.mouseClick(target, button, Qt.KeyboardModifier.NoModifier, place)

    def _entry(self) -> None:
        if self._over() is not self.window:
            return
        actions = [(key, one) for key, one in self.window.actions_.of.items() if one.isEnabled() and key not in NEVER]
        key, action = self.chance.choice(sorted(actions, key=lambda one: one[0]))
        self._note(f"entry {key}")
        action.trigger()

    def _undo(self) -> None:
        for key in self.chance.choices(("undo", "redo"), weights=(3, 1)):
            action = self.window.actions_.of[key]
            if action.isEnabled() and self._over() is self.window:
                self._note(key)
                action.trigger()

    def _drop(self) -> None:
        files = self.chance.sample(self.files, k=min(len(self.files), self.chance.choice((1, 1, 2))))
        self._note(f"drop {[file.name for file in files]}")
        bringing_in.take(self.window, drop.of_files(tuple(files)))

    def _resize(self) -> None:
        self._note("resize")
        self.window.resize(self.chance.randint(900, 1500), self.chance.randint(600, 1000))

    def _note(self, words: str) -> None:
        self.done.append(words)


def no_system_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Native dialogs are cancelled, nothing is opened outside."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_a, **_k: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_a, **_k: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: "")
