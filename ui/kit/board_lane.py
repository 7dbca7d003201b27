"""One lane of a board: its head, and its cards as a list that the keyboard walks."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QVBoxLayout, QWidget

from ui.kit import paint, text, tokens
from ui.kit.board_card import Card, CardDelegate, Cards, picture

Index = QModelIndex | QPersistentModelIndex
_WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Hand(Protocol):
    """What a lane asks of its board: who is current, and to carry a card."""

    opened: Any
    opened_apart: Any
    menu_asked: Any

    def current_id(self) -> int | None: ...
    def chosen(self, id: int | None) -> None: ...
    def step(self, lane: "BoardLane", by: int) -> None: ...
    def shift(self, by: int) -> None: ...
    def take(self, id: int, picture: QPixmap, hold: QPoint) -> bool: ...
    def carrying(self) -> bool: ...
    def carry(self, place: QPoint) -> None: ...
    def put(self, place: QPoint) -> None: ...
    def drop_nowhere(self) -> None: ...


class BoardLane(QWidget):
    """A lane; `lit` while a card is held over it."""

    def __init__(self, key: str, board: Hand) -> None:
        super().__init__()
        self.key, self._lit = key, False
        self._title, self._total = text.Elided("", "strong"), text.Elided("", "hint")
        self.view = LaneView(self, board)
        body = QVBoxLayout(self)
        body.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.XS)
        body.setSpacing(tokens.XS)
        body.addWidget(self._title)
        body.addWidget(self._total)
        body.addSpacing(tokens.XS)
        body.addWidget(self.view, 1)

    def show_lane(self, title: str, total: str, cards: Sequence[Card]) -> None:
        """Say what it is called and what it holds."""
        self._title.setText(title)
        self._total.setText(total)
        self.view.setAccessibleName(f"{title}, {total}" if total else title)
        self.view.cards.set_cards(cards)

    def cards(self) -> Sequence[Card]:
        """What it holds."""
        return self.view.cards.cards

    def title(self) -> str:
        """What stands above it."""
        return self._title.text()

    def total(self) -> str:
        """What its cards come to."""
        return self._total.text()

    def set_lit(self, on: bool) -> None:
        """Show that a card would come here."""
        if on != self._lit:
            self._lit = on
            self.update()

    def stand_on(self, id: int | None) -> None:
        """Make a card the current one, None for none; nobody is told."""
        self.view.stand_on(self.view.cards.row_of(id))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._lit:
            paint.rounded(painter, self.rect(), "accent_soft", tokens.RADIUS_CARD, "focus", 2)
        else:
            paint.rounded(painter, self.rect(), "sidebar", tokens.RADIUS_CARD)


class LaneView(QListView):
    """The cards; Up and Down within the lane, Left and Right to the next, with Ctrl the card goes along."""

    def __init__(self, lane: BoardLane, board: Hand) -> None:
        super().__init__(lane)
        self._lane, self._board = lane, board
        self._pressed: QPoint | None = None
        self._quiet = False
        self.cards = Cards(self)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(self))
        self.setProperty("board", True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMinimumHeight(1)
        self.doubleClicked.connect(self._double_clicked)

    def stand_on(self, row: int) -> None:
        """Make a row the current one, none for -1; nobody is told."""
        self._quiet = True
        index = self.cards.index(row) if row >= 0 else QModelIndex()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if row >= 0:
            self.scrollTo(index)
        self._quiet = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and current.isValid():
            self._board.chosen(self.cards.cards[current.row()].id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard needs a place."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.cards:
            self._board.chosen(self.cards.cards[0].id)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean the card one is on from the menus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            shift = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.ShiftModifier
            escape = event.key() == Qt.Key.Key_Escape and self._board.carrying()
            if escape or (shift and event.key() in _ENTER and self.currentIndex().isValid()):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, id = event.key(), self._board.current_id()
        if key == Qt.Key.Key_Escape and self._board.carrying():
            self._board.drop_nowhere()
        elif key in _WAYS and held == Qt.KeyboardModifier.NoModifier:
            self._board.step(self._lane, _WAYS[Qt.Key(key)])
        elif key in _WAYS and held == Qt.KeyboardModifier.ControlModifier:
            self._board.shift(_WAYS[Qt.Key(key)])
        elif key in _ENTER and id is not None and held == Qt.KeyboardModifier.NoModifier:
            self._board.opened.emit(id)
        elif key in _ENTER and id is not None and held == Qt.KeyboardModifier.ShiftModifier:
            self._board.opened_apart.emit(id)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = place if left and self.indexAt(place).isValid() else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._board.carrying():
            self._board.carry(event.globalPosition().toPoint())
            return
        place = event.position().toPoint()
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if held and self._pressed is not None:
            far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far and self._take(self._pressed):
                self._board.carry(event.globalPosition().toPoint())
            return  # a list would select what the mouse passes over
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)
        if self._board.carrying():
            self._board.put(event.globalPosition().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self._board.menu_asked.emit(place)

    def _take(self, place: QPoint) -> bool:
        index = self.indexAt(place)
        self._pressed = None
        card = self.cards.cards[index.row()]
        return self._board.take(card.id, picture(self, card), place - self.visualRect(index).topLeft())

    def _double_clicked(self, index: Index) -> None:
        self._board.opened.emit(self.cards.cards[index.row()].id)
