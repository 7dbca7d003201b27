"""A search line: an icon, words, and a moment's patience before it asks."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit import icons, text


class SearchField(QLineEdit):
    """Tells `searched` 120 ms after the last letter, at once on Enter. Esc clears.

    On an empty field it goes to the parent.
    """

    searched = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self._tell)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setToolTip(text.plain_tip(placeholder))
        self.setClearButtonEnabled(True)
        glass = QAction(self)
        icons.put(glass, "search", "muted")
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(lambda: self._timer.start())
        self.returnPressed.connect(self._tell)

    def set_text_quietly(self, words: str) -> None:
        """Show these words without telling anybody."""
        self._told = words.strip()
        self.setText(words)
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self._tell()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        self._timer.stop()
        words = self.text().strip()
        if words != self._told:
            self._told = words
            self.searched.emit(words)
