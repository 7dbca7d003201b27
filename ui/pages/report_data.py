"""Report data (Rapportgrunnlag): what is told of each year besides meetings, activities and projects."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QStackedWidget

from crm.changes import Changes
from crm.i18n import _
from crm.rules import numbers
from ui.kit import fields
from ui.kit.chips import Chip, FilterChips
from ui.pages import export, fact_kinds
from ui.pages.desk import Desk, Status
from ui.pages.fact_kind import FactKind
from ui.pages.fact_list import FactList
from ui.pages.searched_page import SearchedPage

FIRST = "organisation_year"
_YEARS_BACK = 4


class ReportDataPage(SearchedPage):
    """A chip for each kind, and the list of the one that is chosen; each is made when it is first looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.kinds: dict[str, FactKind] = {kind.table: kind for kind in fact_kinds.all()}
        self.lists: dict[str, FactList] = {}
        self.kind = self.kinds[FIRST]
        self._year: int | None = desk.today().year
        self.head(self.kind.search, self.kind.new)
        self.year = QComboBox()
        self.year.setAccessibleName(_("Year"))
        self.year.setMinimumContentsLength(8)
        fields.dress(self.year)
        self.header.add(self.year)
        self.chips = FilterChips([Chip(kind.table, kind.name, kind.table == FIRST) for kind in self.kinds.values()])
        self.chips.setAccessibleName(_("Kinds"))
        self.stack = QStackedWidget()
        self.body.addWidget(self.header)
        self.body.addWidget(self.chips)
        self.body.addWidget(self.stack, 1)
        self._years: Sequence[int] = ()
        self._offer_years(())
        self.year.currentIndexChanged.connect(lambda _place: self._choose_year())
        self.chips.toggled.connect(lambda key, _on: self.choose(key))
        self.choose(FIRST)

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Report data")

    @property
    def front(self) -> FactList:
        """The list that is shown."""
        return self.lists[self.kind.table]

    def choose(self, table: str) -> None:
        """Show another kind."""
        self._show_kind(table)
        self.refresh()

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if changes.touches(*self.kind.tables):
            self.refresh()

    def refresh(self) -> None:
        """Ask everything again."""
        self._offer_years(self._years)
        self.desk.questions.ask("facts.years", self.kind.years, self._offer_years)
        self.front.refresh()

    def searched(self, words: str) -> None:
        self.front.listing.search(words)

    def show_record(self, id: int) -> None:
        """Lead to a record of the kind that is shown, whatever its year."""
        self._set_year(None)
        self.front.listing.want(id)
        self.refresh()

    def primary_action(self) -> None:
        """A new record of the kind that is shown."""
        from ui.dialogs import facts

        year = self._year or self.desk.today().year
        facts.ask(self.window(), self.kind.table, year=year).saved.connect(self._saved)

    def status(self) -> Status:
        """How many of how many."""
        listing = self.front.listing
        told = _("{shown} of {total} in the list").format(
            shown=numbers.show_int(listing.shown()), total=numbers.show_int(listing.total())
        )
        return Status(told, self.front.view.selected_count())

    def subject(self) -> dict[str, int]:
        """The organisation or person whose row one is on."""
        row = self.front.current()
        found = {name: getattr(row, f"{name}_id", None) for name in ("person", "organisation")}
        return {name: id for name, id in found.items() if id is not None}

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the record one is on."""
        return {**export.verbs(self.desk, self.taken), **self.front.verbs()}

    def state(self) -> dict[str, Any]:
        """Kind, year, filters, search, order, place."""
        return self.front.state() | {"kind": self.kind.table, "year": self._year}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there; `kind` alone shows that one as it opens."""
        self._show_kind(state.get("kind", self.kind.table))
        self._set_year(state.get("year", self._year))
        self.front.restore(state)
        if self.header.search is not None:
            self.header.search.set_text_quietly(state.get("text", ""))
        self.refresh()

    def _show_kind(self, table: str) -> None:
        if table not in self.kinds:
            table = FIRST
        if table not in self.lists:
            kind = self.kinds[table]
            made = FactList(self.desk, kind, year=lambda: self._year, add=self.primary_action)
            made.listing.told.connect(self.told)
            self.lists[table] = made
            self.stack.addWidget(made)
        self.kind = self.kinds[table]
        self.chips.set_checked([table])
        self.stack.setCurrentWidget(self.lists[table])
        assert self.header.search is not None and self.header.primary is not None
        self.header.search.setPlaceholderText(self.kind.search)
        self.header.search.set_text_quietly(self.front.listing.text)
        self.header.primary.setText(self.kind.new)
        self.told.emit()

    def _offer_years(self, years: Sequence[int]) -> None:
        self._years = years
        this = self.desk.today().year
        known = {*range(this - _YEARS_BACK, this + 2), *years, self._year or this}
        self.year.blockSignals(True)
        offered: list[tuple[Any, str]] = [(one, str(one)) for one in sorted(known, reverse=True)]
        fields.set_choices(self.year, [(None, _("All years")), *offered])
        self.year.setCurrentIndex(self.year.findText(_("All years") if self._year is None else str(self._year)))
        self.year.blockSignals(False)

    def _choose_year(self) -> None:
        self._set_year(self.year.currentData())
        self.refresh()

    def _set_year(self, year: int | None) -> None:
        self._year = year

    def _saved(self, id: int | None) -> None:
        if id is None:
            return
        row = self.kind.query().rows([id]).get(id)
        told = getattr(row, "year", None)
        if self._year is not None and told is not None and told != self._year:
            self._set_year(told)
        self.front.listing.want(id)
        self.refresh()

    def taken(self) -> export.Taken:
        """The list as it is on screen."""
        title = " ".join(filter(None, (self.kind.name, str(self._year or ""))))
        return self.front.taken(title, self.status().text)
