"""A word at the bottom that goes by itself, with the way back: archived, Undo."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from crm.i18n import _
from ui.kit import icons, paint, text, theme, tokens
from ui.kit.buttons import icon_button

NAME = "toast"


def show(
    window: QWidget, words: str, action: str = "", on: Callable[[], object] | None = None, seconds: int = 10
) -> "Toast":
    """Show a word at the bottom of a window for so many seconds; it takes the place of the one before."""
    dismiss(window)
    return Toast(window.window(), words, action, on, seconds)


def dismiss(window: QWidget) -> None:
    """Take away the word that is shown, if any."""
    for old in window.window().findChildren(Toast, NAME, Qt.FindChildOption.FindDirectChildrenOnly):
        old.close_now()


class Toast(QWidget):
    """Dark on light and light on dark; Esc and the cross close it.

    It waits while the mouse is on it or another program is in front.
    """

    def __init__(self, window: QWidget, words: str, action: str, on: Callable[[], object] | None, seconds: int) -> None:
        super().__init__(window)
        self.setObjectName(NAME)
        self._window, self._on = window, on
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(seconds * 1000)
        self._timer.timeout.connect(self._time_is_up)
        self._words = text.label(words, wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._button = QPushButton(action)
        self._button.setObjectName("toastAction")
        self._button.clicked.connect(self._act)
        self._cross = icon_button("close", _("Close"), self.close_now)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.L, 6, 6, 6)
        line.setSpacing(tokens.S)
        line.addWidget(self._words, 1)
        line.addWidget(self._button)
        self._button.setVisible(bool(action))  # only now: without a parent it would flash up as a window of its own
        line.addWidget(self._cross)
        theme.news.changed.connect(self._dress)
        window.installEventFilter(self)
        self._dress()
        self.show()
        self._place(slide=not theme.reduced_motion())
        self.raise_()
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(window, words))

    def _time_is_up(self) -> None:
        """Go, but not while another program is in front: who comes back from the mail or the phone is still asked."""
        if QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive:
            self.close_now()
        else:
            self._timer.start()

    def close_now(self) -> None:
        """Go at once."""
        self._timer.stop()
        self._window.removeEventFilter(self)
        self.setObjectName("")
        self.hide()
        self.deleteLater()

    def words(self) -> str:
        """What is being said."""
        return self._words.text()

    def _act(self) -> None:
        on = self._on
        self.close_now()
        if on is not None:
            on()

    def _dress(self) -> None:
        colors = theme.now()
        self.setStyleSheet(
            f"QLabel, QPushButton, QToolButton {{ color: {colors.on_toast}; background: transparent; border: none; }}"
            f"#toastAction {{ color: {colors.toast_link}; font-weight: 600; padding: 0 8px; border-radius: 6px; }}"
            f"#toastAction:hover, QToolButton:hover {{ border: 1px solid {colors.on_toast}; padding: 0 7px; }}"
            f"#toastAction:focus, QToolButton:focus {{ border: 2px solid {colors.on_toast}; padding: 0 6px; }}"
            "QToolButton, QToolButton:hover, QToolButton:focus { padding: 3px; border-radius: 6px; }"
        )
        icons.put(self._cross, "close", "on_toast")

    def _place(self, *, slide: bool = False) -> None:
        room = self._window.rect()
        width = min(self.sizeHint().width() + 8, max(200, room.width() - 2 * tokens.XL), 640)
        height = max(theme.px(40), self.heightForWidth(width), self.minimumSizeHint().height())
        self.resize(width, height)
        end = QPoint((room.width() - width) // 2, room.height() - height - 40)
        if not slide:
            self.move(end)
            return
        moved = QPropertyAnimation(self, b"pos", self)
        moved.setDuration(120)
        moved.setStartValue(end + QPoint(0, 10))
        moved.setEndValue(end)
        moved.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_now()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.rounded(QPainter(self), self.rect(), "toast", tokens.RADIUS_CONTROL + 2)
