"""A dialog: a title, a body, a button with a verb. It stays open until what it does has worked."""

import sys
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from crm.errors import CrmError, Invalid
from crm.i18n import _
from ui.kit import messages, tab_order, text, theme, tokens
from ui.kit.bar import Bar
from ui.kit.buttons import button
from ui.kit.forms import Form

EDGE = 64
"""Pixels of the screen that a dialog leaves to its own title bar and the panels of the system."""

_open: dict["Dialog", list[QWidget]] = {}
"""What each open dialog stands on. Python may collect a page that only its own signals hold at any moment, and Qt would
take the dialog down with it in the midst of what it does."""


class Dialog(QDialog):
    """Ctrl+Enter does it, Esc leaves. `Invalid` is told beside the fields, any other `CrmError` on top.

    Then it stays open. `asked_in` is the module that made it: by that the help knows which dialog it is.
    """

    saved = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        *,
        save: str = "",
        cancel: str = "",
        form: Form | None = None,
        danger: bool = False,
        width: int = 520,
    ) -> None:
        super().__init__(parent)
        own = type(self)
        self.asked_in = own.__module__ if own is not Dialog else str(sys._getframe(1).f_globals["__name__"])
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.form = form
        self._work: Callable[[], Any] | None = None
        self._ask_first = False
        self._tab_first: tuple[QWidget, ...] = ()
        self._bar = Bar()
        inner = QWidget()
        inner.setProperty("plain", True)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(tokens.XL, 0, tokens.XL, tokens.S)
        self.body.setSpacing(tokens.M)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        inner.installEventFilter(self)
        self.title = text.label(title, "heading", wrap=True)
        head = QVBoxLayout()
        head.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.M)
        head.setSpacing(tokens.M)
        head.addWidget(self.title)
        head.addWidget(self._bar)
        self._head = head
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._feet(save or _("Save"), cancel or _("Cancel"), danger))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save_now)
        self._width = width
        if form is not None:
            # Last: each time it went with its parent into another one, Qt would style all that is in it anew
            self.body.addWidget(form)

    def on_save(self, work: Callable[[], Any]) -> None:
        """Do this at the button and at Ctrl+Enter; when it returns the dialog tells `saved(result)` and closes."""
        self._work = work

    def hide_title(self) -> None:
        """Begin with the form: the frame of the window names the dialog well enough."""
        self.title.hide()
        self._head.setContentsMargins(tokens.XL, tokens.M, tokens.XL, tokens.M)

    def add_button(self, words: str, on: Callable[[], object], *, icon: str = "") -> QPushButton:
        """Add a further button at the left of the foot."""
        made = button(words, on, icon=icon)
        self._left.addWidget(made)
        return made

    def ask_before_losing(self, on: bool = True) -> None:
        """Ask before closing while the form holds what is not saved."""
        self._ask_first = on

    def tab_first(self, *widgets: QWidget) -> None:
        """Let Tab go through these first, in this order, and then through the others as one reads."""
        self._tab_first = widgets

    def tab_order(self) -> list[QWidget]:
        """Where Tab leads, one after the other."""
        return tab_order.reading_order(self, self._tab_first)

    def say(self, words: str, kind: str = "danger") -> None:
        """Show a message on top; none for ""."""
        if words:
            self._bar.say(words, kind)
        else:
            self._bar.clear()
        if self.isVisible():
            QTimer.singleShot(0, self, self._grow)

    def message(self) -> str:
        """What is said on top, "" for nothing."""
        return self._bar.words()

    def save_now(self) -> None:
        """Do it, as the button does."""
        if not self.save_button.isEnabled():
            return
        self.say("")
        if self.form is not None:
            self.form.clear_problems()
        try:
            result = self._work() if self._work is not None else None
        except Invalid as problem:
            others = self.form.show_problems(problem.fields) if self.form is not None else problem.fields
            self.say(" ".join(others.values()))
            return
        except CrmError as problem:
            self.say(str(problem))
            return
        self._ask_first = False
        self.saved.emit(result)
        self.accept()

    def sizeHint(self) -> QSize:
        width = max(theme.px(self._width), super().sizeHint().width())
        room = self.screen().availableGeometry().height() - EDGE
        # A title or a message is as high as it is in this width; left to themselves they ask for lines they never fill
        around = self._whole.totalHeightForWidth(width) - self._scroll.sizeHint().height()
        return QSize(width, min(room, around + self._wanted(width)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with what is inside (a problem told below a field), as far as the screen reaches."""
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            QTimer.singleShot(0, self, self._grow)
        return super().eventFilter(watched, event)

    def _wanted(self, width: int) -> int:
        return max(self.body.totalHeightForWidth(width), self.body.totalMinimumSize().height()) + 2

    def setVisible(self, visible: bool) -> None:
        """Open as large as the form needs; left to itself Qt takes no more than two thirds of the screen."""
        if visible and not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.ensurePolished()
            self.resize(self.sizeHint())
        if visible:
            _let_go()
            _open[self] = list(_above(self))
        else:
            QTimer.singleShot(0, _let_go)  # only when nothing of this dialog is going on any more
        super().setVisible(visible)

    def _grow(self) -> None:
        missing = self._wanted(self.width()) - self._scroll.viewport().height()
        room = self.screen().availableGeometry()
        high = min(self.height() + missing, room.height() - EDGE)
        if missing > 0 and high > self.height():
            self.resize(self.width(), high)
            below = self.frameGeometry().bottom() - room.bottom()
            if below > 0:
                self.move(self.x(), max(room.top(), self.y() - below))

    def focusNextPrevChild(self, next: bool) -> bool:
        return tab_order.step(self, self.focusWidget(), forwards=next, first=self._tab_first)

    def reject(self) -> None:
        """Leave; with `ask_before_losing` not without asking."""
        if self._ask_first and self.unsaved():
            words = _("What you have written here is not saved.")
            if not messages.ask(self, _("Close without saving?"), words, _("Discard"), danger=True):
                return
        super().reject()

    def unsaved(self) -> bool:
        """Whether it holds what would be lost."""
        return self.form is not None and self.form.changed()

    def _feet(self, save: str, cancel: str, danger: bool) -> QHBoxLayout:
        self.save_button = button(save, self.save_now, primary=not danger, danger=danger)
        self.save_button.setDefault(True)
        self.save_button.setToolTip(QKeySequence("Ctrl+Enter").toString(QKeySequence.SequenceFormat.NativeText))
        self.cancel_button = button(cancel, self.reject)
        self._left = QHBoxLayout()
        self._left.setSpacing(tokens.S)
        feet = QHBoxLayout()
        feet.setContentsMargins(tokens.XL, tokens.M, tokens.XL, tokens.L)
        feet.setSpacing(tokens.S)
        feet.addLayout(self._left)
        feet.addStretch(1)
        feet.addWidget(self.cancel_button)
        feet.addWidget(self.save_button)
        return feet


def _let_go() -> None:
    for dialog in [one for one in _open if not isValid(one) or not one.isVisible()]:
        del _open[dialog]


def _above(widget: QWidget) -> Iterator[QWidget]:
    while (parent := widget.parentWidget()) is not None:
        yield parent
        widget = parent
