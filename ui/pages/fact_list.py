"""The list of one kind of record that is told of each year, with its numbers above and what it comes to beside it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTabWidget, QVBoxLayout, QWidget

from crm.exchange.fact_lists import asked
from crm.i18n import _, ngettext
from crm.rules import numbers
from ui.dialogs.listing import Listing as Plain
from ui.kit import tokens
from ui.kit.buttons import button
from ui.kit.cards import StatCard
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable
from ui.pages import doing, export, fact_detail, filter_kinds, halves
from ui.pages.desk import Desk
from ui.pages.fact_kind import Breakdown, FactKind, Number, written
from ui.pages.filters import Filters
from ui.pages.listing import Listing, Nothing, Order


class _Answer(NamedTuple):
    cards: Sequence[Number]
    tables: Sequence[Sequence[Sequence[Any]]]


class FactList(QWidget):
    """Everything of one kind; `year()` is the one that is looked at, None for all, `add()` asks for a new record."""

    def __init__(
        self, desk: Desk, kind: FactKind, *, year: Callable[[], int | None], add: Callable[[], object]
    ) -> None:
        super().__init__()
        self.desk, self.kind, self._year, self._add = desk, kind, year, add
        more = [filter_kinds.archived()] if kind.archive else []
        self.filters = Filters([*kind.filters, *more])
        self.filters.setVisible(bool(kind.filters or more))
        self.view = RecordView()
        self.view.setAccessibleName(kind.name)
        self.listing = Listing(
            f"facts.{kind.table}",
            self.view,
            desk,
            query=self._query,
            whole=lambda: kind.query(year=year()),
            nothing=self._nothing,
            order=kind.order,
            widen=self._widen,
        )
        self.view.setModel(RecordTable([col.column() for col in kind.columns], self.listing.fetch, self.view))
        self.view.remember(desk.memory, f"facts.{kind.table}.columns")
        self.view.menu_asked.connect(desk.record_menu)
        for opened in (self.view.opened, self.view.opened_apart):
            opened.connect(partial(desk.open_apart, kind.table))
        self.filters.changed.connect(self.listing.again)
        self._cards: list[StatCard] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(tokens.M)
        self._plain = [_plain(one) for one in kind.breakdowns]
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.M)
        body.addLayout(self._row)
        body.addLayout(self._line())
        self._tabs: QTabWidget | None = None
        card = halves.list_card(self.listing.widget)
        if kind.breakdowns:
            self._tabs = halves.tabs(kind.name, titled=False)
            self._tabs.addTab(card, kind.name)
            for one, table in zip(kind.breakdowns, self._plain, strict=True):
                self._tabs.addTab(halves.list_card(table), one.title)
            body.addWidget(self._tabs, 1)
        else:
            body.addWidget(card, 1)

    def _line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        line.addWidget(self.filters, 1)
        line.addStretch()
        self.also = []
        for one in self.kind.also:
            made = button(one.words, partial(self._also, one.run), icon=one.icon)
            made.setEnabled(self.desk.writable())
            line.addWidget(made)
            self.also.append(made)
        self.bring_in = button(_("From a list…"), self._bring_in, icon="import")
        self.bring_in.setEnabled(self.desk.writable())
        line.addWidget(self.bring_in)
        return line

    def _bring_in(self) -> None:
        """Bring in a list of this kind; figures of companies come in by the import of lists, which knows companies."""
        from ui.dialogs import fact_list_file

        if self.kind.table not in asked.KINDS:
            self.desk.action("import")
            return
        year = self._year() or self.desk.today().year
        dialog = fact_list_file.choose(self.desk.window(), self.kind.table, name=self.kind.name, year=year)
        if dialog is not None:
            dialog.saved.connect(self._brought)

    def _brought(self, count: int) -> None:
        words = ngettext("{count} line added.", "{count} lines added.", count)
        doing.told(self.desk, words.format(count=numbers.show_int(count)))

    def refresh(self) -> None:
        """Ask everything again."""
        self.listing.again(changed=True)
        year, today, kind = self._year(), self.desk.today(), self.kind
        for place in range(1, self._tabs.count() if self._tabs is not None else 0):
            assert self._tabs is not None
            self._tabs.setTabVisible(place, year is not None)
        if year is None:
            self._show(_Answer((), [() for _one in kind.breakdowns]))
            return

        def work() -> _Answer:
            cards = kind.cards(year, today) if kind.cards is not None else ()
            return _Answer(cards, [one.rows(year, today) for one in kind.breakdowns])

        self.desk.questions.ask(f"facts.{kind.table}.sums", work, self._show)

    def current(self) -> Any:
        """The row one is on, None for none."""
        return self.listing.record(self.view.current_id())

    def show_tab(self, place: int) -> None:
        """Bring the list (0) or one of its sums to the front."""
        if self._tabs is not None:
            self._tabs.setCurrentIndex(place)

    def taken(self, title: str, about: str) -> export.Taken:
        """The list as it is shown."""
        return export.taken(title, [col.out() for col in self.kind.columns], self.listing, about)

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the row one is on."""
        row = self.current()
        return fact_detail.verbs(self.desk, self.kind, row) if row is not None else {}

    def state(self) -> dict[str, Any]:
        """Search, order, place, filters."""
        return self.listing.state() | {"filters": self.filters.chosen()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there; the page asks again afterwards."""
        self.filters.set(state.get("filters", {}))
        self.listing.restore(state)

    def _also(self, run: Callable[[Desk, int], object]) -> None:
        run(self.desk, self._year() or self.desk.today().year)

    def _query(self, words: str, order: Order) -> Any:
        chosen = {key: self.filters.value(key) for key in self.filters.chosen()}
        return self.kind.query(words, order.key, order.descending, year=self._year(), **chosen)

    def _nothing(self) -> Nothing:
        if self.listing.text or self.filters.chosen():
            why = _("Nothing fits the search and the filters.")
            return Nothing("search", _("Nothing found"), why, _("Show all"), self.listing.show_all)
        words, begin = self.kind.new, self._add
        for one in self.kind.also:
            if one.begins:
                words, begin = one.words, partial(self._also, one.run)
        return Nothing(self.kind.icon, self.kind.empty, self.kind.why, words, begin)

    def _widen(self) -> None:
        self.filters.set({})
        self.listing.text = ""

    def _show(self, answer: _Answer) -> None:
        while len(self._cards) < len(answer.cards):
            made = StatCard("")
            self._cards.append(made)
            self._row.addWidget(made, 1)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(answer.cards))
        for card, number in zip(self._cards, answer.cards, strict=False):
            card.set(number.number, number.about, number.label)
        for table, rows in zip(self._plain, answer.tables, strict=True):
            table.show_rows(rows)


def _plain(one: Breakdown) -> Plain:
    """The table of a breakdown; its rows are tuples."""

    def shown(place: int, kind: str) -> Callable[[Any], str]:
        return lambda row: written(row[place], kind)

    columns = [
        Column(
            str(place),
            title,
            190 if place == 0 else 114,
            "left" if kind == "text" else "right",
            show=shown(place, kind),
            sortable=False,
        )
        for place, (title, kind) in enumerate(one.columns)
    ]
    table = Plain(one.title, columns)
    # The names take the room that is over: numbers stand at the edge of the card, not somewhere within it
    table.horizontalHeader().setStretchLastSection(False)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table
