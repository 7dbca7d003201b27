"""Where windows and splitters stood last time; what lies off every screen is brought back."""

from collections.abc import MutableMapping

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

Memory = MutableMapping[str, str]
LEAST = 80
"""So many pixels of a title bar must lie on a screen, else nobody could take hold of it."""


def remember_window(window: QWidget, memory: Memory, key: str) -> None:
    """Write down size, place and whether it fills the screen (a main window: its tool bars as well)."""
    memory[f"{key}.geometry"] = _text(window.saveGeometry())
    if isinstance(window, QMainWindow):
        memory[f"{key}.state"] = _text(window.saveState())


def restore_window(window: QWidget, memory: Memory, key: str) -> bool:
    """Put a window back where it stood; False where nothing is known. It is moved onto a screen if it lies on none."""
    known = memory.get(f"{key}.geometry", "")
    restored = bool(known) and window.restoreGeometry(_bytes(known))
    if isinstance(window, QMainWindow) and memory.get(f"{key}.state"):
        window.restoreState(_bytes(memory[f"{key}.state"]))
    bring_back(window)
    return restored


def remember_splitter(splitter: QSplitter, memory: Memory, key: str) -> None:
    """Take over the widths written down, and write every change."""
    known = memory.get(f"{key}.splitter", "")
    if known:
        splitter.restoreState(_bytes(known))
    splitter.splitterMoved.connect(lambda: memory.update({f"{key}.splitter": _text(splitter.saveState())}))


def bring_back(window: QWidget) -> None:
    """Move a window onto a screen where it lies on none, and make it fit."""
    if window.isMaximized() or window.isFullScreen():
        return
    frame = window.geometry()
    placed = reachable(frame, [screen.availableGeometry() for screen in QGuiApplication.screens()])
    if placed != frame:
        window.setGeometry(placed)


def reachable(frame: QRect, screens: list[QRect]) -> QRect:
    """The rectangle itself where its upper edge lies on a screen, else one that fits on the first screen."""
    head = QRect(frame.left(), frame.top(), frame.width(), 32)
    for screen in screens:
        seen = screen.intersected(head)
        if seen.width() >= min(LEAST, frame.width()) and seen.height() >= 16:
            return frame
    if not screens:
        return frame
    home = screens[0]
    width, height = min(frame.width(), home.width()), min(frame.height(), home.height())
    return QRect(home.left() + (home.width() - width) // 2, home.top() + (home.height() - height) // 2, width, height)


def _text(data: QByteArray) -> str:
    return bytes(data.toBase64().data()).decode("ascii")


def _bytes(words: str) -> QByteArray:
    return QByteArray.fromBase64(words.encode("ascii", "ignore"))
