"""Cards: a quiet frame around what belongs together, and one that tells a number, with a small chart beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import text, theme, tokens
from ui.kit.chart import Chart
from ui.kit.chart_view import ChartView

BESIDE = 132
"""Pixels that the words of a number have for themselves before a chart stands beside them."""


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
        words = QVBoxLayout()
        words.setSpacing(1)
        for one in (self._number, self._label, self._sub):
            words.addWidget(one)
        self._chart: ChartView | None = None
        self._body = QHBoxLayout(self)
        self._body.setContentsMargins(14, tokens.M, 14, tokens.M)
        self._body.setSpacing(tokens.M)
        self._body.addLayout(words, 1)
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
        self._describe()

    def set_chart(self, chart: Chart, centre: str = "", share: int = 1) -> None:
        """Show a small chart beside the words, `share` times as wide as they are; only where there is room for it."""
        if self._chart is None:
            self._chart = ChartView("", bare=True)
            self._body.addWidget(self._chart)
        self._body.setStretch(1, share)
        self._chart.set_chart(chart, centre)
        self._make_room()
        self._describe()

    def _describe(self) -> None:
        """What a screen reader adds to the number; with a chart its values, which the mouse finds in the tooltip."""
        told = self._chart.chart.told() if self._chart is not None else ""
        self.setAccessibleDescription("; ".join(part for part in (self._sub.text(), told) if part))
        self.setToolTip(text.plain_tip(told.replace("; ", "\n")))

    def _make_room(self) -> None:
        if self._chart is not None:
            self._chart.setVisible(self.width() >= theme.px(BESIDE) + self._chart.minimumSizeHint().width() + 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

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
