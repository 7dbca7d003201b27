"""What one organisation pledged for this year and gave, beside its memberships."""

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.changes import Changes
from crm.i18n import _
from crm.queries import contributions
from crm.queries.contributions import Balance
from ui.kit import tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.flow import FlowLayout
from ui.pages import contribution_words
from ui.pages.desk import Desk
from ui.pages.filters import Choice
from ui.pages.sheet import Fact, Facts

TABLES = ("contribution", "membership", "setting", "year_rate")


class ContributionCard(QWidget):
    """Asks when it is seen first: most who look at an organisation never open the tab it stands on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._organisation: int | None = None
        self._name = ""
        self._asked = False
        self.card = Card(" ")
        self.facts = Facts()
        self._add = button(_("New contribution"), self._new, icon="plus", quiet=True)
        row = QWidget()
        line = FlowLayout(row, gap=tokens.XS)
        line.addWidget(self._add)
        line.addWidget(button(_("Show all"), self._show_all, quiet=True))
        self.card.body.addWidget(self.facts)
        self.card.body.addWidget(row)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.card)
        self.card.hide()

    def about(self, organisation: int, name: str) -> None:
        """Show what this organisation pledged and gave."""
        self._organisation, self._name, self._asked = organisation, name, False
        self._add.setEnabled(self.desk.writable())
        if self.isVisible():
            self._ask()

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if self._organisation is not None and changes.touches(*TABLES):
            self.about(self._organisation, self._name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._asked:
            self._ask()

    def _ask(self) -> None:
        if self._organisation is None:
            return
        self._asked = True
        year = self.desk.today().year
        work = partial(contributions.balances, year, organisation=self._organisation)
        self.desk.questions.ask("member.contributions", work, partial(self._show, self._organisation))

    def _show(self, organisation: int, found: list[Balance]) -> None:
        if organisation != self._organisation:
            return
        self.card.setVisible(bool(found))
        for row in found:
            self.card.set_title(_("Contributions {year}").format(year=row.year))
            self.facts.set([Fact(label, words) for label, words in contribution_words.facts(row)])

    def _new(self) -> None:
        from ui.dialogs import contribution

        contribution.ask(self.window(), organisation=self._organisation, year=self.desk.today().year)

    def _show_all(self) -> None:
        chosen = Choice(self._organisation, self._name)
        self.desk.go("contributions", tab=1, year=self.desk.today().year, filters={"organisation": chosen})
