"""The navigation at the left: pages with live counts, saved views below."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from crm.i18n import _, spaced
from ui.kit import icons, paint, text, theme, tokens

Index = QModelIndex | QPersistentModelIndex
_ITEM = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Item:
    """A place to go; items of the same `section` stand under one heading, those of "" on top without."""

    key: str
    text: str
    icon: str = ""
    count: int | None = None
    section: str = ""
    tip: str = ""


class Sidebar(QWidget):
    """Tells `chosen(key)` when a person goes somewhere; `select` shows where one is without telling."""

    chosen = Signal(str)
    menu_asked = Signal(str, QPoint)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[str, Item] = {}
        self._title = text.Elided(title, "strong")
        self._title.setContentsMargins(22, 0, tokens.S, 0)
        self._list = QListWidget()
        self._list.setObjectName("navigation")
        self._list.setAccessibleName(_("Navigation"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setStyleSheet("#navigation { background: transparent; }")
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setMouseTracking(True)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._menu)
        self._list.currentItemChanged.connect(self._changed)
        self.footer = QVBoxLayout()
        self.footer.setContentsMargins(tokens.S, 0, tokens.S, 0)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, tokens.L, 1, tokens.S)
        body.setSpacing(tokens.S)
        body.addWidget(self._title)
        self._title.setVisible(bool(title))
        body.addWidget(self._list, 1)
        body.addLayout(self.footer)
        theme.news.changed.connect(self._size)
        self._size()

    def set_title(self, title: str) -> None:
        """Change the words on top: the name of the register."""
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def set_accessible_name(self, name: str) -> None:
        """What a screen reader calls the navigation."""
        self._list.setAccessibleName(name)

    def set_items(self, items: Sequence[Item]) -> None:
        """Show these places; the selected one stays selected where it still exists."""
        here = self.current()
        self._list.blockSignals(True)
        self._list.clear()
        self._items = {item.key: item for item in items}
        section = ""
        for item in items:
            if item.section != section:
                section = item.section
                self._add(Item("", section), Qt.ItemFlag.NoItemFlags)
            self._add(item, Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self._list.blockSignals(False)
        self.select(here)

    def set_section(self, section: str, items: Sequence[Item]) -> None:
        """Show these as the places of a section, the last one; all others stay as they are."""
        self.set_items([*(item for item in self._items.values() if item.section != section), *items])

    def set_count(self, key: str, count: int | None) -> None:
        """Show how many there are now."""
        row = self._row(key)
        if row >= 0 and self._items[key].count != count:
            self._items[key] = replace(self._items[key], count=count)
            self._fill(self._list.item(row), self._items[key])

    def select(self, key: str) -> None:
        """Show that one is at this place."""
        self._list.blockSignals(True)
        self._list.setCurrentRow(self._row(key))
        self._list.blockSignals(False)

    def current(self) -> str:
        """The key of the selected place, "" for none."""
        item = self._list.currentItem()
        return cast(Item, item.data(_ITEM)).key if item is not None else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("sidebar"))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), theme.color("border"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._list.doItemsLayout()

    def _size(self) -> None:
        self.setFixedWidth(theme.px(tokens.SIDEBAR))
        self._list.doItemsLayout()

    def _row(self, key: str) -> int:
        rows = range(self._list.count())
        return next((row for row in rows if key and self._list.item(row).data(_ITEM).key == key), -1)

    def _add(self, item: Item, flags: Qt.ItemFlag) -> None:
        made = QListWidgetItem()
        made.setFlags(flags)
        self._fill(made, item)
        self._list.addItem(made)

    def _fill(self, made: QListWidgetItem, item: Item) -> None:
        made.setData(_ITEM, item)
        made.setText(item.text)
        made.setToolTip(text.plain_tip(item.tip))
        spoken = item.text if item.count is None else f"{item.text}, {item.count}"
        made.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _changed(self, now: QListWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(now.data(_ITEM).key)

    def _menu(self, place: QPoint) -> None:
        item = self._list.itemAt(place)
        if item is not None and item.data(_ITEM).key:
            self.menu_asked.emit(item.data(_ITEM).key, self._list.viewport().mapToGlobal(place))


class _Delegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item = cast(Item, index.data(_ITEM))
        rect = option.rect.adjusted(tokens.S, 1, -tokens.S, -1)
        if not item.key:
            paint.line(painter, rect.adjusted(tokens.M + 2, tokens.M, 0, 0), item.text, "small", "muted")
            return
        state = option.state
        here = bool(state & QStyle.StateFlag.State_Selected)
        paint.row_background(painter, rect, here, bool(state & QStyle.StateFlag.State_MouseOver), tokens.RADIUS_CONTROL)
        view = cast(QListWidget, self.parent())
        if here:
            paint.rounded(painter, QRect(rect.left(), rect.top() + 9, 3, rect.height() - 18), "accent", 1.5)
            if view.hasFocus():
                paint.rounded(painter, rect, "", tokens.RADIUS_CONTROL, "focus", 2)
        inside = rect.adjusted(tokens.M + 2, 0, -10, 0)
        if item.icon:
            place = QRect(inside.left(), inside.center().y() - 9, tokens.ICON, tokens.ICON)
            icons.paint(painter, place, item.icon, "accent" if here else "muted")
            inside.setLeft(place.right() + 9)
        if item.count is not None:
            count = spaced(item.count)
            width = paint.line(painter, inside, count, "small", "text" if here else "muted", "right")
            inside.setRight(inside.right() - width - tokens.S)
        paint.line(painter, inside, item.text, "strong" if here else "body", "text")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = not cast(Item, index.data(_ITEM)).key
        height = QFontMetrics(theme.font("small")).height() + 22 if heading else theme.px(tokens.ROW_NAV)
        return QSize(120, height)
