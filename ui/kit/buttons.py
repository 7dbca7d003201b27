"""Buttons: a verb, perhaps an icon, and a tooltip that tells the shortcut."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.kit import icons, paint, text, tokens

GAP = 2


class _Button(QPushButton):
    """Enter presses it. With a second line inside where it is filled: a frame hardly shows on a bright accent."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button one is on: what it means on Windows, and what one expects of a ring around it."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if entered and held == Qt.KeyboardModifier.NoModifier and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.property("kind") == "primary":
            paint.rounded(
                QPainter(self), self.rect().adjusted(2, 2, -2, -2), "", tokens.RADIUS_CONTROL - 2, "on_accent", 2
            )


def button(
    words: str,
    on: Callable[[], object] | None = None,
    *,
    icon: str = "",
    primary: bool = False,
    danger: bool = False,
    quiet: bool = False,
    tip: str = "",
    shortcut: str = "",
) -> QPushButton:
    """A button that calls `on`; at most one `primary` on a page. The shortcut is bound and told in the tooltip."""
    made = _Button(words)
    kind = "primary" if primary else "danger" if danger else "quiet" if quiet else ""
    if kind:
        made.setProperty("kind", kind)
    if icon:
        set_icon(made, icon)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    explain(made, tip, shortcut)
    made.setAutoDefault(False)
    if on is not None:
        made.clicked.connect(lambda: on())
    return made


def set_icon(made: QPushButton, icon: str) -> None:
    """Give a button made by `button` another icon, in the colour of its words."""
    role = {"primary": "on_accent", "danger": "danger", "quiet": "link"}.get(made.property("kind") or "", "text")
    icons.put(made, icon, role, gap=GAP)


def icon_button(
    icon: str, name: str, on: Callable[[], object] | None = None, *, shortcut: str = "", size: int = tokens.ICON_SMALL
) -> QToolButton:
    """A button of an icon alone; `name` is what a screen reader and the tooltip say."""
    made = QToolButton()
    icons.put(made, icon, "text", size=size)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if shortcut:
        made.setShortcut(QKeySequence(shortcut))
    explain(made, name, shortcut)
    if on is not None:
        made.clicked.connect(lambda: on())
    return made


def explain(made: QPushButton | QToolButton, tip: str, shortcut: str) -> None:
    """Set the tooltip: the words and the keys as this system writes them."""
    keys = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText) if shortcut else ""
    words = tip or made.text().replace("&", "")
    made.setToolTip(text.plain_tip(f"{words} ({keys})" if keys else tip))
