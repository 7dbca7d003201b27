"""The rows of a wide table: asks without holding up the window, keeps look, place and selection."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from crm.queries.looks import Look, Shown
from ui.kit import theme
from ui.kit.empty import Empty, WithEmpty
from ui.kit.grid_table import GridTable
from ui.kit.grid_view import GridView
from ui.kit.table import Column
from ui.pages.desk import Desk
from ui.pages.grid import asking, columns
from ui.pages.listing import Nothing

SUMS_AFTER_MS = 120


class GridList(QObject):
    """Stands between a `GridView` and the questions of a list; `name` keeps its questions apart from others'.

    `look_changed` is emitted when somebody has it look otherwise here: sorted, moved, made wider.
    """

    told = Signal()
    chosen = Signal(object)
    look_changed = Signal()

    def __init__(self, name: str, about: str, desk: Desk, nothing: Callable[[], Nothing]) -> None:
        self.grid = GridView()
        super().__init__(self.grid)
        self.about, self.look, self.view_id = about, Look(), None
        self.sums = ""
        self.answered = False
        self._name, self._desk, self._nothing = name, desk, nothing
        self._asked: asking.Asked | None = None
        self._total: int | None = None
        self._wanted: int | None = None
        self._scroll: tuple[int, int] | None = None
        self._laying_out = False
        self._empty = Empty("search", "")
        self.widget = WithEmpty(self.grid, self._empty)
        self.table = GridTable((), self._fetch, self.grid)
        self.grid.setModel(self.table)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SUMS_AFTER_MS)
        self._later.timeout.connect(self._ask_sums)
        self.grid.order_asked.connect(self.sort)
        self.grid.columns_changed.connect(self._columns_moved)
        self.grid.current_changed.connect(self.chosen)
        self.grid.selection_changed.connect(self._selected)

    view_id: int | None

    def asked(self) -> asking.Asked:
        """The question that what is shown answers."""
        return self._asked or asking.ask(self.about, self.look, self.view_id, self._desk.today(), 0).asked

    def again(self, *, changed: bool = False) -> None:
        """Ask once more; `changed` where the register is another than at the last time."""
        if changed:
            self._total = None
        about, look, view, today, total = self.about, self.look, self.view_id, self._desk.today(), self._total

        near = (self._wanted, self.grid.current_id(), self.grid.top_id())

        def work() -> asking.Answer:
            return asking.ask(about, look, view, today, total, near)

        self._desk.questions.ask(f"{self._name}.grid", work, partial(self._show, look))

    def show(self, look: Look) -> None:
        """Look like this from now on."""
        if look.archived != self.look.archived:
            self._total = None
        self.look = look
        self.again()

    def sort(self, key: str, more: bool = False) -> None:
        """Sort by a column, the other way where it is the last one already; `more` behind the others."""
        order = self.look.order
        if more and any(one == key for one, _down in order):
            order = tuple((one, not down) if one == key else (one, down) for one, down in order)
        elif more:
            order = (*order, (key, False))
        else:
            order = ((key, order == ((key, False),)),)
        self.change(order=order)

    def change(self, **what: Any) -> None:
        """Change parts of the look, and say so."""
        self.show(replace(self.look, **what))
        self.look_changed.emit()

    def want(self, id: int) -> bool:
        """Make a record the current one, now or when the answer is there; False where it is not shown."""
        if self.answered:
            return self.grid.go_to(id)
        self._wanted = id
        return True

    def record(self, id: int | None) -> Any:
        """The row of an id as shown, {key: value}; None where it is not."""
        row = self.table.row_of(id) if id is not None else -1
        return self.table.record(row) if row >= 0 else None

    def shown(self) -> int:
        """How many records the list shows."""
        return len(self.table.records())

    def total(self) -> int:
        """How many there are without any filter."""
        return self._total if self._total is not None else self.shown()

    def state(self) -> dict[str, Any]:
        """Current record and scroll position."""
        here = (self.grid.horizontalScrollBar().value(), self.grid.verticalScrollBar().value())
        return {"id": self.grid.current_id(), "scroll": here}

    def come_back(self, state: Mapping[str, Any]) -> None:
        """Stand where `state` was taken, once the next answer is there."""
        self._wanted, self._scroll = state.get("id"), state.get("scroll")

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, Any]:
        return self.asked().rows(ids)

    def _show(self, look: Look, answer: asking.Answer) -> None:
        self._asked, self._total, self.answered = answer.asked, answer.total, True
        before = self.grid.current_id()
        shown = columns.columns(self.about, look)
        self._laying_out = True
        self.table.show_rows(shown, answer.ids, answer.headings, self.table.shut_now(), answer.rows)
        self._lay_out(shown)
        self._laying_out = False
        if not answer.ids:
            self._empty.set(*self._nothing())
        self.widget.show_empty(not answer.ids)
        self._place(before, answer.ids)
        self._selected()

    def _lay_out(self, shown: Sequence[Column]) -> None:
        """Widths, what stands still, by what it is sorted; a column that somebody moved stands in the look's order."""
        header = self.grid.head()
        widths = {column.key: column.width for column in self.look.columns}
        for section, column in enumerate(shown):
            header.moveSection(header.visualIndex(section), section)
            header.resizeSection(section, theme.px(widths.get(column.key) or column.width))
        keys = [column.key for column in shown]
        header.set_orders([(keys.index(key), down) for key, down in self.look.order if key in keys])
        self.grid.freeze(self.look.frozen)

    def _columns_moved(self) -> None:
        if self._laying_out or self.grid.head().count() != len(self.table.columns):
            return
        header, known = self.grid.head(), {column.key: column for column in self.look.columns}
        order = [header.logicalIndex(place) for place in range(header.count())]
        found = []
        for place, section in enumerate(order):
            key = self.table.columns[section].key
            width = round(header.sectionSize(section) * 100 / theme.px(100))
            last = place == len(order) - 1 and header.stretchLastSection()  # only what was left over
            found.append(Shown(key, known[key].width if last and key in known else width))
        if tuple(found) != self.look.columns:
            self.look = replace(self.look, columns=tuple(found))
            self.grid.viewport().update()
            self.look_changed.emit()

    def _place(self, before: int | None, ids: Sequence[int]) -> None:
        """Stand where somebody wanted to, else where one stood, else on the first record."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.grid.go_to(wanted)
        if self._scroll is not None:
            across, down = self._scroll
            self._scroll = None
            QTimer.singleShot(0, self.grid, lambda: self._scroll_to(across, down))
        if self.grid.current_id() is None and ids and self.grid.currentIndex().row() < 0:
            self.grid.go_to(ids[0])
        elif self.grid.current_id() == before:
            self.chosen.emit(before)

    def _scroll_to(self, across: int, down: int) -> None:
        self.grid.horizontalScrollBar().setValue(across)
        self.grid.verticalScrollBar().setValue(down)

    def _selected(self, _count: int = 0) -> None:
        self.sums = ""
        self.told.emit()
        if self.grid.selected_count() > 1:
            self._later.start()

    def _ask_sums(self) -> None:
        question, ids = self.asked(), self.grid.selected_ids()
        if len(ids) > 1:
            self._desk.questions.ask(f"{self._name}.sums", lambda: asking.totals(question, ids), self._tell_sums)

    def _tell_sums(self, words: str) -> None:
        self.sums = words
        self.told.emit()
