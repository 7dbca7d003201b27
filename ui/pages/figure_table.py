"""The figures in groups: a heading, and below it what belongs together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from crm.i18n import N_, _
from crm.reports.groups import GROUPS
from crm.reports.report import Reported
from ui.kit import theme
from ui.kit.cells import PADDING, CellDelegate
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable

Index = QModelIndex | QPersistentModelIndex


class Heading(NamedTuple):
    """The title of a group."""

    title: str


class FigureTable(RecordTable):
    """Figures and headings: these have ids below zero and cannot be chosen."""

    def __init__(self, columns: Sequence[Column], parent: RecordView) -> None:
        self.figures: dict[int, Reported] = {}
        self._headings: dict[int, Heading] = {}
        super().__init__([_quiet(column) for column in columns], self._fetch, parent)

    def show_figures(self, figures: Iterable[Reported]) -> None:
        """Show these, each in its group."""
        by_key = {figure.key: figure for figure in figures}
        grouped = {key for keys in GROUPS.values() for key in keys}
        groups = [*GROUPS.items(), (N_("Own figures"), tuple(key for key in by_key if key not in grouped))]
        self.figures.clear()
        self._headings.clear()
        order: list[int] = []
        for place, (title, keys) in enumerate(groups, start=1):
            there = [key for key in by_key if key in keys]
            if there:
                self._headings[-place] = Heading(_(title))
                order.append(-place)
            for key in there:
                self.figures[len(self.figures) + 1] = by_key[key]
                order.append(len(self.figures))
        self.set_ids(order)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.id_at(index.row()) < 0:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, Any]:
        return {id: self.figures[id] if id > 0 else self._headings[id] for id in ids}


class GroupedCells(CellDelegate):
    """Paints a heading across its row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = index.model()
        row = table.record(index.row()) if isinstance(table, FigureTable) else None
        if not isinstance(row, Heading):
            super().paint(painter, option, index)
            return
        # Each cell paints its part of the words, so that they are whole whichever cells are painted anew.
        header = self._view.horizontalHeader()
        across = QRect(option.rect)
        across.setLeft(header.sectionViewportPosition(header.logicalIndex(0)) + PADDING)
        across.setRight(self._view.viewport().width())
        painter.save()
        painter.setClipRect(option.rect)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("muted"))
        painter.drawText(across, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), row.title)
        painter.restore()


def _quiet(column: Column) -> Column:
    """The column, with its words at a heading: the title in the column of the names, for whoever reads it aloud."""

    def show(row: Any) -> str:
        if isinstance(row, Heading):
            return row.title if column.key == "name" else ""
        return column.text(row)

    def tip(row: Any) -> str:
        return column.tip(row) if column.tip and not isinstance(row, Heading) else ""

    return replace(column, show=show, tip=tip)
