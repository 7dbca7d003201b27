"""A list with nothing in it says why, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui.kit import icons, paint, text, theme, tokens
from ui.kit.buttons import button


class Empty(QWidget):
    """An icon in a soft disc, a title, a sentence and perhaps a button, in the middle of its room.

    `primary`: whether that button is what one does next; not where several lists of a page may be empty.
    """

    def __init__(
        self,
        icon: str,
        title: str,
        why: str = "",
        action: str = "",
        on: Callable[[], object] | None = None,
        *,
        primary: bool = True,
    ) -> None:
        super().__init__()
        self._disc = _Disc(icon)
        self._title = text.label(title, "heading", wrap=True)
        self._why = text.label(why, "muted", wrap=True)
        self._button = button(action, self._act, primary=primary)
        self._on = on
        body = QVBoxLayout(self)
        body.setContentsMargins(tokens.XL, tokens.M, tokens.XL, tokens.M)
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
        self.setAccessibleDescription(why)
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self._on = on
        if self.isVisible():
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """The title and the button; the picture and then the sentence go where room is short."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 220), self._needed(220, picture=False, sentence=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, height = self.width(), self.height()
        self._disc.setVisible(height >= self._needed(width, picture=True, sentence=True))
        self._why.setVisible(bool(self._why.text()) and height >= self._needed(width, picture=False, sentence=True))

    def _needed(self, width: int, *, picture: bool, sentence: bool) -> int:
        inner = max(1, min(width - 2 * tokens.XL, theme.px(420)))
        words = [self._title, *([self._why] if sentence and self._why.text() else [])]
        parts = [one.heightForWidth(inner) + tokens.S for one in words]
        if picture:
            parts.append(self._disc.height() + tokens.S)
        if self._button.text():
            parts.append(self._button.sizeHint().height() + tokens.S)
        return sum(parts) + 2 * tokens.M + tokens.XS + tokens.S

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

    def minimumSizeHint(self) -> QSize:
        """What is not shown asks for no room."""
        now = self.empty if self._stack.currentWidget() is self.empty else self.view
        hint = now.minimumSizeHint()
        return QSize(hint.width(), now.minimumHeight() or hint.height())

    def show_empty(self, on: bool) -> None:
        """Show the sentence instead of the view, or the view again."""
        self._stack.setCurrentWidget(self.empty if on else self.view)
        self.updateGeometry()
