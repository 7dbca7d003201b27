"""What happened, newest first: an icon on a line, what it was, when and by whom, and what was noted.

Rows differ in height; each is measured when it first comes into sight, so ten thousand open at once.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QResizeEvent, QShowEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from ui.kit import clipboard, icons, paint, text, theme, tokens
from ui.kit.pages import Fetch
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable

Index = QModelIndex | QPersistentModelIndex
DISC, NOTE_LINES, INSET = 32, 6, 4


class Entry(NamedTuple):
    """One thing that happened; `tone` ("accent", "success", "warning", "danger", "muted") colours its disc."""

    icon: str
    title: str
    meta: str = ""
    note: str = ""
    tip: str = ""
    tone: str = "accent"


class TimelineModel(RecordTable):
    """A `RecordTable` whose rows are shown as an `Entry` each."""

    def __init__(self, entry: Callable[[Any], Entry], fetch: Fetch, parent: QObject | None = None) -> None:
        columns = (
            Column("title", "", show=lambda row: entry(row).title),
            Column("meta", "", show=lambda row: entry(row).meta),
            Column("note", "", show=lambda row: entry(row).note),
        )
        super().__init__(columns, fetch, parent)
        self._entry = entry

    def entry(self, row: int) -> Entry | None:
        """What a row shows; None for a row that is gone."""
        record = self.record(row)
        return None if record is None else self._entry(record)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            entry = self.entry(index.row())
            return ", ".join(filter(None, (entry.title, entry.meta, entry.note))) if entry else ""
        return super().data(index, role)


class Timeline(RecordView):
    """Shows a `TimelineModel`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, row_height=56)
        self._measured: set[int] = set()
        self.setItemDelegate(TimelineDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(False)
        self.verticalScrollBar().valueChanged.connect(self._measure)
        theme.news.changed.connect(self._measure_again)

    def setModel(self, model: Any) -> None:
        super().setModel(model)
        header = self.horizontalHeader()
        for section in range(1, header.count()):
            header.setSectionHidden(section, True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        model.modelReset.connect(self._measure_again)
        model.dataChanged.connect(self._measure_again)
        self._measure_again()

    def copy(self, *, headings: bool = False) -> None:
        clipboard.copy_rows(self.table(), self.selected_ids(), (0, 1, 2))

    def content_height(self) -> int:
        """Pixels that all entries take, for a timeline that stands inside a scrolling page."""
        delegate = cast(TimelineDelegate, self.itemDelegate())
        width = self.viewport().width()
        return sum(delegate.height(row, width) for row in range(self.model().rowCount())) if self.model() else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure_again()
        else:
            self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure_again()

    def _measure_again(self) -> None:
        self._measured.clear()
        self._measure()

    def _measure(self) -> None:
        """Give the rows in sight the height they need; those below move down, and may bring no others in."""
        if self.model() is None:
            return
        bar, before = self.verticalScrollBar(), len(self._measured)
        at_end = 0 < bar.maximum() == bar.value()
        delegate = cast(TimelineDelegate, self.itemDelegate())
        row, bottom = max(0, self.rowAt(0)), self.viewport().height()
        while row < self.model().rowCount() and self.rowViewportPosition(row) < bottom:
            if row not in self._measured:
                self._measured.add(row)
                self.setRowHeight(row, delegate.height(row, self.viewport().width()))
            row += 1
        if len(self._measured) > before:
            self.updateGeometries()
            if at_end:  # the last entry grew: stay at the end
                bar.setValue(bar.maximum())


class TimelineDelegate(QStyledItemDelegate):
    """Paints an `Entry`."""

    def __init__(self, view: Timeline) -> None:
        super().__init__(view)
        self._view = view

    def height(self, row: int, width: int) -> int:
        """Pixels that the entry in a row takes at this width."""
        entry = cast(TimelineModel, self._view.model()).entry(row)
        used = tokens.S + paint.line_height("strong") + tokens.L
        if entry is not None and entry.meta:
            used += paint.line_height("small") + 2
        if entry is not None and entry.note:
            used += tokens.XS + sum(1 for _line in _lines(entry.note, width - _left() - tokens.M)) * _note_step()
        return max(theme.px(DISC) + tokens.S + tokens.M, used)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        entry = cast(TimelineModel, index.model()).entry(index.row())
        hovered = index.row() == self._view.hovered_row
        frame = rect.adjusted(0, 0, -2, -tokens.S)
        paint.row_background(painter, frame, False, hovered, tokens.RADIUS_CONTROL)
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            paint.rounded(painter, frame, "", tokens.RADIUS_CONTROL, "focus", 2)
        if entry is None:
            return
        self._disc(painter, rect, entry, index)
        left, width = rect.left() + _left(), rect.width() - _left() - tokens.M
        top = rect.top() + tokens.S
        step = paint.line_height("strong")
        paint.line(painter, QRect(left, top, width, step), entry.title, "strong", "text")
        top += step + 2
        if entry.meta:
            step = paint.line_height("small")
            paint.line(painter, QRect(left, top, width, step), entry.meta, "small", "muted")
            top += step
        top += tokens.XS
        for words in _lines(entry.note, width):
            paint.line(painter, QRect(left, top, width + 2, _note_step()), words, "body", "text")
            top += _note_step()

    def _disc(self, painter: QPainter, rect: QRect, entry: Entry, index: Index) -> None:
        size = theme.px(DISC)
        disc = QRect(rect.left() + INSET, rect.top() + tokens.XS, size, size)
        middle = disc.center().x()
        if index.row() < cast(TimelineModel, index.model()).rowCount() - 1:
            painter.fillRect(
                middle, disc.bottom() + 1, 2, rect.bottom() - disc.bottom() + tokens.S, theme.color("border")
            )
        if index.row() > 0:
            painter.fillRect(middle, rect.top(), 2, disc.top() - rect.top(), theme.color("border"))
        soft = {"accent": "accent_soft", "muted": "hover"}.get(entry.tone, f"{entry.tone}_soft")
        paint.rounded(painter, disc, soft, size / 2)
        icons.paint(painter, disc.adjusted(8, 8, -8, -8), entry.icon, entry.tone)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, self.height(index.row(), self._view.viewport().width()))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tell the entry's tooltip: the exact day, or the rest of a long note."""
        entry = cast(TimelineModel, index.model()).entry(index.row()) if index.isValid() else None
        QToolTip.showText(event.globalPos(), text.plain_tip(entry.tip) if entry else "", view)
        return True


def _left() -> int:
    return INSET + theme.px(DISC) + tokens.M


def _note_step() -> int:
    return QFontMetrics(theme.font("body")).lineSpacing() + 1


def _lines(note: str, width: int) -> list[str]:
    """The note in lines of this width, at most NOTE_LINES; the last one ends in … where more follows."""
    found: list[str] = []
    paragraphs = note.strip().splitlines()
    for number, paragraph in enumerate(paragraphs):
        layout = QTextLayout(paragraph, theme.font("body"))
        layout.setTextOption(_WRAP)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40, width))
            line.setPosition(QPointF(0, 0))
            end = line.textStart() + line.textLength()
            found.append(paragraph[line.textStart() : end].rstrip())
            if len(found) == NOTE_LINES:
                if end < len(paragraph) or number + 1 < len(paragraphs):
                    found[-1] += " …"
                layout.endLayout()
                return found
        layout.endLayout()
        if not paragraph:
            found.append("")
    return found


_WRAP = QTextOption()
_WRAP.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
