"""The pieces of a detail: who it is and what can be done, facts to read and copy, headings between them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from crm.i18n import _
from ui.kit import clipboard, icons, text, theme, tokens
from ui.kit.buttons import button, icon_button
from ui.kit.chips import TagChips
from ui.kit.flow import FlowLayout

NAME = 200
"""Pixels that a name wants beside the buttons."""


class Head(QWidget):
    """A name, a line about it, buttons at the right, coloured tags below."""

    def __init__(self) -> None:
        super().__init__()
        self._title = text.label("", "heading", wrap=True, selectable=True)
        self._subtitle = text.label("", "muted", wrap=True)
        self._tags = TagChips()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._subtitle)
        self._row = QWidget()
        self._buttons = FlowLayout(self._row)
        self._line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(tokens.M)
        line.addLayout(words, 1)
        line.addWidget(self._row)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.M)
        body.addLayout(line)
        body.addWidget(self._tags)

    def add(self, widget: QWidget) -> None:
        """Put a button at the right."""
        self._buttons.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both do not fit side by side the buttons stand below the name."""
        super().resizeEvent(event)
        wide = self._buttons.sizeHint().width()
        narrow = event.size().width() < wide + theme.px(NAME)
        self._row.setMinimumWidth(0 if narrow else wide)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if direction != self._line.direction():
            self._line.setDirection(direction)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._buttons.minimumSize().width(), super().minimumSizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def set(self, title: str, subtitle: str = "", tags: Sequence[tuple[str, int | str]] = ()) -> None:
        """Say who it is now."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self._tags.set_tags(tags)

    def title(self) -> str:
        """The name that is shown."""
        return self._title.text()


class Fact(NamedTuple):
    """A label and what is true; `copy`, `edit` and `on` (with `icon` and `does`) offer to do something with it."""

    label: str
    text: str
    copy: bool = False
    icon: str = ""
    does: str = ""
    on: Callable[[], object] | None = None
    edit: Callable[[], object] | None = None
    tip: str = ""


class Facts(QWidget):
    """Labels and values below each other. Widgets are used again: making them anew would be felt at every row."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.L)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[_Row] = []

    def set(self, facts: Sequence[Fact]) -> None:
        """Show these; one without a text is left out."""
        told = [fact for fact in facts if fact.text]
        while len(self._rows) < len(told):
            self._rows.append(_Row(self._grid, len(self._rows)))
        for place, row in enumerate(self._rows):
            row.show(told[place] if place < len(told) else None)
        self.setVisible(bool(told))


class _Row:
    def __init__(self, grid: QGridLayout, place: int) -> None:
        self._fact = Fact("", "")
        self._label = text.label("", "muted")
        self._value = text.label("", selectable=True, wrap=True)
        self._value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        # An address is one long word that no line can break; it ends in … and the button copies all of it.
        self._short = text.Elided("")
        self._act = icon_button("link", _("Open"), self._do)
        self._copy = icon_button("copy", _("Copy"), self._copied)
        self._edit = icon_button("edit", _("Edit"), self._edited)
        grid.addWidget(self._label, place, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._value, place, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._short, place, 1, Qt.AlignmentFlag.AlignTop)
        acts = QHBoxLayout()
        acts.setSpacing(2)
        acts.addWidget(self._act)
        acts.addWidget(self._copy)
        acts.addWidget(self._edit)
        grid.addLayout(acts, place, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        for words in (self._label, self._value, self._short):
            words.setMinimumHeight(28)
            words.setContentsMargins(0, 4, 0, 4)

    def show(self, fact: Fact | None) -> None:
        """Say another fact, or nothing."""
        self._label.setVisible(fact is not None)
        self._value.setVisible(fact is not None and not fact.copy)
        self._short.setVisible(fact is not None and fact.copy)
        self._act.setVisible(fact is not None and fact.on is not None)
        self._copy.setVisible(fact is not None and fact.copy)
        self._edit.setVisible(fact is not None and fact.edit is not None)
        if fact is None:
            return
        self._fact = fact
        self._label.setText(fact.label)
        self._value.setText(fact.text)
        self._short.setText(fact.text)
        self._short.setAccessibleName(f"{fact.label}: {fact.text}")
        self._value.setToolTip(text.plain_tip(fact.tip))
        self._value.setAccessibleName(f"{fact.label}: {fact.text}")
        _name(self._copy, _("Copy {what}").format(what=fact.text))
        _name(self._edit, _("Edit {what}").format(what=fact.text))
        if fact.on is not None:
            icons.put(self._act, fact.icon or "link")
            _name(self._act, fact.does or _("Open"))

    def _do(self) -> None:
        if self._fact.on is not None:
            self._fact.on()

    def _edited(self) -> None:
        if self._fact.edit is not None:
            self._fact.edit()

    def _copied(self) -> None:
        clipboard.copy_text(self._fact.text)


def _name(made: QToolButton, words: str) -> None:
    made.setAccessibleName(words)
    made.setToolTip(text.plain_tip(words))


def section(title: str, action: str = "", on: Callable[[], object] | None = None, *, icon: str = "plus") -> QWidget:
    """A heading between parts of a detail, with one quiet button at the right."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, tokens.S, 0, 0)
    line.addWidget(text.label(title, "section"), 1)
    if action:
        line.addWidget(button(action, on, icon=icon, quiet=True))
    return made


def heading(made: QWidget) -> QLabel:
    """The words of a section."""
    found = made.findChild(QLabel)
    assert isinstance(found, QLabel)
    return found
