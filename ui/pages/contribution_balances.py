"""What each member pledged for a year and what it gave, as a table whose rows lead to the contributions."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries.contributions import Balance
from crm.rules import folding
from ui.kit.empty import Empty, WithEmpty
from ui.kit.record_view import RecordView
from ui.kit.table import RecordTable
from ui.pages import contribution_words
from ui.pages.desk import Desk
from ui.pages.listing import Order

_BY: Mapping[str, Callable[[Balance], Any]] = {
    "left": lambda row: sum(row.missing),
    "minutes": lambda row: row.given.minutes,
    "cash": lambda row: row.given.cash,
    "value": lambda row: row.given.value,
    "waiting": lambda row: row.waiting.value,
}


class Balances(QWidget):
    """All members of the year; `opened(organisation)` where somebody wants to see what one gave.

    `single_asked` where no member is called what was searched, which may stand in a contribution.
    """

    opened = Signal(object)
    single_asked = Signal()
    told = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._known: Mapping[int, Balance] = {}
        self._text, self._order = "", Order("name")
        self.view = RecordView()
        self.view.setAccessibleName(_("Pledged and given"))
        self.view.setModel(RecordTable(contribution_words.balance_columns(), self.rows, self.view))
        self.view.remember(desk.memory, "contributions.balances")
        self.view.set_sort("name", False)
        self.view.sort_asked.connect(self._sort)
        self.view.opened.connect(self.opened)
        self.view.current_changed.connect(lambda _id: self.told.emit())
        self.view.selection_changed.connect(lambda _count: self.told.emit())
        self.view.menu_asked.connect(desk.record_menu)
        self._empty = Empty("members", "")
        self._both = WithEmpty(self.view, self._empty)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self._both)

    def show_year(self, found: Sequence[Balance]) -> None:
        """Show the members of a year, as `crm.queries.contributions.balances` gives them."""
        self._known = {row.organisation_id: row for row in found}
        self._show()

    def search(self, words: str) -> None:
        """Show those in whose names all of these words stand."""
        self._text = words
        self._show()

    def ids(self) -> list[int]:
        """The organisations that are shown, in their order."""
        asked = folding.fold(self._text).split()
        fits = [row for row in self._known.values() if all(word in folding.fold(row.name) for word in asked)]
        by = _BY.get(self._order.key)
        if by is not None:
            fits.sort(key=by, reverse=self._order.descending)
        elif self._order.descending:
            fits.reverse()
        return [row.organisation_id for row in fits]

    def rows(self, ids: Sequence[int], /) -> Mapping[int, Balance]:
        """What is shown of these organisations."""
        return {id: self._known[id] for id in ids if id in self._known}

    def current(self) -> Balance | None:
        """The member one is on."""
        id = self.view.current_id()
        return self._known.get(id) if id is not None else None

    def shown(self) -> int:
        """How many the table shows."""
        return len(self.view.table().ids())

    def _sort(self, key: str, descending: bool) -> None:
        self._order = Order(key, descending)
        self._show()

    def _show(self) -> None:
        ids = self.ids()
        self.view.table().set_ids(ids)
        self.view.set_sort(*self._order)
        if ids and self.view.current_id() is None:
            self.view.go_to(ids[0])
        if not ids and self._text:
            why = _("No member of this year has that name.")
            self._empty.set("search", _("Nothing found"), why, _("Look one by one"), self.single_asked.emit)
        elif not ids:
            why = _("The members of this year are listed here, with what they pledged in the agreement.")
            go = partial(self._desk.go, "members")
            self._empty.set("members", _("No members in this year"), why, _("Go to the members"), go)
        self._both.show_empty(not ids)
        self.told.emit()
