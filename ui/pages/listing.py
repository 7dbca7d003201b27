"""A list of records on a page: asks its query without holding up the window, keeps order, search and place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from ui.kit.empty import Empty, WithEmpty
from ui.kit.record_view import RecordView
from ui.kit.table import RecordTable
from ui.pages.desk import Desk


class Query(Protocol):
    """What `crm.queries` gives for each list."""

    def ids(self) -> list[int]:
        """All ids, in order."""

    def rows(self, ids: Sequence[int], /) -> Mapping[int, Any]:
        """What is shown of these."""


class Order(NamedTuple):
    """By which column, and which way."""

    key: str
    descending: bool = False


class Nothing(NamedTuple):
    """What an empty list says: why, and what to do next."""

    icon: str
    title: str
    why: str = ""
    action: str = ""
    on: Callable[[], object] | None = None


class Listing(QObject):
    """Stands between a view and the queries of a page.

    `query(text, order)` makes the question as the page's filters are now; `whole()` the one without any, for the total.
    `nothing()` says why the list is empty. `widen` takes the filters away, so that a record that was asked for shows.
    """

    told = Signal()
    chosen = Signal(object)
    """The id of the current record, None for none; also when its row was read again."""

    def __init__(
        self,
        name: str,
        view: RecordView,
        desk: Desk,
        *,
        query: Callable[[str, Order], Query],
        whole: Callable[[], Query],
        nothing: Callable[[], Nothing],
        order: Order,
        widen: Callable[[], object],
    ) -> None:
        super().__init__(view)
        self.view, self.text, self.order = view, "", order
        self._name, self._desk, self._start = name, desk, order
        self._make, self._whole, self._nothing, self._widen = query, whole, nothing, widen
        self._query: Query = query("", order)
        self._total: int | None = None
        self._wanted: int | None = None
        self._scroll: int | None = None
        self.answered = False
        self._empty = Empty("search", "")
        self.widget = WithEmpty(view, self._empty)
        view.sort_asked.connect(self._sort)
        view.current_changed.connect(self.chosen)
        view.selection_changed.connect(lambda _count: self.told.emit())

    def fetch(self, ids: Sequence[int]) -> Mapping[int, Any]:
        """The rows of these ids, for the table behind the view."""
        return self._query.rows(ids)

    def asked(self) -> Query:
        """The question that what is shown answers."""
        return self._query

    def again(self, *, changed: bool = False) -> None:
        """Ask once more; `changed` where the register is another than at the last time."""
        if changed:
            self._total = None
        query, whole, total = self._make(self.text, self.order), self._whole(), self._total

        def work() -> tuple[list[int], int]:
            ids = query.ids()
            if total is not None:
                return ids, total
            return ids, len(ids) if query == whole else len(whole.ids())

        self._desk.questions.ask(f"{self._name}.ids", work, lambda answer: self._show(query, *answer))

    def reread(self) -> None:
        """Read the rows again whose place cannot have changed, and tell the current one anew."""
        self.table.refresh()
        self.chosen.emit(self.view.current_id())
        self.told.emit()

    def search(self, words: str) -> None:
        """Show what contains these words."""
        if words != self.text:
            self.text = words
            self.again()

    def show_all(self) -> None:
        """Take search and filters away."""
        self._widen()
        self.again()

    def want(self, id: int) -> None:
        """Make a record the current one, taking the filters away where they hide it."""
        if self.answered and self.view.go_to(id):
            self.view.setFocus()
            return
        self._wanted = id
        if self.answered:
            self.text = ""
            self._widen()
        self.again()

    def shown(self) -> int:
        """How many the list shows."""
        return len(self.table.ids())

    def total(self) -> int:
        """How many there are without any filter."""
        return self._total if self._total is not None else self.shown()

    @property
    def table(self) -> RecordTable:
        """The model behind the view."""
        return self.view.table()

    def record(self, id: int | None) -> Any:
        """The row of an id as shown, None where it is not."""
        row = self.table.row_of(id) if id is not None else -1
        return self.table.record(row) if row >= 0 else None

    def state(self) -> dict[str, Any]:
        """Search, order, current row and scroll position."""
        here = self.view.verticalScrollBar().value()
        return {"text": self.text, "order": self.order, "id": self.view.current_id(), "scroll": here}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back to where `state` was taken; the page asks `again` afterwards."""
        self.text = state.get("text", "")
        self.order = state.get("order", self._start)
        self._wanted, self._scroll = state.get("id"), state.get("scroll")

    def _sort(self, key: str, descending: bool) -> None:
        self.order = Order(key, descending)
        self.again()

    def _show(self, query: Query, ids: list[int], total: int) -> None:
        self._query, self._total, self.answered = query, total, True
        before = self.view.current_id()
        self.table.set_ids(ids)
        self.view.set_sort(self.order.key, self.order.descending)
        if not ids:
            self._empty.set(*self._nothing())
        self.widget.show_empty(not ids)
        self._place(before, ids)
        self.told.emit()

    def _place(self, before: int | None, ids: Sequence[int]) -> None:
        """Stand where somebody wanted to, else where one stood, else on the first row; tell the detail either way."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and not self.view.go_to(wanted):
            self.chosen.emit(wanted)  # archived, or of another day: its detail still shows
            return
        if self._scroll is not None:
            # The rows have their place once Qt has laid them out.
            scroll, self._scroll = self._scroll, None
            QTimer.singleShot(0, self.view, lambda: self.view.verticalScrollBar().setValue(scroll))
        if self.view.current_id() is None and ids:
            self.view.go_to(ids[0])
        elif self.view.current_id() == before:
            self.chosen.emit(before)
