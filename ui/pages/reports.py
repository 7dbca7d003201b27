"""Reports: the figures of a year with the proof behind each, the list of what is missing, the workbook, frozen ones."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget

from crm.changes import Changes
from crm.i18n import _, language, ngettext
from crm.queries import goals
from crm.queries import reports as queries
from crm.queries.goals import IndicatorRow
from crm.queries.reports import RunRow
from crm.reports import history, run
from crm.reports.report import Report
from ui.dialogs import figure_words
from ui.kit import fields, messages, tokens
from ui.kit.bar import Bar
from ui.kit.buttons import button, icon_button
from ui.kit.cards import StatCard
from ui.kit.chips import Chip, FilterChips
from ui.kit.page_header import PageHeader
from ui.kit.record_view import RecordView
from ui.pages import figure_columns, figure_years, frozen_line, halves
from ui.pages.desk import Desk, Page, Status
from ui.pages.doubts import Doubts
from ui.pages.figure_detail import FigureDetail
from ui.pages.figure_table import FigureTable, GroupedCells
from ui.pages.figure_years import Years
from ui.pages.gap_list import GapDetail, GapList, Row, go

CARDS = ("K01", "K10", "K12", "K14")
"""The figures that are shown large: members, contacts, members met, promises kept in time."""


FIGURES, GAPS = "figures", "gaps"


class ReportsPage(Page):
    """The report of a year as it would be now, or as it was frozen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.report: Report | None = None
        self._open: int | None = None  # the frozen report that was asked for
        self._years: Years = {}
        self._indicators: list[IndicatorRow] = []
        self._runs: list[RunRow] = []
        self.header = PageHeader(self.title, primary=(_("Make Excel file…"), self.primary_action), icon="export")
        self.year = QComboBox()
        self.year.setAccessibleName(_("Year"))
        self.year.setMinimumContentsLength(6)
        fields.still(self.year)
        self.freeze = button(_("Freeze"), self._freeze, icon="lock")
        self.freeze.setToolTip(_("Keep the figures of this year as they are now, for good"))
        self.since = button(_("What changed since…"), self._since, icon="history")
        self.since.setToolTip(_("Which edits moved the figures of this frozen report, of when and whom"))
        self.since.hide()
        period = icon_button("calendar", _("Figures of any period"), lambda: desk.action("periods"))
        for piece in (self.since, self.year, period, self.freeze):
            self.header.add(piece)
        self.bar = Bar(closable=False)
        self.doubts = Doubts(desk)
        self.cards = {key: StatCard(key, clickable=True) for key in CARDS}
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        for key, card in self.cards.items():
            card.clicked.connect(lambda key=key: self.go_to(key))
            row.addWidget(card, 1)
        self.view = RecordView()
        self.view.setAccessibleName(_("Figures"))
        self.figures = FigureTable(figure_columns.of(lambda: self._indicators), self.view)
        self.view.setModel(self.figures)
        self.view.setItemDelegate(GroupedCells(self.view, lambda: self.view.hovered_row))
        self.view.remember(desk.memory, "figures.columns")
        self.detail = FigureDetail(desk)
        self.gaps, self.gap = GapList(desk), GapDetail(desk)
        self.shown = FilterChips()
        self.shown.toggled.connect(lambda key, _on: self.look_at(key))
        lists, details = QStackedWidget(), QStackedWidget()
        for one, about in ((self.view, self.detail), (self.gaps, self.gap)):
            lists.addWidget(one)
            details.addWidget(about)
        self._stacks = (lists, details)
        left, right = halves.list_card(lists, above=self.shown), halves.detail_card(details)
        self.body.addWidget(self.header)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.doubts)
        self.body.addLayout(row)
        self.body.addWidget(halves.split(desk, "reports", left, right, (60, 40)), 1)
        self.year.currentIndexChanged.connect(lambda _place: self._make())
        self.view.current_changed.connect(self._choose)
        self.detail.frozen_asked.connect(self._show_frozen)
        self.gaps.current.connect(lambda row: self.gap.show_gap(row, self.report))
        self.gaps.opened.connect(self._go_to_gap)
        self.gaps.counted.connect(self._offer_lists)
        self.look_at(FIGURES)
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Reports")

    def react(self, changes: Changes) -> None:
        """Count again: any record may be in a figure. A frozen report that is open stays open."""
        if self._open is None:
            self.refresh()

    def refresh(self) -> None:
        """Ask which years there are, and count."""
        self.desk.questions.ask("reports.years", queries.years, self._offer)
        self.doubts.about(None)

    def primary_action(self) -> None:
        """Ask for the workbook."""
        from ui.dialogs import report_export

        report_export.ask(self.window(), year=self.chosen_year())

    def chosen_year(self) -> int:
        """The year that is shown."""
        return int(self.year.currentData() or self.desk.today().year)

    def status(self) -> Status:
        """How many figures, of which year."""
        count = len(self.figures.figures)
        words = ngettext("{count} figure of {year}", "{count} figures of {year}", count)
        return Status(words.format(count=count, year=self.chosen_year()), self.view.selected_count())

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """The workbook is what is exported here."""
        return {"export": self.primary_action}

    def state(self) -> dict[str, Any]:
        """The year and the figure."""
        return {"year": self.chosen_year(), "id": self.view.current_id()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._choose_year(state.get("year", self.chosen_year()))
        self.view.go_to(state.get("id"))

    def _offer(self, years: Sequence[int]) -> None:
        """Offer the years that have anything to report; in the first half of a year the one before stands first."""
        today = self.desk.today()
        offered = sorted({*years, today.year, today.year - 1}, reverse=True)
        before = self.year.currentData()
        self.year.blockSignals(True)
        fields.set_choices(self.year, [(year, str(year)) for year in offered])
        if before is None:
            self.year.setCurrentIndex(offered.index(today.year - (today.month < 7)))
        self.year.blockSignals(False)
        if self._open is None:
            self._make()

    def _choose_year(self, year: int) -> None:
        place = self.year.findData(year)
        if place >= 0:
            self.year.setCurrentIndex(place)

    def _make(self) -> None:
        self._open = None
        year, today = self.chosen_year(), self.desk.today()
        if self.report is None or self.report.year != year:
            self.header.set_subtitle(_("Counting …"))
        self.desk.jobs.ask(
            "reports.make", lambda progress: run.make(year, today=today, named=False, progress=progress), self._show
        )
        self.desk.questions.ask("reports.runs", lambda: queries.runs(year), self._show_runs)

    def _show_runs(self, runs: list[RunRow]) -> None:
        self._runs = runs
        self.detail.show_runs(runs)
        self._tell()

    def _tell(self) -> None:
        if self.report is not None:
            frozen_line.tell(self.bar, self.report, self._runs, frozen=self._show_frozen, now=self._make)

    def _show_frozen(self, id: int) -> None:
        self._open = id
        self.desk.jobs.ask("reports.make", lambda progress: run.load(id), self._show)

    def _show(self, report: Report) -> None:
        self.report = report
        self.header.set_subtitle(_("Compared with {year}").format(year=report.year - 1))
        self._tell()
        self.freeze.setEnabled(report.run is None and self.desk.writable())
        self.since.setVisible(report.run is not None)
        before = self.view.current_id()
        self._indicators = goals.indicators(language())
        if self._years.keys() != set(range(report.year - history.BACK, report.year + 1)):
            self._years = figure_years.two(report)
        self.figures.show_figures(report.listed)
        places = [column.key for column in self.figures.columns]
        aimed = any(one.target is not None and one.figure_key in report.figures for one in self._indicators)
        self.view.setColumnHidden(places.index("target"), not aimed)
        if self.view.current_id() is None and self.figures.figures:
            self.view.go_to(1)
        elif before is not None:
            self._choose(before)
        self.gaps.show_report(report)
        self._count(report)
        self.desk.jobs.ask("reports.years", lambda progress: history.years(report, progress), self._show_years)
        self.told.emit()

    def _show_years(self, years: Years) -> None:
        if self.report is not None and self.report.year in years:
            self._years = years
            self._choose(self.view.current_id())

    def look_at(self, key: str) -> None:
        """Look at the figures, or at what is missing."""
        place = (FIGURES, GAPS).index(key)
        for stack in self._stacks:
            stack.setCurrentIndex(place)
        self._offer_lists()

    def _offer_lists(self) -> None:
        missing = len(self.gaps.rows())
        words = _("{what} ({count})").format(what=_("What is missing"), count=missing) if missing else ""
        place = self._stacks[0].currentIndex()
        self.shown.set_chips(
            [
                Chip(FIGURES, _("Figures"), place == 0),
                Chip(
                    GAPS, words or _("What is missing"), place == 1, tip=_("Everything that would improve the report")
                ),
            ]
        )

    def _go_to_gap(self, row: Row | None) -> None:
        if row is not None:
            go(self.desk, row.gap.record, row.gap.id)

    def _count(self, report: Report) -> None:
        for key, card in self.cards.items():
            figure = report.figures.get(key)
            card.setVisible(figure is None or not figure.hidden)
            if figure is not None:
                words = _("{value} the year before").format(value=figure_words.value(figure.before.value, figure.unit))
                card.set(figure_words.value(figure.value, figure.unit), words, figure.name(language()))

    def _choose(self, id: int | None) -> None:
        figure = self.figures.figures.get(id) if id is not None else None
        self.detail.show_figure(figure, self.report, self._years, self._indicators)
        self.told.emit()

    def go_to(self, key: str) -> None:
        """Turn to a figure."""
        for place, figure in self.figures.figures.items():
            if figure.key == key:
                self.view.go_to(place)

    def _freeze(self) -> None:
        report, today = self.report, self.desk.today()
        if report is None or report.run is not None:
            return
        title = _("Freeze the report of {year}?").format(year=report.year)
        words = _(
            "The figures are kept for good as they are now, with a hash. It cannot be undone; you can freeze again."
        )
        if messages.ask(self.window(), title, words, _("Freeze")):
            self.desk.jobs.run(
                lambda progress: run.freeze(run.make(report.year, today=today, progress=progress)),
                title=_("Freezing"),
                window=self.window(),
                done=self._frozen,
            )

    def _since(self) -> None:
        from ui.dialogs import reconciled

        if self.report is not None and self.report.run is not None:
            reconciled.ask(self.window(), run=self.report.run)

    def _frozen(self, made: run.Frozen) -> None:
        self.desk.say(_("Frozen as report no. {number}.").format(number=made.run))
        self.refresh()
