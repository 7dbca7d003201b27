"""The first step of an import: which file? Dropped here, or chosen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm.i18n import _
from ui.dialogs import received
from ui.kit import icons, text, theme, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card


class FileStep(QWidget):
    """A place to drop a file on, and buttons to choose one, `chosen(path)`, or to paste copied cells, `paste()`."""

    def __init__(self, chosen: Callable[[Path], object], paste: Callable[[], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = button(_("Choose a file…"), self.ask, icon="folder")
        self.paste = button(_("Paste cells"), paste, icon="paste", shortcut="Ctrl+V")
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.paste)
        buttons.addStretch(1)
        zone = Card(padding=tokens.XXL)
        zone.body.addStretch(1)
        zone.body.addWidget(self._picture)
        zone.body.addWidget(_centred(_("Drop the list here"), "heading"))
        what = _(
            "As you got it: Excel, LibreOffice, CSV or contact cards. "
            "Logos, titles and notes around the list do no harm."
        )
        zone.body.addWidget(_centred(what, "muted"))
        zone.body.addSpacing(tokens.M)
        zone.body.addLayout(buttons)
        zone.body.addSpacing(tokens.M)
        calm = _("Nothing is written before you have seen what will happen, and it can be undone.")
        zone.body.addWidget(_centred(calm, "muted"))
        zone.body.addStretch(1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(zone, 1)
        self.setFocusProxy(self.choose)
        theme.news.changed.connect(self._draw)
        self._draw()

    def ask(self) -> None:
        """Let somebody choose a file in the system's own dialog."""
        chosen = received.one(self, _("Import a list"), received.lists())
        if chosen is not None:
            self._chosen(chosen)

    def _draw(self) -> None:
        self._picture.setPixmap(icons.pixmap("upload", 40, "accent"))


def _centred(words: str, role: str) -> QLabel:
    made = text.label(words, role, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
