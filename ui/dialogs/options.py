"""Big buttons to choose one thing by: an icon, a title, a line about it, and the one key that takes it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import icons, text, theme, tokens


class Option(QPushButton):
    """One of several; `key` is the letter or figure shown at its right, `sample` lines that are cut off at its edge."""

    def __init__(
        self, key: str, icon: str, title: str, about: str, on: Callable[[], object], sample: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self.key = key
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription("\n".join(sample) or about)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._picture = QLabel()
        self._icon = icon
        self._title = text.label(title, "strong", wrap=True)
        self._about = text.label(about, "muted", wrap=True)
        self._key = text.label(key, "muted")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._about)
        lines = [text.Elided(row, "muted") for row in sample]
        for below in lines:
            words.addWidget(below)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        line.setSpacing(tokens.M)
        line.addWidget(self._picture)
        line.addLayout(words, 1)
        line.addWidget(self._key)
        self._about.setVisible(bool(about))
        for one in (self._picture, self._title, self._about, self._key, *lines):
            one.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(lambda: on())
        theme.news.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, tokens.ICON, "accent"))

    def sizeHint(self) -> QSize:
        inside = self._inside()
        width = max(inside.sizeHint().width(), self.width())
        return QSize(width, inside.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._inside().minimumSize().width(), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._inside().totalHeightForWidth(width)

    def _inside(self) -> QLayout:
        layout = self.layout()
        assert layout is not None
        return layout


class Options(QWidget):
    """Options below each other; their keys work wherever the focus is among them, and so do the arrows."""

    def __init__(self) -> None:
        super().__init__()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(tokens.S)
        self.options: list[Option] = []

    def add(
        self,
        key: str,
        icon: str,
        title: str,
        on: Callable[[], object],
        about: str = "",
        sample: Sequence[str] = (),
    ) -> Option:
        """One more to choose; `key` is pressed without any other key."""
        made = Option(key, icon, title, about, on, sample)
        self._body.addWidget(made)
        self.options.append(made)
        if len(self.options) == 1:
            self.setFocusProxy(made)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = event.text().casefold()
        for option in self.options:
            if pressed and option.key.casefold() == pressed and option.isEnabled():
                option.click()
                return
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        place = next((place for place, option in enumerate(self.options) if option.hasFocus()), -by)
        self.options[(place + by) % len(self.options)].setFocus(Qt.FocusReason.TabFocusReason)
