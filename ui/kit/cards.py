"""Cards: a quiet frame around what belongs together, and one that tells a number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import text, tokens


class Card(QFrame):
    """A frame with round corners; put widgets into `body`."""

    def __init__(self, title: str = "", parent: QWidget | None = None, *, padding: int = tokens.L) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(tokens.S)
        self._title = text.label(title, "section")
        self.body.addWidget(self._title)
        self._title.setVisible(bool(title))  # only now: without a parent it would flash up as a window

    def set_title(self, title: str) -> None:
        """Change the title; none for ""."""
        self._title.setText(title)
        self._title.setVisible(bool(title))


class StatCard(QFrame):
    """A number, what it counts and a quiet line about it; with `clickable` it is a button that leads to the list."""

    clicked = Signal()

    def __init__(
        self,
        label: str,
        number: str = "–",
        sub: str = "",
        *,
        clickable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._clickable = clickable
        self._number = text.label(number, "number")
        self._label = text.Elided(label, "strong")
        self._sub = text.Elided(sub, "muted")
        body = QVBoxLayout(self)
        body.setContentsMargins(14, tokens.M, 14, tokens.M)
        body.setSpacing(1)
        for one in (self._number, self._label, self._sub):
            body.addWidget(one)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if clickable:
            self.setProperty("clickable", True)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set(number, sub)

    def set(self, number: str, sub: str = "", label: str | None = None) -> None:
        """Show a number, already written the Norwegian way, and the quiet line."""
        self._number.setText(number)
        self._sub.setText(sub)
        if label is not None:
            self._label.setText(label)
        self.setAccessibleName(f"{number} {self._label.text()}")
        self.setAccessibleDescription(sub)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        inside = self.rect().contains(event.position().toPoint())
        if self._clickable and inside and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._clickable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)
