"""The memberships of one organisation: each period with its fees, and what can be done with it."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries.organisations import FeeRow, MembershipRow, OrganisationDetail
from crm.rules import code_lists, dates, numbers
from ui.kit import flow, text, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.flow import FlowLayout
from ui.pages.contribution_card import ContributionCard
from ui.pages.desk import Desk
from ui.pages.files import Files


class MembershipCards(QWidget):
    """A card for each period, newest first, below a button to join."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._organisation: OrganisationDetail | None = None
        self._join = button(_("New membership"), self._new, icon="plus")
        self._none = text.label(_("This organisation has never been a member."), "muted", wrap=True)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(tokens.M)
        body = QVBoxLayout(self)
        body.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        body.setSpacing(tokens.M)
        body.addWidget(self._none)
        body.addLayout(self._cards)
        self.given = ContributionCard(desk)
        body.addWidget(self._join, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.given)
        body.addStretch(1)

    def show_memberships(self, one: OrganisationDetail) -> None:
        """Show the periods of this organisation."""
        self._organisation = one
        flow.clear(self._cards)
        self._none.setVisible(not one.memberships)
        self.given.about(one.id, one.name)
        self._join.setEnabled(self.desk.writable())
        after: dict[str, MembershipRow] = {}
        for membership in one.memberships:
            following = after.get(membership.network)
            if following is not None and (words := _gap(membership, following)):
                self._cards.addWidget(text.label(words, "hint"))
            self._cards.addWidget(self._card(membership))
            after[membership.network] = membership

    def _card(self, membership: MembershipRow) -> Card:
        card = Card()
        card.setObjectName(f"membership-{membership.id}")
        head = QHBoxLayout()
        head.addWidget(text.label(_what(membership), "strong"))
        head.addStretch(1)
        head.addWidget(text.label(_period(membership), "muted"))
        card.body.addLayout(head)
        for words in _about(membership):
            card.body.addWidget(text.label(words, "muted", wrap=True))
        if membership.fees:
            card.body.addLayout(_fees(membership.fees))
        files = Files(self.desk, card, apart=f".{membership.id}")
        card.body.addWidget(files)
        files.about("membership", membership.id)
        if self.desk.writable():
            card.body.addWidget(self._verbs(membership))
        return card

    def _verbs(self, membership: MembershipRow) -> QWidget:
        made = QWidget()
        line = FlowLayout(made, gap=tokens.XS)
        line.addWidget(button(_("Fee…"), partial(self._fee, membership), icon="money", quiet=True))
        line.addWidget(button(_("Edit…"), partial(self._edit, membership), icon="edit", quiet=True))
        if membership.left_on is None:
            change = partial(self._change_category, membership)
            line.addWidget(button(_("Category…"), change, icon="refresh", quiet=True))
            line.addWidget(button(_("Leaves…"), partial(self._leave, membership), icon="close", quiet=True))
        return made

    def _new(self) -> None:
        from ui.dialogs import membership

        if self._organisation is not None:
            membership.ask(self.window(), organisation=self._organisation.id)

    def _edit(self, row: MembershipRow) -> None:
        from ui.dialogs import membership

        if self._organisation is not None:
            membership.ask(self.window(), organisation=self._organisation.id, membership=row.id)

    def _change_category(self, row: MembershipRow) -> None:
        from ui.dialogs import change_category

        change_category.ask(self.window(), membership=row.id)

    def _leave(self, row: MembershipRow) -> None:
        from ui.dialogs import leave

        leave.ask(self.window(), membership=row.id)

    def _fee(self, row: MembershipRow) -> None:
        from ui.dialogs import fee

        fee.ask(self.window(), membership=row.id)


def _what(membership: MembershipRow) -> str:
    """The category, with the network where that is not the cluster itself."""
    category = code_lists.label("membership_category", membership.category)
    return category if membership.network == "main" else f"{category} · {membership.network}"


def _gap(before: MembershipRow, after: MembershipRow) -> str:
    """ "No member from 01.04.2025 to 31.08.2025", "" where one period follows the other."""
    if before.left_on is None or before.left_on + timedelta(days=1) >= after.joined_on:
        return ""
    first, last = before.left_on + timedelta(days=1), after.joined_on - timedelta(days=1)
    return _("Not a member from {first} to {last}").format(first=dates.show(first), last=dates.show(last))


def _period(membership: MembershipRow) -> str:
    begin = dates.show(membership.joined_on)
    return f"{begin} – {dates.show(membership.left_on)}" if membership.left_on else _("since {day}").format(day=begin)


def _about(membership: MembershipRow) -> list[str]:
    told = []
    if membership.agreement_signed_on:
        told.append(_("Agreement signed {day}").format(day=dates.show(membership.agreement_signed_on)))
    if membership.pledged_cash:
        told.append(_("Pledged {money} a year").format(money=numbers.show_money(membership.pledged_cash)))
    if membership.pledged_minutes:
        told.append(_("Pledged {count} hours a year").format(count=numbers.show_int(membership.pledged_minutes // 60)))
    if membership.agreed_to and membership.left_on is None:
        told.append(_("Agreed until {day}").format(day=dates.show(membership.agreed_to)))
    if membership.notice_by and membership.left_on is None:
        told.append(_("Notice by {day}").format(day=dates.show(membership.notice_by)))
    if membership.leave_reason:
        told.append(_("Left: {reason}").format(reason=code_lists.label("leave_reason", membership.leave_reason)))
    return [line for line in (" · ".join(told), membership.notes) if line]


def _fees(fees: list[FeeRow]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(tokens.XL)
    grid.setVerticalSpacing(2)
    for column, words in enumerate((_("Year"), _("Fee"), _("Invoiced"), _("Paid"))):
        grid.addWidget(text.label(words, "hint"), 0, column)
    for place, fee in enumerate(fees, start=1):
        cells = (
            str(fee.year),
            numbers.show_money(fee.amount),
            dates.show(fee.invoiced_on) if fee.invoiced_on else "–",
            dates.show(fee.paid_on) if fee.paid_on else "–",
        )
        for column, words in enumerate(cells):
            made = text.label(words)
            if column == 1:
                made.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(made, place, column)
    grid.setColumnStretch(3, 1)
    return grid
