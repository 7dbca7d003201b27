"""Contributions (Egeninnsats): what members put in of their own in a year, against what they pledged."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtWidgets import QComboBox

from crm.changes import Changes
from crm.i18n import _, ngettext
from crm.queries import contributions as queries
from crm.queries import looks
from crm.queries.contributions import Balance, ContributionsQuery, Line
from crm.queries.lists.conditions import Compare, Condition
from crm.queries.looks import Look
from crm.rules import numbers
from ui.kit import fields
from ui.kit.buttons import button
from ui.kit.record_view import RecordView
from ui.kit.table import RecordTable
from ui.pages import contribution_doing, contribution_words, export, filter_kinds, halves
from ui.pages.contribution_balances import Balances
from ui.pages.contribution_lines import LOOKED_AT, ContributionLines
from ui.pages.contribution_sums import Sums
from ui.pages.desk import Desk, Status
from ui.pages.filters import Choice, Filters
from ui.pages.list_page import ListPage
from ui.pages.listing import Nothing, Order, Query

TABLES = ("contribution", "organisation", "membership", "project", "activity", "setting", "year_rate", "focus_area")
MEMBERS, SINGLE = 0, 1
"""The places of the tabs."""


class _Answer(NamedTuple):
    years: list[int]
    given: queries.Sums
    waiting: queries.Sums
    balances: list[Balance]


class ContributionsPage(ListPage):
    """A year: its sums in cards, below them the members with their pledges, or the contributions one by one."""

    KEY, KIND = "contributions", "contribution"
    ABOUT = KIND

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._year: int | None = desk.today().year
        self._looked_at: int | None = None
        self._sum: queries.Sums | None = None
        self._summed: Query | None = None
        self.head(_("Search contributions"), _("New contribution"))
        self.year = QComboBox()
        self.year.setAccessibleName(_("Year"))
        self.year.setMinimumContentsLength(6)
        fields.still(self.year)
        self._list = button(
            *(_("List of hours…"), lambda: contribution_doing.bring_in(desk, self._one_year())),
            icon="import", quiet=True, tip=_("Bring in hours from a time sheet or a list"),
        )  # fmt: skip
        self._list.setEnabled(desk.writable())
        self.header.add(self.year)
        self.filters = Filters(contribution_doing.filters())
        sums = Sums()
        self.cards, self._show_sums = sums.cards, sums.show_year
        sums.chosen.connect(self._show_card)
        self.balances = Balances(desk)
        self.list_in(
            RecordView(),
            query=self._query,
            whole=lambda: ContributionsQuery(year=self._year),
            nothing=self._nothing,
            order=Order("name"),
            widen=self._widen,
        )
        self.view.setModel(RecordTable(contribution_words.columns(), self.listing.fetch, self.view))
        self.view.remember(desk.memory, "contributions.columns")
        self.lines = ContributionLines(desk, self.filters, (self.built, self.listing.widget), self._selected)
        self.tabs = halves.tabs(self.title, titled=False)
        self.tabs.addTab(self.balances, _("By member"))
        self.tabs.addTab(self.lines, _("One by one"))
        self.tabs.setCornerWidget(self._list)  # on both tabs, and the header stays narrow
        self.body.addWidget(self.header)
        self.body.addWidget(sums)
        self.body.addWidget(halves.list_card(self.tabs), 1)
        self.year.currentIndexChanged.connect(lambda _place: self._choose_year())
        self.tabs.currentChanged.connect(lambda _place: self.told.emit())
        self.filters.changed.connect(self.listing.again)
        self.filters.offer_builder(self.built.ask)
        self.listing.told.connect(self._told)
        self.balances.told.connect(self.told)
        self.balances.opened.connect(self._show_member)
        self.balances.single_asked.connect(lambda: self.tabs.setCurrentIndex(SINGLE))
        self.view.opened.connect(lambda _id: self._edit())
        self.offer_table(self.year)
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Contributions")

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if changes.touches(*TABLES):
            self.refresh()

    def refresh(self) -> None:
        """Ask everything again."""
        super().refresh()
        self._ask_sums()

    def searched(self, words: str) -> None:
        super().searched(words)
        self.balances.search(words)

    def show_record(self, id: int) -> None:
        """Lead to a contribution, whatever its year."""
        line = queries.contribution(id)
        self.tabs.setCurrentIndex(SINGLE)
        self._year = line.year
        self.filters.set({"archived": contribution_doing.archived()} if line.archived else {})
        self.listing.want(id)
        self.refresh()

    def primary_action(self) -> None:
        """A new contribution, of the member one is on."""
        from ui.dialogs import contribution

        contribution.ask(self.window(), year=self._one_year(), **self.subject()).saved.connect(self._show_saved)

    def subject(self) -> dict[str, int]:
        """The organisation one is on."""
        one = self.balances.current() if self._by_member() else self._current()
        return {"organisation": one.organisation_id} if one is not None else {}

    def status(self) -> Status:
        """How many, and what they come to."""
        if self._by_member():
            words = ngettext("{count} member in {year}", "{count} members in {year}", self.balances.shown())
            told = words.format(count=numbers.show_int(self.balances.shown()), year=self._one_year())
            return Status(told, self.balances.view.selected_count())
        shown = self.listing.shown()
        words = ngettext("{count} contribution of {year}", "{count} contributions of {year}", shown)
        told = words.format(count=numbers.show_int(shown), year=self._year or _("all years"))
        if self._sum is not None and shown:
            told = f"{told}, {numbers.show_money(self._sum.value)}"
        return Status(told, self.view.selected_count())

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the contribution one is on."""
        found = export.verbs(self.desk, self.taken, "" if self._by_member() else self.ABOUT)
        line = None if self._by_member() else self._current()
        if line is None:
            return found
        return found | contribution_doing.verbs(self.desk, line)

    def said(self) -> Mapping[str, Condition]:
        """The year and the filters."""
        year: dict[str, Condition] = {} if self._year is None else {"year": Compare("year", "is", self._year)}
        return year | self.filters.said()

    def unsay(self, gone: Collection[str]) -> None:
        """Show those of all years, and by these filters no more."""
        if "year" in gone:
            self._year = None
            self._no_member_of_all_years()
        self.filters.without(gone)

    def shows_archived(self) -> bool:
        """Whether it shows the archived contributions."""
        return bool(self.filters.value(filter_kinds.ARCHIVED))

    def show_archived(self, on: bool) -> None:
        """Show the archived contributions instead of the others, or no longer."""
        filter_kinds.show_archived(self.filters, on)

    def ask_list(self) -> None:
        super().ask_list()
        self._ask_sums()

    def state(self) -> dict[str, Any]:
        """Year, tab, filters, order, place."""
        here = {"year": self._year, "tab": self.tabs.currentIndex(), "filters": self.filters.chosen()}
        return super().state() | here

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there; `organisation` shows what one member gave."""
        self._year = state.get("year", self._year)
        self.filters.set(state.get("filters", {}))
        self.tabs.setCurrentIndex(state.get("tab", self.tabs.currentIndex()))
        self.balances.search(state.get("text", ""))
        self.come_back(state, changed=True)
        self._ask_sums()

    def _query(self, words: str, order: Order) -> ContributionsQuery:
        value = self.filters.value
        return ContributionsQuery(
            *(words, order.key, order.descending),
            year=self._year,
            organisation=value("organisation"),
            project=value("project"),
            kind=value("kind") or "",
            approved=value("approved"),
            archived=bool(value("archived")),
        )

    def _nothing(self) -> Nothing:
        if self.is_narrowed() or self.filters.chosen():
            why = _("No contribution of this year fits the search and the filters.")
            return Nothing("search", _("Nothing found"), why, _("Show all"), self.listing.show_all)
        why = _("Put down what members give in hours, money or other things; from their time sheets, for example.")
        words = _("No contributions in {year} yet").format(year=self._one_year())
        return Nothing("clock", words, why, _("New contribution"), self.primary_action)

    def _ask_sums(self) -> None:
        year, pledged = self._year, self._one_year()
        work = lambda: _Answer(queries.years(), *queries.sums(year), queries.balances(pledged))  # noqa: E731
        self.desk.questions.ask("contributions.sums", work, self._show)

    def _show(self, answer: _Answer) -> None:
        today = self.desk.today().year
        offered = sorted({*answer.years, today, today + 1, self._one_year()}, reverse=True)
        self.year.blockSignals(True)
        choices = [(year, str(year)) for year in offered] + [(0, _("All years"))]
        fields.set_choices(self.year, choices)
        self.year.setCurrentIndex([year for year, _words in choices].index(self._year or 0))
        self._no_member_of_all_years()
        self.year.blockSignals(False)
        self._show_sums(answer.given, answer.waiting, answer.balances)
        self.balances.show_year(answer.balances)
        self.told.emit()

    def _told(self) -> None:
        chosen = self._selected()
        # Of many only the first are looked at: this is done at each row somebody goes to.
        lines: Mapping[int, Line] = self.listing.asked().rows(chosen[:LOOKED_AT])
        self.lines.tell(lines, more=len(chosen) > LOOKED_AT)
        query = self.listing.asked()
        if query is not self._summed:  # a list that was asked anew, and not another row of it
            assert isinstance(query, ContributionsQuery)
            self._summed = query
            self.desk.questions.ask("contributions.total", query.totals, self._show_total)

    def _show_total(self, found: queries.Sums) -> None:
        self._sum = found
        self.told.emit()

    def _choose_year(self) -> None:
        self._year = int(self.year.currentData() or 0) or None
        self._no_member_of_all_years()
        self.refresh()

    def _one_year(self) -> int:
        """The year that is shown, this one where all are."""
        return self._year or self.desk.today().year

    def _no_member_of_all_years(self) -> None:
        """What members pledged and gave is told by year."""
        self.tabs.setTabEnabled(MEMBERS, self._year is not None)
        if self._year is None:
            self.tabs.setCurrentIndex(SINGLE)

    def _show_card(self, key: str) -> None:
        """What a card counts, one by one; once more shows all again."""
        wanted = contribution_doing.card(key)
        self.tabs.setCurrentIndex(SINGLE)
        self.filters.set({} if self.filters.chosen() == wanted else wanted)
        self.listing.again()

    def _show_member(self, organisation: int) -> None:
        row = self.balances.rows([organisation])[organisation]
        self.search("")
        self.filters.set({"organisation": Choice(organisation, row.name)})
        self.tabs.setCurrentIndex(SINGLE)
        self.listing.again()
        self.view.setFocus()

    def _widen(self) -> None:
        self.filters.set({})
        self.search("")

    def _by_member(self) -> bool:
        return self.tabs.currentIndex() == MEMBERS and not self.table_shown()

    def look(self, id: int | None) -> None:
        """Know which contribution one is on in the table."""
        self._looked_at = id

    def standard_look(self) -> Look:
        """The contributions of this year, by the name of the member."""
        by_name = replace(super().standard_look(), order=(("organisation", False),))
        return looks.asking(by_name, Compare("year", "is", self.desk.today().year))

    def _current(self) -> Line | None:
        if self.table_shown():
            found: Mapping[int, Line] = ContributionsQuery().rows([self._looked_at or 0])
            return found.get(self._looked_at or 0)
        line: Line | None = self.listing.record(self.view.current_id())
        return line

    def _selected(self) -> list[int]:
        current = self.view.current_id()
        return self.view.selected_ids() or ([current] if current is not None else [])

    def _edit(self) -> None:
        line = self._current()
        if line is not None and self.desk.writable():
            contribution_doing.edit(self.desk, line.id)

    def taken(self) -> export.Taken:
        """The list as it is on screen: contributions, or what each member gave."""
        name = f"{self.title} {self._year or _('all years')}"
        if not self._by_member():
            return export.taken(name, contribution_words.outs(), self.listing, self.status().text)
        name = f"{name} {_('By member')}"
        outs, shown = contribution_words.balance_outs(), self.balances
        return export.of_view(name, outs, shown.view, shown, self.status().text)
