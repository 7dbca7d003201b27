"""What the program has to say: a bar on the page, a question before what cannot be undone, the unexpected."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from crm.i18n import _
from ui.kit import clipboard, icons, text, theme, tokens
from ui.kit.buttons import button, icon_button, set_icon
from ui.kit.message_box import MessageBox

KINDS = {"info": "accent", "success": "success", "warning": "warning", "danger": "danger"}


class Bar(QFrame):
    """A message that stays where it belongs; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None, *, closable: bool = True) -> None:
        super().__init__(parent)
        self._kind = "info"
        self._on: Callable[[], object] | None = None
        self._icon = QLabel()
        self._words = text.label(wrap=True, selectable=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._action = button("", self._act, quiet=True)
        self._close = icon_button("close", _("Close"), self.clear)
        line = QHBoxLayout(self)
        line.setContentsMargins(tokens.M, 6, 6, 6)
        line.setSpacing(tokens.S)
        line.addWidget(self._icon)
        line.addWidget(self._words, 1)
        line.addWidget(self._action)
        line.addWidget(self._close)
        self._close.setVisible(closable)  # only now: without a parent it would flash up as a window
        theme.news.changed.connect(self._draw)
        self.hide()

    def say(self, words: str, kind: str = "info", action: str = "", on: Callable[[], object] | None = None) -> None:
        """Show the words; kinds are info, success, warning and danger."""
        self._kind, self._on = kind, on
        self._words.setText(words)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        text.restyle(self, "bar", kind)
        self.setAccessibleName(words)
        self._draw()
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self.hide()

    def words(self) -> str:
        """What is being said, "" for nothing."""
        return self._words.text() if not self.isHidden() else ""

    def _draw(self) -> None:
        self._icon.setPixmap(icons.pixmap(self._kind, 20, KINDS[self._kind]))

    def _act(self) -> None:
        if self._on is not None:
            self._on()


def ask(parent: QWidget | None, title: str, words: str, verb: str, *, danger: bool = False) -> bool:
    """Ask before what cannot be undone; `verb` stands on the button.

    With `danger` Cancel is the one that Enter presses.
    """
    box = MessageBox(parent, "warning" if danger else "help", "danger" if danger else "accent", title, words)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # its answer is asked for after it closed
    box.add(_("Cancel"), default=danger)
    box.add(verb, primary=not danger, danger=danger, default=not danger)
    box.exec()
    box.deleteLater()
    return box.answer == verb


def sentence(parent: QWidget | None, problem: Exception | str, title: str = "") -> MessageBox:
    """Show a sentence a person can act on (a `CrmError`), without waiting for the answer."""
    box = MessageBox(parent, "warning", "warning", title or _("That did not work"), str(problem))
    box.add(_("Close"), primary=True, default=True)
    box.open()
    return box


def unexpected(parent: QWidget | None, details: str, log_folder: Path | None = None, what: str = "") -> MessageBox:
    """The one dialog for our own mistakes: what happened, that the data is safe, copy details, open the log folder."""
    words = what or _("Something went wrong that should not have.")
    safe = _("Your data is safe: nothing half done was stored. You can go on working.")
    box = MessageBox(parent, "danger", "danger", _("Unexpected error"), words, safe)
    box.setObjectName("unexpected")
    copy = box.add(_("Copy details"), lambda: _copied(copy, details), icon="copy")
    if log_folder is not None:
        box.add(
            _("Open log folder"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder))),
            icon="folder",
        )
    box.add(_("Close"), primary=True, default=True)
    box.open()
    return box


def _copied(where: QPushButton, details: str) -> None:
    clipboard.copy_text(details)
    where.setText(_("Copied"))
    set_icon(where, "check")
