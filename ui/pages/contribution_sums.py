"""What a year's contributions come to, in cards above their list."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.i18n import _
from crm.queries import contributions as queries
from crm.queries.contributions import Balance
from crm.rules import numbers
from ui.kit import tokens
from ui.kit.cards import StatCard
from ui.pages import contribution_words


class Sums(QWidget):
    """What counts in all, in hours and in cash, and what waits; `chosen(key)` where somebody wants to see those."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.cards = {key: StatCard(words, clickable=True) for key, words in contribution_words.cards().items()}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.M)
        for key, card in self.cards.items():
            card.clicked.connect(partial(self.chosen.emit, key))
            row.addWidget(card, 1)

    def show_year(self, given: queries.Sums, waiting: queries.Sums, balances: Sequence[Balance]) -> None:
        """Show what is approved and what waits, beside what the members pledged."""
        hours = sum(row.pledged_minutes or 0 for row in balances)
        cash = sum(row.pledged_cash or 0 for row in balances)
        self.cards["given"].set(numbers.show_money(given.value), contribution_words.counted(given))
        of = _("of {what} pledged")
        self.cards["hours"].set(numbers.show_hours(given.minutes), of.format(what=numbers.show_hours(hours)))
        self.cards["cash"].set(numbers.show_money(given.cash), of.format(what=numbers.show_money(cash)))
        self.cards["waiting"].set(numbers.show_money(waiting.value), contribution_words.counted(waiting))
