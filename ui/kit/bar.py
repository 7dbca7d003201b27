"""A message that stays on the page it belongs to, with at most one thing to do about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from crm.i18n import _
from ui.kit import icons, text, theme, tokens
from ui.kit.buttons import button, icon_button

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

    def name(self) -> None:
        """Say what stays in the present language."""
        self._close.setAccessibleName(_("Close"))
        self._close.setToolTip(_("Close"))

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
