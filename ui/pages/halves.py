"""A list at the left, what one looks at on the right, and the room between them as the user left it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QSplitter, QTabWidget, QVBoxLayout, QWidget

from ui.kit import state, theme, tokens
from ui.kit.cards import Card
from ui.pages.desk import Desk

LEAST = 250


def split(desk: Desk, key: str, left: QWidget, right: QWidget, shares: tuple[int, int] = (40, 60)) -> QSplitter:
    """Both side by side in these shares; moved by the mouse, remembered under `key`."""
    halves = QSplitter(Qt.Orientation.Horizontal)
    halves.setHandleWidth(tokens.M)
    halves.setChildrenCollapsible(False)
    for place, half in enumerate((left, right)):
        half.setMinimumWidth(theme.px(LEAST))
        halves.addWidget(half)
        halves.setStretchFactor(place, shares[place])
    halves.setSizes([share * 20 for share in shares])
    state.remember_splitter(halves, desk.memory, key)
    return halves


def hide_without(right: QWidget, rows: int, shown: object) -> None:
    """Beside an empty list, which says itself what to do, stands nothing but a record that it does not hold."""
    right.setVisible(rows > 0 or shown is not None)


def list_card(*parts: QWidget | QLayout, above: QWidget | None = None) -> Card:
    """A card around a list, with chips or the like above it."""
    card = Card(padding=0)
    card.body.setContentsMargins(tokens.XS, tokens.M if above else tokens.S, tokens.XS, tokens.S)
    if above is not None:
        row = QVBoxLayout()
        row.setContentsMargins(tokens.S, 0, tokens.S, 0)
        row.addWidget(above)
        card.body.addLayout(row)
    for part in parts:
        if isinstance(part, QWidget):
            card.body.addWidget(part, 1)
        else:
            card.body.addLayout(part)
    return card


def stacked(chips: QWidget, below: QWidget, beside: QWidget) -> QWidget:
    """Chips with a button behind them, and what was built by it in a line of its own."""
    made = QWidget()
    lines = QVBoxLayout(made)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(tokens.S)
    first = QHBoxLayout()
    first.setSpacing(tokens.S)
    first.addWidget(chips, 1)
    first.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
    lines.addLayout(first)
    lines.addWidget(below)
    return made


def detail_card(inner: QWidget) -> Card:
    """A card around what one looks at."""
    card = Card(padding=0)
    card.body.addWidget(inner)
    return card


def tabs(name: str, *, titled: bool = True) -> QTabWidget:
    """Tabs inside a card; `name` is what a screen reader calls them. The first begins below the title of the card."""
    made = QTabWidget()
    made.setProperty("titled", titled)
    made.setDocumentMode(True)
    made.setAccessibleName(name)
    made.tabBar().setAccessibleName(name)
    made.tabBar().setUsesScrollButtons(True)
    return made


def scrolling(inner: QWidget) -> QScrollArea:
    """The widget in a frame that scrolls only where the window is too low for it."""
    inner.setProperty("plain", True)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
