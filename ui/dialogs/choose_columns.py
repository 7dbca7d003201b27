"""Which columns a table shows, in which order, and how many of them stand still."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from crm.errors import CrmError
from crm.i18n import _
from ui.kit import fields as make
from ui.kit import text, tokens
from ui.kit.buttons import icon_button
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.search_field import SearchField

_KEY = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
MOST_FROZEN = 4


class Offered(NamedTuple):
    """A field that may be a column; `group` says what it is about, "" for the record itself."""

    key: str
    name: str
    group: str = ""


class Chosen(NamedTuple):
    """The columns from left to right, and how many of the first stand still."""

    keys: tuple[str, ...]
    frozen: int


def ask(parent: QWidget | None, *, offered: Sequence[Offered], chosen: Chosen, standard: Chosen) -> Dialog:
    """Ask; `saved` tells a `Chosen`. The ticked fields stand first, in the order of their columns."""
    return _Dialog(parent, offered, chosen, standard)


class _List(QListWidget):
    """Tells `moved(by)` at Alt+Up and Alt+Down."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in ways:
            self.moved.emit(ways[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class _Dialog(Dialog):
    def __init__(self, parent: QWidget | None, offered: Sequence[Offered], chosen: Chosen, standard: Chosen) -> None:
        counts = [(0, _("None")), (1, _("The first one")), (2, _("The first two")), (3, _("The first three"))]
        counts.append((MOST_FROZEN, _("The first four")))
        form = Form(
            [make.choice("frozen", _("Columns that stay in sight"), choices=counts, required=True)], labels="left"
        )
        super().__init__(parent, _("Columns"), save=_("Show"), form=form, width=480)
        self._offered = offered
        self._search = SearchField(_("Find a field"))
        self._list = _List()
        self._list.setAccessibleName(_("Columns"))
        self._list.setMinimumHeight(300)
        self._list.setProperty("grid", True)
        self._list.setProperty("ticks", True)
        self._list.setSpacing(3)
        self._list.setAlternatingRowColors(False)
        up = icon_button("chevron-up", _("Further to the left"), partial(self._move, -1))
        down = icon_button("chevron-down", _("Further to the right"), partial(self._move, 1))
        self._list.moved.connect(self._move)
        beside = QVBoxLayout()
        beside.addWidget(up)
        beside.addWidget(down)
        beside.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        line.addWidget(self._list, 1)
        line.addLayout(beside)
        self.body.insertWidget(0, text.label(_("Space shows and hides a column, Alt+Up and Alt+Down move it."), "hint"))
        self.body.insertWidget(1, self._search)
        self.body.insertLayout(2, line)
        self.add_button(_("Standard columns"), lambda: self._fill(standard))
        self._search.searched.connect(self._narrow)
        self._fill(chosen)
        self.on_save(self._chosen)
        self.open()
        self._list.setFocus()

    def _fill(self, chosen: Chosen) -> None:
        names = {one.key: one for one in self._offered}
        order = [key for key in chosen.keys if key in names]
        self._list.clear()
        for key in (*order, *(one.key for one in self._offered if one.key not in order)):
            one = names[key]
            item = QListWidgetItem(f"{one.name} · {one.group}" if one.group else one.name)
            item.setData(_KEY, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ON if key in order else _OFF)
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        assert self.form is not None
        self.form.set_values({"frozen": min(chosen.frozen, MOST_FROZEN)})

    def _narrow(self, words: str) -> None:
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(words.casefold() not in item.text().casefold())
        shown = [row for row in range(self._list.count()) if not self._list.item(row).isHidden()]
        if shown and self._list.currentRow() not in shown:
            self._list.setCurrentRow(shown[0])

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        if row >= 0 and 0 <= row + by < self._list.count():
            item = self._list.takeItem(row)
            self._list.insertItem(row + by, item)
            self._list.setCurrentRow(row + by)

    def _chosen(self) -> Chosen:
        items = [self._list.item(row) for row in range(self._list.count())]
        keys = tuple(str(item.data(_KEY)) for item in items if item.checkState() == _ON)
        if not keys:
            raise CrmError(_("Tick at least one column."))
        assert self.form is not None
        return Chosen(keys, min(int(self.form.values()["frozen"]), len(keys) - 1))
