"""Whether one can see where the focus is: whatever takes it looks other with it than without, and clearly so."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.kit import tab_order, tokens
from ui.kit.palette import Palette

ENOUGH = 30
"""Pixels that must change, each by a contrast of 3."""

_seen: set[tuple[object, ...]] = set()


def unseen(root: QWidget) -> Iterator[str]:
    """Kinds of widgets that look the same with the focus as without; each kind is looked at once a process."""
    before = QApplication.focusWidget()
    for widget in tab_order.reading_order(root):
        kind = _kind(widget)
        if kind in _seen or not root.isActiveWindow() or isinstance(root, Palette):  # there the cursor is all there is
            continue
        _seen.add(kind)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            continue
        shown = _around(widget)
        widget.clearFocus()
        if _changed(shown, _around(widget)) < ENOUGH:
            yield f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()}"
    if before is not None and before.isVisible():
        before.setFocus()


def _kind(widget: QWidget) -> tuple[object, ...]:
    names = ("kind", "bare", "field", "card", "big", "filled", "bad")
    on = isinstance(widget, QAbstractButton) and widget.isChecked()
    return (type(widget), on, *(str(widget.property(name)) for name in names))


def _around(widget: QWidget) -> QImage:
    """The widget with what frames it: a bare field lights up the frame around it."""
    frame = widget.parentWidget() if widget.property("bare") else widget
    assert frame is not None
    return frame.grab().toImage()


def _changed(one: QImage, other: QImage) -> int:
    if one.size() != other.size():
        return ENOUGH
    many = 0
    for y in range(one.height()):
        for x in range(one.width()):
            a, b = one.pixelColor(x, y), other.pixelColor(x, y)
            if a != b and tokens.contrast(a.name(), b.name()) >= 3:
                many += 1
                if many >= ENOUGH:
                    return many
    return many
