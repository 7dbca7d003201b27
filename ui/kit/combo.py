"""Combo boxes: codes behind their words, no value changed by the wheel in passing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from ui.kit import text


class Combo(QComboBox):
    """Ends in … what it has no room for; then the tooltip tells all."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = option.currentText.strip()
        option.currentText = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        self.setToolTip("" if option.currentText == words else text.plain_tip(words))
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def place(combo: QComboBox, value: Any) -> int:
    """Where a code stands in a combo box, -1 where it does not."""
    return next((row for row in range(combo.count()) if combo.itemData(row) == value), -1)


def set_choices(combo: QComboBox, choices: Sequence[tuple[Any, str]]) -> None:
    """Offer these instead; what was chosen stays chosen where it is still offered."""
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for code, words in choices:
        combo.addItem(words, code)
    combo.setCurrentIndex(place(combo, chosen))
    combo.blockSignals(False)


def dress(combo: QComboBox) -> None:
    """Make any combo box look and behave like those of the kit's forms."""
    combo.setItemDelegate(QStyledItemDelegate(combo))  # its own one ignores the style sheet
    combo.setMaxVisibleItems(16)
    still(combo)


class _NoWheel(QObject):
    """The wheel scrolls the page; it changes no value on its way."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def still(widget: QWidget) -> None:
    """Let the wheel pass over a widget that has not the focus."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_NoWheel(widget))
