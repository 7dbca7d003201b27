"""One figure of the report, its passport: the rule, what is counted, what almost was, what changed, how it parts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.i18n import _, language
from crm.queries.goals import IndicatorRow
from crm.queries.reports import RunRow
from crm.reports.report import Report, Reported
from crm.rules import numbers
from ui.dialogs import figure_words
from ui.kit import text, theme, tokens
from ui.kit.empty import Empty, WithEmpty
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable
from ui.kit.two_line import Line, RecordLines, RecordList
from ui.pages import figure_groups, figure_names, figure_years, gap_list, halves, moments, places
from ui.pages.desk import Desk
from ui.pages.figure_comment import FigureComment
from ui.pages.figure_groups import Change, Part
from ui.pages.figure_names import Missing, Told
from ui.pages.figure_years import FigureYears, Years
from ui.pages.fill_in_line import FillIn
from ui.pages.sheet import Fact, Facts, Head

ICONS = {
    "organisation": "building",
    "interaction": "meeting",
    "interaction_participant": "meeting",
    "task": "followups",
    "activity": "activities",
    "activity_participation": "activities",
    "project": "projects",
    "person": "person",
    "contribution": "clock",
    "membership_fee": "money",
    "finance_line": "money",
    "staff_time": "clock",
}


_MISSING, _CHANGED, _GROUPS = 1, 2, 3
"""The places of tabs; not every figure has the last two."""
_HIGH, _HIGH_MISSING = 210, 330


class FigureDetail(QWidget):
    """The right half of the reports page."""

    frozen_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._figure: Reported | None = None
        self._names: dict[int, str] = {}
        self._almost: dict[int, Missing] = {}
        self._runs: dict[int, RunRow] = {}
        self._year = 0
        self._changes: dict[int, Change] = {}
        self._groups: dict[int, Part] = {}
        self._head, self._parts, self.years = Head(), Facts(), FigureYears()
        self._rule = text.label("", "muted", wrap=True)
        self.counted = _table(_("Counted"), self._counted_columns(), lambda id: self._go(self._record(), id))
        self.almost = _table(_("Missing"), self._almost_columns(), self._go_almost)
        self.changes = _table(_("Since last year"), self._change_columns(), self._go_changed)
        self.groups = _table(_("Groups"), self._group_columns(), lambda _id: None)
        self.fill_in = FillIn(desk)
        self.comment = FigureComment(desk)
        self.runs = RecordList()
        self.runs.setAccessibleName(_("Frozen"))
        self.runs.setModel(RecordLines(self._run_line, _themselves, self.runs))
        self.runs.opened.connect(self.frozen_asked.emit)
        self._counted = WithEmpty(self.counted, Empty("reports", _("Nothing is counted")))
        why = _("Nothing is missing that this figure asks for.")
        self._missing = WithEmpty(self.almost, Empty("success", _("Complete"), why))
        missing = QWidget()
        below = QVBoxLayout(missing)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._missing, 1)
        below.addWidget(self.fill_in)
        self.almost.current_changed.connect(self._ask)
        self.fill_in.go.connect(lambda: self._go_almost(self.almost.current_id() or 0))
        why = _("The same records are counted as in the year before.")
        self._changed = WithEmpty(self.changes, Empty("success", _("No change"), why))
        why = _("A frozen report stays as it is, whatever changes later.")
        self._frozen = WithEmpty(self.runs, Empty("lock", _("Nothing frozen yet"), why))
        self._tabs = halves.tabs(_("About the figure"))
        for page in (self._counted, missing, self._changed, self.groups, self._frozen):
            self._tabs.addTab(page, "")
        above = QVBoxLayout()
        above.setContentsMargins(tokens.L + 4, 0, tokens.L, 0)
        above.setSpacing(tokens.S)
        for one in (self._head, self._rule, self.years, self._parts, self.comment):
            above.addWidget(one)
        self._tabs.currentChanged.connect(self._make_room)
        self._make_room(0)
        inner = QWidget()
        within = QVBoxLayout(inner)
        within.setContentsMargins(1, tokens.L, 1, tokens.S)
        within.setSpacing(tokens.M)
        within.addLayout(above)
        within.addWidget(self._tabs, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(halves.scrolling(inner))
        self._name_tabs()

    def show_figure(
        self, figure: Reported | None, report: Report | None, years: Years, indicators: Sequence[IndicatorRow]
    ) -> None:
        """Show a figure of a report, what stands behind it, and what it was in other years."""
        if figure is None or report is None:
            self._figure = None
            return
        if self._figure is None or self._figure.key != figure.key:
            self.fill_in.nothing()
        self._figure, self._year = figure, report.year
        indicator = figure_years.measured(figure, indicators)
        self.years.show_figure(figure, years, indicator)
        spoken = language()
        value = figure_words.with_unit(figure.value, figure.unit)
        self._head.set(figure.name(spoken), " · ".join(part for part in (figure.key, value) if part))
        self._rule.setText(figure.rule(spoken))
        shares = {key: nb if spoken == "nb" else en for key, (nb, en) in figure.parts.items()}
        self._parts.set(
            [
                *_unknown(figure),
                *(
                    Fact(shares.get(key, key), figure_words.with_unit(part.value, part.unit or figure.unit))
                    for key, part in figure.now.parts.items()
                ),
                *figure_years.facts(figure, indicator),
            ]
        )
        self._groups = dict(enumerate(figure_groups.parts(figure, report), start=1))
        self.groups.table().set_ids(list(self._groups))
        self._tabs.setTabVisible(_CHANGED, figure.record in figure_groups.LASTING)
        self._tabs.setTabVisible(_GROUPS, bool(self._groups))
        self.comment.show_figure(figure, report)
        self.desk.questions.ask("figure.names", lambda: figure_names.told(figure, report, spoken), self._name)

    def _make_room(self, place: int) -> None:
        """What is missing has a field below its list."""
        self._tabs.setMinimumHeight(theme.px(_HIGH_MISSING if place == _MISSING else _HIGH))

    def show_tab(self, place: int) -> None:
        """Turn to what is counted, missing, changed, broken down or frozen (0 to 4)."""
        self._tabs.setCurrentIndex(place)

    def show_runs(self, runs: Sequence[RunRow]) -> None:
        """Show the frozen reports of the year."""
        self._runs = {run.id: run for run in runs}
        self.runs.table().set_ids(list(self._runs))
        self._frozen.show_empty(not runs)
        self._name_tabs()

    def _name(self, answer: Told) -> None:
        counted, self._names, self._almost, changed = answer
        self._changes = dict(enumerate(changed, start=1))
        self.changes.table().set_ids(list(self._changes))
        self._changed.show_empty(not changed)
        self.counted.table().set_ids(counted)
        self.almost.table().set_ids(list(self._almost))
        self._counted.show_empty(not counted)
        if not counted:
            self._offer()
        self._missing.show_empty(not self._almost)
        if self._almost and self.almost.current_id() is None:
            self.almost.go_to(next(iter(self._almost)))
        self._ask(self.almost.current_id())
        self._name_tabs()

    def _offer(self) -> None:
        """Lead from a figure that counts nothing to where its records are written down."""
        table = self._record()
        why = _("No record fits the rule yet. As soon as one does, it is counted.")
        title = _("Nothing is counted")
        if places.has_home(table):
            page = places.home(table)
            words = _("Go to {name}").format(name=places.name(page))
            self._counted.empty.set("reports", title, why, words, lambda: self.desk.go(page, **places.part(table)))
        else:
            self._counted.empty.set("reports", title, why)

    def _name_tabs(self) -> None:
        counted = len(self._figure.counted) if self._figure else 0
        for place, (words, count) in enumerate(
            (
                (_("Counted"), counted),
                (_("Missing"), len(self._almost)),
                (_("Change"), 0),
                (_("Groups"), 0),
                (_("Frozen"), len(self._runs)),
            )
        ):
            self._tabs.setTabText(place, _("{what} ({count})").format(what=words, count=count) if count else words)

    def _ask(self, place: int | None) -> None:
        """Ask for the field that the record lacks."""
        missing = self._almost.get(place or 0)
        if missing is None:
            self.fill_in.nothing()
        else:
            leads = gap_list.leads(missing.record)
            self.fill_in.ask(missing.record, missing.id, missing.key, self._year, leads=leads)

    def _record(self) -> str:
        return self._figure.record if self._figure else ""

    def _counted_columns(self) -> list[Column]:
        def name(id: int) -> str:
            return self._names.get(id) or _("Removed since")

        return [Column("name", _("Counted"), 300, show=name, icon=lambda _id: ICONS.get(self._record(), "file"))]

    def _almost_columns(self) -> list[Column]:
        def icon(place: int) -> str:
            return ICONS.get(self._almost[place].record, "file")

        return [
            Column("name", _("Where"), 200, show=lambda place: self._almost[place].name, icon=icon),
            Column("field", _("Missing"), 130, show=lambda place: self._almost[place].field),
        ]

    def _change_columns(self) -> list[Column]:
        def name(place: int) -> str:
            return self._changes[place].name or _("Removed since")

        def what(place: int) -> str:
            return _("New") if self._changes[place].came else _("No longer")

        return [
            Column("name", _("Name"), 230, show=name, icon=lambda _place: ICONS.get(self._record(), "file")),
            Column("what", _("Since last year"), 120, show=what),
        ]

    def _group_columns(self) -> list[Column]:
        def shown(name: str) -> Callable[[int], str]:
            return lambda place: str(getattr(self._groups[place], name))

        def first(place: int) -> str:
            before = self._groups.get(place - 1)
            here = self._groups[place].dimension
            return "" if before is not None and before.dimension == here else here

        return [
            Column("dimension", _("Divided by"), 92, show=first, sortable=False),
            Column("group", _("Group"), 112, show=shown("group"), sortable=False),
            Column("now", _("The year"), 60, "right", show=shown("now"), sortable=False),
            Column("before", _("Before"), 56, "right", show=shown("before"), sortable=False),
            Column("change", _("Change"), 66, "right", show=shown("change"), sortable=False),
        ]

    def _run_line(self, id: int) -> Line:
        run = self._runs[id]
        _day, at = moments.local(run.at)
        words = " · ".join(part for part in (run.staff, run.sha256[:12]) if part)
        return Line(
            _("Frozen {when}").format(when=at), words, _("No. {number}").format(number=run.id), icon="lock", key=3
        )

    def _go(self, record: str, id: int) -> None:
        gap_list.go(self.desk, record, id)

    def _go_almost(self, place: int) -> None:
        if place in self._almost:
            self._go(self._almost[place].record, self._almost[place].id)

    def _go_changed(self, place: int) -> None:
        self._go(self._record(), self._changes[place].id)


def _table(name: str, columns: list[Column], opened: Callable[[int], object]) -> RecordView:
    made = RecordView()
    made.setAccessibleName(name)
    made.setModel(RecordTable(columns, _themselves, made))
    made.horizontalHeader().setVisible(len(columns) > 1)
    made.opened.connect(opened)
    return made


def _themselves(ids: Sequence[int]) -> Mapping[int, Any]:
    """The columns look up what they show."""
    return {id: id for id in ids}


def _unknown(figure: Reported) -> list[Fact]:
    """How many could not be told: never counted as nothing, always said."""
    unknown = figure.now.unknown
    return [Fact(_("Unknown"), numbers.show_int(unknown))] if unknown else []
