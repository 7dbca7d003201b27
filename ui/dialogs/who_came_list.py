"""The list in which one ticks who came to an activity."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from crm.commands.interactions import Participant
from crm.i18n import _
from crm.rules import code_lists
from ui.dialogs.listing import Listing
from ui.kit.table import Column


@dataclass
class Row:
    """Somebody of the list; `id` is None for who is not noted yet, `new` says who that is."""

    id: int | None
    version: int | None
    person_id: int | None
    person: str
    organisation: str
    status: str
    role: str
    new: Participant | None = None


class Ticked(Listing):
    """The list: the space bar and a double click tick."""

    turned = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name, _columns(), tall=7, least=4)
        self.opened.connect(lambda _id: self.turned.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.turned.emit()
            return
        super().keyPressEvent(event)


def _columns() -> list[Column]:
    def who(row: Row) -> str:
        return row.person or row.organisation

    def status(row: Row) -> str:
        return code_lists.label("participation_status", row.status)

    return [
        Column("person", _("Who"), 250, show=who, icon=_icon, sortable=False),
        Column(
            "organisation", _("Organisation"), 250, show=lambda row: row.organisation if row.person else "",
            sortable=False,
        ),
        Column("role", _("Role"), 140, show=lambda row: code_lists.label("participation_role", row.role),
               sortable=False),
        Column("status", _("Status"), 130, show=status, pair=lambda row: row.status, sortable=False),
    ]  # fmt: skip


def _icon(row: Row) -> str:
    return "check" if row.status == "attended" else "person" if row.person else "building"
