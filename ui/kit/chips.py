"""Chips: filters that can be switched or taken away, and coloured tags."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from crm.i18n import _
from ui.kit import flow, icons, paint, text, theme
from ui.kit.flow import FlowLayout


class Chip(NamedTuple):
    """A filter: switched by a click, or (removable) taken away by one."""

    key: str
    text: str
    checked: bool = False
    removable: bool = False
    tip: str = ""


class FilterChips(QWidget):
    """Chips in a row that wraps."""

    toggled = Signal(str, bool)
    removed = Signal(str)

    def __init__(self, chips: Sequence[Chip] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._flow = FlowLayout(self, gap=6)
        self.set_chips(chips)

    def set_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips instead."""
        flow.clear(self._flow)
        self._buttons = {chip.key: self._make(chip) for chip in chips}
        for made in self._buttons.values():
            self._flow.addWidget(made)
            made.show()
        self.updateGeometry()

    def checked(self) -> list[str]:
        """The keys of the chips that are on."""
        return [key for key, made in self._buttons.items() if made.isChecked()]

    def set_checked(self, keys: Sequence[str]) -> None:
        """Switch these on and the others off, without telling."""
        for key, made in self._buttons.items():
            made.blockSignals(True)
            made.setChecked(key in keys)
            made.blockSignals(False)
            _mark(made)

    def button(self, key: str) -> QPushButton:
        """The button of a chip."""
        return self._buttons[key]

    def _make(self, chip: Chip) -> QPushButton:
        made = QPushButton(chip.text.replace("&", "&&"), self)
        made.setProperty("kind", "chip")
        made.setAutoDefault(False)
        made.setToolTip(text.plain_tip(chip.tip))
        if chip.removable:
            made.setAccessibleName(_("Remove filter: {filter}").format(filter=chip.text))
            icons.put(made, "close", "muted", gap=4, size=12)
            made.clicked.connect(lambda: self.removed.emit(chip.key))
            return made
        made.setCheckable(True)
        made.setChecked(chip.checked)
        _mark(made)
        made.toggled.connect(lambda: _mark(made))
        made.toggled.connect(lambda on: self.toggled.emit(chip.key, on))
        return made


def _mark(made: QPushButton) -> None:
    """A tick beside the colour: colour is never the only sign."""
    icons.put(made, "check" if made.isChecked() else "", "accent", gap=4, size=12)


class TagChips(QWidget):
    """Coloured tags in a row that wraps; each (text, key) keeps its colour by key."""

    def __init__(self, tags: Sequence[tuple[str, int | str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=6)
        self.set_tags(tags)

    def set_tags(self, tags: Sequence[tuple[str, int | str]]) -> None:
        """Show these tags instead."""
        flow.clear(self._flow)
        for words, key in tags:
            tag = _Tag(words, key, self)
            self._flow.addWidget(tag)
            tag.show()
        if self.parentWidget() is not None or not tags:  # without a parent it would flash up as a window
            self.setVisible(bool(tags))
        self.updateGeometry()


class _Tag(QWidget):
    def __init__(self, words: str, key: int | str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words, self._key = words, key
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.news.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(paint.chip_width(self._words), paint.line_height("small") + 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(60, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.chip(painter, 0, self.height() // 2, self._words, self._key, self.width())
