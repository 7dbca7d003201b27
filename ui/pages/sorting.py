"""By what a list without a header is sorted: said on a quiet button above it, chosen in its menu."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from crm.i18n import _
from ui.kit import tokens
from ui.kit.buttons import button
from ui.pages.listing import Listing, Order


class Way(NamedTuple):
    """An order and what it is called: "last contact, longest ago first"."""

    order: Order
    words: str


class Sorting(QWidget):
    """Chips or the like at the left, the order at the right."""

    def __init__(self, listing: Listing, ways: Sequence[Way], beside: QWidget | None = None) -> None:
        super().__init__()
        self._listing, self._ways = listing, ways
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        for way in ways:
            action = self._menu.addAction(way.words, partial(self._choose, way.order))
            action.setCheckable(True)
            action.setData(way.order)
            self._group.addAction(action)
        self.button = button("", quiet=True)
        self.button.setMenu(self._menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        if beside is not None:
            line.addWidget(beside, 1)
        else:
            line.addStretch(1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)  # beside the first line of chips that break
        listing.told.connect(self.show_order)
        self.show_order()

    def show_order(self) -> None:
        """Say by what the list is sorted now."""
        for way, action in zip(self._ways, self._group.actions(), strict=True):
            if way.order == self._listing.order:
                action.setChecked(True)
                self.button.setText(way.words + "  ")
                self.button.setAccessibleName(_("Sorted by: {order}").format(order=way.words))

    def _choose(self, order: Order) -> None:
        self._listing.order = order
        self._listing.again()
