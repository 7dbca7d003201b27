"""Cards: a quiet frame around what belongs together, and one that tells a number, with a small chart beside it."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import text, theme, tokens
from ui.kit.chart import Chart
from ui.kit.chart_view import ChartView

LEAST, HIGH = 44, 130
"""Pixels: the least width of a chart beside a number, and the height of the card from which it has words of its own."""


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
    """A number, what it counts and a quiet line about it; with `clickable` it is a button that leads to the list.

    `value_chosen(series, place)` tells of a value of its chart.
    """

    clicked = Signal()
    value_chosen = Signal(int, int)

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
        words.addStretch(1)
        for one in (self._number, self._label, self._sub):
            words.addWidget(one)
        words.addStretch(1)
        self._chart: ChartView | None = None
        self._body = QHBoxLayout(self)
        self._body.setContentsMargins(14, tokens.M, 14, tokens.M)
        self._body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the chart asks for nothing
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
        self.setAccessibleDescription(sub)
        if self._chart is not None:
            self._chart.setAccessibleName(self._label.text())
            self._make_room()

    def set_chart(self, chart: Chart, centre: str = "") -> None:
        """Show a small chart beside the words, where they leave room for it and anything is known."""
        if self._chart is None:
            self._chart = ChartView(self._label.text(), bare=True)
            self._chart.chosen.connect(self.value_chosen)
            self._body.addWidget(self._chart)
        self._chart.set_chart(chart, centre)
        self._make_room()

    def chart(self) -> ChartView | None:
        """The small chart, None for a number alone."""
        return self._chart

    def _make_room(self) -> None:
        """The words come first, the quiet line among them may be cut; the rest of the width is the chart's."""
        if self._chart is None:
            return
        inner = self.contentsRect().marginsRemoved(self._body.contentsMargins())
        needs = [one.sizeHint().width() for one in (self._number, self._label, self._sub)]
        least = theme.px(LEAST)
        room = max(inner.width() - tokens.M - max(needs), min(least, inner.width() - tokens.M - max(needs[:2])))
        shown = self._chart.chart
        donut = shown.kind == "donut"
        wordy = inner.height() >= theme.px(HIGH - 28) and room >= theme.px(
            260 if donut else 40 + 22 * len(shown.labels)
        )
        self._chart.set_bare(not wordy)
        self._chart.setFixedWidth(max(1, min(room, inner.height()) if donut and not wordy else room))
        self._chart.setVisible(room >= least and shown.is_known())

    def sizeHint(self) -> QSize:
        """As high as the words, however wide: the chart takes what is left over and asks for nothing."""
        return self._words(text.Elided.sizeHint)

    def minimumSizeHint(self) -> QSize:
        return self._words(text.Elided.minimumSizeHint)

    def _words(self, ask: Callable[[text.Elided], QSize]) -> QSize:
        edges = self._body.contentsMargins()
        asked = [self._number.sizeHint(), ask(self._label), ask(self._sub)]
        frame = 2 * self.frameWidth()
        wide = max(one.width() for one in asked) + edges.left() + edges.right() + frame
        high = sum(one.height() for one in asked) + 2 + edges.top() + edges.bottom() + frame
        return QSize(wide, high)

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
