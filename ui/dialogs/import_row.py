"""One row of a plan in words, below the grid: what becomes of it and why, and the answers to what it asks."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crm.i18n import _
from ui.dialogs.import_grid_model import ACTIONS, TONES
from ui.kit import flow, text, theme, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.flow import FlowLayout

_HIGH, _TALL = 112, 152


class Choice(NamedTuple):
    """An answer to the question of a row; `on` gives it."""

    words: str
    on: Callable[[], object]
    icon: str = ""


class Whole(NamedTuple):
    """All that is told of one row; `cell` is about the cell one is on, `hint` stands below the answers."""

    title: str
    action: str
    reason: str
    cell: str = ""
    choices: Sequence[Choice] = ()
    hint: str = ""


class RowPanel(Card):
    """Shows a `Whole`; it keeps its height, so that the grid stands still while one walks through it."""

    def __init__(self) -> None:
        super().__init__(padding=tokens.M)
        self._asks = False
        self._title = text.Elided("", "section")
        self._action = text.label("", "strong")
        self._cell = text.label(wrap=True, selectable=True)
        self._reason = text.label(wrap=True, selectable=True)
        self._answers = QWidget()
        self._answers.setProperty("plain", True)
        self._flow = FlowLayout(self._answers)
        self._hint = text.label("", "hint", wrap=True, selectable=True)
        head = QHBoxLayout()
        head.setSpacing(tokens.M)
        head.addWidget(self._title, 1)
        head.addWidget(self._action)
        inner = QWidget()
        inner.setProperty("plain", True)
        told = QVBoxLayout(inner)
        told.setContentsMargins(0, 0, tokens.S, 0)
        told.setSpacing(tokens.XS)
        for one in (self._cell, self._reason, self._answers, self._hint):
            told.addWidget(one)
        told.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self.body.setSpacing(tokens.XS)
        self.body.addLayout(head)
        self.body.addWidget(scroll, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.news.changed.connect(self._resize)
        self._resize()

    def show_row(self, whole: Whole | None) -> None:
        """Show a row, or that there is none."""
        self._title.setText(whole.title if whole else _("No row is shown."))
        self._action.setText(_(ACTIONS[whole.action]) if whole else "")
        text.set_tone(self._action, TONES[whole.action] if whole else "muted")
        told = whole or Whole("", "", "")
        for label, words in ((self._reason, told.reason), (self._cell, told.cell), (self._hint, told.hint)):
            label.setText(words)
            label.setVisible(bool(words))
        flow.clear(self._flow)
        choices = whole.choices if whole else ()
        for choice in choices:
            made = button(choice.words.replace("&", "&&"), choice.on, icon=choice.icon)
            self._flow.addWidget(made)
            made.show()
        self._answers.setVisible(bool(choices))

    def make_room(self, asks: bool) -> None:
        """Be tall enough for the questions of a plan that asks any, else leave the room to the grid."""
        self._asks = asks
        self._resize()

    def _resize(self) -> None:
        self.setFixedHeight(theme.px(_TALL if self._asks else _HIGH))
