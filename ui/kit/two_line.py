"""A list of two lines a row: avatar, title, subtitle, and how long ago at the right edge."""

from collections.abc import Callable
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
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
AVATAR = 36


class Line(NamedTuple):
    """What a row shows.

    `key` steadies the avatar's colour (else the title does); with `icon` there is an icon in the disc instead of
    initials; `tone` ("danger", "warning", "muted") colours what stands at the right; `chips` are (text, key) pairs.
    """

    title: str
    subtitle: str = ""
    right: str = ""
    right_tip: str = ""
    chips: tuple[tuple[str, int | str], ...] = ()
    key: int | str | None = None
    initials: str = ""
    icon: str = ""
    tone: str = ""


class RecordLines(RecordTable):
    """A `RecordTable` whose rows are shown as a `Line` each."""

    def __init__(self, line: Callable[[Any], Line], fetch: Fetch, parent: QObject | None = None) -> None:
        columns = (
            Column("title", "", show=lambda row: line(row).title),
            Column("subtitle", "", show=lambda row: line(row).subtitle),
            Column("right", "", show=lambda row: line(row).right_tip or line(row).right),
        )
        super().__init__(columns, fetch, parent)
        self._line = line

    def line(self, row: int) -> Line | None:
        """What a row shows; None for a row that is gone."""
        record = self.record(row)
        return None if record is None else self._line(record)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            line = self.line(index.row())
            return ", ".join(filter(None, (line.title, line.subtitle, line.right_tip or line.right))) if line else ""
        return super().data(index, role)


class RecordList(RecordView):
    """Shows `RecordLines`.

    It is a table of one visible column because Qt's list takes 200 ms for 100 000 rows, its table 2.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, row_height=tokens.ROW_LIST)
        self.setItemDelegate(TwoLineDelegate(self))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def setModel(self, model: Any) -> None:
        super().setModel(model)
        header = self.horizontalHeader()
        for section in range(1, header.count()):
            header.setSectionHidden(section, True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def copy(self, *, headings: bool = False) -> None:
        clipboard.copy_rows(self.table(), self.selected_ids(), (0, 1, 2))


class TwoLineDelegate(QStyledItemDelegate):
    """Paints a `Line`."""

    def __init__(self, view: RecordList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        whole = option.rect
        rect = whole.adjusted(6, 2, -6, -2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint.row_background(painter, rect, selected, index.row() == self._view.hovered_row, tokens.RADIUS_CONTROL)
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            paint.rounded(painter, rect, "", tokens.RADIUS_CONTROL, "focus", 2)
        line = cast(RecordLines, index.model()).line(index.row())
        if line is None:
            return
        disc = theme.px(AVATAR)
        place = QRect(rect.left() + tokens.S, rect.center().y() - disc // 2 + 1, disc, disc)
        key = line.key if line.key is not None else line.title
        paint.avatar(painter, place, "" if line.icon else line.initials or paint.initials(line.title), key)
        if line.icon:
            ink = tokens.pair(key, theme.now())[1]
            icons.paint(painter, place.adjusted(9, 9, -9, -9), line.icon, ink)
        self._words(painter, rect.adjusted(tokens.S + disc + tokens.M, 0, -10, 0), line)

    def _words(self, painter: QPainter, rect: QRect, line: Line) -> None:
        upper, lower = paint.line_height("strong"), paint.line_height("small")
        top = rect.top() + (rect.height() - upper - lower - 3) // 2
        first = QRect(rect.left(), top, rect.width(), upper)
        second = QRect(rect.left(), top + upper + 3, rect.width(), lower)
        right = 0
        if line.right:
            right = paint.line(painter, first, line.right, "small", line.tone or "muted", "right") + tokens.M
        paint.line(painter, first.adjusted(0, 0, -right, 0), line.title, "strong", "text")
        room = second.right() + 1
        for words, key in reversed(line.chips):
            width = min(paint.chip_width(words), max(0, (room - second.left()) // 2))
            if paint.chip(painter, room - width, second.center().y() + 1, words, key, width, low=True):
                room -= width + tokens.XS
        paint.line(
            painter,
            QRect(second.left(), second.top(), room - second.left() - tokens.XS, lower),
            line.subtitle,
            "small",
            "muted",
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.px(tokens.ROW_LIST))

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tell everything the row says, the day exactly."""
        line = cast(RecordLines, index.model()).line(index.row()) if index.isValid() else None
        parts = (
            (line.title, line.subtitle, " · ".join(words for words, _key in line.chips), line.right_tip) if line else ()
        )
        QToolTip.showText(event.globalPos(), text.plain_tip("\n".join(filter(None, parts))), view)
        return True
