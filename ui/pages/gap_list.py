"""What would still improve the report, kind by kind, worked off one after the other."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.i18n import _, language, ngettext
from crm.queries import named
from crm.reports.gaps import Gap, gaps
from crm.reports.report import Report
from crm.reports.sheets.quality import CHECKS
from ui.dialogs import wording
from ui.kit import text, tokens
from ui.kit.empty import Empty, WithEmpty
from ui.kit.two_line import Line
from ui.pages import places
from ui.pages.desk import Desk
from ui.pages.fill_in_line import FillIn
from ui.pages.grouped import Group, GroupedLines, GroupedList
from ui.pages.sheet import Head

_INSIDE = {
    "activity_participation": "activity",
    "interaction_participant": "interaction",
}


class Row(NamedTuple):
    """A gap with the name of its record."""

    gap: Gap
    name: str


class GapList(WithEmpty):
    """The gaps of a report under a heading for each kind; `current(row)` when another one is looked at."""

    current = Signal(object)
    opened = Signal(object)
    counted = Signal()

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._rows: dict[int, Row] = {}
        self._numbers: dict[tuple[object, ...], int] = {}
        self._year = 0
        self.list = GroupedList()
        self.list.setAccessibleName(_("What is missing"))
        self._model = GroupedLines(self._line, self._fetch, self.list)
        self.list.setModel(self._model)
        why = _("Every record that the figures rest on is complete.")
        super().__init__(self.list, Empty("success", _("Nothing is missing"), why))
        self.list.current_changed.connect(lambda id: self.current.emit(self._rows.get(id)))
        self.list.opened.connect(lambda id: self.opened.emit(self._rows.get(id)))

    def show_report(self, report: Report) -> None:
        """Show what is missing in a report; names are asked for beside the window."""
        found = gaps(report)
        self._year = report.year
        self.desk.questions.ask("gaps.names", lambda: _named(found), self._show)

    def rows(self) -> list[Row]:
        """All of them, in their order."""
        return list(self._rows.values())

    def row(self) -> Row | None:
        """The gap that is looked at."""
        return self._rows.get(self.list.current_id() or 0)

    def _show(self, rows: Sequence[Row]) -> None:
        self._rows = {self._number(row.gap): row for row in rows}
        before = self.list.current_id()
        groups = [
            Group(
                _("{what} ({count})").format(what=kind_words(listed[0].gap, self._year), count=len(listed)),
                [self._number(row.gap) for row in listed],
            )
            for _kind, grouped in groupby(rows, key=lambda row: _kind_of(row.gap))
            if (listed := list(grouped))
        ]
        self._model.set_groups(groups)
        self.show_empty(not rows)
        if rows and self.list.current_id() is None:
            self.list.go_to(self.list.first())
        if self.list.current_id() == before:
            self.current.emit(self.row())
        self.counted.emit()

    def _number(self, gap: Gap) -> int:
        """The same number for the same gap, however often the report is made again."""
        key = (gap.record, gap.id, gap.field, "" if gap.field else gap.check)
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, Any]:
        return {id: self._rows[id] for id in ids if id in self._rows}

    def _line(self, row: Row) -> Line:
        icon = places.BY_KEY[places.home(row.gap.record)].icon if places.has_home(row.gap.record) else "file"
        checked = _(CHECKS[row.gap.check]).format(year=self._year) if row.gap.check in CHECKS else ""
        return Line(row.name or "–", ", ".join(row.gap.figures) or checked, icon=icon, key=row.gap.record)


class GapDetail(QWidget):
    """One gap: what it is, which figures wait for it, and the field to fill in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._row: Row | None = None
        self._head = Head()
        self._why = text.label("", "muted", wrap=True)
        self.fill_in = FillIn(desk)
        self.fill_in.go.connect(self._go)
        body = QVBoxLayout(self)
        body.setContentsMargins(tokens.L, tokens.L, tokens.L, tokens.L)
        body.setSpacing(tokens.M)
        for one in (self._head, self._why, self.fill_in):
            body.addWidget(one)
        body.addStretch(1)

    def show_gap(self, row: Row | None, report: Report | None) -> None:
        """Show one, or nothing."""
        self._row = row
        self._head.setVisible(row is not None)
        self._why.setVisible(row is not None)
        if row is None or report is None:
            self.fill_in.nothing()
            return
        gap = row.gap
        self._head.set(row.name or "–", kind_words(gap, report.year))
        waiting = [report.figures[key] for key in gap.figures if key in report.figures]
        names = "\n".join(f"{figure.key}  {figure.name(language())}" for figure in waiting)
        count = len(waiting)
        told = ngettext("{count} figure waits for it:", "{count} figures wait for it:", count).format(count=count)
        self._why.setText(f"{told}\n{names}" if waiting else _("The check of the data found it."))
        self.fill_in.ask(gap.record, gap.id, gap.field, report.year, leads=leads(gap.record))

    def _go(self) -> None:
        if self._row is not None:
            go(self.desk, self._row.gap.record, self._row.gap.id)


def kind_words(gap: Gap, year: int) -> str:
    """What is wrong in a few words: the check that found it, else the kind of record and the field."""
    if gap.check in CHECKS and not gap.field:
        return _(CHECKS[gap.check]).format(year=year)
    return _("{what}: {value}").format(what=wording.kind(gap.record), value=wording.field(gap.record, gap.field))


def leads(record: str) -> bool:
    """Whether one can go to a record of a table."""
    return places.has_home(_INSIDE.get(record, record))


def go(desk: Desk, record: str, id: int) -> None:
    """Go to a record; of somebody who took part to what they took part in."""
    table = _INSIDE.get(record, record)
    if table != record:
        found = named.inside(record, id)
        if found is None:
            return
        id = found
    if places.has_home(table):
        desk.go(places.home(table), id)


def _kind_of(gap: Gap) -> tuple[str, str, str]:
    return gap.record, gap.field, "" if gap.field else gap.check


def _named(found: Sequence[Gap]) -> list[Row]:
    names = {
        record: named.names(record, sorted({gap.id for gap in found if gap.record == record}))
        for record in {gap.record for gap in found}
    }
    return [Row(gap, names[gap.record].get(gap.id, "")) for gap in found]
