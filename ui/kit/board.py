"""A board: lanes side by side with cards, which are carried from one to another by the mouse or with Ctrl and an arrow.

The carrying is our own and not the desktop's: a card never leaves the window, and it moves the same way everywhere.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.kit import theme, tokens
from ui.kit.board_card import Card
from ui.kit.board_lane import BoardLane

LANE = 146
"""The least width of a lane in pixels; narrower ones are scrolled."""
EDGE, STEP, TICK = 36, 14, 25
"""So near to the edge a carried card scrolls the board, by so many pixels, every so many milliseconds."""


class Lane(NamedTuple):
    """A lane: its key, what stands above it (a title, and a quiet line of what its cards come to), its cards."""

    key: str
    title: str
    total: str
    cards: Sequence[Card]


class Board(QScrollArea):
    """Shows lanes; `columns` are their keys from left to right, those of one column below each other.

    `moved(id, key)` is asked for, never done here: whoever listens shows the lanes anew.
    """

    moved = Signal(object, str)
    current_changed = Signal(object)
    opened = Signal(object)
    opened_apart = Signal(object)
    menu_asked = Signal(QPoint)

    def __init__(self, name: str, columns: Sequence[Sequence[str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._writable = True
        self._current: int | None = None
        self._carried: int | None = None
        self._hold = QPoint()
        inner = QWidget()
        inner.setProperty("plain", True)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        self.lanes: dict[str, BoardLane] = {}
        self._rows: list[QWidget] = []
        for keys in columns:
            column = QVBoxLayout()
            column.setSpacing(tokens.S)
            for key in keys:
                made = self.lanes[key] = BoardLane(key, self)
                column.addWidget(made, 1)
            row.addLayout(column, 1)
        self.setWidget(inner)
        self._picture = QLabel(self.viewport())
        self._picture.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture.hide()
        self._scroll = QTimer(self)
        self._scroll.setInterval(TICK)
        self._scroll.timeout.connect(self._edge)
        theme.news.changed.connect(self._measure)
        self._measure()

    def set_lanes(self, lanes: Sequence[Lane], *, current: int | None = None, writable: bool = True) -> None:
        """Show these; the card one is on stays the current one, wherever it stands now."""
        self._writable = writable
        had = any(lane.view.hasFocus() for lane in self.lanes.values())
        self.drop_nowhere()
        for lane in lanes:
            self.lanes[lane.key].show_lane(lane.title, lane.total, lane.cards)
        self.go_to(current if current is not None else self._current, focus=had)

    def go_to(self, id: int | None, *, focus: bool = False) -> bool:
        """Make a card the current one; False where it is on no lane."""
        self._current = id
        home = self._home(id)
        for lane in self.lanes.values():
            lane.stand_on(id if lane is home else None)
        if home is None:
            return False
        self.ensureWidgetVisible(home, 0, 0)
        if focus:
            home.view.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def current_id(self) -> int | None:
        """The card one is on."""
        return self._current

    def card(self, id: int | None) -> Card | None:
        """What a card shows."""
        return next((card for lane in self.lanes.values() for card in lane.cards() if card.id == id), None)

    def lane_of(self, id: int | None) -> str:
        """The key of the lane a card is on, "" for none."""
        home = self._home(id)
        return home.key if home is not None else ""

    def first(self) -> int | None:
        """The first card of all."""
        return next((card.id for lane in self.lanes.values() for card in lane.cards()), None)

    def neighbour(self, id: int | None, by: int) -> str:
        """The lane so many to the right (or left) of a card's, "" beyond the edge."""
        keys = list(self.lanes)
        place = keys.index(self.lane_of(id)) + by if self.lane_of(id) else -1
        return keys[place] if 0 <= place < len(keys) else ""

    def shift(self, by: int) -> None:
        """Ask for the current card to go to the next lane (1) or the one before (-1)."""
        key = self.neighbour(self._current, by)
        if key and self._writable:
            self.moved.emit(self._current, key)

    def step(self, lane: BoardLane, by: int) -> None:
        """Go with the keyboard to the next lane that has cards."""
        keys = list(self.lanes)
        ways = keys[keys.index(lane.key) + 1 :] if by > 0 else keys[: keys.index(lane.key)][::-1]
        to = next((self.lanes[key] for key in ways if self.lanes[key].cards()), None)
        if to is not None:
            row = min(lane.view.currentIndex().row(), len(to.cards()) - 1)
            self.chosen(to.cards()[max(0, row)].id)
            self.go_to(self._current, focus=True)

    def chosen(self, id: int | None) -> None:
        """A lane says that somebody went to one of its cards."""
        if id != self._current:
            self.go_to(id)
            self.current_changed.emit(id)

    # Carrying: a lane takes a card up, and says where the mouse is until it is put down.

    def take(self, id: int, picture: QPixmap, hold: QPoint) -> bool:
        """Take a card up; `hold` is where in its picture the mouse is. False where nothing may be moved."""
        if not self._writable:
            return False
        self._carried, self._hold = id, hold
        self._picture.setPixmap(picture)
        self._picture.resize(QSize(picture.size()) / picture.devicePixelRatio())
        self._picture.raise_()
        self._scroll.start()
        return True

    def carrying(self) -> bool:
        """Whether a card is in the hand."""
        return self._carried is not None

    def carry(self, place: QPoint) -> None:
        """The mouse is here now, on the screen."""
        self._picture.move(self.viewport().mapFromGlobal(place) - self._hold)
        self._picture.show()
        target = self._under(place)
        for lane in self.lanes.values():
            lane.set_lit(lane is target)

    def put(self, place: QPoint) -> None:
        """Put the card down here; beside the lanes, and on its own one, it stays where it was."""
        id, target = self._carried, self._under(place)
        self.drop_nowhere()
        if id is not None and target is not None and target.key != self.lane_of(id):
            self.moved.emit(id, target.key)

    def drop_nowhere(self) -> None:
        """Let go of the card: it stays where it was."""
        self._carried = None
        self._scroll.stop()
        self._picture.hide()
        for lane in self.lanes.values():
            lane.set_lit(False)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.drop_nowhere()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways; what is above and below is each lane's."""
        if event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.drop_nowhere()

    def _edge(self) -> None:
        """Scroll while the card is held at an edge."""
        x = self._picture.pos().x() + self._hold.x()
        bar = self.horizontalScrollBar()
        if self._picture.isVisible() and x < EDGE:
            bar.setValue(bar.value() - STEP)
        elif self._picture.isVisible() and x > self.viewport().width() - EDGE:
            bar.setValue(bar.value() + STEP)

    def _home(self, id: int | None) -> BoardLane | None:
        return next((lane for lane in self.lanes.values() if any(card.id == id for card in lane.cards())), None)

    def _under(self, place: QPoint) -> BoardLane | None:
        if not QRect(QPoint(), self.viewport().size()).contains(self.viewport().mapFromGlobal(place)):
            return None
        return next(
            (lane for lane in self.lanes.values() if lane.rect().contains(lane.mapFromGlobal(place))),
            None,
        )

    def _measure(self) -> None:
        for lane in self.lanes.values():
            lane.setMinimumWidth(theme.px(LANE))
