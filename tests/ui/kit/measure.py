"""Looks over a whole page as a person would: nothing cut, nothing nameless."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from ui.kit.text import Elided

OWN = ("qt_", "ScrollBar")


def cut_words(page: QWidget) -> list[str]:
    """The words of visible labels and buttons that need more room than they have."""
    return [words for widget in page.findChildren(QWidget) if widget.isVisible() for words in _cut(widget)]


def nameless(page: QWidget) -> list[str]:
    """Visible widgets that can take the focus and say nothing to a screen reader."""
    found = []
    for widget in page.findChildren(QWidget):
        tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if tab and widget.isVisible() and widget.focusProxy() is None and not _name(widget):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def _name(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton | QLabel):
        return widget.text()
    return widget.placeholderText() if isinstance(widget, QLineEdit) else ""


def _cut(widget: QWidget) -> Iterator[str]:
    metrics = widget.fontMetrics()
    if isinstance(widget, QLabel) and not isinstance(widget, Elided) and widget.text():
        room = widget.contentsRect()
        flags = int(Qt.TextFlag.TextWordWrap) if widget.wordWrap() else 0
        need = metrics.boundingRect(
            QRect(0, 0, room.width() if widget.wordWrap() else 10_000, 10_000), flags, widget.text()
        )
        if need.height() > room.height() + 2 or need.width() > room.width() + 2:
            yield f"label {widget.text()!r}: needs {need.size().toTuple()}, has {room.size().toTuple()}"
    elif isinstance(widget, QPushButton | QCheckBox | QRadioButton) and widget.text():
        icon = widget.iconSize().width() + 4 if not widget.icon().isNull() else 0
        wide = metrics.horizontalAdvance(widget.text().replace("&&", "&")) + icon
        if wide + 12 > widget.width() or metrics.height() > widget.height():
            yield f"button {widget.text()!r}: needs {wide}, has {widget.width()}"
