"""What the main window does with the mouse, the Tab key, what is dropped on it, and its first paint."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMenu

from ui import bringing_in, drop
from ui.beside import Beside
from ui.kit import tab_order


class Gestures(Beside):
    """A window that takes dropped files, goes back and forth by the mouse, and tells when it has painted."""

    def __init__(self) -> None:
        super().__init__()
        self._then: list[Callable[[], object]] = []
        self.setAcceptDrops(True)

    def when_painted(self, then: Callable[[], object]) -> None:
        """Call `then` once the window has been painted next."""
        self._then.append(then)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        while self._then:
            QTimer.singleShot(0, self, self._then.pop())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if drop.welcome(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = drop.sort(event.mimeData())
        event.acceptProposedAction()
        # The program the file came from waits for this to return.
        QTimer.singleShot(0, self, lambda: bringing_in.take(self, dropped))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        ways = {Qt.MouseButton.BackButton: self.go_back, Qt.MouseButton.ForwardButton: self.go_forward}
        if event.button() in ways:
            ways[event.button()]()
            return
        super().mousePressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return tab_order.step(self.shell, QApplication.focusWidget(), forwards=next)

    def createPopupMenu(self) -> QMenu | None:
        return None
