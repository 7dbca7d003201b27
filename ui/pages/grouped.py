"""A two-line list with headings between its rows: overdue, today, later; now, earlier."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.kit import paint, theme, tokens
from ui.kit.pages import Fetch
from ui.kit.two_line import Line, RecordLines, RecordList, TwoLineDelegate

Index = QModelIndex | QPersistentModelIndex


class Group(NamedTuple):
    """A heading and the ids below it."""

    title: str
    ids: Sequence[int]


class _Heading(NamedTuple):
    title: str


class GroupedLines(RecordLines):
    """`RecordLines` whose headings are rows of their own: not to be selected, with negative ids."""

    def __init__(self, line: Callable[[Any], Line], fetch: Fetch, parent: QObject | None = None) -> None:
        self._headings: dict[int, _Heading] = {}
        self._records = fetch
        super().__init__(
            lambda row: Line(row.title) if isinstance(row, _Heading) else line(row), self._with_headings, parent
        )

    def set_groups(self, groups: Sequence[Group]) -> None:
        """Show these groups, in this order; one without ids is left out."""
        self._headings.clear()
        ids: list[int] = []
        for place, group in enumerate(groups, start=1):
            if group.ids:
                self._headings[-place] = _Heading(group.title)
                ids += [-place, *group.ids]
        self.set_ids(ids)

    def is_heading(self, row: int) -> bool:
        """Whether a row is a heading."""
        return self.id_at(row) < 0

    def headings(self) -> dict[int, str]:
        """What each heading says, by its id."""
        return {id: heading.title for id, heading in self._headings.items()}

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.is_heading(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _with_headings(self, ids: Sequence[int]) -> Mapping[int, Any]:
        found: dict[int, Any] = dict(self._records([id for id in ids if id > 0]))
        return found | {id: self._headings[id] for id in ids if id < 0}


class GroupedList(RecordList):
    """Shows `GroupedLines`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shrunk: list[int] = []
        self.setItemDelegate(_Delegate(self))
        theme.news.changed.connect(self._shrink)

    def setModel(self, model: Any) -> None:
        super().setModel(model)
        model.modelReset.connect(self._shrink)

    def ids(self) -> list[int]:
        """The ids of the rows that are no headings."""
        return [id for id in self.table().ids() if id > 0]

    def first(self) -> int | None:
        """The first row that is no heading."""
        return next(iter(self.ids()), None)

    def _first_row(self) -> int:
        first = self.first()
        return self.table().row_of(first) if first is not None else 0

    def _shrink(self) -> None:
        """A heading is one line high."""
        model = cast(GroupedLines, self.model())
        if model is None:
            return
        height = QFontMetrics(theme.font("section")).height() + tokens.XL
        # A row that was a heading before keeps its height otherwise, whatever stands in it now.
        for row in self._shrunk:
            self.setRowHeight(row, self.verticalHeader().defaultSectionSize())
        self._shrunk = [row for row in range(model.rowCount()) if model.is_heading(row)]
        for row in range(model.rowCount()):
            if model.is_heading(row):
                self.verticalHeader().setMinimumSectionSize(height)
                self.setRowHeight(row, height)


class _Delegate(TwoLineDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = cast(GroupedLines, index.model())
        if not model.is_heading(index.row()):
            super().paint(painter, option, index)
            return
        rect = option.rect.adjusted(tokens.M, tokens.S, -tokens.M, 0)
        record = model.record(index.row())
        paint.line(painter, rect, record.title if record else "", "section", "muted")
