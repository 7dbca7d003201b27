"""A quiet button that leads to something by its name, cut where there is no room."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from ui.kit import text, tokens
from ui.kit.buttons import set_icon

LETTERS = 8
"""As many are seen in any case."""


class NameButton(QPushButton):
    """Cut in the middle, for the end tells as well: a file's ending, a day. Cut or not, its name is told in full."""

    def __init__(self, name: str, on: Callable[[], object], *, icon: str, tip: str = "") -> None:
        super().__init__(name.replace("&", "&&"))
        self._name, self._tip = name, tip
        self.setProperty("kind", "quiet")
        self.setStyleSheet("text-align: left;")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        set_icon(self, icon)
        self.setToolTip(text.plain_tip(tip))
        self.clicked.connect(lambda: on())

    def sizeHint(self) -> QSize:
        # What is written is wider than the whole pixels told by up to one, and would be cut for it.
        whole = self.fontMetrics().horizontalAdvance(self._name) + 1
        return QSize(whole + self._around(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        least = min(self.fontMetrics().averageCharWidth() * LETTERS + self._around(), self.sizeHint().width())
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = event.size().width() - self._around()
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(text.plain_tip(self._tip or (self._name if shown != self._name else "")))
        super().resizeEvent(event)

    def _around(self) -> int:
        """Pixels that the icon and the edges take."""
        return self.iconSize().width() + 2 * tokens.L
