"""Rows to pick one from while typing: what drops down below a field of people and inside the palette."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit import icons, paint, theme, tokens

Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
AVATAR = 26


@dataclass(frozen=True)
class Row:
    """One row: an icon or (with `key`) an avatar, title · subtitle, a word at the right, a `second` line below.

    `heading` rows cannot be picked. The letters from and to which `marks` (of the title) and `second_marks` go are
    strong.
    """

    title: str
    subtitle: str = ""
    right: str = ""
    icon: str = ""
    key: int | str | None = None
    heading: bool = False
    data: Any = None
    second: str = ""
    marks: Sequence[tuple[int, int]] = ()
    second_marks: Sequence[tuple[int, int]] = ()


class PickList(QListWidget):
    """Never takes the focus: the line edit that owns it passes the arrow keys on by `step`."""

    picked = Signal(object)

    def __init__(self, row_height: int = 34) -> None:
        super().__init__()
        self.row_height = row_height
        self.has_avatars = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(lambda item: self.picked.emit(item.data(_ROW)))
        self.itemEntered.connect(self._entered)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these; the first that can be picked is current."""
        self.clear()
        self.has_avatars = any(row.key is not None for row in rows)
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(_ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(row))
            if row.heading:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self.step(1)

    def current_row(self) -> Row | None:
        """The row that Enter takes."""
        item = self.currentItem()
        return cast(Row, item.data(_ROW)) if item is not None else None

    def step(self, by: int) -> None:
        """Move up or down, over headings and around the ends."""
        count = self.count()
        place = self.currentRow() if self.currentRow() >= 0 else (-1 if by > 0 else count)
        for _turn in range(count):
            place = (place + by) % count
            if self.item(place).flags() & Qt.ItemFlag.ItemIsEnabled:
                self.setCurrentRow(place)
                return

    def rows_height(self, most: int = 12) -> int:
        """Pixels that the rows take, at most so many of them."""
        return sum(self.sizeHintForRow(place) for place in range(min(most, self.count())))

    def _entered(self, item: QListWidgetItem) -> None:
        if item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.setCurrentItem(item)


def _spoken(row: Row) -> str:
    return ", ".join(filter(None, (row.title, row.subtitle, row.second)))


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = cast(Row, index.data(_ROW))
        rect = option.rect
        if row.heading:
            paint.line(painter, rect.adjusted(tokens.M, 6, 0, 0), row.title, "small", "muted")
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint.row_background(painter, rect.adjusted(0, 1, 0, -1), selected, False, tokens.RADIUS_CONTROL)
        inside = rect.adjusted(tokens.M, 0, -10, 0)
        if row.key is not None:
            disc = QRect(inside.left() - 4, inside.center().y() - AVATAR // 2 + 1, AVATAR, AVATAR)
            paint.avatar(painter, disc, paint.initials(row.title), row.key)
            inside.setLeft(disc.right() + tokens.S)
        elif row.icon:
            wide = AVATAR - 4 if cast(PickList, self.parent()).has_avatars else 16
            icons.paint(
                painter,
                QRect(inside.left() + (wide - 20) // 2 + 2, inside.top(), 16, inside.height()),
                row.icon,
                "muted",
            )
            inside.setLeft(inside.left() + wide + tokens.S)
        if row.second:
            inside.setBottom(inside.top() + round(inside.height() * 0.56))
        if row.right:
            inside.setRight(
                inside.right() - paint.line(painter, inside, row.right, "small", "muted", "right") - tokens.M
            )
        used = paint.marked(painter, inside, row.title, "body", "text", row.marks)
        if row.subtitle:
            paint.line(painter, inside.adjusted(used, 0, 0, 0), f"  ·  {row.subtitle}", "body", "muted")
        if row.second:
            below = QRect(inside.left(), inside.bottom() - 2, rect.right() - 10 - inside.left(), 0)
            below.setBottom(rect.bottom() - 5)
            paint.marked(painter, below, row.second, "small", "muted", row.second_marks)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = cast(Row, index.data(_ROW))
        if row.heading:
            return QSize(100, paint.line_height("small") + 12)
        height = theme.px(cast(PickList, self.parent()).row_height)
        return QSize(100, height + (paint.line_height("small") if row.second else 0))
