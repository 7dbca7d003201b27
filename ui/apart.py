"""Records in windows of their own, as many as one likes: they stay true, and go when their record goes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from crm.changes import Changes
from ui.kit import state
from ui.pages import places

if TYPE_CHECKING:
    from ui.frame import Frame
    from ui.record_window import RecordWindow

STEP = 28
"""Pixels by which a window stands beside one of its kind that is open."""


class Apart:
    """The windows of one main window."""

    def __init__(self, main: "Frame") -> None:
        self._main = main
        self._number = 0
        self.windows: list[RecordWindow] = []

    def open(self, table: str, id: int) -> None:
        """Open a record in a window of its own, or bring the one that shows it to the front."""
        for one in self.windows:
            if (one.table, one.id) == (table, id):
                one.raise_()
                one.activateWindow()
                return
        from ui.pages import one_record
        from ui.record_window import RecordWindow

        if not one_record.can(table) or not places.is_there(table, id):
            return
        self._number += 1
        made = RecordWindow(self._main, table, id, f"apart{self._number}.", self.windows.remove)
        state.restore_window(made, self._main.program.layout, f"apart.{table}")
        kin = sum(one.table == table for one in self.windows)
        made.move(made.pos() + QPoint(STEP, STEP) * kin)
        state.bring_back(made)
        self.windows.append(made)
        made.show()

    def react(self, changes: Changes) -> None:
        """Tell all of them what was changed."""
        for one in list(self.windows):
            one.react(changes)

    def tell(self) -> None:
        """Bring what can be done in them up to date."""
        for one in self.windows:
            one.tell()

    def make_again(self) -> None:
        """Say everything in another language."""
        for one in self.windows:
            one.build()

    def close(self) -> None:
        """Close all: the register is let go."""
        for one in list(self.windows):
            one.close()
