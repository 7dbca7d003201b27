"""The way to the cluster's own words and prices, among the settings."""

from PySide6.QtWidgets import QWidget

from crm.i18n import _
from ui.kit import text
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.flow import FlowLayout
from ui.pages.desk import Desk


class WordsCard(Card):
    """Two buttons: the lists and words, and the price list of memberships."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Lists and words"))
        self.desk = desk
        about = _("The choices you have: categories, kinds, roles and more, and what the program calls members.")
        self.body.addWidget(text.label(about, "muted", wrap=True))
        row = QWidget()
        line = FlowLayout(row)
        for words, on, icon in (
            (_("Lists and words…"), self.lists, "edit"),
            (_("Price list…"), self.prices, "money"),
        ):
            made = button(words, on, icon=icon)
            made.setEnabled(desk.writable())
            line.addWidget(made)
        self.body.addWidget(row)

    def lists(self) -> object:
        """Open the lists."""
        from ui.dialogs import words

        return words.ask(self.desk.window())

    def prices(self) -> object:
        """Open the price list."""
        from ui.dialogs import fee_levels

        return fee_levels.ask(self.desk.window())
