"""Fees (Kontingent): what members pay for a year – proposed, invoiced, paid – and what is still open."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QComboBox, QHBoxLayout

from crm.changes import Changes
from crm.i18n import _, ngettext
from crm.queries import fees as queries
from crm.queries import looks
from crm.queries.fees import FeeLine, FeesQuery, Sum
from crm.queries.lists.conditions import All, Compare, Condition
from crm.queries.looks import Look
from crm.rules import numbers
from ui.kit import fields, tokens
from ui.kit.buttons import button, icon_button
from ui.kit.cards import StatCard
from ui.kit.record_view import RecordView
from ui.kit.table import RecordTable
from ui.pages import export, fee_doing, fee_words, halves
from ui.pages.desk import Desk, Status
from ui.pages.list_page import ListPage
from ui.pages.listing import Nothing, Order

TABLES = ("membership_fee", "membership", "organisation")
CARDS = ("proposed", "invoiced", "overdue", "paid")


class _Answer(NamedTuple):
    years: list[int]
    sums: Mapping[str, Sum]


class FeesPage(ListPage):
    """The fees of one year as a table, with what they come to above it."""

    KEY, ABOUT = "fees", "membership_fee"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._year: int | None = desk.today().year
        self._state = ""
        self._looked_at: int | None = None
        self._sums: Mapping[str, Sum] = {}
        self.head(_("Filter members"), _("Propose fees…"))
        self.year = QComboBox()
        self.year.setAccessibleName(_("Year"))
        self.year.setMinimumContentsLength(6)
        fields.still(self.year)
        self._bank = button(_("From the bank…"), partial(fee_doing.from_bank, desk), icon="import")
        self._bank.setToolTip(_("Mark fees as paid by a list of payments from the bank"))
        self._bank.setEnabled(desk.writable())
        self._more = icon_button("more", _("More about fees"), self._menu)
        for one in (self.year, self._more):
            self.header.add(one)
        self.cards = {key: StatCard(words, clickable=True) for key, words in fee_words.labels().items()}
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        for key, card in self.cards.items():
            card.clicked.connect(partial(self._show_state, key))
            row.addWidget(card, 1)
        self.list_in(
            RecordView(),
            query=self._query,
            whole=lambda: FeesQuery(year=self._year),
            nothing=self._nothing,
            order=Order("name"),
            widen=self._widen,
        )
        self.view.setModel(RecordTable(fee_words.columns(desk), self.listing.fetch, self.view))
        self.view.remember(desk.memory, "fees.columns")
        self._invoice = button(_("Mark as invoiced…"), self._with_selected(fee_doing.mark_invoiced), icon="mail")
        self._pay = button(_("Mark as paid…"), self._with_selected(fee_doing.mark_paid), icon="check")
        self._every = button(_("Show all"), lambda: self._show_state(""), quiet=True)
        below = QHBoxLayout()
        below.setContentsMargins(tokens.S, tokens.XS, tokens.S, 0)
        for made in (self._invoice, self._pay, self._bank):
            below.addWidget(made)
        below.addStretch(1)
        below.addWidget(self._every)
        self.body.addWidget(self.header)
        building = self.built.button()
        self.header.add(building)
        self.body.addLayout(row)
        self.body.addWidget(self.built)
        self.body.addWidget(halves.list_card(self.listing.widget, below), 1)
        self.year.currentIndexChanged.connect(lambda _place: self._choose_year())
        self.listing.told.connect(self._told)
        self.view.opened.connect(lambda _id: self._edit())
        self.offer_table(self.year, building)
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Fees")

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if changes.touches(*TABLES):
            self.refresh()

    def refresh(self) -> None:
        """Ask everything again."""
        super().refresh()
        self._ask_sums()

    def _ask_sums(self) -> None:
        year, today = self._year, self.desk.today()
        work = lambda: _Answer(queries.years(), queries.sums(year, today))  # noqa: E731
        self.desk.questions.ask("fees.sums", work, self._show)

    def show_record(self, id: int) -> None:
        """Lead to a fee, whatever its year."""
        self._set_year(queries.fee(id).year)
        self._state = ""
        self.listing.want(id)
        self.refresh()

    def primary_action(self) -> None:
        """Propose the fees of the year."""
        from ui.dialogs import propose_fees

        dialog = propose_fees.ask(self.window(), year=self._year or self.desk.today().year)
        dialog.saved.connect(self._proposed)

    def subject(self) -> dict[str, int]:
        """The organisation whose fee one is on."""
        line = self._current()
        return {"organisation": line.organisation_id} if line else {}

    def status(self) -> Status:
        """How many fees, and what they come to."""
        shown = self.listing.shown()
        words = ngettext("{count} fee of {year}", "{count} fees of {year}", shown)
        told = words.format(count=numbers.show_int(shown), year=self._year or _("all years"))
        if self._state in self._sums and not self.listing.text:
            told = f"{told}, {numbers.show_money(self._sums[self._state].amount)}"
        return Status(told, self.view.selected_count())

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the fee one is on."""
        found = export.verbs(self.desk, self.taken, self.ABOUT)
        line = self._current()
        if line is None:
            return found
        found["history"] = partial(self._history, line.id)
        return found | {"edit_record": self._edit} if self.desk.writable() else found

    def said(self) -> Mapping[str, Condition]:
        """The year, and the state that a card counts."""
        found: dict[str, Condition] = {} if self._year is None else {"year": Compare("year", "is", self._year)}
        if self._state == "overdue":
            found["state"] = Compare("overdue", "is", True)
        elif self._state:
            found["state"] = Compare("state", "is", self._state)
            if self._state == "open":
                open_ones = (Compare("state", "is", "invoiced"), Compare("amount", "more", 0))
                found["state"] = All(open_ones)
        return found

    def unsay(self, gone: Collection[str]) -> None:
        """Show the fees of all years, and in any state."""
        if "year" in gone:
            self._set_year(None)
        if "state" in gone:
            self._state = ""

    def ask_list(self) -> None:
        super().ask_list()
        self._ask_sums()

    def state(self) -> dict[str, Any]:
        """Year, state, order, place."""
        return super().state() | {"year": self._year, "state": self._state}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._set_year(state.get("year", self._year))
        self._state = state.get("state", "")
        self.come_back(state, changed=True)
        self._ask_sums()

    def _query(self, words: str, order: Order) -> FeesQuery:
        return FeesQuery(
            words, order.key, order.descending, year=self._year, state=self._state, today=self.desk.today()
        )

    def _nothing(self) -> Nothing:
        if self.is_narrowed() or self._state:
            why = _("No fee of this year fits.")
            return Nothing("search", _("Nothing found"), why, _("Show all"), lambda: self._show_state(""))
        why = _("Propose them from the price list, or enter them one by one in each membership.")
        words = _("No fees for {year} yet").format(year=self._year or self.desk.today().year)
        return Nothing("money", words, why, _("Propose fees…"), self.primary_action)

    def _show(self, answer: _Answer) -> None:
        today = self.desk.today().year
        self._sums = answer.sums
        offered = sorted({*answer.years, today, today + 1, self._year or today}, reverse=True)
        self.year.blockSignals(True)
        choices = [(year, str(year)) for year in offered] + [(0, _("All years"))]
        fields.set_choices(self.year, choices)
        self.year.setCurrentIndex([year for year, _words in choices].index(self._year or 0))
        self.year.blockSignals(False)
        for key, card in self.cards.items():
            one = answer.sums[key]
            words = ngettext("{count} fee", "{count} fees", one.number).format(count=numbers.show_int(one.number))
            card.set(numbers.show_money(one.amount), words)
        self.told.emit()

    def _told(self) -> None:
        lines = self._selected()
        can = self.desk.writable()
        self._invoice.setEnabled(can and any(line.state == "proposed" for line in lines))
        self._pay.setEnabled(can and any(line.state != "paid" for line in lines))
        self._every.setVisible(bool(self._state or self.listing.text))
        self.told.emit()

    def _choose_year(self) -> None:
        self._set_year(int(self.year.currentData() or 0) or None)
        self.refresh()

    def _set_year(self, year: int | None) -> None:
        self._year = year

    def _show_state(self, state: str) -> None:
        """What a card counts; once more shows all again."""
        self._state = "" if state == self._state else state
        if not state:
            self.search("")
        self.listing.again()

    def _widen(self) -> None:
        self._state = ""
        self.search("")

    def look(self, id: int | None) -> None:
        """Know which fee one is on in the table."""
        self._looked_at = id

    def standard_look(self) -> Look:
        """The fees of this year, by the name of the member."""
        by_name = replace(super().standard_look(), order=(("organisation", False),))
        return looks.asking(by_name, Compare("year", "is", self.desk.today().year))

    def _current(self) -> FeeLine | None:
        if self.table_shown():
            found: Mapping[int, FeeLine] = FeesQuery().rows([self._looked_at or 0])
            return found.get(self._looked_at or 0)
        line: FeeLine | None = self.listing.record(self.view.current_id())
        return line

    def _selected(self) -> list[FeeLine]:
        current = self.view.current_id()
        ids = self.view.selected_ids() or ([current] if current is not None else [])
        found: Mapping[int, FeeLine] = self.listing.asked().rows(ids)
        return list(found.values())

    def _with_selected(self, act: Callable[[Desk, list[FeeLine]], object]) -> Callable[[], object]:
        return lambda: act(self.desk, self._selected())

    def _edit(self) -> None:
        from ui.dialogs import fee

        line = self._current()
        if line is not None and self.desk.writable():
            fee.ask(self.window(), membership=line.membership, year=line.year)

    def _history(self, id: int) -> None:
        from ui.dialogs import record_history

        record_history.ask(self.window(), table="membership_fee", row=id)

    def _proposed(self, year: int) -> None:
        if year != self._year:
            self._set_year(year)
            self.refresh()

    def _menu(self) -> None:
        menu = fee_doing.menu(self, self.desk, self._selected())
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def taken(self) -> export.Taken:
        """The list as it is on screen."""
        title = f"{self.title} {self._year or _('all years')}"
        return export.taken(title, fee_words.outs(self.desk), self.listing, self.status().text)
