"""Backups among the settings: that they are made, where a second one goes, and the way to them."""

from PySide6.QtWidgets import QHBoxLayout

from crm.i18n import _
from ui.kit import text, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.pages.desk import Desk


class BackupCard(Card):
    """Says when backups are made, and leads to the window that shows them, with the second folder."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Backups"))
        words = _(
            "They are made every half hour, when Klynge is closed, and before anything large. There you see them, put"
            " one back, and choose a second folder, such as a memory stick."
        )
        self.body.addWidget(text.label(words, "muted", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.S)
        self.show_all = button(_("Backups…"), lambda: desk.action("backups"), icon="restore")
        buttons.addWidget(self.show_all)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
