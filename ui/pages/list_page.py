"""What the pages with a list have in common: the list, and the record beside it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QSplitter, QWidget

from crm.changes import Changes
from crm.i18n import _
from crm.queries.lists.conditions import EVERYTHING, Condition
from crm.rules import numbers
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable
from ui.pages import filter_kinds, halves
from ui.pages.built_filter import BuiltFilter
from ui.pages.desk import Status
from ui.pages.filters import Filters, Kind
from ui.pages.grid.page import WidePage
from ui.pages.listing import Listing, Nothing, Order, Query


class ListPage(WidePage):
    """A page with one `Listing`.

    `KEY` names it in what is remembered, `KIND` is the table its records stand in.
    """

    KIND: ClassVar[str] = ""
    view: RecordView
    listing: Listing
    built: BuiltFilter

    def list_in(
        self,
        view: RecordView,
        *,
        query: Callable[[str, Order], Query],
        whole: Callable[[], Query],
        nothing: Callable[[], Nothing],
        order: Order,
        widen: Callable[[], object],
    ) -> None:
        """Make the list, shown in this view; the others as for `Listing`."""
        self.view = view
        view.setAccessibleName(self.title)
        self.built = BuiltFilter(self.ABOUT, self.desk, lambda: query(self.listing.text, self.listing.order))

        def wider() -> None:
            self.built.set(EVERYTHING)
            widen()

        self.listing = Listing(
            *(self.KEY, view, self.desk),
            query=lambda words, order: self.built.narrowed(query(words, order)),
            whole=whole,
            nothing=nothing,
            order=order,
            widen=wider,
        )
        self.built.changed.connect(self.listing.again)
        view.menu_asked.connect(self.desk.record_menu)

    def beside(self, detail: QWidget, shares: tuple[int, int], above: QWidget | None = None) -> QSplitter:
        """The list at the left, with `above` over it, and one of its records at the right, in these shares."""
        left, right = halves.list_card(self.listing.widget, above=above), halves.detail_card(detail)
        self.listing.chosen.connect(self._choose)
        self.listing.told.connect(self.told)
        self.told.connect(lambda: halves.hide_without(right, self.listing.shown(), self.one()))
        self.view.opened.connect(lambda _id: self.desk.action("edit_record"))
        self.view.opened_apart.connect(partial(self.desk.open_apart, self.KIND))
        return halves.split(self.desk, self.KEY, left, right, shares)

    def one(self) -> Any:
        """The record that is shown beside the list, None for none."""
        return None

    def search_list(self, words: str) -> None:
        self.listing.search(words)

    def ask_list(self) -> None:
        self.listing.again(changed=True)

    def follow_list(self) -> None:
        self.listing.chosen.emit(self.view.current_id())

    def list_selected(self) -> list[int]:
        return self.view.selected_ids()

    def list_view(self) -> RecordView | None:
        return self.view

    def on_top(self) -> RecordView:
        """The view that is shown: the list, or the wide table in its place."""
        return self.grid.list.grid if self.table_shown() else self.view

    def refresh(self) -> None:
        """Ask everything again; the detail follows the list."""
        self.listing.again(changed=True)
        self.ask_table()

    def show_record(self, id: int) -> None:
        """Lead to a record of this list."""
        if not self.in_table(id):
            self.listing.want(id)

    def is_narrowed(self) -> bool:
        """Whether a search or a filter that was built keeps records away."""
        return bool(self.listing.text) or self.built.isVisibleTo(self)

    def counted(self, words: str) -> Status:
        """How many of how many: `words` has places for {shown} and {total}."""
        show = numbers.show_int
        told = words.format(shown=show(self.listing.shown()), total=show(self.listing.total()))
        return Status(told, self.view.selected_count())

    def state(self) -> dict[str, Any]:
        """Search, order, place, the filter that was built; and those of the wide table where that is shown."""
        return self.listing.state() | self.built.state() | self.table_state()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self.come_back(state)

    def come_back(self, state: Mapping[str, Any], *, changed: bool = False) -> None:
        """Go back to search, order and place once the filters are set; `changed` where they change the total too."""
        if self.header.search is not None:
            self.header.search.set_text_quietly(state.get("text", ""))
        self.built.restore(state)
        self.listing.restore(state)
        self.listing.again(changed=changed)
        self.restore_table(state)

    def _show_saved(self, id: int | None) -> None:
        if id is not None:
            self.show_record(id)

    def _choose(self, id: int | None) -> None:
        if self.table_shown():
            return  # there another record is looked at
        self.look(id)
        if id is not None and self.isVisible():  # a page made ahead is looked at by nobody
            self.desk.looked_at(self.KIND, id)
        self.told.emit()


class TablePage(ListPage):
    """A table with filters above it and one record at the right; asked again when one of `TABLES` has changed."""

    TABLES: ClassVar[tuple[str, ...]]

    def table_words(self) -> str:
        return _("Wide table")

    def table(
        self,
        detail: QWidget,
        *,
        filters: Sequence[Kind],
        columns: Sequence[Column],
        query: Callable[[str, Order], Query],
        whole: Callable[[], Query],
        nothing: Callable[[], Nothing],
        order: Order,
        shares: tuple[int, int] = (55, 45),
    ) -> None:
        """Put everything on the page, and ask."""
        self.filters = Filters(filters)
        self.list_in(RecordView(), query=query, whole=whole, nothing=nothing, order=order, widen=self._widen)
        self.view.setModel(RecordTable(columns, self.listing.fetch, self.view))
        self.view.remember(self.desk.memory, f"{self.KEY}.columns")
        self.filters.changed.connect(self.listing.again)
        self.filters.offer_builder(self.built.ask)
        both = self.beside(detail, shares)
        self.body.addWidget(self.header)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.built)
        self.body.addWidget(both, 1)
        self.offer_table()
        self.refresh()

    def said(self) -> Mapping[str, Condition]:
        return self.filters.said()

    def unsay(self, gone: Collection[str]) -> None:
        self.filters.without(gone)

    def shows_archived(self) -> bool:
        return bool(self.filters.value(filter_kinds.ARCHIVED))

    def show_archived(self, on: bool) -> None:
        filter_kinds.show_archived(self.filters, on)

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if changes.touches(*self.TABLES):
            self.refresh()

    def state(self) -> dict[str, Any]:
        """Filters, search, order, place."""
        return super().state() | {"filters": self.filters.chosen()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there; `filters` alone shows what they let through."""
        self.filters.set(state.get("filters", {}))
        self.come_back(state)

    def _widen(self) -> None:
        self.filters.set({})
        self.search("")
