"""The cards of a board: what one says, the model of a lane's cards, and how they are painted."""

from collections.abc import Sequence
from typing import Any, NamedTuple, cast

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.kit import icons, paint, text, tokens
from ui.kit.paint import in_two_lines

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
GAP = 3
"""Pixels between the lines of a card."""


class Card(NamedTuple):
    """A title of up to two lines, a quiet line, a line with a word at the left and one at the right, an icon.

    `tip` is what the mouse is told, and a screen reader; without it all of the above.
    """

    id: int
    title: str
    line: str = ""
    left: str = ""
    right: str = ""
    icon: str = ""
    tip: str = ""

    def told(self) -> str:
        """All of it as it is read out."""
        return self.tip or "\n".join(filter(None, (self.title, self.line, self.left, self.right)))


class Cards(QAbstractListModel):
    """The cards of one lane."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show these."""
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def row_of(self, id: int | None) -> int:
        """Where a card stands, -1 where it does not."""
        return next((row for row, card in enumerate(self.cards) if card.id == id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        return ", ".join(card.told().split("\n")) if role == Qt.ItemDataRole.AccessibleTextRole else None


class CardDelegate(QStyledItemDelegate):
    """Paints a `Card`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, card = cast(QListView, self.parent()), cast(Cards, index.model()).cards[index.row()]
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        lit = view.hasFocus() and view.currentIndex() == index
        draw(painter, option.rect.adjusted(0, 0, 0, -tokens.S), card, selected=selected, focused=lit)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view, card = cast(QListView, self.parent()), cast(Cards, index.model()).cards[index.row()]
        wide = view.viewport().width()
        return QSize(max(1, wide), _height(card, wide) + tokens.S)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """Tell everything the card says, and what it had no room for."""
        told = cast(Cards, index.model()).cards[index.row()].told() if index.isValid() else ""
        QToolTip.showText(event.globalPos(), text.plain_tip(told), view)
        return True


def draw(painter: QPainter, rect: QRect, card: Card, *, selected: bool, focused: bool) -> None:
    """Paint a card into `rect`."""
    paint.rounded(painter, rect, "selection" if selected else "surface", tokens.RADIUS_CONTROL, "border")
    if focused:
        paint.rounded(painter, rect, "", tokens.RADIUS_CONTROL, "focus", 2)
    inner = rect.adjusted(tokens.M - 2, tokens.S, -tokens.M + 2, -tokens.S)
    strong, small = paint.line_height("strong"), paint.line_height("small")
    top = inner.top()
    for words in in_two_lines(card.title, inner.width()):
        paint.line(painter, QRect(inner.left(), top, inner.width(), strong), words, "strong", "text")
        top += strong
    top += GAP
    if card.line:
        paint.line(painter, QRect(inner.left(), top, inner.width(), small), card.line, "small", "muted")
        top += small + GAP
    if card.left or card.right:
        row = QRect(inner.left(), top, inner.width(), small)
        room = row.right() + 1
        if card.right:
            room -= paint.line(painter, row, card.right, "small", "muted", "right") + tokens.XS
            side = min(small, 14)
            if card.icon:
                place = QRect(room - side, row.center().y() - side // 2 + 1, side, side)
                icons.paint(painter, place, card.icon, "muted")
                room -= side + tokens.XS
        paint.line(painter, QRect(row.left(), row.top(), room - row.left(), small), card.left, "small", "text")


def picture(view: QListView, card: Card) -> QPixmap:
    """A card as it is carried from lane to lane."""
    wide = view.viewport().width()
    ratio = view.devicePixelRatioF()
    high = _height(card, wide)
    made = QPixmap(round(wide * ratio), round(high * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw(painter, QRect(0, 0, wide, high), card, selected=True, focused=True)
    painter.end()
    return made


def _height(card: Card, wide: int) -> int:
    small = paint.line_height("small") + GAP
    lines = len(in_two_lines(card.title, wide - 2 * (tokens.M - 2)))
    rest = small * (bool(card.line) + bool(card.left or card.right))
    return 2 * tokens.S + lines * paint.line_height("strong") + rest
