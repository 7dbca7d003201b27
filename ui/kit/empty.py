"""A list with nothing in it says why, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.kit import icons, paint, text, theme, tokens
from ui.kit.buttons import button


class Empty(QWidget):
    """An icon in a soft disc, a title, a sentence and perhaps a button, in the middle of its room."""

    def __init__(
        self, icon: str, title: str, why: str = "", action: str = "", on: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._disc = _Disc(icon)
        self._title = text.label(title, "heading", wrap=True)
        self._why = text.label(why, "muted", wrap=True)
        self._button = button(action, self._act, primary=True)
        self._on = on
        body = QVBoxLayout(self)
        body.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        body.setSpacing(tokens.S)
        body.addStretch(2)
        body.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addSpacing(tokens.XS)
        for words in (self._title, self._why):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setMaximumWidth(theme.px(420))
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(words, 1000)  # all the room up to its width: a wrapped label asks for too little itself
            line.addStretch(1)
            body.addLayout(line)
        body.addSpacing(tokens.S)
        body.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        body.addStretch(3)
        self.set(icon, title, why, action, on)

    def set(
        self, icon: str, title: str, why: str = "", action: str = "", on: Callable[[], object] | None = None
    ) -> None:
        """Say something else: a list emptied by a filter is not a register without contacts."""
        self._disc.icon = icon
        self._disc.update()
        self._title.setText(title)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._on = on

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        hint.setWidth(min(hint.width(), 220))
        return hint

    def _act(self) -> None:
        if self._on is not None:
            self._on()


class _Disc(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self.icon = icon
        self.setFixedSize(56, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.rounded(painter, self.rect(), "accent_soft", 28)
        icons.paint(painter, self.rect().adjusted(14, 14, -14, -14), self.icon, "accent")


class WithEmpty(QWidget):
    """A view and what stands in its place while it is empty."""

    def __init__(self, view: QWidget, empty: Empty) -> None:
        super().__init__()
        self.view, self.empty = view, empty
        self._stack = QStackedLayout(self)
        self._stack.addWidget(view)
        self._stack.addWidget(empty)

    def show_empty(self, on: bool) -> None:
        """Show the sentence instead of the view, or the view again."""
        self._stack.setCurrentWidget(self.empty if on else self.view)
