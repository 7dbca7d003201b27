"""Help at the point of use: the window of the guide, read when it is first asked for."""

from collections.abc import Callable, MutableMapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

if TYPE_CHECKING:
    from ui.guide.window import GuideWindow

KEYS = "F1"


class Help:
    """The guide of one main window, whose menus it lists; `page()` is the key of the page that is shown there."""

    def __init__(self, main: QMainWindow, memory: MutableMapping[str, str], page: Callable[[], str]) -> None:
        self._main, self._memory, self._page = main, memory, page
        self.window: GuideWindow | None = None

    def open_here(self) -> None:
        """Open the page that belongs to where one is."""
        from ui.guide import places

        self.open(*places.at(QApplication.focusWidget(), self._page()))

    def open(self, chapter: str, mark: str = "") -> None:
        """Open a chapter, at the heading marked so."""
        from ui.guide import keys
        from ui.guide.window import GuideWindow

        if self.window is None:
            self.window = GuideWindow(self._memory, lambda: keys.page(self._main))
        self.window.open(chapter, mark)

    def reach(self, dialog: QDialog) -> None:
        """Let F1 work in a dialog: its own window keeps the shortcuts of the main window from it."""
        # A question that holds the whole program would hold the guide as well.
        if dialog.windowModality() != Qt.WindowModality.ApplicationModal and dialog.property("helps") is None:
            dialog.setProperty("helps", True)
            QShortcut(QKeySequence(KEYS), dialog, self.open_here)

    def make_again(self) -> None:
        """Say everything in another language."""
        if self.window is not None:
            self.window.name()

    def close(self) -> None:
        """Close the guide with the window it belongs to."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
