"""A list in which some rows are taken and others left: a click on the first column, or the space bar, turns one."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm.i18n import _
from ui.dialogs.listing import Listing
from ui.kit import text, tokens
from ui.kit.buttons import button
from ui.kit.table import Column


class Ticks(QWidget):
    """Rows that are taken or not, with all and none above them, and what is taken told beside those."""

    changed = Signal()

    def __init__(self, name: str, columns: Sequence[Column], *, tall: int = 9) -> None:
        super().__init__()
        self._taken: set[int] = set()
        self._barred: Collection[int] = ()
        first = Column("taken", _("Take"), 72, sortable=False, show=self._word, pair=self._color)
        self.view = _View(name, [first, *columns], tall=tall)
        self._told = text.label("", "muted")
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        line.addWidget(button(_("Take all"), self.take_all, quiet=True))
        line.addWidget(button(_("Take none"), lambda: self._take(()), quiet=True))
        line.addStretch(1)
        line.addWidget(self._told)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.XS)
        body.addLayout(line)
        body.addWidget(self.view, 1)
        self.view.turned.connect(self._turn)

    def show_rows(self, rows: Sequence[Any], taken: Collection[int], barred: Collection[int] = ()) -> None:
        """Show rows; `taken` are the places of those that are taken, `barred` of those that cannot be."""
        self._barred = frozenset(barred)
        self._taken = set(taken) - set(barred)
        self._places = {id(row): place for place, row in enumerate(rows)}
        self.view.show_rows(rows)
        self.changed.emit()

    def taken(self) -> list[Any]:
        """The rows that are taken, in the order shown."""
        return [row for place, row in enumerate(self.view.rows()) if place in self._taken]

    def take_all(self) -> None:
        """Take every row that can be."""
        self._take(place for place in range(len(self.view.rows())) if place not in self._barred)

    def tell(self, words: str) -> None:
        """Say something beside the buttons, such as how many are taken."""
        self._told.setText(words)

    def told(self) -> QLabel:
        """Where it is said."""
        return self._told

    def _take(self, places: Any) -> None:
        self._taken = set(places)
        self.view.table().refresh()
        self.changed.emit()

    def _turn(self, place: int) -> None:
        if place not in self._barred:
            self._take(self._taken ^ {place})

    def _has(self, row: Any) -> bool:
        return self._places.get(id(row)) in self._taken

    def _color(self, row: Any) -> str:
        if self._places.get(id(row)) in self._barred:
            return ""
        return "full" if self._has(row) else "none"

    def _word(self, row: Any) -> str:
        if self._places.get(id(row)) in self._barred:
            return "–"
        return _("Yes") if self._has(row) else _("No")


class _View(Listing):
    turned = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column], *, tall: int) -> None:
        super().__init__(name, columns, tall=tall, least=7)
        self.clicked.connect(self._clicked)
        self.opened.connect(self.turned)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.current_id()
        if event.key() == Qt.Key.Key_Space and place is not None:
            self.turned.emit(place)
            return
        super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.turned.emit(index.row())
